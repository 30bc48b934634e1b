/**
 * What a column of a company file may hold, and how SQL reads it. Checks and casts run set-wise in PostgreSQL over a
 * batch of text rows, where every cell is already trimmed and an empty one is null.
 */
export type CsvColumnKind =
  | { readonly kind: 'id' }
  | { readonly kind: 'text' }
  | { readonly kind: 'email' }
  /** A time, ISO 8601, UTC when it names no zone. */
  | { readonly kind: 'instant' }
  /** A calendar day. */
  | { readonly kind: 'day' }
  /** A whole number in the range. */
  | { readonly kind: 'whole'; readonly min: number; readonly max: number }
  /** A decimal number of at most `max`, not negative. */
  | { readonly kind: 'amount'; readonly max: number }
  /** Any number, also negative or with an exponent. */
  | { readonly kind: 'number' }
  /** true or false, also 1 or 0, yes or no. */
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly of: readonly string[] };

export type CsvColumn = CsvColumnKind & {
  readonly name: string;
  readonly required?: true;
  /** Nothing of this kind has happened yet: a time ahead of the clock is a mistake of its source. */
  readonly past?: true;
};

/** SQL of one column over the text expression `cell`, which is trimmed and not null. */
export interface ColumnSql {
  readonly type: string;
  /** True for text that can be cast. */
  readonly valid: string;
  readonly value: string;
  /** What is wrong where it isn't valid; undefined where any text is. */
  readonly problem: string | undefined;
}

const year = '(?:19[7-9]\\d|20\\d\\d)';
const monthAndDay =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2\\d))';
const timeOfDay = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?';
const zone = '(?:[Zz]|[+-](?:0\\d|1[0-4])(?::?[0-5]\\d)?)?';

export function columnSql(column: CsvColumn, cell: string): ColumnSql {
  switch (column.kind) {
    case 'id':
      return {
        type: 'text',
        valid: `length(${cell}) <= 200`,
        value: cell,
        problem: 'is longer than 200 characters',
      };
    case 'text':
      return { type: 'text', valid: 'true', value: cell, problem: undefined };
    case 'email':
      return {
        type: 'text',
        valid: `length(${cell}) <= 320 AND ${cell} ~ '^[^@\\s]+@[^@\\s]+$'`,
        value: `lower(${cell})`,
        problem: 'is not an e-mail address',
      };
    case 'instant':
      return {
        type: 'timestamptz',
        valid: `${cell} ~ '^${year}-${monthAndDay}(?:[T ]${timeOfDay} ?${zone})?$' AND ${existsInItsYear(cell)}`,
        value: `${cell}::timestamptz`,
        problem: 'is not a time; write 2026-01-31 or 2026-01-31T10:00:00Z',
      };
    case 'day':
      return {
        type: 'date',
        valid: `${cell} ~ '^${year}-${monthAndDay}$' AND ${existsInItsYear(cell)}`,
        value: `${cell}::date`,
        problem: 'is not a day; write 2026-01-31',
      };
    case 'whole':
      return {
        type: 'int',
        valid: `CASE WHEN ${cell} ~ '^\\d{1,9}$' THEN ${cell}::int BETWEEN ${column.min} AND ${column.max} ELSE false END`,
        value: `${cell}::int`,
        problem: `is not a whole number from ${column.min} to ${column.max}`,
      };
    case 'amount':
      return {
        type: 'numeric',
        valid: `CASE WHEN ${cell} ~ '^\\d{1,12}(?:\\.\\d{1,20})?$' THEN ${cell}::numeric <= ${column.max} ELSE false END`,
        value: `${cell}::numeric`,
        problem: `is not a number from 0 to ${column.max}; write 1234.5`,
      };
    case 'number':
      return {
        type: 'float8',
        valid: `${cell} ~ '^[+-]?(?:\\d{1,18}(?:\\.\\d{0,18})?|\\.\\d{1,18})(?:[eE][+-]?\\d{1,2})?$'`,
        value: `${cell}::float8`,
        problem: 'is not a number; write 1234.5',
      };
    case 'flag':
      return {
        type: 'boolean',
        valid: `lower(${cell}) IN ('true', 'false', '1', '0', 'yes', 'no')`,
        value: `lower(${cell})::boolean`,
        problem: 'is neither true nor false',
      };
    case 'choice':
      return {
        type: 'text',
        valid: `lower(${cell}) IN (${column.of.map((word) => `'${word}'`).join(', ')})`,
        value: `lower(${cell})`,
        problem: `is none of ${column.of.join(', ')}`,
      };
  }
}

/** The pattern lets 29 February through in any year. */
function existsInItsYear(cell: string): string {
  const yearOf = `left(${cell}, 4)::int`;
  return `(substr(${cell}, 6, 5) <> '02-29' OR (${yearOf} % 4 = 0 AND (${yearOf} % 100 <> 0 OR ${yearOf} % 400 = 0)))`;
}
