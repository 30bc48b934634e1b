import type { ClientBase } from 'pg';
import { type AttributeSubject, mostAttributes } from '../../src-preload/contract/attributes';
import { choicesIn } from './choice-words';
import { setAsideColumns } from './company-folder';
import { organizations, users } from './csv-tables/accounts';
import type { CsvTable } from './csv-tables/csv-table';
import { isOwnFieldName, ownFieldName } from './own-field-name';
import type { RowProblem } from './row-problem';
import type { RowTaker } from './row-taker';
import { keyedRowTaker } from './take-keyed-rows';

const badName: RowProblem = {
  column: 'name',
  text: 'can’t head a column: at most 60 characters, no quotation marks, no backslashes',
};
const builtIn: RowProblem = {
  column: 'name',
  text: 'is a column that Steward has itself; give the field another name',
};
const badChoices: RowProblem = {
  column: 'choices',
  text: 'are not 1 to 200 words of at most 200 characters, with | between',
};
const tooMany: RowProblem = {
  column: 'name',
  text: `is one field more than the ${mostAttributes} that an account or a contact may have`,
};
const problems = [badName, builtIn, badChoices, tooMany];

interface Declared {
  readonly line: string;
  readonly name: string;
  readonly of: AttributeSubject;
  readonly type: string;
  readonly choices: string | null;
}

/** For the declarations of a company's own fields: known by their subject and their name in small letters. */
export function attributeTaker(table: CsvTable, header: readonly string[]): RowTaker {
  const rows = keyedRowTaker(table, header, false);
  return {
    problems: [...problems, ...rows.problems],
    async take(client, firstProblem) {
      await settleNames(client, firstProblem);
      const before = await countValues(client);
      const taken = await rows.take(client, firstProblem + problems.length);
      const gaveWay = taken.changed === 0 ? 0 : before - (await countValues(client));
      return { ...taken, gaveWay };
    },
  };
}

async function settleNames(client: ClientBase, firstProblem: number): Promise<void> {
  const { rows } = await client.query<Declared>(
    'SELECT line, name, of, type, choices FROM checked WHERE problem IS NULL ORDER BY line',
  );
  const names = await readNames(client);
  const settled = rows.map((row) => {
    const name = ownFieldName(row.name);
    const choices = row.type === 'choice' ? choicesIn(row.choices ?? '') : null;
    const problem = problemOf(row.of, name, choices, row.type === 'choice', names[row.of]);
    if (problem === null) names[row.of].add(name);
    return {
      line: row.line,
      name,
      choices: choices === null ? null : JSON.stringify(choices),
      problem: problem === null ? null : firstProblem + problems.indexOf(problem),
    };
  });
  await client.query(
    `UPDATE checked c SET label = coalesce(c.label, c.name), name = s.name, choices = s.choices, problem = s.problem
       FROM json_to_recordset($1) AS s (line bigint, name text, choices text, problem int) WHERE s.line = c.line`,
    [JSON.stringify(settled)],
  );
}

function problemOf(
  subject: AttributeSubject,
  name: string,
  choices: readonly string[] | null,
  isChoice: boolean,
  names: ReadonlySet<string>,
): RowProblem | null {
  if (!isOwnFieldName(name)) return badName;
  if (ownColumns[subject].has(name)) return builtIn;
  if (isChoice && choices === null) return badChoices;
  return !names.has(name) && names.size >= mostAttributes ? tooMany : null;
}

const ownColumns: Readonly<Record<AttributeSubject, ReadonlySet<string>>> = {
  account: columnsOf(organizations),
  contact: columnsOf(users),
};

function columnsOf({ columns }: CsvTable): Set<string> {
  return new Set<string>([...columns.map(({ name }) => name), ...setAsideColumns]);
}

async function readNames(client: ClientBase): Promise<Record<AttributeSubject, Set<string>>> {
  const names = { account: new Set<string>(), contact: new Set<string>() };
  const { rows } = await client.query<{ subject: AttributeSubject; name: string }>(
    'SELECT subject, name FROM customer_success.attribute_definitions',
  );
  for (const { subject, name } of rows) names[subject].add(name);
  return names;
}

/** Values that accounts and contacts have in fields of the company's own. */
async function countValues(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n
       FROM (SELECT attributes FROM customer_success.organizations
             UNION ALL SELECT attributes FROM customer_success.users) t, jsonb_each(t.attributes)`,
  );
  return rows[0]?.n ?? 0;
}
