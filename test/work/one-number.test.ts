import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveConfig } from '../../src-main/actions/scores/save-config';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { formatDay } from '../../src-main/lib/day';
import { exportAccounts } from '../../src-main/reports/export-accounts';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { readRiskPoints } from '../../src-main/store/risk/screen';
import { headlineOfAccount } from '../../src-main/work/headline/headline-of-account';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { explainChange } from '../../src-main/work/scoring/explain-change';
import { previewConfig } from '../../src-main/work/scoring/preview-config';
import { scoreAsOf } from '../../src-main/work/scoring/score-as-of';
import { scoreHistory } from '../../src-main/work/scoring/score-history';
import { standingScore } from '../../src-main/work/scoring/standing-score';
import { todayOf } from '../../src-main/work/today/today-of';
import type { AccountRow } from '../../src-preload/contract/accounts';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { plainFile } from '../support/plain-file';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const accounts = 80;
let scored: ScoredStore;
let folder: string;
/** Edges of the bands that exact scores just miss and their tenths reach. */
let bands: { middle: number; healthy: number };
let rows: AccountRow[];
let file: Map<string, Record<string, string>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-one-number-'));
  scored = storeWithJobs(today - 28);
  writeCompany(scored.store, growCompany({ seed: 21, accounts, firstDay: today - 300, lastDay: today }));
  // Prices with cents, of which twelve and sums are not exact in a double.
  scored.store.db.client.exec('update subscriptions set mrr = mrr + 0.07 + 0.01 * (subscription_id % 90)');
  await scoreOn(scored, today - 28);
  await scoreOn(scored, today);
  bands = edgesJustMissed();
  saveConfig(decisionsOn(scored.store, scored.clock.now()), {
    config: { ...starterConfig, bands },
    note: 'Edges that scores just miss',
    basedOn: 1,
  });
  await scoreOn(scored, today);
  rows = list({});
  file = await exported();
});
afterAll(async () => {
  await scored.close();
  rmSync(folder, { recursive: true, force: true });
});

function edgesJustMissed(): typeof bands {
  const missed = list({})
    .filter(({ score }) => score !== null)
    .map(({ id }) => breakdownOf(scored.store, id))
    .flatMap((breakdown) =>
      breakdown !== null && breakdown.exactScore < breakdown.score ? [breakdown.score] : [],
    )
    .sort((left, right) => left - right);
  const at = (share: number) => missed[Math.floor(share * missed.length)] ?? Number.NaN;
  return { middle: at(0.3), healthy: at(0.6) };
}

function list(filter: Parameters<typeof listAccounts>[1]['filter']): AccountRow[] {
  const sort = { key: 'score', descending: false } as const;
  return listAccounts(scored.store.read, { filter, sort, offset: 0, limit: 500 }, today).rows;
}

async function exported(): Promise<Map<string, Record<string, string>>> {
  const path = join(folder, 'accounts.csv');
  const sort = { key: 'name', descending: false } as const;
  await exportAccounts(scored.store.read, { filter: {}, sort, columns: [] }, today, plainFile(path));
  const records: Record<string, string>[] = parse(readFileSync(path, 'utf8'), { columns: true, bom: true });
  return new Map(records.map((record) => [record['Account'] ?? '', record]));
}

const tenths = (score: number) => Math.round(10 * score);

describe('the score of an account', () => {
  it('is one number, its tenth, in list, header, breakdown, history, risk screen, command and file', () => {
    const byCommand = new Map(
      scoreAsOf(scored.store, today, scored.clock.now()).map((each) => [each.id, each]),
    );
    const byRisk = new Map(readRiskPoints(scored.store.read, {}, today).map((point) => [point.id, point]));
    const known = rows.filter(({ score }) => score !== null);
    expect(known.length).toBeGreaterThan(accounts / 2);
    for (const { id, name, score, band, sparkline } of known) {
      expect(score).toBe(tenths(score ?? Number.NaN) / 10);
      const breakdown = breakdownOf(scored.store, id);
      const { health } = readAccount(scored.store.read, id, today);
      const told = { score, band };
      expect(breakdown).toMatchObject(told);
      expect(health).toMatchObject(told);
      expect(standingScore(scored.store.read, health, breakdown)).toMatchObject(told);
      expect(scoreHistory(scored.store.read, id).at(-1)).toMatchObject(told);
      expect(byCommand.get(id)).toMatchObject(told);
      if (byRisk.has(id)) expect(byRisk.get(id)).toMatchObject(told);
      expect(sparkline.at(-1)).toBe(score);
      expect(file.get(name)).toMatchObject({ 'Health score (0-100)': String(score), Band: band });
      const reason = headlineOfAccount(scored.store.read, id, health, today).text;
      if (reason !== null) expect(reason).toContain(`score of ${score?.toFixed(1)} is ${band}`);
    }
  });

  it('has the band of that number everywhere, though exact scores just miss the edges', () => {
    const onEdge = rows.filter(({ score }) => score === bands.middle || score === bands.healthy);
    expect(onEdge.length).toBeGreaterThan(1);
    const bandOf = (score: number) =>
      score < bands.middle ? 'poor' : score < bands.healthy ? 'middle' : 'healthy';
    for (const { id, score, band } of rows) {
      if (score === null) continue;
      expect(band).toBe(bandOf(score));
      for (const point of scoreHistory(scored.store.read, id).slice(-1)) {
        expect(point.band).toBe(bandOf(point.score));
      }
    }
    for (const band of ['poor', 'middle', 'healthy'] as const) {
      const found = list({ bands: [band] }).map(({ id }) => id);
      expect(found).toEqual(rows.filter((row) => row.band === band).map(({ id }) => id));
    }
  });

  it('moves no account in a preview of the very configuration in force', async () => {
    const preview = await previewConfig(scored.store, { ...starterConfig, bands });
    expect(preview).toMatchObject({ changedBand: 0, after: preview.before });
    const moved = await previewConfig(scored.store, { ...starterConfig, bands: { middle: 1, healthy: 99 } });
    const shown = new Map(rows.map(({ id, score, arr }) => [id, { score, arr }]));
    expect(moved.moves.length).toBeGreaterThan(0);
    for (const { accountId, fromScore, toScore, arr } of moved.moves) {
      expect({ score: fromScore, arr }).toEqual(shown.get(accountId));
      expect(toScore).toBe(fromScore);
    }
  });
});

