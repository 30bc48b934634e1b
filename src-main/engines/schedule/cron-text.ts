import { CronPattern } from 'croner';
import { StewardError } from '../../lib/steward-error';
import { cronDays } from './cron-days';
import type { WallPattern } from './wall-pattern';

/** What a cron text says, read by croner; when it is due is our own reckoning. */
export interface Cron extends WallPattern {
  readonly text: string;
  /** Of any hour: clocks that show an hour twice run it twice. One of fixed hours is due once. */
  readonly isOfAnyHour: boolean;
  readonly fields: CronPattern;
}

const crons = new Map<string, Cron>();
const mostKept = 10_000;

/** @throws StewardError invalid_input in words: what is wrong, or that it never comes */
export function readCron(text: string): Cron {
  let cron = crons.get(text);
  if (cron === undefined) {
    cron = parseCron(text);
    if (crons.size >= mostKept) crons.clear();
    crons.set(text, cron);
  }
  return cron;
}

const parts = [
  { name: 'minute', says: '0 to 59' },
  { name: 'hour', says: '0 to 23' },
  { name: 'day of the month', says: '1 to 31, or L for the last' },
  { name: 'month', says: '1 to 12, or JAN to DEC' },
  {
    name: 'day of the week',
    says: '0 to 7 or SUN to SAT, 1#2 for the second Monday, 5L for the last Friday',
  },
] as const;

function parseCron(text: string): Cron {
  const words = text.trim().split(/\s+/);
  if (words.length !== parts.length) {
    throw refused(
      `“${text.trim()}” has ${words.length === 1 ? 'one part' : `${words.length} parts`}; a cron text has five: minute, hour, day of the month, month, day of the week, as in “30 9 * * 1”.`,
    );
  }
  words.forEach((word, index) => {
    checkPart(word, index);
  });
  const fields = new CronPattern(words.join(' '), undefined, { mode: '5-part' });
  const hours = placesOf(fields.hour);
  const minutes = hours.flatMap((hour) => placesOf(fields.minute).map((minute) => 60 * hour + minute));
  const cron: Cron = {
    text,
    minutes,
    dayFrom: cronDays(fields),
    isOfAnyHour: words[1]?.startsWith('*') === true || hours.length === 24,
    fields,
  };
  // The calendar repeats itself within 400 years; any day that comes at all comes within 40 of any other.
  if (cron.dayFrom(0) === null) {
    throw refused(`“${words.join(' ')}” never comes: no such day is in any of its months.`);
  }
  return cron;
}

/** Each part by itself, so that what is wrong is named. */
function checkPart(word: string, index: number): void {
  const part = parts[index];
  if (part === undefined) return;
  const alone = ['*', '*', '*', '*', '*'];
  alone[index] = word;
  try {
    if (/[?+W@]/i.test(index < 3 ? word : word.replace(/WED/gi, ''))) throw new RangeError(word);
    new CronPattern(alone.join(' '), undefined, { mode: '5-part' });
  } catch (error) {
    throw refused(
      `“${word}” is no ${part.name}: write ${part.says}, a list (1,5), a range from the smaller to the larger (1-5), * for all, or */15 for every so many.`,
      error,
    );
  }
}

function refused(words: string, cause?: unknown): StewardError {
  return new StewardError('invalid_input', words, { text: words }, { cause });
}

/** @returns the places at which a part of the pattern is set */
export function placesOf(part: readonly number[]): number[] {
  return part.flatMap((value, place) => (value === 0 ? [] : [place]));
}
