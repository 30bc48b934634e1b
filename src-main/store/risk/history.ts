import type { InterventionKind, RiskLevel } from '../../../src-preload/contract/domain';
import type { UsagePage } from '../../engines/risk/features/account-usage';
import type { Intervention } from '../../engines/risk/features/intervention-features';
import { dailyEntryBytes } from '../../lib/activity-page';
import { companyCalendar } from '../copy/company-calendar';
import { readPages } from '../scores/activity';
import type { ReadDb, Tx } from '../types';

/** What was done for these accounts, by account, the earliest first. */
export function readInterventions(db: ReadDb | Tx, ids: readonly number[]): Map<number, Intervention[]> {
  const rows = db
    .prepared<[string], [number, InterventionKind, number, number | null, number, number]>(
      `select organization_id, kind, started_at, ended_at, is_automatic, is_held_out from intervention_history
       where organization_id in (select value from json_each(?)) order by organization_id, started_at`,
    )
    .raw()
    .all(JSON.stringify(ids));
  const calendar = companyCalendar(db);
  const interventions = new Map<number, Intervention[]>(ids.map((id) => [id, []]));
  for (const [id, kind, startedAt, endedAt, isAutomatic, isHeldOut] of rows) {
    interventions.get(id)?.push({
      kind,
      startedDay: calendar.dayOf(startedAt),
      endedDay: endedAt === null ? 0 : calendar.dayOf(endedAt),
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
       join account_spells s on s.organization_id = o.organization_id
         and h.as_of >= s.began_day and (s.last_day is null or h.as_of < s.last_day)
       where o.organization_id between ? and ? and h.as_of >= ?
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
    .prepared<[number], { accounts: number; expected: number | null; left: number | null }>(
      `select count(*) as accounts, sum(f.p30) as expected,
         sum(exists (select 1 from account_spells s where s.organization_id = f.organization_id
           and s.last_day >= f.week and s.last_day < f.week + 31)) as left
       from churn_forecast_history f where f.week = ?`,
    )
    .get(week);
  if (row === undefined || row.accounts === 0) return null;
  return { accounts: row.accounts, expected: row.expected ?? 0, left: row.left ?? 0 };
}
