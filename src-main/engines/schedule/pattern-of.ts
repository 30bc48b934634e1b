import type { Schedule } from '../../../src-preload/contract/schedule';
import { monthOf, parseDay } from '../../lib/day';
import { firstDayWhere, type WallPattern } from './wall-pattern';
import { dayOfMonthOrLast, weekdayOf } from './wall-time';

type OnWall = Extract<Schedule, { kind: 'daily' | 'weekly' | 'monthly' | 'working_days' }>;

/** Days without one that is worked: further than any holiday of a calendar reaches. */
const mostDaysOff = 3000;

/** What recurs on the clocks of one zone, by days and minutes. */
export function patternOf(schedule: OnWall): WallPattern {
  switch (schedule.kind) {
    case 'daily':
      return { minutes: schedule.minutes.toSorted((a, b) => a - b), dayFrom: (day) => day };
    case 'weekly': {
      const { weekdays, minute } = schedule;
      return {
        minutes: [minute],
        dayFrom: (day) => firstDayWhere(day, 7, (one) => weekdays.includes(weekdayOf(one))),
      };
    }
    case 'monthly':
      return { minutes: [schedule.minute], dayFrom: (day) => dayOfMonthFrom(day, schedule.day) };
    case 'working_days':
      return { minutes: [schedule.minute], dayFrom: (day) => workingDayFrom(day, schedule) };
  }
}

function dayOfMonthFrom(day: number, date: number | 'last'): number {
  const month = monthOf(day);
  const wanted = date === 'last' ? 31 : date;
  const here = dayOfMonthOrLast(month, wanted);
  return here >= day ? here : dayOfMonthOrLast(month + 1, wanted);
}

/** Which days are worked. */
export interface WorkingDays {
  /** ISO: Monday is 1, Sunday 7. */
  readonly weekdays: readonly number[];
  /** `2026-12-25` */
  readonly holidays: readonly string[];
}

/** @returns the first day that is worked, from this one on; null where none is for years */
export function workingDayFrom(day: number, { weekdays, holidays }: WorkingDays): number | null {
  const off = new Set(holidays.map(parseDay));
  return firstDayWhere(day, mostDaysOff, (one) => weekdays.includes(weekdayOf(one)) && !off.has(one));
}
