import { unseenCharacter } from '../lib/cell-text';
import { type CsvColumn, columnSql, type ReadingRules, saysNothing, usualReading } from './csv-columns';
import type { CsvTable } from './csv-tables/csv-table';
import { lacksOffset } from './csv-time-sql';
import { type ProblemCase, problemCase, type RowProblem } from './row-problem';
import { lookupJoins, referenceProblems } from './row-references';
import { literal } from './sql-literal';

export interface BatchChecks {
  readonly problems: readonly RowProblem[];
  /** Makes the temporary table `incoming`: the file's cells as text, with the number of their line. */
  readonly createIncoming: string;
  readonly copyIncoming: string;
  /** Gives rows that tell of people who were erased the ids under which these, and other things, are kept. */
  readonly nameErased: readonly string[];
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
  /** Some cells end in .0: ids of users may be whole numbers that a program wrote so, for want of one somewhere. */
  readonly pointZero: boolean;
  /** Accounts or contacts were merged into others, and rows may name them still. */
  readonly merges: boolean;
  /** Somebody was erased, and rows may be about them still. */
  readonly erasures: boolean;
  /** Ids that told of somebody have become others, and rows may have them still. */
  readonly erasedIds: boolean;
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
  const erased = reading.erasures && table.name === 'users' ? erasedProblem(header, problems) : [];
  const later = [...futureProblems(present, reading.zone, latest, problems), ...brokenRules(table, problems)];
  problems.push(...more);

  const lookups = lookupJoins(table, header, reading);
  const namesUsers = table.refersTo.includes('user') && header.includes('user_id');
  const values = [...table.columns.map(({ name }) => `v."${name}"`), ...lookups.columns];
  return {
    problems,
    createIncoming: `CREATE TEMP TABLE incoming (line bigint NOT NULL, ${incoming.map((name) => `"${name}" text`).join(', ')}) ON COMMIT DROP`,
    copyIncoming: `COPY incoming (line, ${incoming.map((name) => `"${name}"`).join(', ')}) FROM STDIN WITH (FORMAT csv, DELIMITER ${literal(delimiter)})`,
    // OFFSET 0 keeps the planner from pasting an expression into every place that names it.
    nameErased: [
      ...(reading.erasures && namesPeople(table, header) ? [nameErased] : []),
      ...(reading.erasedIds
        ? present.filter(({ kind }) => kind === 'id').map(({ name }) => keptIds(name))
        : []),
    ],
    createChecked: `
      CREATE TEMP TABLE checked ON COMMIT DROP AS
      SELECT v.line, ${values.join(', ')},
             ${firstOf([...erased, ...found, ...unknown, ...later])} AS problem
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

function firstOf(cases: readonly ProblemCase[]): string {
  if (cases.length === 0) return 'NULL::int';
  return `CASE ${cases.map(({ when, number }) => `WHEN ${when} THEN ${number}`).join(' ')} END`;
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

function namesPeople(table: CsvTable, header: readonly string[]): boolean {
  return (
    (table.name === 'users' || table.refersTo.includes('user')) &&
    header.includes('user_id') &&
    header.includes('organization_id')
  );
}

/** Ids are looked at as they stand but for spaces around them: one that said who somebody is was written no other way. */
const nameErased = `
  UPDATE incoming i SET user_id = e.id
    FROM (SELECT d.organization_id, d.user_id,
                 customer_success.erased_contact(coalesce(o.organization_id, m.organization_id), btrim(d.user_id, E' \\t\\r\\n')) AS id
            FROM (SELECT DISTINCT organization_id, user_id FROM incoming WHERE user_id IS NOT NULL) d
            LEFT JOIN customer_success.organizations o ON o.external_id = btrim(d.organization_id, E' \\t\\r\\n')
            LEFT JOIN customer_success.merged_accounts m ON m.external_id = btrim(d.organization_id, E' \\t\\r\\n')) e
   WHERE i.organization_id = e.organization_id AND i.user_id = e.user_id AND e.id IS NOT NULL`;

/** The other ids of the row, of whatever it is about. */
function keptIds(column: string): string {
  return `
  UPDATE incoming i SET "${column}" = k.kept
    FROM (SELECT d.id, customer_success.kept_id(btrim(d.id, E' \\t\\r\\n')) AS kept
            FROM (SELECT DISTINCT "${column}" AS id FROM incoming WHERE "${column}" IS NOT NULL) d) k
   WHERE i."${column}" = k.id AND k.kept <> btrim(k.id, E' \\t\\r\\n')`;
}

const ofErased = 'belongs to somebody who was erased on request; take them out of the source';
/** Why a row of somebody who was erased is set aside, in the same words whoever it is. */
export const erasedReason = `user_id ${ofErased}`;

function erasedProblem(header: readonly string[], problems: RowProblem[]): ProblemCase[] {
  const problem = {
    column: 'user_id',
    text: ofErased,
    erased: true,
  } as const;
  const email = header.includes('email') ? 'v.email_cell' : 'NULL';
  return [
    problemCase(problems, problem, `customer_success.is_erased(o.organization_id, v.user_id, ${email})`),
  ];
}

const numberUnlisted = [
  `INSERT INTO customer_success.unlisted_users (organization_id, external_id)
   SELECT DISTINCT organization_ref, user_id FROM checked
    WHERE problem IS NULL AND is_unlisted AND user_ref IS NULL ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
  `UPDATE checked c SET user_ref = x.user_id FROM customer_success.unlisted_users x
    WHERE c.is_unlisted AND c.user_ref IS NULL AND x.organization_id = c.organization_ref AND x.external_id = c.user_id`,
];

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
