import { isNotKnown, longestNotKnown, notKnownPattern } from '../lib/cell-text';
import type { DecimalRule } from '../lib/dressed-number';
import { spellingsOf } from './choice-words';
import type { CellProblem, ColumnSql } from './column-sql';
import { numberSql } from './csv-number-sql';
import { daySql, instantSql, saysNoDay } from './csv-time-sql';
import { literal, lowered } from './sql-literal';

/**
 * What a column of a company file may hold, and how SQL reads it. Checks and casts run set-wise in PostgreSQL over a
 * batch of text rows, where every cell is already trimmed and one that says nothing is null.
 */
export type CsvColumnKind =
  | { readonly kind: 'id' }
  /** Of at most so many characters, where it says so. */
  | { readonly kind: 'text'; readonly longest?: number }
  | { readonly kind: 'email' }
  /** A time, ISO 8601, of the company's zone when it names no offset. */
  | { readonly kind: 'instant' }
  /** A calendar day. */
  | { readonly kind: 'day' }
  /** A whole number in the range. */
  | { readonly kind: 'whole'; readonly min: number; readonly max: number }
  /** A decimal number of at most `max`, not negative. */
  | { readonly kind: 'amount'; readonly max: number }
  /** The same of a price, which may be below zero, down to as much: a credit. */
  | { readonly kind: 'price'; readonly max: number }
  /** A currency's code by ISO 4217. */
  | { readonly kind: 'currency' }
  /** Any number, also negative or with an exponent. */
  | { readonly kind: 'number' }
  /** true or false, also 1 or 0, yes or no. */
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  /** An amount of money, also below zero, to a thousandth. */
  | { readonly kind: 'money' }
  /** One of the words that the company itself declared, as it declared it. */
  | { readonly kind: 'declared'; readonly of: readonly string[] };

export type CsvColumn = CsvColumnKind & {
  readonly name: string;
  /** As the file names it, where that is another name. */
  readonly shown?: string;
  readonly required?: true;
  /** Nothing of this kind has happened yet: a time ahead of the clock is a mistake of its source. */
  readonly past?: true;
  /** It ends something that may go on: a day such as 9999-12-31 says that it does. */
  readonly end?: true;
  /** A text of a fixed kind, as a unit: a word such as N/A says that it is not known. */
  readonly word?: true;
};

/** What else decides how a column is read. */
export interface ReadingRules {
  readonly decimals: DecimalRule;
  /** IANA name of the zone of times that name no offset. */
  readonly zone: string;
}

export const usualReading: ReadingRules = { decimals: { by: 'nothing' }, zone: 'UTC' };

/**
 * A condition on a trimmed cell: it says that what the column holds is not known, or is not to be. Names and comments are
 * what they are, and so is the id of a row.
 */
export function saysNothing(column: CsvColumn, cell: string): string | null {
  const { kind } = column;
  if ((kind === 'id' && column.required) || (kind === 'text' && !column.word)) return null;
  // What it begins with tells most cells from such a word at once: a digit, or a letter other than n.
  const letter = `(ascii(${cell}) | 32)`;
  const isNoWord = `ascii(${cell}) BETWEEN 48 AND 57 OR (${letter} BETWEEN 97 AND 122 AND ${letter} <> 110)`;
  const isWord = `CASE WHEN ${isNoWord} OR octet_length(${cell}) > ${3 * longestNotKnown} THEN false
                       ELSE ${lowered(cell)} ~ ${literal(notKnownPattern)} END`;
  // A company may offer “None” among the words of a choice: then it says so.
  const offered =
    kind === 'declared' ? column.of.filter(isNotKnown).map((word) => lowered(literal(word))) : [];
  if (offered.length > 0) return `(${isWord} AND ${lowered(cell)} NOT IN (${offered.join(', ')}))`;
  if (kind !== 'day' && kind !== 'instant') return isWord;
  return `(${isWord} OR ${saysNoDay(cell, column.end === true)})`;
}

export function columnSql(column: CsvColumn, cell: string, rules: ReadingRules): ColumnSql {
  switch (column.kind) {
    case 'id':
      return {
        type: 'text',
        valid: `length(${cell}) <= 200`,
        value: cell,
        problems: [{ text: 'is longer than 200 characters' }],
      };
    case 'text':
      return textSql(column.longest, cell);
    case 'email':
      return {
        type: 'text',
        valid: `length(${cell}) <= 320 AND ${cell} ~ '^[^@ \\t\\r\\n]+@[^@ \\t\\r\\n]+$'`,
        value: lowered(cell),
        problems: [{ text: 'is not an e-mail address' }],
      };
    case 'instant':
      return instantSql(cell, rules.zone, column.end === true);
    case 'day':
      return daySql(cell, rules.zone, column.end === true);
    case 'whole':
      return wholeSql(column, cell, rules.decimals);
    case 'amount':
    case 'price':
      return amountSql(column, cell, rules.decimals);
    case 'currency':
      return {
        type: 'text',
        valid: `${cell} ~ '^[A-Za-z]{3}$'`,
        value: `upper(${cell} COLLATE "C")`,
        problems: [{ text: 'is no currency; write its code of three letters, such as EUR' }],
      };
    case 'number':
      return anyNumberSql(cell, rules.decimals);
    case 'flag':
      return {
        type: 'boolean',
        valid: `${lowered(cell)} IN ('true', 'false', '1', '0', '1.0', '0.0', 'yes', 'no')`,
        value: `left(${lowered(cell)}, 1) IN ('t', '1', 'y')`,
        problems: [{ text: 'is neither true nor false' }],
      };
    case 'choice':
      return {
        type: 'text',
        valid: `${lowered(cell)} IN (${column.of.map(literal).join(', ')})`,
        value: lowered(cell),
        problems: [{ text: `is none of ${column.of.join(', ')}` }],
      };
    case 'money':
      return moneySql(cell, rules.decimals);
    case 'declared':
      return declaredSql(column.of, cell);
  }
}