describe('the change of a score in 28 days', () => {
  it('is the difference of the two scores that were shown, in list, sentence, waterfall and file', () => {
    const changed = rows.filter(({ change28 }) => change28 !== null);
    expect(changed.length).toBeGreaterThan(accounts / 2);
    for (const { id, name, score, change28, trend } of changed) {
      const before = scoreHistory(scored.store.read, id).findLast(({ day }) => day <= formatDay(today - 28));
      const difference = (tenths(score ?? 0) - tenths(before?.score ?? 0)) / 10;
      expect(change28).toBe(difference);
      expect(trend).toBe(difference <= -3 ? 'falling' : difference >= 3 ? 'rising' : 'steady');
      expect(file.get(name)).toMatchObject({ 'Change in 28 days (points)': String(difference) });
      const change = explainChange(scored.store, id, today - 28, today);
      expect(change).toMatchObject({ toScore: score, fromScore: before?.score, shownTotal: difference });
    }
  });

  it('makes a drop on Today from ten shown points on, and is told there as in the list', () => {
    const { items } = todayOf(scored.store.read, { limit: 500 }, scored.clock.now());
    const shown = new Map(rows.map((row) => [row.id, row]));
    for (const { accountId, reason, kind, score, change28, alsoKinds } of items) {
      const row = shown.get(accountId);
      expect({ score, change28 }).toEqual({ score: row?.score, change28: row?.change28 });
      const isDrop = change28 !== null && change28 <= -10;
      expect([kind, ...alsoKinds].includes('score_drop')).toBe(isDrop);
      if (kind === 'score_drop') {
        expect(reason).toBe(
          `Health fell ${Math.abs(change28 ?? 0).toFixed(1)} points in 28 days, to ${score?.toFixed(1)}.`,
        );
      }
    }
  });
});

describe('a year’s revenue', () => {
  it('is exact to the cent in list, header, file, Today, risk screen and totals', () => {
    const cents = new Map(
      scored.store.read
        .prepared<[number, number], { id: number; cents: number }>(
          `select organization_id as id, sum(cast(round(1200 * mrr) as integer)) as cents from subscriptions
           where started_on <= ? and (ended_on is null or ended_on > ?) group by organization_id`,
        )
        .all(today, today)
        .map((row) => [row.id, row.cents]),
    );
    let total = 0;
    for (const { id, name, arr } of rows) {
      const exact = cents.get(id) ?? 0;
      total += exact;
      expect(String(arr)).toBe(String(exact / 100));
      expect(readAccount(scored.store.read, id, today).arr).toBe(arr);
      expect(file.get(name)).toMatchObject({ ARR: String(arr) });
      // An account lies in the range of its own figure.
      expect(list({ minArr: arr, maxArr: arr }).map((row) => row.id)).toContain(id);
    }
    const sort = { key: 'name', descending: false } as const;
    const page = listAccounts(scored.store.read, { filter: {}, sort, offset: 0, limit: 1 }, today);
    expect(page.arrTotal).toBe(total / 100);
    const { headline } = todayOf(scored.store.read, { limit: 1 }, scored.clock.now());
    for (const amount of [headline.arr, headline.atRiskArr, headline.renewalArr90]) {
      expect(String(amount)).toMatch(/^[0-9]+([.][0-9]{1,2})?$/);
    }
    for (const { arr, id } of readRiskPoints(scored.store.read, {}, today))
      expect(arr).toBe((cents.get(id) ?? 0) / 100);
  });
});
