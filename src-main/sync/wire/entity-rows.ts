import { isUtf8 } from 'node:buffer';
import { dayOfInstant } from '../../lib/day';
import type { CopiedColumn, EntityTable } from '../../store/copy/copied-tables';
import type { EntityValues } from '../../store/copy/entities';
import type { SetAsideRow } from '../../store/copy/set-aside';
import { calendar, dayOf, instantIn, isDayOfCalendar } from './company-values';
import { bytesAt, float8At, int4At, isNull, startOf, type Tuple, textAt } from './copy-tuples';

/** A row for the store, or the reason why it can't be one. */
export type EntityRow =
  | { readonly key: number; readonly values: EntityValues }
  | { readonly key: number; readonly aside: SetAsideRow };

/**
 * What to select so that each value arrives in one fixed binary form and no single row can make the query fail: a
 * number too large or too small for a double becomes NaN here, texts are bytes that may be no text, and instants beyond
 * the calendar come as they are. All are refused when their row is read.
 */
export function selectEntities(table: EntityTable, where: string): string {
  const columns = table.columns.map(expressionOf).join(', ');
  return `select ${columns} from customer_success.${table.name} where ${where}`;
}

export function expressionOf(column: CopiedColumn): string {
  if (column.absent) return `null::${typeNames[column.kind]}`;
  const name = `"${column.name}"`;
  switch (column.kind) {
    case 'integer':
      return `${name}::int4`;
    case 'number':
      return `case when ${name} = 0 then 0::float8 when abs(${name}) between 1e-300 and 1e300 then ${name}::float8
                   when ${name} is not null then 'NaN'::float8 end`;
    case 'text':
      return `convert_to(${name}::text, ${textEncoding})`;
    case 'instant':
      return `case when ${name} >= ${calendar.starts} and ${name} < ${calendar.ends}
                   then date_trunc('milliseconds', ${name}) else ${name} end`;
    case 'day':
      return `${name}::date`;
  }
}

const typeNames = {
  integer: 'int4',
  number: 'float8',
  text: 'bytea',
  instant: 'timestamptz',
  day: 'date',
} as const;

/** A database without an encoding holds any bytes, and a server that sends them as text refuses all rows for one. */
const textEncoding = `(select case getdatabaseencoding() when 'SQL_ASCII' then 'SQL_ASCII' else 'UTF8' end)::name`;

/** @param table whose columns `selectEntities` selected */
export function decodeEntity(table: EntityTable, tuple: Tuple): EntityRow {
  const problems: string[] = [];
  const values: (string | number | null)[] = [];
  let key = Number.NaN;
  for (const [field, column] of table.columns.entries()) {
    const value = isNull(tuple, field) ? null : decodeValue(column, tuple, field);
    const problem = problemOf(column, value) ?? problemOfBytes(column, value, tuple, field);
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
      return instantIn(tuple.buffer, startOf(tuple, field));
    case 'day':
      return dayOf(int4At(tuple, field));
  }
}

function problemOf(column: CopiedColumn, value: string | number | null): string | null {
  if (value === null) return column.required ? `${column.name} is missing` : null;
  if (typeof value === 'number') return problemOfNumber(column, value);
  if (column.choices !== null && !column.choices.includes(value)) {
    return `${column.name} is “${value.slice(0, 40)}”, expected one of ${column.choices.join(', ')}`;
  }
  return null;
}

function problemOfNumber({ kind, name }: CopiedColumn, value: number): string | null {
  if (!Number.isFinite(value)) return `${name} is ${value}`;
  const day = kind === 'instant' ? dayOfInstant(value) : kind === 'day' ? value : 0;
  return isDayOfCalendar(day) ? null : `${name} lies outside the years 1 to 9999`;
}

/** What decodes to the sign for unreadable bytes may be that sign itself. */
function problemOfBytes(
  column: CopiedColumn,
  value: string | number | null,
  tuple: Tuple,
  field: number,
): string | null {
  if (typeof value !== 'string' || !value.includes('\ufffd') || isUtf8(bytesAt(tuple, field))) return null;
  return `${column.name} holds bytes that are no UTF-8 text`;
}

/** JSON knows no infinities. */
function shown(value: string | number | null): string | number | null {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
