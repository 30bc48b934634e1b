import { counted } from '../../../src-preload/contract/words';

/** Below so many of an account's hours in use, on so many days, no hour is told from chance. */
const fewestHours = 40;
const fewestDays = 10;

/** One person at work: an hour of a day in which somebody of the account did something. */
export interface HourInUse {
  readonly day: number;
  /** 0 to 23, on the account's clocks. */
  readonly hour: number;
  readonly person: number;
}

export type BestHour =
  | { readonly hour: number; readonly words: string }
  | { readonly hour: null; readonly words: string };

/**
 * The hour of the working day in which most of an account's people are at work, from all of them together: each person
 * counts once an hour of a day, however much he did. An hour is judged with half of each neighbour, so that one busy
 * afternoon isn't the answer.
 * @param allowed hours 0 to 23 to choose from
 */
export function bestHour(use: readonly HourInUse[], allowed: readonly number[]): BestHour {
  const seen = new Set(use.map(({ day, hour, person }) => `${person} ${day} ${hour}`));
  const days = new Set(use.map(({ day }) => day)).size;
  if (seen.size < fewestHours || days < fewestDays) {
    const words = `Too little use to tell a best hour: ${counted(seen.size, 'hour')} of use on ${counted(days, 'day')}; it takes ${fewestHours} hours on ${fewestDays} days.`;
    return { hour: null, words };
  }
  const counts = new Array<number>(24).fill(0);
  for (const one of seen) {
    const hour = Number(one.split(' ')[2]);
    counts[hour] = (counts[hour] ?? 0) + 1;
  }
  const judged = (hour: number) =>
    (counts[hour] ?? 0) + ((counts[(hour + 23) % 24] ?? 0) + (counts[(hour + 1) % 24] ?? 0)) / 2;
  const best = allowed.toSorted((a, b) => judged(b) - judged(a) || a - b)[0];
  if (best === undefined || judged(best) === 0) {
    return { hour: null, words: 'Nobody of the account is at work in any of the hours allowed.' };
  }
  return {
    hour: best,
    words: `At ${String(best).padStart(2, '0')}:00 most of the account’s people are at work, by ${counted(seen.size, 'hour')} of use on ${counted(days, 'day')}.`,
  };
}
