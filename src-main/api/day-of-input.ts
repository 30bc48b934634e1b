import { formatDay, parseDay } from '../lib/day';
import { StewardError } from '../lib/steward-error';

/** @param text `2026-11-22` @returns the epoch day @throws StewardError invalid_input for what is no day of the calendar */
export function dayOfInput(text: string): number {
  try {
    return parseDay(text);
  } catch (error) {
    throw new StewardError('invalid_input', error instanceof Error ? error.message : 'not a day', undefined, {
      cause: error,
    });
  }
}

const [firstDue, lastDue] = [parseDay('2000-01-01'), parseDay('2099-12-31')];

/** The same for a day that can be worked towards, or that is a holiday: the company takes no other. */
export function dueDayOfInput(text: string): number {
  const day = dayOfInput(text);
  if (day >= firstDue && day <= lastDue) return day;
  throw new StewardError(
    'invalid_input',
    `Choose a day from ${formatDay(firstDue)} to ${formatDay(lastDue)}.`,
  );
}
