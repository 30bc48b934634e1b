import { parseDay } from '../../lib/day';
import type { Cell, Column } from '../table';
import { xmlText } from './xml-text';

/** What a cell of a workbook holds at most; a longer text is cut, and ends with the mark of it. */
const mostText = 32_767;
const cut = '…';
/** The styles of the workbook, in the order of its `cellXfs`. */
export const styles = { plain: 0, heading: 1, day: 2, money: 3, text: 4, guarded: 5, moment: 6 } as const;

/** Spreadsheets count days from here; those before March 1900 they count wrongly. */
const dayZero = parseDay('1899-12-30');
const firstCounted = parseDay('1900-03-01');

/** What a spreadsheet takes for a formula once the text is typed again, or leaves it as plain text. */
const startsFormula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A cell with its value as what it is; an empty one is no cell. */
export function cellXml(reference: string, value: Cell, kind: Column['kind']): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number')
    return numberXml(reference, value, kind === 'money' ? styles.money : styles.plain);
  const day = kind === 'day' ? dayNumber(value) : null;
  if (day !== null) return numberXml(reference, day, styles.day);
  const moment = kind === 'moment' ? momentNumber(value) : null;
  return moment === null
    ? textXml(reference, value, startsFormula.test(value) ? styles.guarded : styles.text)
    : numberXml(reference, moment, styles.moment);
}

export function headingXml(reference: string, text: string): string {
  return textXml(reference, text, styles.heading);
}

function numberXml(reference: string, value: number, style: number): string {
  if (!Number.isFinite(value)) return '';
  return `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
}

/** Text in the cell itself is never run: it is no formula, whatever it begins with. */
function textXml(reference: string, text: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(fitting(text))}</t></is></c>`;
}

function fitting(text: string): string {
  return text.length <= mostText ? text : `${text.slice(0, mostText - cut.length)}${cut}`;
}

/** Null for what is no day, and for days that spreadsheets can't count. */
function dayNumber(text: string): number | null {
  try {
    const day = parseDay(text);
    return day < firstCounted ? null : day - dayZero;
  } catch {
    return null;
  }
}

const momentParts = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)Z$/;
const secondsOfDay = 24 * 3600;

/** A day with its part of one, by UTC as it is written: spreadsheets know of no zone. Null for what is no such moment. */
function momentNumber(text: string): number | null {
  const [, day = '', hours, minutes, seconds] = momentParts.exec(text) ?? [];
  const whole = dayNumber(day);
  const part = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return whole === null ? null : whole + part / secondsOfDay;
}

/** `A`, `Z`, `AA`: the name of a column by its place from 0. */
export function columnName(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : `${columnName(Math.floor(place / 26) - 1)}${letter}`;
}
