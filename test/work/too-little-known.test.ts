import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setPulse } from '../../src-main/actions/scores/pulse';
import { saveConfig } from '../../src-main/actions/scores/save-config';
import { measureAt } from '../../src-main/engines/health/measures';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { levelParts } from '../../src-main/engines/risk/advice/level-reason';
import { formatDay, instantOfDay } from '../../src-main/lib/day';
import { exportAccounts } from '../../src-main/reports/export-accounts';
import { readOrganizationIds } from '../../src-main/store/accounts/organization-ids';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { readMonitor } from '../../src-main/store/desk/read-monitor';
import { readNewestJobs } from '../../src-main/store/jobs/job-rows';
import { readScoreHistory, readScoresBackward } from '../../src-main/store/scores/past-scores';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { missingOf } from '../../src-main/work/scoring/missing-of';
import { previewConfig } from '../../src-main/work/scoring/preview-config';
import { scoreAsOf } from '../../src-main/work/scoring/score-as-of';
import { scoreHistory } from '../../src-main/work/scoring/score-history';
import { standingScore } from '../../src-main/work/scoring/standing-score';
import { todayOf } from '../../src-main/work/today/today-of';
import type { AccountRow } from '../../src-preload/contract/accounts';
import { wholeNumber } from '../../src-preload/contract/words';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { plainFile } from '../support/plain-file';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const accounts = 40;
/** Began 15 days ago and has not been used yet: no ticket, no failed payment, and nothing else either. */
const fresh = 900;
let scored: ScoredStore;

beforeAll(async () => {
  scored = storeWithJobs(today);
  const company = growCompany({ seed: 5, accounts, firstDay: today - 300, lastDay: today });
  const began = today - 15;
  company.organizations.push({
    organizationId: fresh,
    externalId: 'acct-fresh',
    name: 'Fresh start',
    lifecycleStage: 'onboarding',
    ownerId: 1,
    createdAt: instantOfDay(began),
  });
  company.users.push({
    userId: 90_001,
    organizationId: fresh,
    externalId: 'u-fresh',
    name: 'First Person',
    role: 'admin',
    createdAt: instantOfDay(began),
  });
  company.subscriptions.push({
    subscriptionId: 90_001,
    organizationId: fresh,
    externalId: 's-fresh',
    product: 'Suite',
    startedOn: began,
    mrr: 1000,
    quantity: 20,
    unit: 'users',
    billingMonths: 12,
    discount: 0,
    renewsOn: began + 365,
  });
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
});
afterAll(() => scored.close());

function list(filter: Parameters<typeof listAccounts>[1]['filter'], descending = false): AccountRow[] {
  const sort = { key: 'score', descending } as const;
  return listAccounts(scored.store.read, { filter, sort, offset: 0, limit: 500 }, today).rows;
}

function freshRow(): AccountRow {
  return list({}).find(({ id }) => id === fresh) as AccountRow;
}

