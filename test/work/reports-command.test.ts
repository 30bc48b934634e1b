import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import readWorkbook from 'read-excel-file/node';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { saveReport } from '../../src-main/actions/desk/saved-reports';
import { addReportsCommand } from '../../src-main/host/commands/reports';
import { dayOfInstant, firstDayOfMonth, formatDay, monthOf } from '../../src-main/lib/day';
import { keyFromFile } from '../../src-main/store/file/key';
import { openStore } from '../../src-main/store/file/open';
import { organizations, subscriptions } from '../../src-main/store/schema/company';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { healthChangeSchema, revenueChangeSchema } from '../../src-preload/contract/reports/change';
import { featureReportSchema } from '../../src-preload/contract/reports/features';
import { revenueReportSchema } from '../../src-preload/contract/reports/revenue';
import type { SavedReportState } from '../../src-preload/contract/reports/saved-report';
import { decisionsOn } from '../support/action-context';

// Commands take the machine's own day.
const today = dayOfInstant(Date.now());
const lastMonth = monthOf(today) - 1;
const changed = firstDayOfMonth(lastMonth) + 4;
const closeOfMonth = formatDay(firstDayOfMonth(lastMonth + 1) - 1);
const monthText = formatDay(changed).slice(0, 7);
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-reports-'));
  file = join(folder, 'steward.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Accounts by what they paid a month before the change and after it. */
function writeContracts(...accounts: readonly (readonly [before: number, after: number])[]): void {
  const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: Date.now });
  writeTransaction(store, 'test contracts', (tx) => {
    for (const [place, [before, after]] of accounts.entries()) {
      const organizationId = place + 1;
      const began = before > 0 ? today - 700 : changed;
      tx.insert(organizations)
        .values({
          ...{ organizationId, externalId: `a${place}`, name: `Account ${place}` },
          ...{ lifecycleStage: 'growth', createdAt: began * 86_400_000 },
        })
        .run();
      const put = (mrr: number, startedOn: number, endedOn: number | null) =>
        mrr > 0 &&
        tx
          .insert(subscriptions)
          .values({
            ...{ organizationId, externalId: `${place}-${startedOn}`, product: 'Platform' },
            ...{ startedOn, endedOn, mrr, billingMonths: 12, discount: 0 },
          })
          .run();
      put(before, began, changed);
      put(after, changed, null);
    }
  });
  store.close();
}

function saveUnderName(name: string, state: SavedReportState): void {
  const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: Date.now });
  saveReport(decisionsOn(store, Date.now()), { name, state, shared: false });
  store.close();
}

function reports(...args: string[]): Promise<string> {
  return command('revenue', ...args);
}

async function command(report: string, ...args: string[]): Promise<string> {
  const program = new Command('steward').exitOverride();
  program.configureOutput({ writeErr: () => undefined });
  addReportsCommand(program);
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await program.parseAsync(['reports', report, '--store', file, ...args], { from: 'user' });
    return log.mock.calls.map(([line]) => String(line)).join('\n');
  } finally {
    log.mockRestore();
  }
}

it('tells what moved the revenue of a month, and what of it was kept', async () => {
  writeContracts([100, 120], [100, 60], [100, 0], [100, 100], [0, 50]);
  const told = await reports('--month', monthText);
  expect(told).toContain(`${monthText}: MRR 400 to 330`);
  expect(told).toContain('  Churn -100 (1 account)\n  GRR 65.0%, NRR 70.0%, logos 75.0% of 4 accounts.');
  expect(told).toContain(`As of ${formatDay(today)}, 5 accounts.`);
});

it('tells the same as JSON, of as many months as are asked for', async () => {
  writeContracts([100, 120]);
  const report = revenueReportSchema.parse(
    JSON.parse(await reports('--month', monthText, '--months', '3', '--json')),
  );
  expect(report.months.map(({ closing }) => closing)).toEqual([100, 100, 120]);
  expect(report.months.at(-1)?.movements.expansion).toEqual({ amount: 20, accounts: 1 });
});

it('says that there is nothing to tell without prices, and what it does not understand', async () => {
  writeContracts([0, 0]);
  expect(await reports()).toMatch(/No prices are known/);
  await expect(reports('--month', '2026-13')).rejects.toThrow('Write it as 2026-11');
  await expect(reports('--months', '37')).rejects.toThrow('from 1 to 36');
});

