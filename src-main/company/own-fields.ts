import type { ClientBase } from 'pg';
import type { AttributeType } from '../../src-preload/contract/attributes';
import { StewardError } from '../lib/steward-error';
import { type CompanyFile, nameOf } from './company-folder';
import type { CsvColumn, CsvColumnKind } from './csv-columns';
import type { CsvField } from './csv-tables/csv-table';
import { ownFieldName } from './own-field-name';
import { literal } from './sql-literal';

interface OwnField {
  readonly id: number;
  readonly name: string;
  readonly type: AttributeType;
  readonly choices: readonly string[];
}

const subjects: Readonly<Record<string, string>> = { organizations: 'account', users: 'contact' };

/**
 * The file with those of its columns that hold declared fields of the company's own.
 * @throws StewardError `invalid_input` where two columns are the same field
 */
export async function withOwnFields(client: ClientBase, file: CompanyFile): Promise<CompanyFile> {
  const subject = subjects[file.table.name];
  if (subject === undefined || file.ignoredColumns.length === 0) return file;
  const { rows } = await client.query<OwnField>(
    `SELECT attribute_id AS id, name, type, coalesce(choices, '[]') AS choices
       FROM customer_success.attribute_definitions WHERE subject = $1`,
    [subject],
  );
  const fields = new Map(rows.map((row) => [row.name, row]));
  const ignored = new Set(file.ignoredColumns);
  const columns: { column: CsvColumn; field: OwnField; from: string }[] = [];
  for (const from of file.header) {
    const field = ignored.has(from) ? fields.get(ownFieldName(from)) : undefined;
    if (field === undefined) continue;
    const twice = columns.find((other) => other.field === field);
    if (twice !== undefined) throw sameField(file, field.name);
    columns.push({ column: { name: columnOf(field), shown: from, ...kindOf(field) }, field, from });
  }
  if (columns.length === 0) return file;
  const named = new Map(columns.map(({ from, column }) => [from, column.name]));
  return {
    ...file,
    header: file.header.map((name) => named.get(name) ?? name),
    ignoredColumns: file.ignoredColumns.filter((name) => !named.has(name)),
    table: {
      ...file.table,
      columns: [...file.table.columns, ...columns.map(({ column }) => column)],
      fields: [...file.table.fields, valuesOf(columns.map(({ field }) => field))],
    },
  };
}

function sameField(file: CompanyFile, name: string): StewardError {
  return new StewardError(
    'invalid_input',
    `${nameOf(file)} has the column ${name} twice, written in two ways. Rename or remove one.`,
  );
}

/** Its name while it is loaded: no header has a capital letter, so it is like no other. */
function columnOf({ id }: OwnField): string {
  return `Own${id}`;
}

function kindOf({ type, choices }: OwnField): CsvColumnKind & { readonly word?: true } {
  switch (type) {
    case 'text':
      return { kind: 'text', longest: 1000, word: true };
    case 'number':
      return { kind: 'number' };
    case 'money':
      return { kind: 'money' };
    case 'day':
      return { kind: 'day' };
    case 'yes-no':
      return { kind: 'flag' };
    case 'choice':
      return { kind: 'declared', of: choices };
  }
}

/** A function of PostgreSQL takes so many arguments. */
const pairsAtOnce = 50;

/** The values as one object; of a known row, fields that the file has no column for stay. */
function valuesOf(fields: readonly OwnField[]): CsvField {
  const pairs = fields.map((field) => `${literal(field.name)}, ${jsonOf(field)}`);
  const objects = Array.from({ length: Math.ceil(pairs.length / pairsAtOnce) }, (_, part) => {
    const some = pairs.slice(part * pairsAtOnce, (part + 1) * pairsAtOnce);
    return `jsonb_build_object(${some.join(', ')})`;
  });
  const names = fields.map(({ name }) => literal(name)).join(', ');
  return {
    column: 'attributes',
    value: `nullif(jsonb_strip_nulls(${objects.join(' || ')}), '{}')`,
    from: columnOf(fields[0] as OwnField),
    known: `nullif((coalesce(t.attributes, '{}') - ARRAY[${names}]) || coalesce(n.attributes, '{}'), '{}')`,
  };
}

function jsonOf(field: OwnField): string {
  const value = `c."${columnOf(field)}"`;
  return field.type === 'money' ? `trim_scale(${value})` : value;
}
