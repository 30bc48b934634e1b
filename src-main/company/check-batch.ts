import { unseenCharacter } from '../lib/cell-text';
import { type CsvColumn, columnSql, type ReadingRules, saysNothing, usualReading } from './csv-columns';
import type { CsvTable } from './csv-tables/csv-table';
import { lacksOffset } from './csv-time-sql';
import { literal } from './sql-literal';

/** Why a row is not taken; `checked.problem` holds its place in the list, counted from 1. */
export interface RowProblem {
  readonly column: string;
  /** Follows the column's name and the offending cell: `day “31/1” is not a day`. */
  readonly text: string;
  /** The cell names something that nobody knows. */
  readonly unknownId?: true;
  /** A row that says nothing new: counted, but not set aside. */
  readonly duplicate?: true;
}

export interface BatchChecks {
  readonly problems: readonly RowProblem[];
  /** Makes the temporary table `incoming`: the file's cells as text, with the number of their line. */
  readonly createIncoming: string;
  readonly copyIncoming: string;
  /** Makes the temporary table `checked`: typed values, our ids (`…_ref`) and `problem`. */
  readonly createChecked: string;
  /** Gives the people of good rows who are in no list of users a number, and `checked.user_ref` with it. */
  readonly numberUnlisted: readonly string[];
}

/** Names of `incoming`'s columns in the file's order: columns that no table has get a name that clashes with none. */
export function incomingColumns(table: CsvTable, header: readonly string[]): string[] {
  const known = new Set(table.columns.map((column) => column.name));
  return header.map((name, index) => (known.has(name) ? name : `unused_${index + 1}`));
}

/** How the cells of a file are read. */
export interface FileReading {
  /** IANA name of the zone of times that name no offset. */
  readonly zone: string;
  /** By column; a column that is not named is read as usual. */
  readonly decimals: ReadonlyMap<string, ReadingRules['decimals']>;
  /** The file has letters beyond ASCII: spaces among them may stand around a cell. */
  readonly beyondAscii: boolean;
}

/**
 * The SQL that turns a batch of text rows into checked ones.
 * @param latest last acceptable instant of something that has happened, ms since 1970
 * @param more further problems that later steps may find
 */
export function batchChecks(
  table: CsvTable,
  { header, delimiter }: { readonly header: readonly string[]; readonly delimiter: string },
  reading: FileReading,
  latest: number,
  more: readonly RowProblem[],
): BatchChecks {
  const problems: RowProblem[] = [];
  const incoming = incomingColumns(table, header);
  const present = table.columns.filter((column) => header.includes(column.name));
  const rulesOf = ({ name }: CsvColumn): ReadingRules => ({
    decimals: reading.decimals.get(name) ?? usualReading.decimals,
    zone: reading.zone,
  });

  const found = present.flatMap((column) => cellProblems(column, rulesOf(column), problems));
  const unknown = referenceProblems(table, problems);
  const later = [...futureProblems(present, reading.zone, latest, problems), ...brokenRules(table, problems)];
  problems.push(...more);

  const lookups = lookupJoins(table, header);
  const namesUsers = table.refersTo.includes('user') && header.includes('user_id');
  const values = [...table.columns.map(({ name }) => `v."${name}"`), ...lookups.columns];
  return {
    problems,
    createIncoming: `CREATE TEMP TABLE incoming (line bigint NOT NULL, ${incoming.map((name) => `"${name}" text`).join(', ')}) ON COMMIT DROP`,
    copyIncoming: `COPY incoming (line, ${incoming.map((name) => `"${name}"`).join(', ')}) FROM STDIN WITH (FORMAT csv, DELIMITER ${literal(delimiter)})`,
    // OFFSET 0 keeps the planner from pasting an expression into every place that names it.
    createChecked: `
      CREATE TEMP TABLE checked ON COMMIT DROP AS
      SELECT v.line, ${values.join(', ')},
             ${firstOf([...found, ...unknown, ...later])} AS problem
        FROM (
          SELECT r.line, ${table.columns.map((column) => typedCell(column, rulesOf(column), header)).join(', ')},
                 ${present.map(({ name }) => `r."${name}" AS "${name}_cell"`).join(', ')}
            FROM (SELECT t.line, ${present.map((column) => `${sayingCell(column)} AS "${column.name}"`).join(', ')}
                    FROM (SELECT line, ${present.map(({ name }) => `${trimmedCell(`"${name}"`, reading.beyondAscii)} AS "${name}"`).join(', ')}
                            FROM incoming OFFSET 0) t OFFSET 0) r
          OFFSET 0) v
        ${lookups.joins.join(' ')}`,
    numberUnlisted: namesUsers ? numberUnlisted : [],
  };
}

interface ProblemCase {
  readonly when: string;
  readonly number: number;
}

function firstOf(cases: readonly ProblemCase[]): string {
  if (cases.length === 0) return 'NULL::int';
  return `CASE ${cases.map(({ when, number }) => `WHEN ${when} THEN ${number}`).join(' ')} END`;
}

function problemCase(problems: RowProblem[], problem: RowProblem, when: string): ProblemCase {
  return { when, number: problems.push(problem) };
}

/** The cell's text; null where it is empty. */
function trimmedCell(cell: string, beyondAscii: boolean): string {
  const usual = `btrim(${cell}, E' \\t\\r\\n')`;
  if (!beyondAscii) return `nullif(${usual}, '')`;
  // A database of another encoding knows these characters by other numbers.
  return `nullif(CASE WHEN getdatabaseencoding() = 'UTF8' AND ${cell} ~ '^${unseenCharacter}|${unseenCharacter}$'
                      THEN regexp_replace(${cell}, '^${unseenCharacter}+|${unseenCharacter}+$', '', 'g')
                      ELSE ${usual} END, '')`;
}

