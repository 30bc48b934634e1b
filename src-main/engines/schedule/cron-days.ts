import type { CronPattern } from 'croner';
import { firstDayOfMonth, monthOf } from '../../lib/day';
import { weekdayOf } from './wall-time';

/** Of the bits of a weekday: whichever of the month it is; and the last. */
const lastOfMonth = 0b100000;
/** 29 February is up to eight years away, a fifth Monday in February up to forty. */
const monthsLooked = 12 * 60;

/**
 * The days of a cron text. Where both a day of the month and a day of the week are named, either is enough, as cron has
 * it: `8-14 * 1` is the days 8 to 14 and every Monday.
 * @returns the first of its days from a day on; null for none
 */
export function cronDays(fields: CronPattern): (day: number) => number | null {
  const everyDay = fields.starDOM && fields.starDOW;
  return (day) => {
    let month = monthOf(day);
    let from = day;
    for (const end = month + monthsLooked; month < end; month++) {
      const first = firstDayOfMonth(month);
      const next = firstDayOfMonth(month + 1);
      if (fields.month[((month % 12) + 12) % 12] !== 0) {
        if (everyDay) return from;
        for (let one = from; one < next; one++) if (isDay(fields, one, first, next)) return one;
      }
      from = next;
    }
    return null;
  };
}

function isDay(fields: CronPattern, day: number, first: number, next: number): boolean {
  if (fields.starDOM) return isWeekday(fields, day, first, next);
  const isDate = fields.day[day - first] !== 0 || (fields.lastDayOfMonth && day === next - 1);
  return isDate || (!fields.starDOW && isWeekday(fields, day, first, next));
}

function isWeekday(fields: CronPattern, day: number, first: number, next: number): boolean {
  const bits = fields.dayOfWeek[weekdayOf(day) % 7] ?? 0;
  const nth = 1 << Math.floor((day - first) / 7);
  return (bits & nth) !== 0 || ((bits & lastOfMonth) !== 0 && day + 7 >= next);
}
