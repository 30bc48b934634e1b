import type { ClientBase } from 'pg';
import type { CsvTable } from './csv-tables/csv-table';
import { countOf, goodRows, listOf } from './row-taker';

/** At which grains counts were given: what one of them says another may say again. */
export interface Grains {
  readonly hasDays: boolean;
  /** On which days of the week weeks begin: a bit for each, Monday the second. */
  readonly weekdays: number;
  readonly hasTotals: boolean;
  readonly hasPeople: boolean;
}

export const noGrains: Grains = { hasDays: false, weekdays: 0, hasTotals: false, hasPeople: false };

export function together(left: Grains, right: Grains): Grains {
  return {
    hasDays: left.hasDays || right.hasDays,
    weekdays: left.weekdays | right.weekdays,
    hasTotals: left.hasTotals || right.hasTotals,
    hasPeople: left.hasPeople || right.hasPeople,
  };
}

/** Whether counts at these grains could say the same use twice: most companies give one, and need not be looked through. */
export function mayOverlap({ hasDays, weekdays, hasTotals, hasPeople }: Grains): boolean {
  const hasSeveralWeekdays = (weekdays & (weekdays - 1)) !== 0;
  return hasSeveralWeekdays || (hasDays && weekdays !== 0) || (hasTotals && hasPeople);
}

/** @param rows SQL of a relation with `day`, `period_days` and `user_id` */
export async function readGrains(client: ClientBase, rows: string): Promise<Grains> {
  const { rows: found } = await client.query<Grains>(
    `SELECT coalesce(bool_or(period_days = 1), false) AS "hasDays",
            coalesce(bit_or(CASE period_days WHEN 7 THEN 1 << extract(isodow FROM day)::int ELSE 0 END), 0) AS weekdays, coalesce(bool_or(user_id = 0), false) AS "hasTotals",
            coalesce(bool_or(user_id > 0), false) AS "hasPeople" FROM ${rows}`,
  );
  return found[0] ?? noGrains;
}

const columns = [
  'organization_id',
  'user_id',
  'feature_id',
  'day',
  'period_days',
  'events',
  'active_users',
  'value',
];
const key = ['organization_id', 'day', 'period_days', 'user_id', 'feature_id'];
const sameKey = (left: string, right: string) =>
  key.map((column) => `${left}.${column} = ${right}.${column}`).join(' AND ');
const samePair = (left: string, right: string) =>
  `${left}.organization_id = ${right}.organization_id AND ${left}.feature_id = ${right}.feature_id`;

/**
 * Decides which of the batch's counts and of those of before are counted, so that the same use counts once. It follows
 * from the counts that were given alone, never from their order:
 *
 * 1. a count without a user gives way to people's of the same period where it is their total: it says how many were
 *    behind it, or is their sum; else it is further use without a name;
 * 2. of weeks that overlap, those stand that begin on the earlier day of the week, Monday first;
 * 3. of a week and its days that side stands which holds more events, the days where both hold the same.
 *
 * Rows of `checked` that aren't counted get the problem; rows of before move between the two tables.
 * @returns how many counts of before gave way
 */
export async function settleGrains(
  client: ClientBase,
  table: CsvTable,
  problem: number,
  hasWeeks: boolean,
): Promise<number> {
  await client.query(givenRows(table, hasWeeks ? 30 : 0));
  await client.query('ANALYZE given');
  await client.query(totalsGiveWay);
  if (hasWeeks) {
    await client.query(weeksGiveWay);
    await client.query(weeksOrDaysGiveWay);
  }
  await client.query(
    `UPDATE checked c SET problem = ${problem} FROM given g WHERE g.line = c.line AND NOT g.counts`,
  );
  await client.query(
    `INSERT INTO customer_success.uncounted_activity AS t (${columns.join(', ')})
     SELECT ${listOf('g', columns)} FROM given g WHERE NOT g.counts AND (g.line IS NOT NULL OR g.was_counted) AND g.is_near
     ON CONFLICT (${key.join(', ')}) DO UPDATE
       SET events = excluded.events, active_users = excluded.active_users, value = excluded.value`,
  );
  const gaveWay = await countOf(
    client,
    `DELETE FROM customer_success.activity_daily t USING given g
      WHERE ${sameKey('t', 'g')} AND NOT g.counts AND g.was_counted AND g.is_near`,
  );
  await client.query(
    `DELETE FROM customer_success.uncounted_activity t USING given g
      WHERE ${sameKey('t', 'g')} AND g.counts AND NOT g.was_counted AND g.is_near`,
  );
  await client.query(
    `INSERT INTO customer_success.activity_daily (${columns.join(', ')})
     SELECT ${listOf('g', columns)} FROM given g
      WHERE g.line IS NULL AND g.counts AND NOT g.was_counted AND g.is_near ON CONFLICT DO NOTHING`,
  );
  await client.query('DROP TABLE given');
  return gaveWay;
}

