import type { Wait } from '../../../src-preload/contract/sequences/definition';
import { type ContactClocks, calendarDaysAfter, onDayAt, workingDaysAfter } from './contact-clocks';

/**
 * When a wait is over. Hours go by whatever clocks do; days of the calendar end at a time that clocks show, or, where they
 * skip it, at the first instant after.
 * @param since milliseconds since 1970, from when it is reckoned
 * @param knownDay the day that it is about, whole days since 1970; null: not known
 * @returns null: that isn’t known
 */
export function waitEnd(
  wait: Wait,
  since: number,
  knownDay: number | null,
  clocks: ContactClocks,
): number | null {
  switch (wait.kind) {
    case 'elapsed':
      return since + wait.hours * 3_600_000;
    case 'calendar':
      return calendarDaysAfter(since, wait.days, wait.minute, clocks);
    case 'working':
      return workingDaysAfter(since, wait.days, wait.minute, clocks);
    case 'date':
      return knownDay === null ? null : onDayAt(knownDay + wait.days, wait.minute, clocks);
  }
}