const spanOf = ['--from', formatDay(changed - 5), '--to', formatDay(changed + 5)];

it('tells why figures changed between two days, in words and as JSON', async () => {
  writeContracts([100, 120], [100, 60], [100, 0], [100, 100], [0, 50]);
  const told = await command('change', ...spanOf);
  expect(told).toContain('MRR 400 to 330');
  expect(told).toContain('  Churn -100 (1 account)');
  expect(told).toContain(
    'GRR of twelve months: 100.0% to 65.0%\n  Contraction −10.0\n  Churn −25.0\nNRR of twelve months: 100.0% to 70.0%',
  );
  expect(told).toContain('Mean score: none (0 of 4 customers) to none (0 of 4 customers)');
  const { revenue, health } = JSON.parse(await command('change', ...spanOf, '--json'));
  expect(revenueChangeSchema.parse(revenue).period).toMatchObject({ opening: 400, closing: 330 });
  expect(healthChangeSchema.parse(health).stayed).toBe(0);
});

it('takes two days of the calendar, the first before the second and before what is known', async () => {
  writeContracts([100, 120]);
  const between = (from: string, to: string) => command('change', '--from', from, '--to', to);
  await expect(between('2026-02-30', '2026-03-01')).rejects.toThrow('not a calendar day');
  await expect(between('2026-03-01', '2026-03-01')).rejects.toThrow('choose an earlier day');
  await expect(between(formatDay(today), '2999-01-01')).rejects.toThrow('choose an earlier day');
  expect(await between('0001-01-01', '9999-12-31')).toContain('MRR 0 to 120');
});

it('writes the steps of a change into a file that says between which days', async () => {
  writeContracts([100, 120], [100, 60], [100, 0], [100, 100], [0, 50]);
  const path = join(folder, 'change.csv');
  await command('change', ...spanOf, '--csv', path);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n');
  expect(lines).toContain('MRR,Churn,1,-100,');
  expect(lines).toContain('NRR (%),Expansion,,,5');
  const about = readFileSync(join(folder, 'change.about.txt'), 'utf8');
  expect(about).toContain(`Time: end of ${formatDay(changed - 5)} to the end of ${formatDay(changed + 5)}`);
});

it('goes into a workbook with amounts as numbers, ends of months as dates, and what they rest on', async () => {
  writeContracts([100, 120], [100, 60], [100, 0], [100, 100], [0, 50]);
  const path = join(folder, 'revenue.xlsx');
  expect(await reports('--month', monthText, '--xlsx', path)).toBe(`${path}: 1 row.`);
  const [figures, about] = await readWorkbook(path);
  const [headings = [], row = []] = figures?.data ?? [];
  const figure = (heading: string) => row[headings.indexOf(heading)];
  expect(figure('MRR at the opening')).toBe(400);
  expect(figure('Churn')).toBe(-100);
  expect(figure('GRR (%)')).toBe(65);
  expect(figure('Closes with the end of')).toEqual(new Date(`${closeOfMonth}T00:00:00Z`));
  const grounds = new Map(about?.data.map(([name, said]) => [name, said]));
  expect(grounds.get('What')).toBe('Revenue');
  expect(grounds.get('Rates')).toBe('of each opening');
  expect(grounds.get('Owner')).toBe('all');
  expect(grounds.get('Score settings')).toBe('version 1');
  expect(grounds.get('Made with')).toMatch(/^Steward \d+\.\d+\.\d+$/);
});

it.each([
  ['renewals', 'Account,Renews,Overdue'],
  ['health', 'End of,Customers,Healthy'],
  ['cohorts', 'Month of start,Months after it,Accounts that began'],
  ['books', 'Whose,Owners,Customers,ARR'],
])('writes %s as a file of its own', async (report, headings) => {
  writeContracts([100, 120], [0, 50]);
  const path = join(folder, `${report}.csv`);
  const told = JSON.parse(await command(report, '--csv', path, '--json')) as { rows: number };
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n');
  expect(lines[0]?.slice(1)).toContain(headings);
  expect(lines).toHaveLength(told.rows + 1);
  expect(readFileSync(join(folder, `${report}.about.txt`), 'utf8')).toContain('Made with: Steward ');
});

