/** A length of time in the unit a person would use for it. */
export interface DaySpan {
  readonly amount: number;
  readonly unit: 'day' | 'month' | 'year';
}

const daysPerMonth = 30.4375;
const mostDays = 100;
const mostMonths = 24;

/**
 * How far away a day is said to be, everywhere: in days up to 100 of them, so that nothing within the 90 days of a
 * renewal is blurred, then in months, from two years on in years; rounded to the nearest.
 * @param days to come when positive, past when negative
 */
export function daySpan(days: number): DaySpan {
  const size = Math.abs(days);
  if (size <= mostDays) return { amount: days, unit: 'day' };
  const months = Math.round(size / daysPerMonth);
  const sign = Math.sign(days);
  return months < mostMonths
    ? { amount: sign * months, unit: 'month' }
    : { amount: sign * Math.round(size / (12 * daysPerMonth)), unit: 'year' };
}
