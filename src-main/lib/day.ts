/** Days as whole numbers since 1970-01-01 UTC, so that engines count instead of parsing. */
export const millisecondsPerDay = 86_400_000;

/** The calendar that Steward shows: the years 1 to 9999. */
export const firstDay = Date.parse('0001-01-01T00:00:00Z') / millisecondsPerDay;
export const lastDay = Date.parse('9999-12-31T00:00:00Z') / millisecondsPerDay;

export function dayOfInstant(instant: number): number {
  return Math.floor(instant / millisecondsPerDay);
}

export function instantOfDay(day: number): number {
  return day * millisecondsPerDay;
}

/**
 * @param day beyond the calendar, it is shown as the calendar's end: a copy that an earlier Steward made may hold one
 * @returns `2026-11-22`
 */
export function formatDay(day: number): string {
  const shown = Math.min(Math.max(day, firstDay), lastDay);
  return new Date(instantOfDay(shown)).toISOString().slice(0, 10);
}

/** The same for a day that may not be known. */
export function dayOrNull(day: number | null | undefined): string | null {
  return day === null || day === undefined ? null : formatDay(day);
}

/** @param text `2026-11-22` @throws RangeError for anything that is not a day of the calendar */
export function parseDay(text: string): number {
  const instant = Date.parse(`${text}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    Number.isNaN(instant) ||
    formatDay(instant / millisecondsPerDay) !== text
  ) {
    throw new RangeError(`${text} is not a calendar day; write it as YYYY-MM-DD`);
  }
  return instant / millisecondsPerDay;
}

/** The Monday of the day's week (ISO). 1970-01-01 was a Thursday. */
export function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** The calendar month of a day as a whole number: 12 x year + month, January being 0. */
export function monthOf(day: number): number {
  const date = new Date(instantOfDay(day));
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

/** @returns the day with which a month begins */
export function firstDayOfMonth(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / millisecondsPerDay;
}
