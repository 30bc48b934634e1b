import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChurnBooks } from '../../src-main/store/risk/churn-book';
import { readLastModel, readServingModel } from '../../src-main/store/risk/models';
import { readRiskTotals } from '../../src-main/store/risk/screen';
import { riskOfAccount } from '../../src-main/work/forecasting/risk-of-account';
import { trainRiskJob } from '../../src-main/work/forecasting/risk-training';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';
import { silentBeforeLeaving } from '../support/silent-before-leaving';

/** What every screen that is open might ask, with each word the host pushes. */
interface Seen {
  readonly version: number | undefined;
  readonly book: number | undefined;
  readonly chance: number | undefined;
  readonly level: string | null;
  readonly foretold: number;
  readonly expectedLoss: number | null;
}

let scored: ScoredStore;
let seen: Seen[];

beforeEach(async () => {
  seen = [];
  scored = storeWithJobs(today, { onJob: look, onChanged: look });
  const grown = growCompany({ seed: 5, accounts: 200, firstDay: today - 720, lastDay: today });
  writeCompany(scored.store, silentBeforeLeaving(grown));
  await scoreOn(scored, today);
});
afterEach(() => scored.close());

describe('another model that takes over', () => {
  it('leaves no screen without a chance, an expected loss or the book they are held against, for no moment', async () => {
    const { store, jobs } = scored;
    const before = seeNow();
    expect(readServingModel(store.read)).toMatchObject({ version: 1, proves: true });
    expect(before.foretold).toBeGreaterThan(100);
    seen = [];
    jobs.enqueue(trainRiskJob, {}, 5);
    await jobs.runUntilIdle();
    expect(readLastModel(store.read)).toMatchObject({ version: 2 });
    expect(new Set(seen.map(({ version }) => version))).toEqual(new Set([1, 2]));
    // The same past gives the same model: nothing but its version may differ, at no moment.
    for (const { version, book, ...shown } of seen) {
      expect(book).toBe(version);
      expect({ ...before, ...shown }).toEqual(before);
    }
  });
});

function look(): void {
  if (readServingModel(scored.store.read) !== undefined) seen.push(seeNow());
}

function seeNow(): Seen {
  const db = scored.store.read;
  const one = db
    .prepared<[], { id: number; rows: number }>(
      'select min(organization_id) as id, count(*) as rows from churn_forecasts',
    )
    .get();
  const risk = one?.id ? riskOfAccount(scored.store, one.id, today) : null;
  return {
    version: readServingModel(db)?.version,
    book: readChurnBooks(db).modelVersion,
    chance: risk?.forecast?.p90,
    level: risk?.level ?? null,
    foretold: one?.rows ?? 0,
    expectedLoss: readRiskTotals(db, {}, today).expectedLoss90,
  };
}
