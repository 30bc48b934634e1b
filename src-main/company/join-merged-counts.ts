import type { ClientBase } from 'pg';
import type { RowProblem } from './row-problem';

export const partOfAnother: RowProblem = {
  column: 'day',
  text: 'counts with another row, of whom it was merged into',
  duplicate: true,
};

const key = ['organization_ref', 'person', 'feature_ref', 'day', 'days'];
const keyOf = (alias: string) => `
  ${alias}.organization_ref, coalesce(${alias}.user_ref, 0) AS person, ${alias}.feature_ref, ${alias}.day,
  coalesce(${alias}.period_days, 1) AS days`;
const sameKey = (left: string, right: string) =>
  key.map((column) => `${left}.${column} = ${right}.${column}`).join(' AND ');
const isOfKey = (alias: string, row: string) => `
  ${alias}.organization_id = ${row}.organization_ref AND ${alias}.user_id = ${row}.person
  AND ${alias}.feature_id = ${row}.feature_ref AND ${alias}.day = ${row}.day AND ${alias}.period_days = ${row}.days`;

/**
 * Counts that name a merged account or contact are parts of a count of whom it was merged into. The batch's rows become
 * whole counts: the own part (the batch's, or what was counted less the parts of before) and all other parts as they are
 * now known. One row of each count carries it, the others have the problem `joined`.
 * @param repeated the problem of a row that is given again, under the same names
 */
export async function joinMergedCounts(client: ClientBase, repeated: number, joined: number): Promise<void> {
  await client.query(markRepeated(repeated));
  await client.query(wholeCounts);
  await client.query(keepParts);
  await client.query(
    `UPDATE whole w SET events = coalesce(w.events, 0) + p.events, value = coalesce(w.value, 0) + p.value,
            active_users = CASE WHEN w.events IS NULL THEN p.active_users ELSE w.active_users + p.active_users END
       FROM (SELECT m.organization_id, m.user_id, m.feature_id, m.day, m.period_days, sum(m.events)::int AS events,
                    CASE WHEN bool_and(m.active_users IS NOT NULL) THEN sum(m.active_users)::int END AS active_users,
                    sum(m.value) AS value
               FROM customer_success.merged_counts m JOIN whole w ON ${isOfKey('m', 'w')} GROUP BY 1, 2, 3, 4, 5) p
      WHERE ${isOfKey('p', 'w')}`,
  );
  await client.query(
    `UPDATE checked c SET events = w.events, value = w.value, active_users = w.active_users
       FROM whole w WHERE w.line = c.line`,
  );
  await client.query(
    `UPDATE checked c SET problem = ${joined}
       FROM (SELECT c.line, ${keyOf('c')} FROM checked c WHERE c.problem IS NULL) k JOIN whole w ON ${sameKey('k', 'w')}
      WHERE k.line = c.line AND w.line <> c.line`,
  );
  await client.query('DROP TABLE whole');
}

/** Of rows under the very same names the last one counts. */
function markRepeated(problem: number): string {
  return `
    UPDATE checked c SET problem = ${problem}
      FROM (SELECT line, row_number() OVER (
                     PARTITION BY organization_id, user_id, feature_ref, day, coalesce(period_days, 1) ORDER BY line DESC) AS nth
              FROM checked WHERE problem IS NULL) r
     WHERE r.line = c.line AND r.nth > 1`;
}

/** Counts that rows of the batch belong to and that have parts, with the line that carries each and the own part. */
const wholeCounts = `
  CREATE TEMP TABLE whole ON COMMIT DROP AS
  WITH good AS (
    SELECT c.line, c.is_merged, c.events, c.active_users, coalesce(c.value, 0) AS value, ${keyOf('c')}
      FROM checked c WHERE c.problem IS NULL),
  counts AS (
    SELECT ${key.join(', ')}, max(line) AS line, max(line) FILTER (WHERE NOT is_merged) AS own_line, bool_or(is_merged) AS is_merged
      FROM good GROUP BY ${key.join(', ')}),
  parts AS (
    SELECT n.line, sum(m.events)::int AS events, sum(m.active_users)::int AS active_users, sum(m.value) AS value
      FROM counts n JOIN customer_success.merged_counts m ON ${isOfKey('m', 'n')} GROUP BY 1)
  SELECT n.line, ${key.map((column) => `n.${column}`).join(', ')},
         CASE WHEN n.own_line IS NOT NULL THEN g.events ELSE nullif(d.events - coalesce(p.events, 0), 0) END AS events,
         CASE WHEN n.own_line IS NOT NULL THEN g.active_users ELSE d.active_users - coalesce(p.active_users, 0) END AS active_users,
         CASE WHEN n.own_line IS NOT NULL THEN g.value ELSE d.value - coalesce(p.value, 0) END AS value
    FROM counts n
    LEFT JOIN good g ON g.line = n.own_line
    LEFT JOIN parts p ON p.line = n.line
    LEFT JOIN customer_success.activity_daily d ON ${isOfKey('d', 'n')} AND NOT d.from_events
   WHERE n.is_merged OR p.line IS NOT NULL`;

const keepParts = `
  INSERT INTO customer_success.merged_counts AS m
  SELECT c.organization_id, coalesce(c.user_id, ''), c.organization_ref, coalesce(c.user_ref, 0), c.feature_ref, c.day,
         coalesce(c.period_days, 1), c.events, c.active_users, coalesce(c.value, 0)
    FROM checked c WHERE c.problem IS NULL AND c.is_merged
      ON CONFLICT (given_organization, given_user, day, period_days, feature_id) DO UPDATE
     SET organization_id = excluded.organization_id, user_id = excluded.user_id, events = excluded.events,
         active_users = excluded.active_users, value = excluded.value`;