describe('an account that was never used, 15 days after its start', () => {
  it('has no score, no band and no trend in the list, and stands behind all that have, either way', () => {
    expect(freshRow()).toMatchObject({ score: null, band: null, trend: null, change28: null });
    expect(freshRow().confidence).toBeGreaterThan(0);
    for (const descending of [false, true]) {
      const rows = list({}, descending);
      const first = rows.findIndex(({ score }) => score === null);
      expect(rows.slice(first).every(({ score }) => score === null)).toBe(true);
      expect(rows.findIndex(({ id }) => id === fresh)).toBeGreaterThanOrEqual(first);
    }
  });

  it('says what is missing, and since its first day', () => {
    expect(freshRow().tooLittle).toMatchObject({ since: formatDay(today - 15) });
    expect(freshRow().tooLittle?.missing[0]).toBe('license_adoption');
    expect(missingOf(scored.store.read, fresh)[0]).toEqual({
      measure: 'license_adoption',
      weight: expect.closeTo(0.171429, 6),
      lastKnown: null,
    });
  });

  it('says of each measure that is missing when it was known last, for every account', () => {
    let everKnown = 0;
    for (const { id } of list({})) {
      const past = [...readScoresBackward(scored.store.read, id)];
      for (const { measure, lastKnown } of missingOf(scored.store.read, id)) {
        const row = past.find(({ raws }) => !Number.isNaN(raws[measureAt[measure]]));
        expect([id, measure, lastKnown]).toEqual([
          id,
          measure,
          row === undefined ? null : formatDay(row.asOf),
        ]);
        if (row !== undefined) everKnown += 1;
      }
    }
    expect(everKnown).toBeGreaterThan(0);
  });

  it('is found by the filter for it, and by no band', () => {
    expect(list({ bands: ['too_little_known'] }).map(({ id }) => id)).toContain(fresh);
    expect(list({ bands: ['poor', 'middle', 'healthy'] }).map(({ id }) => id)).not.toContain(fresh);
    const all = list({ bands: ['poor', 'middle', 'healthy', 'too_little_known'] }).map(({ id }) => id);
    const known = list({}).filter(({ confidence }) => confidence !== null);
    expect(all).toEqual(known.map(({ id }) => id));
  });

  it('is none of those that have a score, in the words of the jobs, under Monitor and in the list', () => {
    const scoredNow = list({}).filter(({ score }) => score !== null).length;
    expect(list({}).filter(({ tooLittle }) => tooLittle !== null).length).toBeGreaterThan(0);
    const said = (kind: string) =>
      readNewestJobs(scored.store.read, 50).find((job) => job.kind === kind)?.message;
    expect(said('score_all')).toMatch(
      new RegExp(`^${scoredNow} of ${accounts + 1} accounts have a score\\.`),
    );
    expect(readMonitor(scored.store).scores.organizations).toBe(scoredNow);
    const everybody = readOrganizationIds(scored.store.read, 0, 500);
    const past = everybody.flatMap((id) => readScoreHistory(scored.store.read, id));
    const withScore = past.filter(({ asOf, band }) => asOf < today && band !== null).length;
    expect(withScore).toBeLessThan(past.filter(({ asOf }) => asOf < today).length);
    expect(said('backfill_history')).toBe(`${wholeNumber(withScore)} scores of the past were made.`);
  });

  it('counts on Today as too little known and as no healthy one', () => {
    const { headline } = todayOf(scored.store.read, { limit: 500 }, scored.clock.now());
    const customers = list({ standings: ['customer', 'leaving'] });
    expect(headline.tooLittleKnown).toBe(customers.filter(({ tooLittle }) => tooLittle !== null).length);
    expect(headline.healthy).toBe(customers.filter(({ band }) => band === 'healthy').length);
  });

  it('has the number in its explanation alone, without a band or one of a dimension', () => {
    const breakdown = breakdownOf(scored.store, fresh);
    expect(breakdown).toMatchObject({ score: 100, band: null });
    expect(breakdown?.dimensions.map(({ band }) => band)).toEqual([null, null, null, null, null]);
    const { health } = readAccount(scored.store.read, fresh, today);
    expect(standingScore(scored.store.read, health, breakdown)).toMatchObject({ score: null, band: null });
    expect(scoreHistory(scored.store.read, fresh).map(({ band }) => band)).toEqual([null]);
  });

  it('is said to be too little known by the command line and the file', async () => {
    const told = scoreAsOf(scored.store, today, scored.clock.now()).find(({ id }) => id === fresh);
    expect(told).toMatchObject({ score: null, band: null, confidence: freshRow().confidence });
    const folder = mkdtempSync(join(tmpdir(), 'steward-too-little-'));
    const path = join(folder, 'accounts.csv');
    const sort = { key: 'name', descending: false } as const;
    await exportAccounts(scored.store.read, { filter: {}, sort, columns: ['score'] }, today, plainFile(path));
    const records: Record<string, string>[] = parse(readFileSync(path, 'utf8'), { columns: true, bom: true });
    rmSync(folder, { recursive: true });
    expect(records.find((record) => record['Account'] === 'Fresh start')).toEqual({
      Account: 'Fresh start',
      'Health score (0-100)': '',
      'Score set by hand': 'no',
      'Computed score (0-100)': '',
      'Too little known': expect.stringMatching(
        /^Only 9% of what its score rests on is known, since Nov 3, 2026; missing: Seats ever used, for its age, /,
      ),
    });
  });

  it('has no level of risk of which a sentence could say that all is well', () => {
    const { health } = readAccount(scored.store.read, fresh, today);
    expect(health.riskLevel).toBeNull();
    expect(levelParts({ ...health, scoreBy: null })[0]).toBe('With too little known for a score');
  });
});

describe('the share from which a score is said', () => {
  it('is met by every score in the list, and missed by every one that is not there', () => {
    const rows = list({}).filter(({ confidence }) => confidence !== null);
    expect(rows.filter(({ score }) => score !== null).length).toBeGreaterThan(10);
    for (const { score, band, confidence, tooLittle } of rows) {
      const isEnough = (confidence ?? 0) >= 0.4;
      expect([score !== null, band !== null, tooLittle === null]).toEqual([isEnough, isEnough, isEnough]);
    }
  });

  it('is the configuration’s own, previewed before it is kept, and holds from its version on', async () => {
    const config = { ...starterConfig, enoughKnown: 5 };
    const preview = await previewConfig(scored.store, config);
    const little = list({ bands: ['too_little_known'] }).length;
    expect(preview.before.tooLittleKnown).toBe(little);
    expect(preview.after.tooLittleKnown).toBeLessThan(little);
    expect(preview.moves.find(({ accountId }) => accountId === fresh)).toMatchObject({
      fromScore: null,
      fromBand: null,
      toScore: 100,
      toBand: 'healthy',
    });
    const save = (next: typeof config, basedOn: number) =>
      saveConfig(decisionsOn(scored.store, scored.clock.now()), { config: next, note: 'Test', basedOn });
    save(config, 1);
    await scoreOn(scored, today);
    expect(freshRow()).toMatchObject({ score: 100, band: 'healthy', tooLittle: null });
    save({ ...starterConfig, enoughKnown: 40 }, 2);
    await scoreOn(scored, today);
    expect(freshRow()).toMatchObject({ score: null, band: null });
  });

  it('makes no change of who comes to be known: the score of before was none', async () => {
    const monthOn = today + 28;
    setPulse(decisionsOn(scored.store, instantOfDay(monthOn)), {
      account: { organizationId: fresh, externalId: 'acct-fresh' },
      points: 20,
      reason: 'They wait',
    });
    const config = { ...starterConfig, enoughKnown: 12 };
    saveConfig(decisionsOn(scored.store, scored.clock.now()), { config, note: 'Test', basedOn: 3 });
    await scoreOn(scored, monthOn);
    const row = listAccounts(
      scored.store.read,
      { filter: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 500 },
      monthOn,
    ).rows.find(({ id }) => id === fresh);
    expect(row?.score).not.toBeNull();
    expect(row).toMatchObject({ change28: null, trend: null });
  });
});
