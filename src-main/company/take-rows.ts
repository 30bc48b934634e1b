import type { ClientBase } from 'pg';
import type { RowProblem } from './check-batch';
import type { CsvField, CsvTable } from './csv-tables';

/** What became of a batch's good rows. The rest of them said what was known already. */
export interface Taken {
  readonly added: number;
  readonly changed: number;
  /** Events that were there before. */
  readonly duplicates: number;
}

/** Moves the good rows of the temporary table `checked` to where they belong. */
export interface RowTaker {
  /** Problems that only this step can see; their numbers begin at `firstProblem`. */
  readonly problems: readonly RowProblem[];
  /** Runs once before the first batch. */
  prepare?(client: ClientBase): Promise<void>;
  take(client: ClientBase, firstProblem: number): Promise<Taken>;
}

/** For tables whose rows have an id: unchanged rows are not touched, so no desktop hears of them. */
export function keyedRowTaker(table: CsvTable, header: readonly string[]): RowTaker {
  const target = `customer_success.${table.name}`;
  const columns = table.fields.map((field) => field.column);
  const updated = table.fields
    .filter((field) => header.includes(field.from) && !table.key.includes(field.column))
    .map((field) => field.column);
  const sameKey = table.key.map((column) => `t.${column} = n.${column}`).join(' AND ');
  const rows = goodRows(table.fields);

  return {
    problems: [repeatedKey(table)],
    async take(client, firstProblem) {
      await client.query(markRepeatedKeys(table, firstProblem));
      if (table.name === 'organizations') await takeManagers(client);
      const changed =
        updated.length === 0
          ? 0
          : await countOf(
              client,
              `UPDATE ${target} t SET ${updated.map((column) => `${column} = n.${column}`).join(', ')}
                 FROM (${rows}) n WHERE ${sameKey} AND ${anyDiffers(updated, 't', 'n')}`,
            );
      const added = await countOf(
        client,
        `INSERT INTO ${target} (${columns.join(', ')}) SELECT ${columns.map((column) => `n.${column}`).join(', ')}
           FROM (${rows}) n WHERE NOT EXISTS (SELECT FROM ${target} t WHERE ${sameKey}) ORDER BY n.line`,
      );
      return { added, changed, duplicates: 0 };
    },
  };
}

/** For daily and weekly counts: a count given again replaces the earlier one. */
export function dailyCountTaker(table: CsvTable): RowTaker {
  const columns = table.fields.map((field) => field.column);
  const updated = columns.filter((column) => !table.key.includes(column));
  const countedFromEvents: RowProblem = {
    column: 'day',
    text: 'is counted from activity_events of this organization and feature',
  };
  let ofEvents: CountedSpan | null = null;
  return {
    problems: [repeatedKey(table), countedFromEvents],
    async prepare(client) {
      ofEvents = await readCountedSpan(client, true);
    },
    async take(client, firstProblem) {
      await client.query(markRepeatedKeys(table, firstProblem));
      if (ofEvents !== null) await client.query(markCountedFromEvents(firstProblem + 1, ofEvents));
      const { rows } = await client.query<{ added: number; changed: number }>(
        `WITH written AS (
           INSERT INTO customer_success.activity_daily AS t (${columns.join(', ')})
           SELECT ${columns.map((column) => `n.${column}`).join(', ')} FROM (${goodRows(table.fields)}) n
            ORDER BY ${table.key.map((column) => `n.${column}`).join(', ')}
           ON CONFLICT (${table.key.join(', ')}) DO UPDATE
             SET ${updated.map((column) => `${column} = excluded.${column}`).join(', ')}
           WHERE ${anyDiffers(updated, 't', 'excluded')}
           RETURNING xmax = 0 AS is_new)
         SELECT count(*) FILTER (WHERE is_new)::int AS added, count(*) FILTER (WHERE NOT is_new)::int AS changed
           FROM written`,
      );
      return { added: rows[0]?.added ?? 0, changed: rows[0]?.changed ?? 0, duplicates: 0 };
    },
  };
}

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
  const known: RowProblem = { column: 'event_id', text: 'is known already', duplicate: true };
  let notOfEvents: CountedSpan | null = null;
  let lastKnown = 0;
  return {
    problems: [countedByDay, known],
    async prepare(client) {
      notOfEvents = await readCountedSpan(client, false);
      const { rows } = await client.query<{ last: string | null }>(
        'SELECT max(event_id) AS last FROM customer_success.activity_events',
      );
      lastKnown = Number(rows[0]?.last ?? 0);
      if (lastKnown > 0) await client.query(createPassedOver);
    },
    async take(client, firstProblem) {
      if (notOfEvents !== null) await client.query(markCountedByDay(firstProblem, notOfEvents));
      await client.query(
        `SELECT customer_success.ensure_partitions('activity_events', month, month)
           FROM (SELECT DISTINCT date_trunc('month', occurred_at)::date AS month FROM checked WHERE problem IS NULL) m`,
      );
      if (lastKnown > 0) await client.query(markKnownEvents(firstProblem + 1, lastKnown));
      const good = await countOf(client, 'SELECT FROM checked WHERE problem IS NULL');
      const added = await countOf(
        client,
        `INSERT INTO customer_success.activity_events (${columns.join(', ')})
         SELECT ${columns.map((column) => `n.${column}`).join(', ')} FROM (${goodRows(table.fields)}) n
          ORDER BY n.organization_id, n.occurred_at ON CONFLICT DO NOTHING`,
      );
      return { added, changed: 0, duplicates: good - added };
    },
  };
}

