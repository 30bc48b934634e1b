import { type WorkingDays, workingDayFrom } from './pattern-of';

/**
 * The day that lies so many working days after a day; with 0 the day itself where it is worked, else the next that is. The
 * company's database counts alike (`working_day_after`).
 * @param day whole days since 1970, as the answer @returns null where no day is worked
 */
export function workingDayAfter(day: number, days: number, working: WorkingDays): number | null {
  let found = workingDayFrom(days === 0 ? day : day + 1, working);
  for (let left = days - 1; left > 0 && found !== null; left -= 1) found = workingDayFrom(found + 1, working);
  return found;
}
