import { workingDayAfter } from '../../engines/schedule/working-day-after';
import { holidaysOf } from '../../engines/schedule/working-hours';
import { formatDay } from '../../lib/day';
import { readHolidays } from '../../store/holidays/read-holidays';
import { readWorkedDays } from '../../store/holidays/read-worked-days';
import type { Tx } from '../../store/types';

/**
 * The day that lies so many working days after another, by the company's week and holidays and those of the account's country; of 0 the
 * day itself where it is worked, else the next that is. Days are whole days since 1970.
 */
export function workedDayAfter(tx: Tx, country: string | null, day: number, days: number): number {
  const rows = readHolidays(tx).map((row) => ({ ...row, day: formatDay(row.day) }));
  const holidays = holidaysOf(rows, country === null ? [] : [country.toUpperCase()]);
  return workingDayAfter(day, days, { weekdays: readWorkedDays(tx), holidays }) ?? day + days;
}