function goodRows(fields: readonly CsvField[]): string {
  const columns = fields.map((field) => `${field.value} AS ${field.column}`);
  return `SELECT c.line, ${columns.join(', ')} FROM checked c WHERE c.problem IS NULL`;
}

function anyDiffers(columns: readonly string[], left: string, right: string): string {
  const side = (name: string) => `(${columns.map((column) => `${name}.${column}`).join(', ')})`;
  return `${side(left)} IS DISTINCT FROM ${side(right)}`;
}

function repeatedKey(table: CsvTable): RowProblem {
  const first = table.columns[0]?.name ?? '';
  return { column: first, text: 'names a row that is given again below; the last one was taken' };
}

function markRepeatedKeys(table: CsvTable, problem: number): string {
  return `
    UPDATE checked c SET problem = ${problem}
      FROM (SELECT n.line, row_number() OVER (PARTITION BY ${table.key.map((column) => `n.${column}`).join(', ')}
                                              ORDER BY n.line DESC) AS nth
              FROM (${goodRows(table.fields)}) n) r
     WHERE r.line = c.line AND r.nth > 1`;
}

/** The owners named by the organizations of the batch. */
async function takeManagers(client: ClientBase): Promise<void> {
  await client.query(`
    WITH named AS (
      SELECT DISTINCT ON (owner_email) owner_email, owner_name FROM checked
       WHERE problem IS NULL AND owner_email IS NOT NULL ORDER BY owner_email, owner_name IS NULL, line DESC),
    renamed AS (
      UPDATE customer_success.managers m SET name = n.owner_name FROM named n
       WHERE m.email = n.owner_email AND m.name <> n.owner_name)
    INSERT INTO customer_success.managers (email, name)
    SELECT n.owner_email, coalesce(n.owner_name, n.owner_email) FROM named n
     WHERE NOT EXISTS (SELECT FROM customer_success.managers m WHERE m.email = n.owner_email)`);
}

/** First and last day of the counts that are of events, or are not; null where there are none. */
interface CountedSpan {
  readonly first: string;
  readonly last: string;
}

async function readCountedSpan(client: ClientBase, fromEvents: boolean): Promise<CountedSpan | null> {
  const { rows } = await client.query<{ first: string | null; last: string | null }>(
    `SELECT min(day)::text AS first, max(day + period_days - 1)::text AS last
       FROM customer_success.activity_daily WHERE from_events = $1`,
    [fromEvents],
  );
  const { first, last } = rows[0] ?? {};
  return first && last ? { first, last } : null;
}

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

function markCountedByDay(problem: number, span: CountedSpan): string {
  return `
    WITH days AS (
      SELECT DISTINCT organization_ref, feature_ref, occurred_at::date AS day FROM checked
       WHERE problem IS NULL AND occurred_at >= '${span.first}' AND occurred_at < date '${span.last}' + 1),
    counted AS (
      SELECT d.* FROM days d, LATERAL (
        SELECT FROM customer_success.activity_daily a
         WHERE a.organization_id = d.organization_ref AND a.day BETWEEN d.day - 6 AND d.day
           AND a.feature_id = d.feature_ref AND a.day + a.period_days > d.day AND NOT a.from_events LIMIT 1) a)
    UPDATE checked c SET problem = ${problem} FROM counted d
     WHERE c.problem IS NULL AND c.organization_ref = d.organization_ref AND c.feature_ref = d.feature_ref
       AND c.occurred_at::date = d.day`;
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

async function countOf(client: ClientBase, sql: string): Promise<number> {
  return (await client.query(sql)).rowCount ?? 0;
}
