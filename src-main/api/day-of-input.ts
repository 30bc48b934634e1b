import { parseDay } from '../lib/day';
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
