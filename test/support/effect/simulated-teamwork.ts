import type { Draw, Firing, Run } from '../../../src-main/engines/effect/deeds';
import { addMonths } from '../../../src-main/engines/life/months';
import type { Term } from '../../../src-main/engines/life/term';
import type { AccountCourse } from '../../../src-main/engines/risk/effects/account-course';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom, type Random } from '../../../src-main/lib/statistics/random';

/** The last day of which it is known who left. */
export const through = 20_774;
const firstDay = through - 700;
/** What is done helps for so many days. */
const helpDays = 90;
const liftDays = 90;

export interface SimulatedRule {
  readonly id: string;
  /** Chance a month that it fires, for an account of this mood (about -2 to 2). */
  readonly chance: (mood: number) => number;
  /** Percent of the accounts that it holds out; 0 nobody. */
  readonly heldOut: number;
  /** What it adds to the monthly log-odds of leaving. */
  readonly logOdds: number;
  /** Points of health that it adds. */
  readonly lift: number;
}

export interface Truth {
  /** Mean effect on the chance to leave within 90 days, over the turns that are compared. */
  readonly left: number;
  /** Points of health. */
  readonly health: number;
}

export interface SimulatedTeamwork {
  readonly courses: AccountCourse[];
  readonly firings: Firing[];
  /** A mail of the rule's own template for each firing that is not held out. */
  readonly runs: Run[];
  readonly draws: Draw[];
  readonly truth: ReadonlyMap<string, Truth>;
}

/**
 * A company whose rules do something that is known. Each account is one rule's; its lasting mood shows in the score, drives
 * who leaves, and whom the rule fires for.
 */
export function simulateTeamwork(
  seed: number,
  accounts: number,
  rules: readonly SimulatedRule[],
): SimulatedTeamwork {
  const random = createRandom(seed);
  const simulated: SimulatedTeamwork = { courses: [], firings: [], runs: [], draws: [], truth: new Map() };
  const effects = new Map<string, number[]>(rules.map(({ id }) => [id, []]));
  for (let account = 1; account <= accounts; account++) {
    const rule = rules[account % rules.length] as SimulatedRule;
    liveOne(simulated, random, account, rule, effects.get(rule.id) as number[]);
  }
  const truth = new Map(
    rules.map(({ id, lift }) => {
      const own = effects.get(id) as number[];
      return [id, { left: own.reduce((sum, one) => sum + one, 0) / Math.max(1, own.length), health: lift }];
    }),
  );
  return { ...simulated, truth };
}

function liveOne(
  { courses, firings, runs, draws }: SimulatedTeamwork,
  random: Random,
  account: number,
  { id: rule, chance, heldOut: percent, logOdds, lift }: SimulatedRule,
  effects: number[],
): void {
  const mood = random.next() + random.next() + random.next() + random.next() - 2;
  const from = firstDay - random.below(200);
  const isHeldOut = 100 * random.next() < percent;
  const turns: number[] = [];
  const leaving = (isHelped: boolean) => sigmoid(-3.3 - 1.5 * mood + (isHelped ? logOdds : 0));
  let lastDay = 0;
  let busyUntil = 0;
  for (let month = 0; lastDay === 0; month++) {
    const day = addMonths(from, month);
    if (day > through) break;
    if (day >= firstDay && day >= busyUntil && random.next() < chance(mood)) {
      const isFirst = busyUntil === 0;
      busyUntil = day + helpDays;
      firings.push({ rule, account, contact: null, day, heldOut: isHeldOut, withheld: isHeldOut });
      if (isFirst && percent > 0)
        draws.push({ rule, account, day, heldOut: isHeldOut, percent, contaminatedBy: null });
      if (!isHeldOut) {
        turns.push(day);
        runs.push(mailOf(rule, account, day));
        const isCompared = (percent === 0 || isFirst) && day + helpDays - 1 <= through;
        if (isCompared) effects.push((1 - leaving(false)) ** 3 - (1 - leaving(true)) ** 3);
      }
    }
    if (random.next() < leaving(!isHeldOut && day < busyUntil)) lastDay = day + 1 + random.below(27);
  }
  const to = lastDay > through ? 0 : lastDay;
  const weeks = Math.floor(((to === 0 ? through : to) - from) / 7) + 1;
  const scoreDays = Int32Array.from({ length: weeks }, (_, week) => from + 7 * week);
  const lifted = (day: number) => turns.some((turn) => turn < day && day <= turn + liftDays);
  courses.push({
    account,
    spells: [to === 0 ? { from, to: 0, endedBy: null } : { from, to, endedBy: 'word' }],
    terms: [monthly(from)],
    scoreDays,
    points: Float64Array.from(
      scoreDays,
      (day) => 55 + 12 * mood + 6 * (random.next() - 0.5) + (lifted(day) ? lift : 0),
    ),
    interventions: [],
  });
}

function mailOf(rule: string, account: number, day: number): Run {
  return {
    ...{ account, contact: 10 * account, rule, sequence: null, template: `template of ${rule}` },
    ...{ channel: 'email', stage: 'sent', isAnswered: false, day, beganOn: day },
  };
}

function monthly(from: number): Term {
  return {
    ...{ startedDay: from, endedDay: 0, renewsDay: addMonths(from, 1), billingMonths: 1, mrr: 100 },
    ...{ seats: Number.NaN, discount: 0, isTrial: false },
  };
}
