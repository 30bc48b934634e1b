import type { ClientBase } from 'pg';
import { errorCode } from '../lib/error-code';
import { type CountedSpan, readCountedSpan } from './counted-span';
import type { CsvTable } from './csv-tables/csv-table';
import type { RowProblem } from './row-problem';
import { countOf, goodRows, listOf, type RowTaker } from './row-taker';

const waitForReaders = '3s';
const lockNotAvailable = '55P03';

/**
 * For raw events. One with an id is the same as another of that id at that instant. Of those without, as many are new
 * as the file holds more of the same kind than were there when the load began: equal events in the same second stay
 * separate, and a file that is loaded again adds nothing.
 */
export function eventTaker(table: CsvTable): RowTaker {
  const columns = table.fields.map((field) => field.column);
  const countedByDay: RowProblem = {
    column: 'occurred_at',
    text: 'is in a day or week whose count of this feature was loaded from activity_daily',
  };
  const swept: RowProblem = {
    column: 'occurred_at',
    text: 'is older than the company keeps single events: what was counted of that time stays as it is',
  };
  const known: RowProblem = { column: 'event_id', text: 'is known already', duplicate: true };
  let notOfEvents: CountedSpan | null = null;
  let lastKnown = 0;
  let makesPartitions = true;
  return {
    problems: [countedByDay, swept, known],
    async prepare(client) {
      notOfEvents = await readCountedSpan(client, false);
      const { rows } = await client.query<{ last: string | null }>(
        'SELECT max(event_id) AS last FROM customer_success.activity_events',
      );
      lastKnown = Number(rows[0]?.last ?? 0);
      if (lastKnown > 0) await client.query(createPassedOver);
      // What was passed over is known to one session alone.
      return lastKnown === 0;
    },
    async take(client, firstProblem) {
      if (notOfEvents !== null) await client.query(markCountedByDay(firstProblem, notOfEvents));
      await client.query(markSwept(firstProblem + 1));
      if (makesPartitions) makesPartitions = await ensurePartitions(client);
      if (lastKnown > 0) await client.query(markKnownEvents(firstProblem + 2, lastKnown));
      const good = await countOf(client, 'SELECT FROM checked WHERE problem IS NULL');
      const added = await countOf(
        client,
        `INSERT INTO customer_success.activity_events (${columns.join(', ')})
         SELECT ${listOf('n', columns)} FROM (${goodRows(table)}) n
          ORDER BY n.organization_id, n.occurred_at, n.line ON CONFLICT DO NOTHING`,
      );
      return { added, changed: 0, duplicates: good - added, gaveWay: 0 };
    },
  };
}

/**
 * Makes the months of the batch. Whoever reads events in a transaction that stays open is in the way of that; then the
 * rows lie in the default partition until the next load or the nightly call.
 * @returns false when that was so: to wait again in each batch would be no use
 */
async function ensurePartitions(client: ClientBase): Promise<boolean> {
  await client.query(`SAVEPOINT partitions; SET LOCAL lock_timeout = '${waitForReaders}'`);
  try {
    await client.query(
      `SELECT customer_success.ensure_partitions('activity_events', month, month)
         FROM (SELECT DISTINCT date_trunc('month', occurred_at)::date AS month FROM checked WHERE problem IS NULL) m`,
    );
    await client.query('SET LOCAL lock_timeout = 0; RELEASE partitions');
    return true;
  } catch (error) {
    if (errorCode(error) !== lockNotAvailable) throw error;
    await client.query('ROLLBACK TO partitions; RELEASE partitions');
    return false;
  }
}

const companyDay = '(occurred_at AT TIME ZONE (SELECT customer_success.zone()))::date';

// LATERAL … LIMIT 1 makes each look an index look, however large the table has become.
function markCountedByDay(problem: number, span: CountedSpan): string {
  return `
    WITH days AS (
      SELECT DISTINCT organization_ref, feature_ref, ${companyDay} AS day FROM checked
       WHERE problem IS NULL AND occurred_at >= date '${span.first}' - 1 AND occurred_at < date '${span.last}' + 2),
    counted AS (
      SELECT d.* FROM days d, LATERAL (
        SELECT FROM customer_success.activity_daily a
         WHERE a.organization_id = d.organization_ref AND a.day BETWEEN d.day - 6 AND d.day
           AND a.feature_id = d.feature_ref AND a.day + a.period_days > d.day AND NOT a.from_events LIMIT 1) a)
    UPDATE checked c SET problem = ${problem} FROM counted d
     WHERE c.problem IS NULL AND c.organization_ref = d.organization_ref AND c.feature_ref = d.feature_ref
       AND ${companyDay} = d.day`;
}

function markSwept(problem: number): string {
  return `UPDATE checked SET problem = ${problem}
           WHERE problem IS NULL AND occurred_at < (SELECT customer_success.gone_before('events'))`;
}

/** Events without an id that this load has recognised: each known event answers for one of the file only. */
const createPassedOver = `
  CREATE TEMP TABLE passed_over (organization_id int, user_id int, feature_id int, occurred_at timestamptz, value float8);
  CREATE INDEX ON passed_over (organization_id, occurred_at)`;

function markKnownEvents(problem: number, lastKnown: number): string {
  const same = (alias: string) =>
    `${alias}.organization_id = m.organization_ref AND ${alias}.occurred_at = m.occurred_at
     AND ${alias}.feature_id = m.feature_ref AND ${alias}.user_id IS NOT DISTINCT FROM m.user_ref
     AND ${alias}.value IS NOT DISTINCT FROM m.value`;
  return `
    WITH mine AS (
      SELECT line, organization_ref, user_ref, feature_ref, occurred_at, value,
             row_number() OVER (PARTITION BY organization_ref, user_ref, feature_ref, occurred_at, value ORDER BY line) AS nth
        FROM checked WHERE problem IS NULL AND event_id IS NULL),
    known AS (
      SELECT m.* FROM mine m,
        LATERAL (SELECT count(*) AS n FROM customer_success.activity_events e
                  WHERE ${same('e')} AND e.source_id IS NULL AND e.event_id <= ${lastKnown}) e,
        LATERAL (SELECT count(*) AS n FROM passed_over p WHERE ${same('p')}) p
       WHERE m.nth <= e.n - p.n),
    passed AS (
      INSERT INTO passed_over SELECT organization_ref, user_ref, feature_ref, occurred_at, value FROM known)
    UPDATE checked c SET problem = ${problem} FROM known k WHERE k.line = c.line`;
}
