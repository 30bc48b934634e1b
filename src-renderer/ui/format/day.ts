import { daySpan } from '../../../src-preload/contract/words';

/** Calendar days are UTC days, written `YYYY-MM-DD`. */
const msPerDay = 86_400_000;

/** Days since 1970-01-01. */
export function epochDayOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / msPerDay);
}

export function dayOfEpoch(epochDay: number): string {
  return new Date(epochDay * msPerDay).toISOString().slice(0, 10);
}

/** The UTC day of an instant. */
export function dayOfInstant(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return dayOfEpoch(epochDayOf(day) + days);
}

let dayFormat: Intl.DateTimeFormat | undefined;
let shortDayFormat: Intl.DateTimeFormat | undefined;
let longDayFormat: Intl.DateTimeFormat | undefined;
let relativeFormat: Intl.RelativeTimeFormat | undefined;

/** `Nov 22, 2026` in the reader's own order. */
export function formatDay(day: string): string {
  dayFormat ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
  return dayFormat.format(epochDayOf(day) * msPerDay);
}

/** `Nov 22`, for axes and dense places where the year is clear. */
export function formatDayShort(day: string): string {
  shortDayFormat ??= new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  return shortDayFormat.format(epochDayOf(day) * msPerDay);
}

/** `today`, `yesterday`, `in 20 days`, `4 months ago`, `in 2 years`. */
export function formatRelativeDay(day: string, today: string): string {
  return formatDaysAway(epochDayOf(day) - epochDayOf(today));
}

/** The same for a number of days from today, negative ones past. */
export function formatDaysAway(days: number): string {
  relativeFormat ??= new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  const { amount, unit } = daySpan(days);
  return relativeFormat.format(amount, unit);
}

/** `Sunday, November 22` in the reader's own order, for the head of a page. */
export function formatLongDay(day: string): string {
  longDayFormat ??= new Intl.DateTimeFormat(undefined, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return longDayFormat.format(epochDayOf(day) * msPerDay);
}
