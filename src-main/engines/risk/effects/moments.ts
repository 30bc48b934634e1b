import { instantOfDay } from '../../../lib/day';
import type { Spell } from '../../life/spells';
import { inForceOn } from '../../life/term';
import { commitmentOf, endFrom } from '../features/terms';
import { type AccountCourse, courseSpell, scoreOn } from './account-course';

/** What is compared happens, or doesn't, within so many days. */
export const outcomeDays = 90;
export const scoreDays = [28, 90] as const;
/** A score is looked for on the day itself or so many days before: accounts are scored weekly, lately daily. */
const lateDays = 10;
const youngDays = 180;

/** A day on which something could have been begun for an account: what was known then, and what came of it. */
export interface Moment {
  readonly account: number;
  readonly day: number;
  /** The health score the day before; NaN when there was none. */
  readonly score: number;
  /** What else makes moments comparable: age, a term's end ahead, the calendar quarter. */
  readonly setting: number;
  /** 1 where the account left within 90 days. */
  readonly left: number;
  /** Points gained within 28 and 90 days; NaN when a score is missing. */
  readonly gained: readonly [days28: number, days90: number];
}

/** Whether its 90 days are over: of late ones, who left is known before who stays. */
export function isSettled(day: number, through: number): boolean {
  return day + outcomeDays - 1 <= through;
}

/**
 * @param through the last day of which it is known who left
 * @returns null for who is no customer on the day, and while its 90 days are not over
 */
export function momentOf(course: AccountCourse, day: number, through: number): Moment | null {
  const spell = courseSpell(course, day);
  if (!isSettled(day, through) || spell === null) return null;
  const { account } = course;
  const score = scoreOn(course, day - 1);
  const gained = (days: number) => scoreOn(course, day + days, lateDays) - score;
  return {
    account,
    day,
    score,
    setting: settingOf(course, spell, day),
    left: spell.to > 0 && spell.to < day + outcomeDays ? 1 : 0,
    gained: [gained(scoreDays[0]), gained(scoreDays[1])],
  };
}

function settingOf({ terms }: AccountCourse, { from }: Spell, day: number): number {
  const end = endFrom(commitmentOf(inForceOn(terms, day - 1), day), day);
  const termEnds = end !== null && end < day + outcomeDays ? 1 : 0;
  const isYoung = day - from < youngDays ? 1 : 0;
  const date = new Date(instantOfDay(day));
  const quarter = 4 * date.getUTCFullYear() + Math.floor(date.getUTCMonth() / 3);
  return (quarter * 2 + termEnds) * 2 + isYoung;
}