it('tells how features are used, whose use is not known, and writes it beside as many days before', async () => {
  writeContracts([100, 120], [0, 50]);
  const lines = (await command('features', ...spanOf)).split('\n');
  expect(lines[0]).toBe(
    `${formatDay(changed - 4)} to ${formatDay(changed + 5)}, beside ${formatDay(changed - 14)} to ${formatDay(changed - 5)}: 0 accounts; left out 2 without known use and 0 known too short.`,
  );
  expect(lines.at(-1)).toBe('  Anything: no account to tell of');
  expect(
    featureReportSchema.parse(JSON.parse(await command('features', ...spanOf, '--json'))).unmeasured,
  ).toBe(2);
  const path = join(folder, 'features.csv');
  await command('features', ...spanOf, '--csv', path);
  expect(readFileSync(path, 'utf8')).toContain('Feature,Category,Accounts that used it,Accounts before');
  const about = readFileSync(join(folder, 'features.about.txt'), 'utf8');
  expect(about).toContain(`Compared with: ${formatDay(changed - 14)} to ${formatDay(changed - 5)}`);
  expect(about).toContain('Left out: no use of them is known: 2');
});

it('writes a saved report of features of its own days', async () => {
  writeContracts([100, 120]);
  saveUnderName('Adoption', { show: 'features', period: {} });
  const path = join(folder, 'adoption.csv');
  await command('saved', 'Adoption', '--csv', path);
  const about = readFileSync(join(folder, 'adoption.about.txt'), 'utf8');
  expect(about).toContain(`Time: ${formatDay(today - 27)} to ${formatDay(today)}`);
});

it('writes the books as of an earlier day beside those of now, and since when owners are known', async () => {
  writeContracts([100, 120], [0, 50]);
  const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: Date.now });
  store.db.client.exec(`
    insert into managers (manager_id, email, name) values (1, 'ann@x', 'Ann');
    update organizations set owner_id = 1 where organization_id = 1;
    insert into owner_changes (organization_id, changed_at, from_owner, to_owner, is_first, changed_by) values
      (1, ${(changed - 30) * 86_400_000}, null, null, 1, 'ada'), (1, ${(changed + 1) * 86_400_000}, null, 1, 0, 'ada')`);
  store.close();
  const path = join(folder, 'then.csv');
  expect(await command('books', '--as-of', formatDay(changed - 1), '--csv', path)).toBe(`${path}: 1 row.`);
  const [, nobody, ...more] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
  expect(more).toEqual([]);
  expect(nobody).toBe('Nobody,1,0,0,1,0,1,0,1,1200,0,0,600,0,-1200,0,600,-600');
  const about = readFileSync(join(folder, 'then.about.txt'), 'utf8');
  expect(about).toContain(`Owners are known since the end of: ${formatDay(changed - 30)}`);
  await expect(command('books', '--as-of', formatDay(today), '--csv', path)).rejects.toThrow(
    'choose an earlier day',
  );
});

it('lists what is saved, and writes one of it with its own time, rates and name', async () => {
  writeContracts([100, 120]);
  expect(await command('saved')).toBe('No report is saved.');
  saveUnderName('For the board', { show: 'revenue', rates: 'constant', period: { relative: 'last_month' } });
  expect(await command('saved')).toBe('For the board: revenue, last month');
  const path = join(folder, 'board.csv');
  expect(await command('saved', 'for the board', '--csv', path)).toBe(`${path}: 12 rows.`);
  expect(readFileSync(path, 'utf8').trimEnd().split('\r\n').at(-1)).toContain(`${monthText},`);
  const about = readFileSync(join(folder, 'board.about.txt'), 'utf8');
  expect(about).toContain('Saved report: For the board');
  expect(about).toContain('Rates: of the day of the data');
  await expect(command('saved', 'nothing', '--csv', path)).rejects.toThrow('no report is saved as “nothing”');
  await expect(command('saved', 'For the board')).rejects.toThrow('--csv or --xlsx');
});

it('asks where a report goes that has no words of its own', async () => {
  writeContracts([100, 120]);
  await expect(command('books')).rejects.toThrow('--csv or --xlsx');
});
