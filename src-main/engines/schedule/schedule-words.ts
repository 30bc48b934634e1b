import type { Schedule } from '../../../src-preload/contract/schedule';
import { cronWords } from './cron-words';
import { nextDue } from './next-due';
import { clockWords, elapsedWords, listWords, ordinal, weekdayNames, zoneWords } from './time-words';
import { dayShown, formatShown, minuteShown, parseShown, weekdayOf } from './wall-time';
import { clockOf, shownAt } from './zone-clock';

/** @returns `every working day at 09:00, New York; next Monday 7 December 09:00` */
export function scheduleWords(schedule: Schedule, now: number, zone: string): string {
  const due = nextDue(schedule, now);
  const shownIn = due?.wall?.zone ?? zoneOf(schedule) ?? zone;
  const next = due === null ? 'never again' : `next ${instantWords(due.at, shownIn, now)}`;
  return `${recursWords(schedule, zone)}; ${next}`;
}

/** @returns `Monday 7 December 09:00`, with the year where it is another one */
export function instantWords(instant: number, zone: string, now: number): string {
  const clock = clockOf(zone);
  const shown = shownAt(clock, instant);
  const year = formatShown(shown).slice(0, 4);
  const isThisYear = year === formatShown(shownAt(clock, now)).slice(0, 4);
  return `${dayWords(shown)}${isThisYear ? '' : ` ${year}`} ${clockWords(minuteShown(shown))}`;
}

function dayWords(shown: number): string {
  return `${weekdayNames[weekdayOf(dayShown(shown)) - 1]} ${dayFormat.format(shown)}`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

function zoneOf(schedule: Schedule): string | undefined {
  if (schedule.kind === 'cron') return schedule.zones[0];
  return 'zone' in schedule ? schedule.zone : undefined;
}

function recursWords(schedule: Schedule, zone: string): string {
  switch (schedule.kind) {
    case 'at':
      return `once, ${zoneWords(zone)}`;
    case 'local':
      return `once, on ${dayWords(parseShown(schedule.local))} at ${schedule.local.slice(11)}, ${zoneWords(schedule.zone)}`;
    case 'after':
      return `once, after ${elapsedWords(schedule.milliseconds)} of elapsed time`;
    case 'wait':
      return `once, ${waitWords(schedule)}, ${zoneWords(schedule.zone)}`;
    case 'every':
      return `every ${elapsedWords(schedule.milliseconds)} of elapsed time`;
    case 'cron':
      return `${schedule.texts.map(cronWords).join('; also ')}, ${listWords(schedule.zones.map(zoneWords))}`;
    case 'daily':
      return `every day at ${timesWords(schedule.minutes)}, ${zoneWords(schedule.zone)}`;
    case 'weekly':
      return `every ${listWords(namesOf(schedule.weekdays))} at ${clockWords(schedule.minute)}, ${zoneWords(schedule.zone)}`;
    case 'monthly':
      return `${monthlyWords(schedule.day)} at ${clockWords(schedule.minute)}, ${zoneWords(schedule.zone)}`;
    case 'working_days':
      return `every working day at ${clockWords(schedule.minute)}, ${zoneWords(schedule.zone)}`;
    case 'night':
      return `every night, ${schedule.minutes === 0 ? 'as' : `${elapsedWords(schedule.minutes * 60_000)} after`} the day begins, ${zoneWords(schedule.zone)}`;
  }
}

function timesWords(minutes: readonly number[]): string {
  return listWords(minutes.toSorted((a, b) => a - b).map(clockWords));
}

function namesOf(weekdays: readonly number[]): string[] {
  return weekdays.toSorted((a, b) => a - b).map((weekday) => weekdayNames[weekday - 1] ?? '');
}

function monthlyWords(day: number | 'last'): string {
  if (day === 'last' || day === 31) return 'every month on its last day';
  const short = day > 28 ? ', or the last of a shorter month,' : '';
  return `every month on the ${ordinal(day)}${short}`;
}

function waitWords({ months, days, minute }: Extract<Schedule, { kind: 'wait' }>): string {
  const parts = [
    ...(months > 0 ? [`${months} calendar ${months === 1 ? 'month' : 'months'}`] : []),
    ...(days > 0 || months === 0 ? [`${days} calendar ${days === 1 ? 'day' : 'days'}`] : []),
  ];
  return `${parts.join(' and ')} later at ${minute === null ? 'the same time of day' : clockWords(minute)}`;
}
