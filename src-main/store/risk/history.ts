import type { InterventionKind, RiskLevel } from '../../../src-preload/contract/domain';
import type { UsagePage } from '../../engines/risk/features/account-usage';
import type { Intervention } from '../../engines/risk/features/intervention-features';
import type { Term } from '../../engines/risk/features/terms';
import { dailyEntryBytes } from '../../lib/activity-page';
import { dayOfInstant } from '../../lib/day';
import { seatsOfSubscription } from '../accounts/seats';
import { readPages } from '../scores/activity';
import type { ReadDb, Tx } from '../types';

/** Accounts that left before an instant, of all the copy holds: what a churn model can learn from. */
export function countChurned(db: ReadDb | Tx, before = Number.MAX_SAFE_INTEGER): number {
  return (
    db
      .prepared<[number], number>('select count(*) from organizations where churned_at < ?')
      .pluck()
      .get(before) ?? 0
  );
}

/** Subscriptions of these accounts, by account. */
export function readTerms(db: ReadDb | Tx, ids: readonly number[]): Map<number, Term[]> {
  const rows = db
    .prepared<
      [string],
      [number, number, number | null, number | null, number, number, number | null, number]
    >(
      `select organization_id, started_on, ended_on, renews_on, billing_months, mrr,
         ${seatsOfSubscription}, discount
       from subscriptions where organization_id in (select value from json_each(?)) order by organization_id, started_on`,
    )
    .raw()
    .all(JSON.stringify(ids));
  const terms = new Map<number, Term[]>(ids.map((id) => [id, []]));
  for (const [id, startedDay, endedDay, renewsDay, billingMonths, mrr, seats, discount] of rows) {
    terms.get(id)?.push({
      startedDay,
      endedDay: endedDay ?? 0,
      renewsDay: renewsDay ?? 0,
      billingMonths,
      mrr,
      seats: seats ?? Number.NaN,
      discount,
    });
  }
  return terms;
}

/** When these accounts began and left; 0 while they stay. */
export function readAccountLives(
  db: ReadDb | Tx,
  ids: readonly number[],
): { id: number; createdDay: number; churnedDay: number }[] {
  return db
    .prepared<[string], { id: number; createdDay: number; churnedDay: number }>(
      `select organization_id as id, created_at / 86400000 as createdDay, coalesce(churned_at / 86400000, 0) as churnedDay
       from organizations where organization_id in (select value from json_each(?)) order by organization_id`,
    )
    .all(JSON.stringify(ids));
}

/** What was done for these accounts, by account, the earliest first. */
export function readInterventions(db: ReadDb | Tx, ids: readonly number[]): Map<number, Intervention[]> {
  const rows = db
    .prepared<[string], [number, InterventionKind, number, number | null, number, number]>(
      `select organization_id, kind, started_at, ended_at, is_automatic, is_held_out from intervention_history
       where organization_id in (select value from json_each(?)) order by organization_id, started_at`,
    )
    .raw()
    .all(JSON.stringify(ids));
  const interventions = new Map<number, Intervention[]>(ids.map((id) => [id, []]));
  for (const [id, kind, startedAt, endedAt, isAutomatic, isHeldOut] of rows) {
    interventions.get(id)?.push({
      kind,
      startedDay: dayOfInstant(startedAt),
      endedDay: endedAt === null ? 0 : dayOfInstant(endedAt),
      isAutomatic: isAutomatic === 1,
      isHeldOut: isHeldOut === 1,
    });
  }
  return interventions;
}

/** An account's pages that end after one day and no later than another, the earliest end first. */
export function readUsagePages(db: ReadDb | Tx, id: number, after: number, through: number): UsagePage[] {
  const { pages, payload } = readPages(db, id, after, through);
  // Columns need aligned memory, and entries are a whole number of eight bytes.
  const bytes = new Uint8Array(payload).buffer;
  return pages.map(({ day, lastDay, rows, offset }) => ({
    firstDay: day,
    lastDay,
    rows,
    integers: new Int32Array(bytes, offset, 4 * rows),
    value: new Float64Array(bytes, offset + rows * (dailyEntryBytes - 8), rows),
  }));
}

/** Levels of an account, oldest first. */
export function readRiskLevels(db: ReadDb, id: number, limit: number): { day: number; level: RiskLevel }[] {
  return db
    .prepared<[number, number], { day: number; level: RiskLevel }>(
      `select as_of as day, level from risk_assessment_history where organization_id = ?
       order by as_of desc limit ?`,
    )
    .all(id, limit)
    .reverse();
}

/** Levels of these accounts while they were customers, by account and day. */
export function readLevelsSince(
  db: ReadDb,
  firstId: number,
  lastId: number,
  since: number,
): IterableIterator<[id: number, day: number, level: RiskLevel]> {
  return db
    .prepared<[number, number, number], [number, number, RiskLevel]>(
      `select h.organization_id, h.as_of, h.level from organizations o
       join risk_assessment_history h on h.organization_id = o.organization_id
       where o.organization_id between ? and ? and h.as_of >= ?
         and (o.churned_at is null or h.as_of < o.churned_at / 86400000)
       order by o.organization_id, h.as_of`,
    )
    .raw()
    .iterate(firstId, lastId, since);
}

/** An account's chance to leave within 90 days by week. */
export function readForecastWeeks(db: ReadDb, id: number): Map<number, number> {
  const rows = db
    .prepared<[number], [number, number]>(
      'select week, p90 from churn_forecast_history where organization_id = ?',
    )
    .raw()
    .all(id);
  return new Map(rows);
}

/**
 * What was foretold for a week's next 30 days and how many of those accounts left in them; null where nothing was.
 * @param week a Monday
 */
export function readForetold(
  db: ReadDb,
  week: number,
): { accounts: number; expected: number; left: number } | null {
  const row = db
    .prepared<[number, number], { accounts: number; expected: number | null; left: number | null }>(
      `select count(*) as accounts, sum(f.p30) as expected,
         sum(o.churned_at is not null and o.churned_at < ? * 86400000) as left
       from churn_forecast_history f join organizations o on o.organization_id = f.organization_id where f.week = ?`,
    )
    .get(week + 31, week);
  if (row === undefined || row.accounts === 0) return null;
  return { accounts: row.accounts, expected: row.expected ?? 0, left: row.left ?? 0 };
}
