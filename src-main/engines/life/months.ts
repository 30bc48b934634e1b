/** The same day of the month so many months later (or earlier); a month that is too short gives its last day. */
export function addMonths(day: number, months: number): number {
  const { month, date } = calendarOf(day);
  const first = firstOf(month + months);
  const length = firstOf(month + months + 1) - first;
  return first + Math.min(date, length) - 1;
}

/** Whole months from one day to a later one. */
export function monthsBetween(from: number, to: number): number {
  const months = calendarOf(to).month - calendarOf(from).month;
  return addMonths(from, months) > to ? months - 1 : months;
}

/** The first day of a day's calendar month. */
export function monthOf(day: number): number {
  return firstOf(calendarOf(day).month);
}

/** A Gregorian cycle of 400 years, told in years that begin in March, so that a leap day is the last of its year. */
const daysOfCycle = 146_097;
const daysBefore1970 = 719_468;
const daysFromMarch = (month: number) => Math.floor((153 * month + 2) / 5);

/**
 * The month a day lies in, counted from January of year 0, and its date from 1 (Hinnant, chrono-Compatible Low-Level Date
 * Algorithms, 2013). Whole numbers alone: training reads many millions of dates.
 */
function calendarOf(day: number): { month: number; date: number } {
  const shifted = day + daysBefore1970;
  const cycle = Math.floor(shifted / daysOfCycle);
  const ofCycle = shifted - cycle * daysOfCycle;
  const years = Math.floor(
    (ofCycle - Math.floor(ofCycle / 1460) + Math.floor(ofCycle / 36_524) - Math.floor(ofCycle / 146_096)) /
      365,
  );
  const ofYear = ofCycle - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  return { month: 12 * (400 * cycle + years) + 2 + fromMarch, date: ofYear - daysFromMarch(fromMarch) + 1 };
}

/** The first day of a month counted from January of year 0. */
function firstOf(month: number): number {
  const fromMarch = month - 2;
  const year = Math.floor(fromMarch / 12);
  const cycle = Math.floor(year / 400);
  const ofCycle = year - 400 * cycle;
  const leaps = Math.floor(ofCycle / 4) - Math.floor(ofCycle / 100);
  const days = 365 * ofCycle + leaps + daysFromMarch(fromMarch - 12 * year);
  return cycle * daysOfCycle + days - daysBefore1970;
}
