import { daySpan } from '../../../src-preload/contract/words';
import { englishFor, isEnglish, kept, withoutMarks } from './reader';

/** Calendar days are days of the company, written `YYYY-MM-DD`, and reckoned with as if they were days of UTC. */
const msPerDay = 86_400_000;

/** Days since 1970-01-01. */
export function epochDayOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / msPerDay);
}

export function dayOfEpoch(epochDay: number): string {
  return new Date(epochDay * msPerDay).toISOString().slice(0, 10);
}

let zone = 'UTC';
let zoneFormat: Intl.DateTimeFormat | undefined;

/** From now on days are days of this zone. @param name IANA name */
export function setDayZone(name: string): void {
  if (name === zone) return;
  zone = name;
  zoneFormat = undefined;
}

/** The company's day on which an instant lies. */
export function dayOfInstant(instant: number): string {
  zoneFormat ??= new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(zoneFormat.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

export function addDays(day: string, days: number): string {
  return dayOfEpoch(epochDayOf(day) + days);
}

/** Names of months are English words: for other readers days are figures, in their own order. */
function dayFormat(name: string, english: Intl.DateTimeFormatOptions, figures: Intl.DateTimeFormatOptions) {
  return kept(`day ${name}`, (locale) => {
    const options = isEnglish(locale) ? english : figures;
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (day: string) => withoutMarks(format.format(epochDayOf(day) * msPerDay));
  });
}

const twoDigits = { month: '2-digit', day: '2-digit' } as const;

/** `Nov 22, 2026` in the reader's own order; `22.11.2026` where the reader's language is not English. */
export function formatDay(day: string): string {
  return dayFormat('medium', { dateStyle: 'medium' }, { year: 'numeric', ...twoDigits })(day);
}

/** `Nov 22`, for axes and dense places where the year is clear. */
export function formatDayShort(day: string): string {
  return dayFormat('short', { month: 'short', day: 'numeric' }, twoDigits)(day);
}

/** `Nov 2026`, for axes. */
export function formatMonth(day: string): string {
  return dayFormat('month', { month: 'short', year: 'numeric' }, { month: '2-digit', year: 'numeric' })(day);
}

/** `today`, `yesterday`, `in 20 days`, `4 months ago`, `in 2 years`. */
export function formatRelativeDay(day: string, today: string): string {
  return formatDaysAway(epochDayOf(day) - epochDayOf(today));
}

/** The same for a number of days from today, negative ones past. */
export function formatDaysAway(days: number): string {
  const { amount, unit } = daySpan(days);
  return formatAway(amount, unit);
}

/** How far away in a unit, in English with the reader's digits. */
export function formatAway(amount: number, unit: Intl.RelativeTimeFormatUnit): string {
  return kept(
    'away',
    (locale) => new Intl.RelativeTimeFormat(englishFor(locale), { numeric: 'auto' }),
  ).format(amount, unit);
}

/** `Sunday, November 22` in the reader's own order, for the head of a page; `Sunday, 22.11.2026` for who reads no English. */
export function formatLongDay(day: string): string {
  return kept('long day', (locale) => {
    if (isEnglish(locale)) return dayFormat('long', { weekday: 'long', month: 'long', day: 'numeric' }, {});
    const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
    return (one: string) => `${weekday.format(epochDayOf(one) * msPerDay)}, ${formatDay(one)}`;
  })(day);
}
