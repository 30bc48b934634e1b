import { dayOfInstant, firstDayOfMonth, instantOfDay, monthOf, parseDay } from '../../lib/day';

/** Times as the clocks on a wall show them: days as numbers, minutes of the day, and both in milliseconds. */
const perMinute = 60_000;

export function dayShown(shown: number): number {
  return dayOfInstant(shown);
}

/** 0 to 1439. */
export function minuteShown(shown: number): number {
  return Math.floor((shown - instantOfDay(dayOfInstant(shown))) / perMinute);
}

export function showing(day: number, minute: number): number {
  return instantOfDay(day) + minute * perMinute;
}

/** @param text `2026-12-07T09:00` @throws RangeError for what is no day of the calendar */
export function parseShown(text: string): number {
  const [day = '', time = ''] = text.split('T');
  const [hours, minutes] = time.split(':');
  return showing(parseDay(day), 60 * Number(hours) + Number(minutes));
}

/** @returns `2026-12-07T09:00` */
export function formatShown(shown: number): string {
  return new Date(shown).toISOString().slice(0, 16);
}

/** ISO: Monday is 1, Sunday 7. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The same day so many months later, or the last of a month that is too short for it. */
export function addMonths(day: number, months: number): number {
  const month = monthOf(day);
  return dayOfMonthOrLast(month + months, day - firstDayOfMonth(month) + 1);
}

/** @param month 12 x year + month, January being 0 @param date 1 to 31 */
export function dayOfMonthOrLast(month: number, date: number): number {
  return Math.min(firstDayOfMonth(month) + date - 1, firstDayOfMonth(month + 1) - 1);
}
