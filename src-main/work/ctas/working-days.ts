import { workedWeekdays, workingDayAfter } from '../../engines/schedule/working-day-after';
import { holidaysOf } from '../../engines/schedule/working-hours';
import { formatDay } from '../../lib/day';
import { readHolidays } from '../../store/holidays/read-holidays';
import type { ReadDb } from '../../store/types';

/**
 * Counts working days by the company's holidays and those of an account's country.
 * @returns of a day and a number of working days, the day that lies so many after; days are whole days since 1970
 */
export function workingDaysOf(db: ReadDb, country: string | null): (day: number, days: number) => number {
  const rows = readHolidays(db).map((row) => ({ ...row, day: formatDay(row.day) }));
  const holidays = holidaysOf(rows, country === null ? [] : [country.toUpperCase()]);
  const working = { weekdays: workedWeekdays, holidays };
  return (day, days) => workingDayAfter(day, days, working) ?? day + days;
}
