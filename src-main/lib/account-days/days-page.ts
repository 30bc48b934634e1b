import { firstDayOfMonth, monthOf } from '../day';
import { type DayFact, dayFacts, placeCount, rawPlace } from './day-facts';

/** So many days a column has room for. */
export const pageDays = 32;

/** One account's month as columns, in memory. What is unknown is NaN; of a day that is not held nothing is said at all. */
export interface DaysPage {
  month: number;
  firstDay: number;
  /** A bit for each day of the month that is held. */
  days: number;
  /** Of them, those whose raw values are kept: older days have them once a week. */
  explained: number;
  /** Profiles that the days name. */
  names: string[];
  /** By place and day of the month: `columns[place * pageDays + day]`. */
  readonly columns: Float64Array;
  /** 1 for each place that holds any value. */
  readonly used: Uint8Array;
}

export function createDaysPage(): DaysPage {
  return {
    month: Number.NaN,
    firstDay: 0,
    days: 0,
    explained: 0,
    names: [],
    columns: new Float64Array(placeCount * pageDays).fill(Number.NaN),
    used: new Uint8Array(placeCount),
  };
}

/** Makes a page that of another month, with no day held. */
export function resetDaysPage(page: DaysPage, month: number): void {
  const held = daysOf(page);
  // A page of one day is made anew for every account.
  if (held.length === 1) clearDay(page, held[0] as number);
  else for (let place = 0; place < placeCount; place++) forgetColumn(page, place);
  page.used.fill(0);
  if (month !== page.month) page.firstDay = firstDayOfMonth(month);
  page.month = month;
  page.days = 0;
  page.explained = 0;
  page.names = [];
}

function forgetColumn({ used, columns }: DaysPage, place: number): void {
  if (used[place] !== 0) columns.fill(Number.NaN, place * pageDays, (place + 1) * pageDays);
}

/** The bit of a day of the page's month. */
export function bitOf({ firstDay }: DaysPage, day: number): number {
  return 1 << (day - firstDay);
}

export function holdsDay(page: DaysPage, day: number): boolean {
  return monthOf(day) === page.month && (page.days & bitOf(page, day)) !== 0;
}

/** NaN where the page doesn't hold the day, or the value was unknown on it. */
export function factOn(page: DaysPage, day: number, fact: DayFact): number {
  return page.columns[dayFacts[fact] * pageDays + day - page.firstDay] as number;
}

/** The day is held from now on. @param value NaN where unknown */
export function setFact(page: DaysPage, day: number, fact: DayFact, value: number): void {
  setPlace(page, day, dayFacts[fact], value);
}

/** A day's raw values by the measures' places, unknown ones as NaN; null where they are not kept. */
export function rawsOn(page: DaysPage, day: number): Float64Array | null {
  if ((page.explained & bitOf(page, day)) === 0) return null;
  const raws = new Float64Array(placeCount - rawPlace);
  for (let at = 0; at < raws.length; at++)
    raws[at] = page.columns[(rawPlace + at) * pageDays + day - page.firstDay] as number;
  return raws;
}

export function setRaws(page: DaysPage, day: number, raws: ArrayLike<number>): void {
  for (let at = 0; at < raws.length; at++) setPlace(page, day, rawPlace + at, raws[at] as number);
  page.explained |= bitOf(page, day);
}

/** Of a day nothing is said any more. */
export function clearDay(page: DaysPage, day: number): void {
  for (let place = 0; place < placeCount; place++)
    page.columns[place * pageDays + day - page.firstDay] = Number.NaN;
  page.days &= ~bitOf(page, day);
  page.explained &= ~bitOf(page, day);
}

/** Forgets a day's raw values; the facts stay. */
export function dropRaws(page: DaysPage, day: number): void {
  if ((page.explained & bitOf(page, day)) === 0) return;
  for (let place = rawPlace; place < placeCount; place++)
    page.columns[place * pageDays + day - page.firstDay] = Number.NaN;
  page.explained &= ~bitOf(page, day);
}

/** The days of a page that are held, ascending. */
export function daysOf({ days, firstDay }: Pick<DaysPage, 'days' | 'firstDay'>): number[] {
  const held: number[] = [];
  for (let at = 0, rest = days; rest !== 0; at++, rest >>>= 1) if ((rest & 1) !== 0) held.push(firstDay + at);
  return held;
}

/** The place of a profile's name among those of the page. */
export function placeOfName(page: DaysPage, name: string): number {
  const place = page.names.indexOf(name);
  return place >= 0 ? place : page.names.push(name) - 1;
}

function setPlace(page: DaysPage, day: number, place: number, value: number): void {
  page.days |= bitOf(page, day);
  page.columns[place * pageDays + day - page.firstDay] = value;
  if (!Number.isNaN(value)) page.used[place] = 1;
}
