import type { WorkingDays } from '../../engines/schedule/pattern-of';
import { holidaysOf } from '../../engines/schedule/working-hours';
import { formatDay } from '../../lib/day';
import { readHolidays } from '../../store/holidays/read-holidays';
import { readWorkedDays } from '../../store/holidays/read-worked-days';
import type { ReadDb } from '../../store/types';

/**
 * Which days are worked, by the company's week and holidays and those of accounts' countries: with accounts in several, a day counts that
 * is worked in all of them. @param countries as accounts have them; null: not known
 */
export function workingCalendar(db: ReadDb, countries: readonly (string | null)[]): WorkingDays {
  const rows = readHolidays(db).map((row) => ({ ...row, day: formatDay(row.day) }));
  const known = countries.flatMap((country) => (country === null ? [] : [country.toUpperCase()]));
  return { weekdays: readWorkedDays(db), holidays: holidaysOf(rows, known) };
}
