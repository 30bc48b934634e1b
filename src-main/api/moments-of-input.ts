import { formatDay } from '../lib/day';
import { StewardError } from '../lib/steward-error';
import type { Moments } from '../work/reports/revenue-change';
import { dayOfInput } from './day-of-input';

/**
 * Two days of an input, the later one no later than what is known.
 * @param asOf the day to which the copy reaches; null before the first load
 * @throws StewardError invalid_input for what is no day, or where the first is not before the second
 */
export function momentsOfInput(
  input: { readonly from: string; readonly to: string },
  asOf: number | null,
): Moments {
  const from = dayOfInput(input.from);
  const to = Math.min(dayOfInput(input.to), asOf ?? Number.POSITIVE_INFINITY);
  if (from < to) return { from, to };
  throw new StewardError(
    'invalid_input',
    `${input.from} is not before ${formatDay(to)}: choose an earlier day to begin with.`,
  );
}

/**
 * A day of an input that lies before what is known.
 * @param asOf the day to which the copy reaches; null before the first load
 * @throws StewardError invalid_input for what is no day, or no earlier one
 */
export function earlierDayOfInput(text: string, asOf: number | null): number {
  const day = dayOfInput(text);
  if (asOf === null || day < asOf) return day;
  throw new StewardError('invalid_input', `${text} is not before ${formatDay(asOf)}: choose an earlier day.`);
}
