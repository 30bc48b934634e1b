import type { CellProblem, ColumnSql } from './column-sql';
import { literal, lowered } from './sql-literal';

const year = '(?:19[7-9][0-9]|20[0-9][0-9])';
const monthAndDay =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-9]))';
const timeOfDay = '(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?';
const midnight = '00:00(?::00(?:\\.0{1,9})?)?';
const offset = '(?:[Zz]|UTC|GMT|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)';
const anyDay = '(?:[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?|[+-]?infinity)';

/** The last day of the calendar that programs without a word for “never” give a contract, and all behind it. */
const noEnd =
  '(?:2099-12-31|2[1-9][0-9]{2}-[0-9]{2}-[0-9]{2}|[3-9][0-9]{3}-[0-9]{2}-[0-9]{2}|[0-9]{5,6}-[0-9]{2}-[0-9]{2})(?:[t ].*)?';

/** How a database that must name a day writes that there is none. */
const noDay = '0000-00-00(?:[t ].*)?';

/**
 * A condition on a trimmed cell of days or times: it says that there is no such day.
 * @param isEnd of something that may go on: 9999-12-31 means that it does
 */
export function saysNoDay(cell: string, isEnd: boolean): string {
  const unusual = `(ascii(${cell}) NOT BETWEEN 49 AND 57 OR ${cell} COLLATE "C" >= '2099-12-31')`;
  const patterns = isEnd ? [noDay, noEnd, '[+]?infinity'] : [noDay];
  return `CASE WHEN ${unusual} THEN ${lowered(cell)} ~ ${literal(`^(?:${patterns.join('|')})$`)} ELSE false END`;
}

/** @param zone IANA name: where a time without an offset was written down */
export function instantSql(cell: string, zone: string, isEnd: boolean): ColumnSql {
  return {
    type: 'timestamptz',
    valid: `${cell} ~ '^${year}-${monthAndDay}(?:[T ]${timeOfDay}(?: ?${offset})?)?$' AND ${existsInItsYear(cell)}`,
    value: instantIn(zone, cell),
    problems: [
      outsideTheCalendar(cell, isEnd),
      { text: 'is not a time; write 2026-01-31 or 2026-01-31T10:00:00Z' },
    ],
  };
}

/** A condition on a cell that was taken: it names no offset. */
export function lacksOffset(cell: string): string {
  return `${cell} ~ '[T ]${timeOfDay}$'`;
}

function instantIn(zone: string, cell: string): string {
  if (zone === 'UTC') return `${cell}::timestamptz`;
  return `CASE WHEN ${cell} ~ '[T ]${timeOfDay} ?${offset}$' THEN ${cell}::timestamptz
               ELSE ${cell}::timestamp AT TIME ZONE ${literal(zone)} END`;
}

/** A day may come with a time of day: its own day then, or the one on which it was in the zone where it names an offset. */
export function daySql(cell: string, zone: string, isEnd: boolean): ColumnSql {
  const own = `left(${cell}, 10)::date`;
  const elsewhere = `${cell} ~ '${offset}$' AND ${cell} !~ '[T ]${midnight} ?${offset}$'`;
  return {
    type: 'date',
    valid: `${cell} ~ '^${year}-${monthAndDay}(?:[T ]${timeOfDay}(?: ?${offset})?)?$' AND ${existsInItsYear(cell)}`,
    value: `CASE WHEN length(${cell}) = 10 THEN ${own} WHEN ${elsewhere}
                 THEN (${cell}::timestamptz AT TIME ZONE ${literal(zone)})::date ELSE ${own} END`,
    problems: [outsideTheCalendar(cell, isEnd), { text: 'is not a day; write 2026-01-31' }],
  };
}

function outsideTheCalendar(cell: string, isEnd: boolean): CellProblem {
  return {
    when: `${lowered(cell)} ~ '^${anyDay}$' AND ${cell} !~ '^${year}-'`,
    text: `is outside 1970 to 2099${isEnd ? '; leave it empty for no end' : ''}`,
  };
}

/** The pattern lets 29 February through in any year. */
function existsInItsYear(cell: string): string {
  const yearOf = `left(${cell}, 4)::int`;
  return `(substr(${cell}, 6, 5) <> '02-29' OR (${yearOf} % 4 = 0 AND (${yearOf} % 100 <> 0 OR ${yearOf} % 400 = 0)))`;
}
