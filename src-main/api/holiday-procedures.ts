import { z } from 'zod';
import {
  addedHolidaysSchema,
  addHolidaysInputSchema,
  holidaysSchema,
  mostHolidays,
  readHolidaysInputSchema,
  readHolidaysSchema,
  removeHolidaysInputSchema,
} from '../../src-preload/contract/holidays';
import { addHolidays, removeHolidays } from '../actions/holidays/holidays';
import { formatDay } from '../lib/day';
import { readHolidayLines } from '../lib/holiday-lines';
import { readHolidays } from '../store/holidays/read-holidays';
import { readWorkedDays } from '../store/holidays/read-worked-days';
import { dueDayOfInput } from './day-of-input';
import { administering, reading, router } from './procedure';

const nothing = z.object({});
const writing = administering(['holidays', 'ctas', 'monitor']);

export const holidayProcedures = router({
  list: reading.output(holidaysSchema).query(({ ctx }) => ({
    holidays: readHolidays(ctx.store.read)
      .slice(0, mostHolidays)
      .map((row) => ({ ...row, day: formatDay(row.day), isPending: row.isPending === 1 })),
    workedDays: [...readWorkedDays(ctx.store.read)],
  })),
  /** What a list of days would add. */
  read: reading
    .input(readHolidaysInputSchema)
    .output(readHolidaysSchema)
    .query(({ input }) => {
      const { holidays, problems } = readHolidayLines(input.text);
      return { holidays: [...holidays], problems: [...problems] };
    }),
  add: writing
    .input(addHolidaysInputSchema)
    .output(addedHolidaysSchema)
    .mutation(({ ctx, input: { holidays } }) => {
      for (const { day } of holidays) dueDayOfInput(day);
      return { ids: addHolidays(ctx.actions, holidays) };
    }),
  remove: writing
    .input(removeHolidaysInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      removeHolidays(ctx.actions, input.ids);
      return {};
    }),
});
