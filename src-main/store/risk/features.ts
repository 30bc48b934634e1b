import type { RiskCompany } from '../../engines/risk/features/risk-features';
import { unpackDailyPage } from '../../lib/activity-page';
import { companyMoney } from '../copy/company-money';
import { readBookFacts } from '../scores/book-facts';
import { findBookFacts, readCompanyFacts } from '../scores/company-facts';
import { readMachineFeatures } from '../scores/set-apart';
import type { ReadDb, Tx } from '../types';

/** What holds for the whole company, read once for a run of the churn model. */
export function readRiskCompany(db: ReadDb | Tx): RiskCompany {
  const { firstInterventionDay } = readBookFacts(db) ?? findBookFacts(db);
  return {
    ...readCompanyFacts(db),
    firstInterventionDay,
    currency: companyMoney(db).currency,
  };
}

/** First days of use of the accounts that ever were used. One step in an index for each. */
export function readFirstUse(db: ReadDb | Tx): number[] {
  return db
    .prepared<[], number>(
      `select first from (select (select day from activity_daily a
          where a.organization_id = o.organization_id and day > 0 order by day limit 1) as first from organizations o)
        where first is not null`,
    )
    .pluck()
    .all();
}

/** Features by id. */
export function readFeatureNames(db: ReadDb): Map<number, string> {
  const rows = db.prepared<[], [number, string]>('select feature_id, name from features').raw().all();
  return new Map(rows);
}

/** So many pages, spread over all accounts and days, tell which features are used. */
const sampledPages = 4000;

/** The features of people that the most pages of activity hold, at most `most`, ascending by id. */
export function countFeatureUse(db: ReadDb, most: number): number[] {
  const known = readFeatureNames(db);
  for (const id of readMachineFeatures(db)) known.delete(id);
  if (known.size <= most) return [...known.keys()].sort((left, right) => left - right);
  const pages = db.prepared<[], number>('select count(*) from activity_daily').pluck().get() ?? 0;
  const step = Math.max(1, Math.floor(pages / sampledPages));
  const uses = new Map<number, number>();
  const sample = db.prepared<[number], { rows: number; payload: Uint8Array }>(
    'select rows, payload from activity_daily where (organization_id * 7919 + day) % ? = 0',
  );
  for (const { rows, payload } of sample.iterate(step)) {
    for (const id of new Set(unpackDailyPage(rows, payload).featureId)) {
      if (known.has(id)) uses.set(id, (uses.get(id) ?? 0) + 1);
    }
  }
  return [...uses]
    .sort(([leftId, left], [rightId, right]) => right - left || leftId - rightId)
    .slice(0, most)
    .map(([id]) => id)
    .sort((left, right) => left - right);
}
