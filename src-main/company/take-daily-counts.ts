import { type CountedSpan, readCountedSpan } from './counted-span';
import type { CsvTable } from './csv-tables/csv-table';
import { joinMergedCounts, partOfAnother } from './join-merged-counts';
import type { RowProblem } from './row-problem';
import {
  anyDiffers,
  assignments,
  goodRows,
  listOf,
  markRepeatedKeys,
  type RowTaker,
  repeatedKey,
  updatedColumns,
} from './row-taker';
import { mayOverlap, noGrains, readGrains, settleGrains, together } from './settle-grains';

/** For daily and weekly counts: a count given again replaces the earlier one, and the same use at two grains counts once. */
export function dailyCountTaker(table: CsvTable, header: readonly string[], hasMerges: boolean): RowTaker {
  const columns = table.fields.map((field) => field.column);
  const updated = updatedColumns(table, header, 'excluded');
  const countedFromEvents: RowProblem = {
    column: 'day',
    text: 'is counted from activity_events of this organization and feature',
  };
  const saidAgain: RowProblem = {
    column: 'day',
    text: 'says again what other counts of this organization and feature say: people and their total, days and their week, and weeks that overlap are counted once',
  };
  let ofEvents: CountedSpan | null = null;
  let grains = noGrains;
  return {
    problems: [repeatedKey(table), countedFromEvents, saidAgain, partOfAnother],
    async prepare(client) {
      ofEvents = await readCountedSpan(client, true);
      grains = await readGrains(client, countsOfBefore);
      return false;
    },
    async take(client, firstProblem) {
      if (hasMerges) await joinMergedCounts(client, firstProblem, firstProblem + 3);
      await client.query(markRepeatedKeys(table, firstProblem));
      if (ofEvents !== null) await client.query(markCountedFromEvents(firstProblem + 1, ofEvents));
      grains = together(grains, await readGrains(client, `(${goodRows(table)}) n`));
      const gaveWay = mayOverlap(grains)
        ? await settleGrains(client, table, firstProblem + 2, grains.weekdays !== 0)
        : 0;
      const { rows } = await client.query<{ added: number; changed: number }>(
        `WITH written AS (
           INSERT INTO customer_success.activity_daily AS t (${columns.join(', ')})
           SELECT ${listOf('n', columns)} FROM (${goodRows(table)}) n
            ORDER BY ${listOf('n', table.key)}
           ON CONFLICT (${table.key.join(', ')}) DO UPDATE
             SET ${assignments(updated)}
           WHERE ${anyDiffers(updated)}
           RETURNING xmax = 0 AS is_new)
         SELECT count(*) FILTER (WHERE is_new)::int AS added, count(*) FILTER (WHERE NOT is_new)::int AS changed
           FROM written`,
      );
      return { added: rows[0]?.added ?? 0, changed: rows[0]?.changed ?? 0, duplicates: 0, gaveWay };
    },
  };
}

const countsOfBefore = `(
  SELECT day, period_days, user_id FROM customer_success.activity_daily WHERE NOT from_events
  UNION ALL SELECT day, period_days, user_id FROM customer_success.uncounted_activity) d`;

// LATERAL … LIMIT 1 makes each look an index look, however large the table has become.
function markCountedFromEvents(problem: number, span: CountedSpan): string {
  return `
    WITH periods AS (
      SELECT DISTINCT organization_ref, feature_ref, day, coalesce(period_days, 1) AS days FROM checked
       WHERE problem IS NULL AND day BETWEEN date '${span.first}' - 6 AND '${span.last}'),
    counted AS (
      SELECT p.* FROM periods p, LATERAL (
        SELECT FROM customer_success.activity_daily a
         WHERE a.organization_id = p.organization_ref AND a.day >= p.day AND a.day < p.day + p.days
           AND a.feature_id = p.feature_ref AND a.from_events LIMIT 1) a)
    UPDATE checked c SET problem = ${problem} FROM counted p
     WHERE c.problem IS NULL AND c.organization_ref = p.organization_ref AND c.feature_ref = p.feature_ref
       AND c.day = p.day AND coalesce(c.period_days, 1) = p.days`;
}
