import type pg from 'pg';
import { expect, test } from 'vitest';
import { erasePerson } from '../../src-main/company/privacy/erase-person';
import { whyLeftAlone } from '../../src-main/company/privacy/left-alone';
import { plainText } from '../../src-main/lib/privacy/plain-text';
import { companyForEachTest } from '../support/company-for-each-test';
import { addRow, type Column, columnsOf, type Place } from './support/text-columns';

const here = companyForEachTest();

const name = 'Zoë Quillfeather';
const email = 'zoe.q@o2.test';
const id = 'crm-quillfeather-77';

/** The person, alone and inside longer texts, in the ways in which texts are written. */
const forms = [
  name,
  email,
  id,
  name.toUpperCase(),
  'zoe quillfeather',
  name.normalize('NFD'),
  'Quillfeather, Zoë (VP)',
  `Met ${name} and <${email.toUpperCase()}>; her record is ${id.toUpperCase()}.`,
  'Ｚｏë Ｑｕｉｌｌｆｅａｔｈｅｒ',
  'zoe.q＠o2.test',
  'Zoë Quill\u00adfeather and zoe\u200b.q@o2.test',
  'https://o2.test/?to=zoe.q%40o2.test&name=Zo%C3%AB%20Quillfeather',
  '<a href="mailto:zoe.q&#64;o2.test">Zo&#xEB; Quillfeather</a>',
  `deal-${email}-3`,
];
const isTold = (text: string) =>
  /quillfeather|zoe[.]q/i.test(text.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '').normalize('NFKC'));

/** An account for each form, of all of which the person is a contact. */
async function accounts(client: pg.ClientBase): Promise<number[]> {
  await client.query(
    `INSERT INTO customer_success.features (feature_id, external_id, name) VALUES (1, 'f', 'Log in')`,
  );
  const { rows } = await client.query<{ id: number }>(
    `WITH made AS (INSERT INTO customer_success.organizations (external_id, name, created_at)
                   SELECT 'o' || n, 'O' || n, '2026-01-01' FROM generate_series(1, $1) n RETURNING organization_id),
          known AS (INSERT INTO customer_success.users (organization_id, external_id, name, email)
                    SELECT organization_id, $2, $3, $4 FROM made)
     SELECT organization_id AS id FROM made`,
    [forms.length, id, name, email],
  );
  return rows.map((row) => row.id);
}

/** Writes a text into a column of a row. @returns where the row lies then; null where the column doesn't take it */
async function write(client: pg.ClientBase, { part, ctid }: Place, { column, type }: Column, form: string) {
  const json = JSON.stringify({ text: form, list: [{ [form]: form }] });
  await client.query('SAVEPOINT one');
  for (const value of /json/.test(type)
    ? [json, JSON.stringify([form])]
    : [type.endsWith('[]') ? [form] : form]) {
    try {
      const { rows } = await client.query<Place>(
        `UPDATE ${part} SET "${column}" = $1 WHERE ctid = $2 RETURNING tableoid::regclass::text AS part, ctid::text AS ctid`,
        [value, ctid],
      );
      await client.query('RELEASE one');
      return rows[0] ?? null;
    } catch {
      await client.query('ROLLBACK TO one');
    }
  }
  return null;
}

/** References and bounds of numbers; what is said of texts stays: a column that can hold no person refuses one. */
const dropRulesOfNumbers = `
  DO $$ DECLARE x record; BEGIN
    FOR x IN SELECT c.conrelid::regclass AS "table", c.conname FROM pg_constraint c
              WHERE c.connamespace = 'customer_success'::regnamespace AND c.contype IN ('c', 'f') AND c.conislocal AND c.coninhcount = 0
                AND (c.contype = 'f' OR NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                                 WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) AND (t.typcategory = 'S' OR t.typname = 'jsonb')))
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', x."table", x.conname); END LOOP;
  END $$`;

/** What rows need beside what the catalogue tells of each column alone. */
const needed: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  attribute_definitions: { type: 'choice', choices: '[]' },
  communication_preferences: { state: 'granted', basis: 'consent' },
  operations: { outcome: 'refused', reason: 'role' },
  score_events: { before: 'lower', after: 'higher' },
  survey_responses: { score: 5 },
};

/** @returns by column, how many of the forms it took */
async function writeEverywhere(client: pg.ClientBase, columns: readonly Column[], of: readonly number[]) {
  const taken = new Map<string, number>();
  await client.query(dropRulesOfNumbers);
  await client.query(`BEGIN; SET LOCAL session_replication_role = replica`);
  for (const [table, own] of Map.groupBy(columns, (column) => column.table)) {
    if (!own.some(({ isText }) => isText)) continue;
    for (const [nth, form] of forms.entries()) {
      const known = { organization_id: of[nth], feature_id: table === 'features' ? 10 + nth : 1 };
      let place = await addRow(client, table, own, { ...known, ...needed[table] });
      for (const column of own.filter(({ isText }) => isText)) {
        const then = await write(client, place, column, form);
        if (then === null) continue;
        place = then;
        const key = `${table}.${column.column}`;
        taken.set(key, (taken.get(key) ?? 0) + 1);
      }
    }
  }
  await client.query('COMMIT');
  return taken;
}

async function toldIn(client: pg.ClientBase, columns: readonly Column[]): Promise<string[]> {
  const told: string[] = [];
  for (const { table, column } of columns.filter(({ isText }) => isText)) {
    const { rows } = await client.query<{ text: string | null }>(
      `SELECT "${column}"::text AS text FROM customer_success."${table}"`,
    );
    for (const { text } of rows) if (text !== null && isTold(text)) told.push(`${table}.${column}: ${text}`);
  }
  return told;
}

test('of a person who stands in every column of every table, in every form, nothing is left but where it is said why', async () => {
  expect(forms.filter((form) => !isTold(form))).toEqual([]);
  // Why the others are left alone stands beside each.
  const columns = (await columnsOf(here.company.admin)).map((column) => ({
    ...column,
    isText: column.isText && whyLeftAlone(column) === null,
  }));
  const client = await here.company.admin.connect();
  try {
    const taken = await writeEverywhere(client, columns, await accounts(client));
    expect((await toldIn(client, columns)).length).toBeGreaterThan(1000);
    // A column that takes no form of a person says by a rule what it takes.
    const refusing = columns.filter(
      (column) => column.isText && !taken.has(`${column.table}.${column.column}`),
    );
    expect(refusing.filter(({ checks }) => checks === null)).toEqual([]);
    expect(taken.size).toBeGreaterThan(60);
    await erasePerson(client, { email, names: [] }, true);
    expect(await toldIn(client, columns)).toEqual([]);
  } finally {
    client.release();
  }
});

test('a text is as plain at the company as on a desktop', async () => {
  const odd = [
    '&#1114112;',
    '&#0;&#1;',
    '%00%FF',
    '%C3',
    '&;',
    '%E2%80%8B',
    '&#128512;%F0%9F%98%80',
    '&#x22;%22%3C',
    '＂＼＜',
    '&eacute;&Zcaron;&xuml;',
    '½™…ﬁ',
    'e\u0301',
    '50%ab%C3%AB',
  ];
  for (const text of [...forms, ...odd, [...forms, ...odd].join('\n')]) {
    const { rows } = await here.company.admin.query<{ plain: string }>(
      'SELECT customer_success.plain_text($1) AS plain',
      [text],
    );
    expect(rows[0]?.plain).toBe(plainText(text));
  }
});