/** The cell's text; null as well where it says that nothing is known. */
function sayingCell(column: CsvColumn): string {
  const cell = `t."${column.name}"`;
  const silent = saysNothing(column, cell);
  return silent === null ? cell : `CASE WHEN NOT ${silent} THEN ${cell} END`;
}

function cellProblems(column: CsvColumn, rules: ReadingRules, problems: RowProblem[]): ProblemCase[] {
  const cell = `v."${column.name}_cell"`;
  const cases: ProblemCase[] = [];
  if (column.required) {
    const missing = { column: column.name, text: 'is missing' };
    cases.push(problemCase(problems, missing, `${cell} IS NULL`));
  }
  const refused = `v."${column.name}" IS NULL AND ${cell} IS NOT NULL`;
  for (const { text, when } of columnSql(column, cell, rules).problems) {
    const condition = when === undefined ? refused : `CASE WHEN ${refused} THEN ${when} ELSE false END`;
    cases.push(problemCase(problems, { column: column.name, text }, condition));
  }
  return cases;
}

function typedCell(column: CsvColumn, rules: ReadingRules, header: readonly string[]): string {
  const cell = `r."${column.name}"`;
  const sql = columnSql(column, cell, rules);
  if (!header.includes(column.name)) return `NULL::${sql.type} AS "${column.name}"`;
  return `CASE WHEN ${sql.valid} THEN ${sql.value} END AS "${column.name}"`;
}

function referenceProblems(table: CsvTable, problems: RowProblem[]): ProblemCase[] {
  const cases: ProblemCase[] = [];
  if (table.refersTo.includes('organization')) {
    const problem = {
      column: 'organization_id',
      text: 'is an unknown organization',
      unknownId: true,
    } as const;
    cases.push(problemCase(problems, problem, 'o.organization_id IS NULL'));
  }
  if (table.refersTo.includes('feature')) {
    const problem = { column: 'feature_id', text: 'is an unknown feature', unknownId: true } as const;
    cases.push(problemCase(problems, problem, 'f.feature_id IS NULL'));
  }
  return cases;
}

const numberUnlisted = [
  `INSERT INTO customer_success.unlisted_users (organization_id, external_id)
   SELECT DISTINCT organization_ref, user_id FROM checked
    WHERE problem IS NULL AND is_unlisted AND user_ref IS NULL ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
  `UPDATE checked c SET user_ref = x.user_id FROM customer_success.unlisted_users x
    WHERE c.is_unlisted AND c.user_ref IS NULL AND x.organization_id = c.organization_ref AND x.external_id = c.user_id`,
];

function lookupJoins(table: CsvTable, header: readonly string[]): { columns: string[]; joins: string[] } {
  const columns: string[] = [];
  const joins: string[] = [];
  if (table.refersTo.includes('organization')) {
    columns.push('o.organization_id AS organization_ref', 'o.created_at AS organization_created_at');
    joins.push('LEFT JOIN customer_success.organizations o ON o.external_id = v.organization_id');
  }
  if (table.refersTo.includes('user')) {
    if (header.includes('user_id')) {
      columns.push(
        'coalesce(u.user_id, x.user_id) AS user_ref',
        'v.user_id IS NOT NULL AND u.user_id IS NULL AS is_unlisted',
      );
      joins.push(
        'LEFT JOIN customer_success.users u ON u.organization_id = o.organization_id AND u.external_id = v.user_id',
        'LEFT JOIN customer_success.unlisted_users x ON x.organization_id = o.organization_id AND x.external_id = v.user_id',
      );
    } else columns.push('NULL::int AS user_ref', 'false AS is_unlisted');
  }
  if (table.refersTo.includes('feature')) {
    columns.push('f.feature_id AS feature_ref');
    joins.push('LEFT JOIN customer_success.features f ON f.external_id = v.feature_id');
  }
  return { columns, joins };
}

/** The largest offset from UTC, h: so far ahead a time can lie that was read in another zone than its own. */
const largestOffset = 14;

function futureProblems(
  columns: readonly CsvColumn[],
  zone: string,
  latest: number,
  problems: RowProblem[],
): ProblemCase[] {
  const limit = `timestamptz '${new Date(latest).toISOString()}'`;
  return columns
    .filter((column) => column.past)
    .flatMap((column) => {
      const { name } = column;
      const future = { column: name, text: 'is in the future; check the clock of its source' };
      if (column.kind === 'day') {
        return [
          problemCase(problems, future, `v."${name}" > (${limit} AT TIME ZONE ${literal(zone)})::date`),
        ];
      }
      const local = {
        column: name,
        text: `is in the future where it is a time of ${zone}, as times without an offset are read; write its offset, as in 2026-01-31T10:00:00+02:00`,
      };
      const ahead = `v."${name}" > ${limit}`;
      const hours = `v."${name}" <= ${limit} + interval '${largestOffset} hours'`;
      return [
        problemCase(
          problems,
          local,
          `CASE WHEN ${ahead} AND ${hours} THEN ${lacksOffset(`v."${name}_cell"`)} ELSE false END`,
        ),
        problemCase(problems, future, ahead),
      ];
    });
}

function brokenRules(table: CsvTable, problems: RowProblem[]): ProblemCase[] {
  return table.rules.map(({ column, broken, problem }) =>
    problemCase(problems, { column, text: problem }, broken),
  );
}
