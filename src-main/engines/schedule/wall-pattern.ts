import { dayShown, minuteShown, showing } from './wall-time';

/** Something that recurs on the clocks of a wall: at these times, on these days. */
export interface WallPattern {
  /** Minutes of the day, ascending. */
  readonly minutes: readonly number[];
  /** The first day of it that isn't before this one; null where there is none within a lifetime. */
  dayFrom(day: number): number | null;
}

/** The first time of the pattern that is later than this. Both as clocks show them; null where there is none. */
export function nextShown({ minutes, dayFrom }: WallPattern, shown: number): number | null {
  const day = dayShown(shown);
  const first = dayFrom(day);
  if (first === null) return null;
  if (first === day) {
    const now = minuteShown(shown);
    const minute = minutes.find((one) => one > now);
    if (minute !== undefined) return showing(day, minute);
  }
  const next = first === day ? dayFrom(day + 1) : first;
  const earliest = minutes[0];
  return next === null || earliest === undefined ? null : showing(next, earliest);
}

/** The first day from this one on that a test holds for, within so many. */
export function firstDayWhere(day: number, most: number, holds: (day: number) => boolean): number | null {
  for (let one = day; one < day + most; one++) if (holds(one)) return one;
  return null;
}
