import { workingDayAfter } from '../../engines/schedule/working-day-after';
import type { ReadDb } from '../../store/types';
import { workingCalendar } from '../scheduling/working-calendar';

/**
 * Counts working days by the company's week and holidays and those of an account's country.
 * @returns of a day and a number of working days, the day that lies so many after; days are whole days since 1970
 */
export function workingDaysOf(db: ReadDb, country: string | null): (day: number, days: number) => number {
  const working = workingCalendar(db, [country]);
  return (day, days) => workingDayAfter(day, days, working) ?? day + days;
}