/**
 * The batch's good rows and those of before that they may say again. What a row decides reaches two weeks to each side;
 * what lies further out is only looked at.
 */
function givenRows(table: CsvTable, margin: number): string {
  return `
    CREATE TEMP TABLE given ON COMMIT DROP AS
    WITH mine AS (SELECT n.line, ${listOf('n', columns)} FROM (${goodRows(table)}) n),
    span AS (SELECT min(day) - ${margin} AS first, max(day) + ${margin} AS last FROM mine),
    pairs AS (SELECT DISTINCT organization_id, feature_id FROM mine),
    known AS (
      SELECT ${listOf('d', columns)}, true AS was_counted
        FROM customer_success.activity_daily d JOIN pairs p ON ${samePair('p', 'd')} JOIN span s ON d.day BETWEEN s.first AND s.last
       WHERE NOT d.from_events
      UNION ALL
      SELECT ${listOf('d', columns)}, false
        FROM customer_success.uncounted_activity d JOIN pairs p ON ${samePair('p', 'd')} JOIN span s ON d.day BETWEEN s.first AND s.last
       WHERE NOT EXISTS (SELECT FROM customer_success.activity_daily a WHERE ${sameKey('a', 'd')}))
    SELECT m.*, k.was_counted, true AS is_near, true AS counts
      FROM mine m LEFT JOIN known k ON ${sameKey('k', 'm')}
    UNION ALL
    SELECT NULL, k.*, k.day BETWEEN s.first + ${margin / 2} AND s.last - ${margin / 2}, true
      FROM known k, span s WHERE NOT EXISTS (SELECT FROM mine m WHERE ${sameKey('m', 'k')})`;
}

/**
 * Of an account that others were merged into, each of them gave its counts for itself: a count without a user is a total only
 * if it is one of each account whose use it holds. `parts`: what was given under other accounts' ids, with and without a user.
 */
const totalsGiveWay = `
  WITH people AS (
    SELECT organization_id, feature_id, day, period_days, sum(events) AS events
      FROM given WHERE user_id > 0 GROUP BY 1, 2, 3, 4),
  parts AS (
    SELECT m.organization_id, m.feature_id, m.day, m.period_days, m.given_organization,
           coalesce(sum(m.events) FILTER (WHERE m.user_id = 0), 0) AS total,
           coalesce(sum(m.events) FILTER (WHERE m.user_id > 0), 0) AS people
      FROM customer_success.merged_counts m
      JOIN customer_success.organizations o ON o.organization_id = m.organization_id AND o.external_id <> m.given_organization
     GROUP BY 1, 2, 3, 4, 5),
  shares AS (
    SELECT g.organization_id, g.feature_id, g.day, g.period_days, g.events - coalesce(sum(q.total), 0) AS total,
           p.events - coalesce(sum(q.people), 0) AS people
      FROM given g JOIN people p USING (organization_id, feature_id, day, period_days)
      LEFT JOIN parts q USING (organization_id, feature_id, day, period_days)
     WHERE g.user_id = 0 GROUP BY 1, 2, 3, 4, g.events, p.events
    UNION ALL
    SELECT q.organization_id, q.feature_id, q.day, q.period_days, q.total, q.people FROM parts q)
  UPDATE given g SET counts = false FROM people p
   WHERE g.user_id = 0 AND ${samePair('g', 'p')} AND g.day = p.day AND g.period_days = p.period_days
     AND NOT EXISTS (
       SELECT FROM shares s
        WHERE ${samePair('s', 'g')} AND s.day = g.day AND s.period_days = g.period_days AND s.total > 0
          AND CASE WHEN g.active_users IS NULL THEN s.total <> s.people ELSE s.people <= 0 END)`;

const weeksGiveWay = `
  UPDATE given g SET counts = false
   WHERE g.period_days = 7 AND EXISTS (
     SELECT FROM given w WHERE w.period_days = 7 AND ${samePair('w', 'g')} AND w.day BETWEEN g.day - 6 AND g.day + 6
        AND extract(isodow FROM w.day) < extract(isodow FROM g.day))`;

const weeksOrDaysGiveWay = `
  WITH weeks AS (
    SELECT organization_id, feature_id, day, sum(events) AS events
      FROM given WHERE period_days = 7 AND counts GROUP BY 1, 2, 3),
  sides AS (
    SELECT w.organization_id, w.feature_id, w.day, sum(d.events) >= w.events AS days_stand
      FROM weeks w JOIN given d ON ${samePair('d', 'w')}
       AND d.period_days = 1 AND d.counts AND d.day BETWEEN w.day AND w.day + 6
     GROUP BY 1, 2, 3, w.events)
  UPDATE given g SET counts = false FROM sides s
   WHERE ${samePair('g', 's')} AND CASE WHEN s.days_stand THEN g.period_days = 7 AND g.day = s.day
                                       ELSE g.period_days = 1 AND g.day BETWEEN s.day AND s.day + 6 END`;
