import { addMonths } from '../../../src-main/engines/life/months';
import type { AccountCourse } from '../../../src-main/engines/risk/effects/account-course';
import type { Intervention } from '../../../src-main/engines/risk/features/intervention-features';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { firstDay, monthly, through } from './simulated-accounts';

export interface Team {
  /** Chance a month that a business review begins, for an account of this mood (about -2 to 2). */
  readonly chance: (mood: number) => number;
  /** What a review adds to the monthly log-odds of leaving, for 90 days. */
  readonly logOdds: number;
  /** Share of planned reviews that a rule holds out; 0 where people plan them. */
  readonly heldOut?: number;
}

export interface SimulatedCourses {
  readonly courses: AccountCourse[];
  /** Mean effect on the chance to leave within 90 days, over the reviews that were held. */
  readonly effect: number;
}

/** Accounts of a lasting mood: it shows in the score, drives who leaves, and whom the team looks after. */
export function simulatedCourses(count: number, seed: number, team: Team): SimulatedCourses {
  const random = createRandom(seed);
  const { chance, logOdds, heldOut = 0 } = team;
  const effects: number[] = [];
  const courses = Array.from({ length: count }, (_, account): AccountCourse => {
    const mood = random.next() + random.next() + random.next() + random.next() - 2;
    const createdDay = firstDay - random.below(200);
    const isHeldOut = random.next() < heldOut;
    const interventions: Intervention[] = [];
    const leaving = (isHelped: boolean) => sigmoid(-3.3 - 1.5 * mood + (isHelped ? logOdds : 0));
    let churnedDay = 0;
    let helpedUntil = 0;
    for (let month = 0; churnedDay === 0; month++) {
      const day = addMonths(createdDay, month);
      if (day > through) break;
      if (day >= firstDay && day >= helpedUntil && random.next() < chance(mood)) {
        interventions.push({
          kind: 'business_review',
          startedDay: day,
          endedDay: day + 2,
          isAutomatic: heldOut > 0,
          isHeldOut,
        });
        if (!isHeldOut) {
          helpedUntil = day + 90;
          effects.push((1 - leaving(false)) ** 3 - (1 - leaving(true)) ** 3);
        }
      }
      if (random.next() < leaving(day < helpedUntil)) churnedDay = day + 1 + random.below(27);
    }
    const lastDay = churnedDay === 0 ? through : Math.min(churnedDay, through);
    const weeks = Math.floor((lastDay - createdDay) / 7) + 1;
    return {
      account: account + 1,
      spells: [
        churnedDay > 0 && churnedDay <= through
          ? { from: createdDay, to: churnedDay, endedBy: 'word' }
          : { from: createdDay, to: 0, endedBy: null },
      ],
      terms: [monthly(createdDay)],
      scoreDays: Int32Array.from({ length: weeks }, (_, week) => createdDay + 7 * week),
      points: Float64Array.from({ length: weeks }, () => 55 + 12 * mood + 6 * (random.next() - 0.5)),
      interventions,
    };
  });
  return { courses, effect: effects.reduce((sum, own) => sum + own, 0) / effects.length };
}
