import { type ActivityState, ringDays } from './activity-state';
import { daysAreKnown, lastDays } from './windows';

/**
 * The last day that is wholly known at the end of the day before `asOf`. Where usage comes by week, a week is known
 * only when it is over, and that an idle week is over shows only in the calendar.
 */
export function knownThrough({ organization }: ActivityState, asOf: number): number {
  const yesterday = asOf - 1;
  if (!comesByWeek({ organization })) return yesterday;
  const { weeklyThroughDay } = organization;
  return weeklyThroughDay + 7 * Math.floor((yesterday - weeklyThroughDay) / 7);
}

/** Whether the organization's latest usage is a weekly count, and more than a few of its events lately are. */
export function comesByWeek({ organization }: Pick<ActivityState, 'organization'>): boolean {
  const { weeklyThroughDay, lastDailyDay } = organization;
  if (weeklyThroughDay === 0 || weeklyThroughDay < lastDailyDay) return false;
  return !daysAreKnown({ organization }, lastDays(28, weeklyThroughDay));
}

/**
 * The last day of use; 0 where there never was any, or all of it lies so far before the account began that it is none of
 * the account's (1970, a clock gone wrong).
 */
export function lastUseOf({ organization }: ActivityState, createdDay: number): number {
  return organization.lastDay < createdDay - ringDays ? 0 : organization.lastDay;
}
