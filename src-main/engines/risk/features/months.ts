import { instantOfDay, millisecondsPerDay } from '../../../lib/day';

/** The same day of the month so many months later (or earlier); a month that is too short gives its last day. */
export function addMonths(day: number, months: number): number {
  const date = new Date(instantOfDay(day));
  const month = date.getUTCMonth() + months;
  const year = date.getUTCFullYear();
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / millisecondsPerDay;
}

/** Whole months from one day to a later one. */
export function monthsBetween(from: number, to: number): number {
  const start = new Date(instantOfDay(from));
  const end = new Date(instantOfDay(to));
  const months =
    12 * (end.getUTCFullYear() - start.getUTCFullYear()) + end.getUTCMonth() - start.getUTCMonth();
  return addMonths(from, months) > to ? months - 1 : months;
}

/** The first day of a day's calendar month. */
export function monthOf(day: number): number {
  const date = new Date(instantOfDay(day));
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / millisecondsPerDay;
}
