import { InvalidArgumentError } from 'commander';
import { parseDay } from '../../lib/day';

/** A day on the command line, `2026-11-22`, as days since 1970. */
export function dayOption(text: string): number {
  try {
    return parseDay(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : 'not a day');
  }
}
