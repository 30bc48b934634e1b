import type { CopiedColumn, EntityTable } from '../../store/copy/copied-tables';
import type { EntityValues } from '../../store/copy/entities';
import type { SetAsideRow } from '../../store/copy/set-aside';
import { dayOf, instantOf } from './company-values';
import { float8At, int4At, int8At, isNull, type Tuple, textAt } from './copy-tuples';

/** A row for the store, or the reason why it can't be one. */
export type EntityRow =
  | { readonly key: number; readonly values: EntityValues }
  | { readonly key: number; readonly aside: SetAsideRow };

/**
 * What to select so that each value arrives in one fixed binary form and no single row can make the query fail: a
 * number too large for a double becomes NaN here, and is refused when its row is read.
 */
export function selectEntities(table: EntityTable, where: string): string {
  const columns = table.columns.map(expressionOf).join(', ');
  return `select ${columns} from customer_success.${table.name} where ${where}`;
}

export function expressionOf(column: CopiedColumn): string {
  const name = `"${column.name}"`;
  switch (column.kind) {
    case 'integer':
      return `${name}::int4`;
    case 'number':
      return `case when abs(${name}) < 1e300 then ${name}::float8 when ${name} is not null then 'NaN'::float8 end`;
    case 'text':
      return `${name}::text`;
    case 'instant':
      return `date_trunc('milliseconds', ${name}::timestamptz)`;
    case 'day':
      return `${name}::date`;
  }
}

/** @param table whose columns `selectEntities` selected */
export function decodeEntity(table: EntityTable, tuple: Tuple): EntityRow {
  const problems: string[] = [];
  const values: (string | number | null)[] = [];
  let key = Number.NaN;
  for (const [field, column] of table.columns.entries()) {
    const value = isNull(tuple, field) ? null : decodeValue(column, tuple, field);
    const problem = problemOf(column, value);
    if (problem !== null) problems.push(problem);
    if (column.name === table.key) key = Number(value);
    values.push(value);
  }
  if (problems.length === 0) return { key, values };
  const row = Object.fromEntries(
    table.columns.map((column, field) => [column.name, shown(values[field] ?? null)]),
  );
  return { key, aside: { table: table.name, key: String(key), reason: problems.join('; '), row } };
}

function decodeValue(column: CopiedColumn, tuple: Tuple, field: number): string | number {
  switch (column.kind) {
    case 'integer':
      return int4At(tuple, field);
    case 'number':
      return float8At(tuple, field);
    case 'text':
      return textAt(tuple, field);
    case 'instant':
      return instantOf(int8At(tuple, field));
    case 'day':
      return dayOf(int4At(tuple, field));
  }
}

function problemOf(column: CopiedColumn, value: string | number | null): string | null {
  if (value === null) return column.required ? `${column.name} is missing` : null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${column.name} is ${value}`;
  if (column.choices !== null && !column.choices.includes(value)) {
    return `${column.name} is “${value.slice(0, 40)}”, expected one of ${column.choices.join(', ')}`;
  }
  return null;
}

/** JSON knows no infinities. */
function shown(value: string | number | null): string | number | null {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
