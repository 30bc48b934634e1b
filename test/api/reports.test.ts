import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatDay } from '../../src-main/lib/day';
import type { ReportToFile } from '../../src-preload/contract/reports/report-files';
import { movementKinds, type RevenueAccounts } from '../../src-preload/contract/reports/revenue';
import { partWords } from '../../src-preload/contract/reports/revenue-words';
import { type ApiOnStore, apiOnStore } from '../support/api-on-store';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
let api: ApiOnStore;
let folder: string;
let file: string;
beforeAll(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 5, accounts: 12, firstDay: today - 400, lastDay: today }));
  await scoreOn(scored, today);
  scored.store.db.client.exec(`replace into settings (key, value) values ('role', '"manager"')`);
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
  file = join(folder, 'report.xlsx');
  api = apiOnStore(scored.store, file);
});
afterAll(async () => {
  await api.finishJobs();
  await scored.close();
  rmSync(folder, { recursive: true });
});

async function ask<T>(path: string, input?: unknown): Promise<T> {
  const answer = await api.call(path, input);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data as T;
}
/** The lines of the table under its heading, and what the file says of itself. */
async function exported(of: ReportToFile, saved?: string) {
  const input = { of, format: 'xlsx', ...(saved !== undefined && { saved }) };
  const answer = await ask<{ path: string; rows: number }>('reports.export', input);
  expect(answer.path).toBe(file);
  const [sheet, about] = await readWorkbook(file);
  const [headings = [], ...lines] = sheet?.data ?? [];
  expect(lines).toHaveLength(answer.rows);
  const column = (heading: string) => lines.map((line) => line[headings.indexOf(heading)]);
  return { lines, headings, column, about: new Map(about?.data.map(([what, value]) => [what, value])) };
}

const [from, to] = [formatDay(today - 120), formatDay(today)];
const rates = 'constant' as const;
const span = { from, to };
const each: readonly ReportToFile[] = [
  { report: 'revenue', input: { months: 6, rates } },
  { report: 'figure', input: { month: to.slice(0, 7), span: 'month', rates, part: 'closing' } },
  { report: 'cohorts', input: { months: 12 } },
  { report: 'renewals', input: {} },
  { report: 'health', input: {} },
  { report: 'features', input: span },
  { report: 'feature-figure', input: { ...span, feature: 0, part: 'used' } },
  { report: 'change', input: { ...span, rates } },
  { report: 'change-figure', input: { ...span, rates, part: 'closing' } },
];

describe('a report as a file', () => {
  test.each(each)('holds lines, and says what they are of: $report', async (of) => {
    const { lines, about } = await exported(of);
    expect(lines.length).toBeGreaterThan(0);
    expect(about.get('What')).toEqual(expect.any(String));
    expect(about.get('Score settings')).toBe('version 1');
    expect(about.has('Saved report')).toBe(false);
  });

  test('says under which name it is saved, where it is', async () => {
    const { about } = await exported({ report: 'health', input: {} }, 'For the board');
    expect(about.get('Saved report')).toBe('For the board');
  });

  test.each(movementKinds)('of what moved revenue adds up to the figure: %s', async (part) => {
    const months = [...Array(6).keys()].map((back) => formatDay(today - 30 * back).slice(0, 7));
    let lines = 0;
    for (const month of months) {
      const input = { month, span: 'month' as const, rates, part };
      const { amount, rows } = await ask<RevenueAccounts>('reports.revenueAccounts', input);
      const { column } = await exported({ report: 'figure', input });
      const parts = column(`${partWords[part]}`);
      expect(parts).toEqual(rows.map((row) => row.amount));
      expect(parts.reduce((sum: number, each) => sum + Number(each), 0)).toBeCloseTo(amount, 6);
      lines += parts.length;
    }
    if (part === 'expansion' || part === 'churn') expect(lines).toBeGreaterThan(0);
  });

  test('of what GRR and NRR stand on says of each account what is kept, what it pays and whether it stayed', async () => {
    const input = { month: to.slice(0, 7), span: 'month' as const, rates, part: 'base' as const };
    const { rows } = await ask<RevenueAccounts>('reports.revenueAccounts', input);
    const { column } = await exported({ report: 'figure', input });
    expect(rows.length).toBeGreaterThan(0);
    expect(column(`Kept (GRR)`)).toEqual(rows.map(({ kept }) => kept));
    expect(column(`At the close (NRR)`)).toEqual(rows.map(({ end }) => end));
    expect(column('Logo')).toEqual(rows.map(({ stays }) => (stays ? 'stayed' : 'left')));
  });

  test('of a figure has a line for each account that makes it', async () => {
    const input = { month: to.slice(0, 7), span: 'month' as const, rates, part: 'closing' as const };
    const { total } = await ask<{ total: number }>('reports.revenueAccounts', input);
    expect(total).toBeGreaterThan(0);
    expect((await exported({ report: 'figure', input })).lines).toHaveLength(total);
  });
});

describe('accounts that were chosen in a list, as a file', () => {
  const named = async (filter: object, ids?: readonly number[]) => {
    const sort = { key: 'name', descending: false };
    const asked = { filter, sort, columns: ['score'], format: 'xlsx', ...(ids !== undefined && { ids }) };
    await ask('accounts.export', asked);
    const [sheet] = await readWorkbook(file);
    return sheet?.data.slice(1).map(([name]) => name);
  };

  test('are those of the list alone, and all of it where none was chosen', async () => {
    const all = await named({});
    expect(all?.length).toBeGreaterThan(5);
    expect(await named({}, [1, 3])).toEqual(['Account 1', 'Account 3']);
    expect(await named({ search: 'Account 3' }, [1, 3])).toEqual(['Account 3']);
    expect(await named({ search: 'Account 3' }, [1])).toEqual([]);
  });
});
