import { isFew } from '../../../lib/few';
import { countBelow } from '../../../lib/statistics/search';
import { nothingApart, type SetApart } from '../../activity/set-apart';

/** One page of activity as it is stored: counts of a day or a week. */
export interface UsagePage {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly rows: number;
  /** userId | featureId | events | activeUsers, `rows` integers each. */
  readonly integers: Int32Array;
  readonly value: Float64Array;
}

/**
 * One account's activity by page and feature, the earliest end first: what a page says of single users is kept only as
 * who was active. Entries of page `i` lie at `start[i]` to `start[i + 1]`, its users at `userStart[i]` to `userStart[i + 1]`.
 */
export interface AccountUsage {
  readonly pages: number;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  readonly start: Int32Array;
  readonly feature: Int32Array;
  readonly events: Float64Array;
  readonly value: Float64Array;
  readonly userStart: Int32Array;
  readonly user: Int32Array;
  /** Distinct users behind counts without users, at least. */
  readonly atLeastUsers: Int32Array;
}

/** @param all the earliest end first; those without use by people are left out @param apart what isn't use by people */
export function accountUsage(all: readonly UsagePage[], apart: SetApart = nothingApart): AccountUsage {
  const pages = all.filter((page) => holdsPeoplesUse(page, apart));
  const feature: number[] = [];
  const events: number[] = [];
  const value: number[] = [];
  const user: number[] = [];
  const start = new Int32Array(pages.length + 1);
  const userStart = new Int32Array(pages.length + 1);
  const atLeastUsers = new Int32Array(pages.length);
  pages.forEach(({ rows, integers, value: values }, page) => {
    const places = new Map<number, number>();
    let lastUser = 0;
    for (let row = 0; row < rows; row++) {
      const count = integers[2 * rows + row] as number;
      const id = integers[rows + row] as number;
      if (count <= 0 || isApart(apart, integers[row] as number, id)) continue;
      const place = places.get(id) ?? feature.length;
      if (place === feature.length) {
        places.set(id, place);
        feature.push(id);
        events.push(0);
        value.push(0);
      }
      events[place] = (events[place] as number) + count;
      value[place] = (value[place] as number) + (values[row] as number);
      const own = integers[row] as number;
      if (own === 0) {
        atLeastUsers[page] = Math.max(atLeastUsers[page] as number, integers[3 * rows + row] as number);
      } else if (own !== lastUser) {
        user.push(own);
        lastUser = own;
      }
    }
    start[page + 1] = feature.length;
    userStart[page + 1] = user.length;
  });
  return {
    pages: pages.length,
    firstDay: Int32Array.from(pages, (page) => page.firstDay),
    lastDay: Int32Array.from(pages, (page) => page.lastDay),
    start,
    feature: Int32Array.from(feature),
    events: Float64Array.from(events),
    value: Float64Array.from(value),
    userStart,
    user: Int32Array.from(user),
    atLeastUsers,
  };
}

function holdsPeoplesUse({ rows, integers }: UsagePage, apart: SetApart): boolean {
  for (let row = 0; row < rows; row++) {
    const isUsed = (integers[2 * rows + row] as number) > 0;
    if (isUsed && !isApart(apart, integers[row] as number, integers[rows + row] as number)) return true;
  }
  return false;
}

function isApart({ internalUsers, machineFeatures }: SetApart, user: number, feature: number): boolean {
  return internalUsers.has(user) || machineFeatures.has(feature);
}

/** Pages that end before a day: what was wholly known when that day began. */
export function pagesBefore(usage: AccountUsage, day: number): number {
  return countBelow(usage.lastDay, day);
}

/**
 * The last day wholly known when `asOf` begins: the day before, or where the latest counts came by week, the end of the
 * last week that is over (an idle week shows only in the calendar).
 */
export function usageKnownThrough(usage: AccountUsage, asOf: number): number {
  if (!usageComesByWeek(usage, asOf)) return asOf - 1;
  const lastDay = usage.lastDay[pagesBefore(usage, asOf) - 1] as number;
  return lastDay + 7 * Math.floor((asOf - 1 - lastDay) / 7);
}

/** Whether the latest counts that were wholly known when `asOf` began are of a week. */
export function usageComesByWeek(usage: AccountUsage, asOf: number): boolean {
  const last = pagesBefore(usage, asOf) - 1;
  return last >= 0 && usage.firstDay[last] !== usage.lastDay[last] && weeksPrevail(usage, last);
}

/** Whether more than a few events of the four weeks that end with a page came by week (as activity/windows.ts has it). */
function weeksPrevail(usage: AccountUsage, last: number): boolean {
  const after = (usage.lastDay[last] as number) - 28;
  let all = 0;
  let weekly = 0;
  for (let page = last; page >= 0 && (usage.lastDay[page] as number) > after; page--) {
    let events = 0;
    for (let entry = usage.start[page] as number; entry < (usage.start[page + 1] as number); entry++) {
      events += usage.events[entry] as number;
    }
    all += events;
    if (usage.firstDay[page] !== usage.lastDay[page]) weekly += events;
  }
  return !isFew(weekly, all);
}
