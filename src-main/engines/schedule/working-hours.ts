import { type WorkingDays, workingDayFrom } from './pattern-of';
import { dayShown, minuteShown, showing } from './wall-time';
import { clockOf, firstInstantShowing, shownAt } from './zone-clock';

/** When people work, on the clocks of a zone. */
export interface WorkingHours extends WorkingDays {
  /** Minutes of the day, the second not included and the larger. */
  readonly from: number;
  readonly until: number;
}

/**
 * The first instant from this one on within working hours. What falls on a weekend or a holiday waits for the next
 * working day's first minute, from whenever it is reckoned. @returns null where no day is worked
 */
export function nextWorkingInstant(instant: number, hours: WorkingHours, zone: string): number | null {
  const clock = clockOf(zone);
  const shown = shownAt(clock, instant);
  const today = dayShown(shown);
  const minute = minuteShown(shown);
  const day = workingDayFrom(today, hours);
  if (day === today && minute >= hours.from && minute < hours.until) return instant;
  const opens = day === today && minute >= hours.until ? workingDayFrom(today + 1, hours) : day;
  return opens === null ? null : firstInstantShowing(clock, showing(opens, hours.from));
}

/** A public holiday, of one country or, without one, of the company everywhere. */
export interface Holiday {
  readonly country: string | null;
  /** `2026-12-25` */
  readonly day: string;
}

/** @returns days off for somebody of these countries together: who works with both is with neither on a holiday of one */
export function holidaysOf(rows: readonly Holiday[], countries: readonly string[]): string[] {
  const days = rows.flatMap(({ country, day }) =>
    country === null || countries.includes(country) ? [day] : [],
  );
  return [...new Set(days)].toSorted();
}
