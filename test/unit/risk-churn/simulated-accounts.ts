import { addMonths } from '../../../src-main/engines/life/months';
import { spellsOf } from '../../../src-main/engines/life/spells';
import type { Term } from '../../../src-main/engines/life/term';
import { accountUsage, type UsagePage } from '../../../src-main/engines/risk/features/account-usage';
import type { Intervention } from '../../../src-main/engines/risk/features/intervention-features';
import type { RiskSubject } from '../../../src-main/engines/risk/features/risk-features';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { type AccountStory, batchOf, company } from '../health/batch';

export const monthly = (from: number, rest: Partial<Term> = {}): Term => ({
  startedDay: from,
  endedDay: 0,
  renewsDay: addMonths(from, 1),
  billingMonths: 1,
  mrr: 100,
  seats: Number.NaN,
  discount: 0,
  isTrial: false,
  ...rest,
});

export function usagePage(day: number, feature: number, events: number, value = 0, user = 1): UsagePage {
  const integers = Int32Array.of(user, feature, events, -1);
  return { firstDay: day, lastDay: day, rows: 1, integers, value: Float64Array.of(value) };
}

export function subjectOf(
  story: AccountStory,
  terms: readonly Term[],
  pages: readonly UsagePage[],
  interventions: readonly Intervention[] = [],
): RiskSubject {
  const sorted = pages.toSorted((left, right) => left.lastDay - right.lastDay);
  const batch = batchOf(story);
  const createdDay = batch.createdDay[0] as number;
  return {
    company: { ...company, firstInterventionDay: 1 },
    batch,
    account: 0,
    terms,
    spells: spellsOf({ createdDay, churnedDay: story.churned ?? 0, terms }, through),
    interventions,
    usage: accountUsage(sorted),
  };
}

export const firstDay = 19_000;
export const through = firstDay + 540;

/** What a team does for accounts that use little, each month at random, and what it adds to the log-odds of leaving. */
interface Help {
  readonly chance: number;
  readonly logOdds: number;
}

/**
 * Accounts that use one feature as much as they like the product, and leave at the end of a term the less they use it.
 * @param help what is done for those that like it less than half
 */
export function simulatedAccounts(
  count: number,
  seed: number,
  termMonths = 1,
  help: Help = { chance: 0, logOdds: 0 },
): RiskSubject[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const created = firstDay + random.below(360);
    const liking = random.next();
    const interventions: Intervention[] = [];
    let churned = 0;
    for (let month = termMonths; churned === 0; month += termMonths) {
      const end = addMonths(created, month);
      if (end > through) break;
      const isHelped = liking < 0.5 && help.chance > 0 && random.next() < help.chance;
      if (isHelped) interventions.push(checkIn(end - 20));
      const logOdds = 0.5 - 6 * liking + (isHelped ? help.logOdds : 0);
      if (random.next() < sigmoid(logOdds)) churned = end;
    }
    const lastDay = churned === 0 ? through : churned - 1;
    const pages: UsagePage[] = [];
    for (let day = created; day <= lastDay; day += 3) {
      pages.push(usagePage(day, 1, 1 + Math.round(20 * liking * random.next())));
    }
    const renewsDay = addMonths(created, termMonths);
    const terms = [monthly(created, { renewsDay, billingMonths: termMonths, endedDay: churned })];
    const subject = subjectOf({ created, churned }, terms, pages, interventions);
    return { ...subject, batch: { ...subject.batch, organizationId: Int32Array.of(i + 1) } };
  });
}

const checkIn = (startedDay: number): Intervention => ({
  kind: 'check_in',
  startedDay,
  endedDay: startedDay + 1,
  isAutomatic: false,
  isHeldOut: false,
});
