import { describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { FileReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-28T12:00:00Z');
const here = companyForEachTest();

async function load(files: Record<string, string>): Promise<Record<string, FileReport>> {
  const report = await createCompany({ url: here.company.url, now, from: writeCsvFolder(files) });
  return Object.fromEntries(report.files.map((file) => [file.table, file]));
}

async function valuesOf(table: 'organizations' | 'users'): Promise<Record<string, unknown>> {
  const { rows } = await here.company.admin.query<{ id: string; attributes: unknown }>(
    `SELECT external_id AS id, attributes FROM customer_success.${table} ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ id, attributes }) => [id, attributes]));
}

const declared = {
  'attributes.csv': csv(
    'name,label,type,of,choices',
    'Tier,Kundenstufe,choice,account,Gold | Größe L | Silber',
    'Größe,,number,account,',
    'Annual  Spend,Spend a year,money,account,',
    'Since,,day,account,',
    'Reference,,yes-no,account,',
    'Remark,,text,account,',
    'Größe,Hat size,number,contact,',
  ),
};
const accounts = csv(
  'organization_id,name,created_at,TIER,GRÖSSE,größe,Annual Spend,since,reference,remark,colour',
  'a,Acme,2025-01-01,gold,9,"1,250.5","$1,234.50",2026-01-31 00:00:00,yes,N/A,red',
  'b,Bolt,2025-01-01,GRÖSSE L,,,-12,,,"it\'s ""so"" \\ x",',
  'c,Cove,2025-01-01,,,,,,,,',
);

describe('fields of the company’s own', () => {
  test('are typed by their declaration, by whatever capitals and spaces a column is headed, and unknown where a cell is', async () => {
    const { organizations, attribute_definitions: definitions } = await load({
      ...declared,
      'organizations.csv': accounts,
    });
    expect(definitions).toMatchObject({ added: 7, setAside: 0 });
    expect(organizations).toMatchObject({ added: 3, setAside: 0, ignoredColumns: ['grösse', 'colour'] });
    expect(await valuesOf('organizations')).toEqual({
      a: { tier: 'Gold', größe: 1250.5, 'annual spend': 1234.5, since: '2026-01-31', reference: true },
      b: { tier: 'Größe L', 'annual spend': -12, remark: 'it\'s "so" \\ x' },
      c: null,
    });
  });

  test('loaded again change nothing; a file without their columns leaves them, an empty cell takes one away', async () => {
    await load({ ...declared, 'organizations.csv': accounts });
    const again = await load({ ...declared, 'organizations.csv': accounts });
    expect(again['organizations']).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
    expect(again['attribute_definitions']).toMatchObject({ added: 0, changed: 0, unchanged: 7, gaveWay: 0 });
    const before = await valuesOf('organizations');
    await load({ 'organizations.csv': csv('organization_id,name,created_at', 'a,Acme 2,2025-01-01') });
    expect(await valuesOf('organizations')).toEqual(before);
    const { organizations } = await load({
      'organizations.csv': csv('organization_id,name,created_at,tier', 'a,Acme 2,2025-01-01,'),
    });
    expect(organizations).toMatchObject({ changed: 1 });
    expect((await valuesOf('organizations'))['a']).toEqual({
      größe: 1250.5,
      'annual spend': 1234.5,
      since: '2026-01-31',
      reference: true,
    });
  });

  test('of money are exact to a thousandth up to the largest amount, in plain figures as in dressed ones', async () => {
    const cells = ['999999999999', '-999999999999.000', '0.0005', '-1.23449', '007', '"$1,234.5678"', '12'];
    await load({
      ...declared,
      'organizations.csv': csv(
        'organization_id,name,created_at,annual spend',
        ...cells.map((cell, row) => `o${row},Account,2025-01-01,${cell}`),
      ),
    });
    const { rows } = await here.company.admin.query<{ money: string }>(
      `SELECT attributes ->> 'annual spend' AS money FROM customer_success.organizations ORDER BY external_id`,
    );
    expect(rows.map(({ money }) => money)).toEqual([
      ...['999999999999', '-999999999999', '0.001', '-1.234', '7', '1234.568', '12'],
    ]);
  });

  test('of a contact are a contact’s alone', async () => {
    const { users, organizations } = await load({
      ...declared,
      'organizations.csv': csv('organization_id,name,created_at', 'a,Acme,2025-01-01'),
      'users.csv': csv('user_id,organization_id,name,größe,tier', 'u,a,Una,57,gold'),
    });
    expect([users?.ignoredColumns, organizations?.ignoredColumns]).toEqual([['tier'], []]);
    expect(await valuesOf('users')).toEqual({ u: { größe: 57 } });
  });

  test.each([
    ['tier', 'bronze', 'tier “bronze” is none of Gold, Größe L, Silber'],
    ['größe', 'many', 'größe “many” is not a number; write 1234.5'],
    ['annual spend', '1e13', 'annual spend “1e13” is no amount up to 999999999999; write 1234.5'],
    [
      'annual spend',
      '999999999999.01',
      'annual spend “999999999999.01” is no amount up to 999999999999; write 1234.5',
    ],
    ['since', '31.1.2026', 'since “31.1.2026” is not a day; write 2026-01-31'],
    ['reference', 'maybe', 'reference “maybe” is neither true nor false'],
    ['remark', 'x'.repeat(1001), `remark “${'x'.repeat(60)}…” is longer than 1000 characters`],
  ])(
    'a cell of %s that is none sets its row aside with words, and the rest flows',
    async (column, cell, words) => {
      const folder = writeCsvFolder({
        ...declared,
        'organizations.csv': csv(
          `organization_id,name,created_at,${column}`,
          `a,Acme,2025-01-01,${cell}`,
          'b,Bolt,2025-01-01,',
        ),
      });
      const report = await createCompany({ url: here.company.url, now, from: folder });
      const file = report.files.find(({ table }) => table === 'organizations');
      expect(file).toMatchObject({ added: 1, setAside: 1 });
      expect(`${column} ${words.slice(words.indexOf('”') + 2)}`).toBe(file?.reasons[0]?.reason);
      const { readFileSync } = await import('node:fs');
      const aside = readFileSync(`${folder}/set-aside/organizations.csv`, 'utf8').split('\n');
      expect(aside[0]).toBe(`line,reason,organization_id,name,created_at,${column}`);
      expect(aside[1]).toContain(words);
    },
  );

  test.each([
    ['segment,,text,account,', 'name is a column that Steward has itself; give the field another name'],
    [' Parent_ID ,,text,account,', 'name is a column that Steward has itself; give the field another name'],
    ['reason,,text,contact,', 'name is a column that Steward has itself; give the field another name'],
    [
      '"say ""x""",,text,account,',
      'name can’t head a column: at most 60 characters, no quotation marks, no backslashes',
    ],
    [
      `${'x'.repeat(61)},,text,account,`,
      'name can’t head a column: at most 60 characters, no quotation marks, no backslashes',
    ],
    ['x,,colour,account,', 'type is none of text, number, money, day, yes-no, choice'],
    ['x,,text,product,', 'of is none of account, contact'],
    ['x,,choice,account,', 'choices is missing: write the words of the choice with | between'],
    ['x,,choice,account,"| ,|"', 'choices are not 1 to 200 words of at most 200 characters, with | between'],
    [',X,text,account,', 'name is missing'],
  ])('a declaration %s is set aside with words', async (line, words) => {
    const { attribute_definitions: file } = await load({
      'attributes.csv': csv('name,label,type,of,choices', line.replace('| ,|', '| |'), 'fine,,text,account,'),
    });
    expect(file).toMatchObject({ added: 1, setAside: 1 });
    expect(file?.reasons[0]?.reason).toBe(words);
  });

  test('declared twice in one file, in other capitals, count as the last one says', async () => {
    const { attribute_definitions: file } = await load({
      'attributes.csv': csv(
        'name,type,of',
        'ÄRGER,text,account',
        'A\u0308rger,number,account',
        'ärger,day,contact',
      ),
    });
    expect(file).toMatchObject({ added: 2, setAside: 1 });
    const { rows } = await here.company.admin.query(
      'SELECT subject, name, label, type FROM customer_success.attribute_definitions ORDER BY 1',
    );
    expect(rows).toEqual([
      { subject: 'account', name: 'ärger', label: 'A\u0308rger', type: 'number' },
      { subject: 'contact', name: 'ärger', label: 'ärger', type: 'day' },
    ]);
  });

  test('declared anew keep the values that fit, and the report says how many are gone', async () => {
    await load({ ...declared, 'organizations.csv': accounts });
    const { attribute_definitions: file } = await load({
      'attributes.csv': csv(
        'name,type,of,choices',
        'tier,choice,account,Gold;Platin',
        'größe,money,account,',
        'since,number,account,',
      ),
    });
    expect(file).toMatchObject({ changed: 3, gaveWay: 2 });
    expect(await valuesOf('organizations')).toEqual({
      a: { tier: 'Gold', größe: 1250.5, 'annual spend': 1234.5, reference: true },
      b: { 'annual spend': -12, remark: 'it\'s "so" \\ x' },
      c: null,
    });
  });

  test('keep a word like None where the company offers it, and take it for unknown where not', async () => {
    await load({
      'attributes.csv': csv(
        'name,type,of,choices',
        'plan,choice,account,None|Basic',
        'other,choice,account,Basic',
      ),
      'organizations.csv': csv(
        'organization_id,name,created_at,plan,other',
        'a,Acme,2025-01-01,none,None',
        'b,Bolt,2025-01-01,N/A,basic',
      ),
    });
    expect(await valuesOf('organizations')).toEqual({ a: { plan: 'None' }, b: { other: 'Basic' } });
  });

  test('two columns of one file that are the same field are refused by name', async () => {
    await expect(
      load({
        ...declared,
        'organizations.csv': csv(
          'organization_id,name,created_at,annual spend,annual  spend',
          'a,A,2025-01-01,1,2',
        ),
      }),
    ).rejects.toThrow('organizations.csv has the column annual spend twice, written in two ways.');
  });

  test('written directly are refused where nobody declared them or the type is another', async () => {
    await load({ ...declared, 'organizations.csv': accounts });
    const write = (values: string) =>
      here.company.admin.query(`UPDATE customer_success.organizations SET attributes = '${values}'`);
    await expect(write('{"colour": "red"}')).rejects.toThrow(
      'attribute colour of an account, which is not declared',
    );
    for (const values of [
      '{"tier": "gold"}',
      '{"größe": "9"}',
      '{"since": "2026-02-30"}',
      '{"reference": null}',
      '{"annual spend": 1.2345}',
      '[]',
    ]) {
      await expect(write(values)).rejects.toThrow(/which is no|violates check/);
    }
    await write('{"tier": "Silber", "größe": 1e3, "since": "2026-02-28"}');
  });

  test('two hundred of them go the whole way', async () => {
    const names = Array.from({ length: 201 }, (_, n) => `field ${n}`);
    const { attribute_definitions: file, organizations } = await load({
      'attributes.csv': csv('name,type,of', ...names.map((name) => `${name},number,account`)),
      'organizations.csv': csv(
        `organization_id,name,created_at,${names.join(',')}`,
        `a,Acme,2025-01-01,${names.map((_, n) => n).join(',')}`,
      ),
    });
    expect(file).toMatchObject({ added: 200, setAside: 1 });
    expect(organizations?.ignoredColumns).toEqual(['field 200']);
    expect(Object.keys((await valuesOf('organizations'))['a'] as object)).toHaveLength(200);
  });
});