function textSql(longest: number | undefined, cell: string): ColumnSql {
  if (longest === undefined) return { type: 'text', valid: 'true', value: cell, problems: [] };
  return {
    type: 'text',
    valid: `length(${cell}) <= ${longest}`,
    value: cell,
    problems: [{ text: `is longer than ${longest} characters` }],
  };
}

function declaredSql(words: readonly string[], cell: string): ColumnSql {
  const spellings = words.flatMap((word) => spellingsOf(word).map((spelt) => [spelt, word] as const));
  const cases = spellings.map(([spelt, word]) => {
    const same = `${lowered(cell)} = ${lowered(literal(spelt))}`;
    return `WHEN ${same} THEN ${literal(word)}`;
  });
  return {
    type: 'text',
    valid: 'true',
    value: cases.length === 0 ? 'NULL' : `CASE ${cases.join(' ')} END`,
    problems: [{ text: `is none of ${words.join(', ')}` }],
  };
}

const mostMoney = 999_999_999_999;

function moneySql(cell: string, decimals: DecimalRule): ColumnSql {
  const plain = `${cell} ~ '^-?[0-9]{1,12}${plainDecimals(decimals)}$'`;
  const { value, problems } = numberSql(cell, decimals, false);
  return {
    type: 'numeric',
    valid: 'true',
    value: `CASE WHEN ${plain} THEN CASE WHEN abs(${cell}::numeric) <= ${mostMoney} THEN round(${cell}::numeric, 3) END
                 ELSE (SELECT round(d.value, 3) FROM (SELECT ${value} AS value OFFSET 0) d
                        WHERE abs(d.value) <= ${mostMoney}) END`,
    problems: [...inDoubt(value, problems), { text: `is no amount up to ${mostMoney}; write 1234.5` }],
  };
}

/** Numbers as programs write them skip the reading of dress; of the others it is done once, and out of range it is null. */
function wholeSql(
  { min, max }: { readonly min: number; readonly max: number },
  cell: string,
  decimals: DecimalRule,
): ColumnSql {
  const { value, problems } = numberSql(cell, decimals, true);
  const range = `BETWEEN ${min} AND ${max}`;
  return {
    type: 'int',
    valid: `CASE WHEN ${cell} ~ '^[0-9]{1,9}$' THEN ${cell}::int ${range} ELSE position('%' in ${cell}) = 0 END`,
    value: `CASE WHEN ${cell} ~ '^[0-9]{1,9}$' THEN ${cell}::int
                 ELSE (SELECT d.value FROM (SELECT ${value} AS value OFFSET 0) d
                        WHERE d.value ${range} AND d.value % 1 = 0)::int END`,
    problems: [...inDoubt(value, problems), { text: `is not a whole number from ${min} to ${max}` }],
  };
}

function amountSql(
  { kind, max }: { readonly kind: 'amount' | 'price'; readonly max: number },
  cell: string,
  decimals: DecimalRule,
): ColumnSql {
  const min = kind === 'price' ? -max : 0;
  const plain = `${cell} ~ '^-?[0-9]{1,12}${plainDecimals(decimals)}$'`;
  const { value, problems } = numberSql(cell, decimals, false);
  return {
    type: 'numeric',
    valid: 'true',
    value: `(SELECT d.value FROM (SELECT CASE WHEN ${plain} THEN ${cell}::numeric ELSE ${value} END AS value OFFSET 0) d
              WHERE d.value BETWEEN ${min} AND ${max})`,
    problems: [...inDoubt(value, problems), { text: `is not a number from ${min} to ${max}; write 1234.5` }],
  };
}

function anyNumberSql(cell: string, decimals: DecimalRule): ColumnSql {
  const plain = `${cell} ~ '^-?[0-9]{1,18}${plainDecimals(decimals)}$'`;
  const { value, problems } = numberSql(cell, decimals, false);
  return {
    type: 'float8',
    valid: 'true',
    value: `CASE WHEN ${plain} THEN ${cell}::float8 ELSE (${value})::float8 END`,
    problems: [...inDoubt(value, problems), { text: 'is not a number; write 1234.5' }],
  };
}

/** Three decimals may be a group of three, and where the person says that decimals have a comma, these have none. */
function plainDecimals(decimals: DecimalRule): string {
  if (decimals.by === 'nothing' || (decimals.by !== 'both' && decimals.mark === '.'))
    return '(?:\\.[0-9]{1,20})?';
  return decimals.by === 'option' ? '' : '(?:\\.(?:[0-9]{1,2}|[0-9]{4,20}))?';
}

/** Of cells that have no value at all, not of those out of their range. */
function inDoubt(value: string, problems: readonly CellProblem[]): CellProblem[] {
  return problems.map(({ when, text }) => ({ when: `(${value}) IS NULL AND (${when ?? 'true'})`, text }));
}
