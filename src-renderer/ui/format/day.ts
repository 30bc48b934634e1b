import { daySpan } from '../../../src-preload/contract/words';

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
