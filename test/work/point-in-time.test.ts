import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayOfInstant } from '../../src-main/lib/day';
import { ensureStarterConfig } from '../../src-main/work/scoring/current-config';
import { scoreAsOf } from '../../src-main/work/scoring/score-as-of';
import { type GrownCompany, growCompany, writeCompany } from '../support/grown-company';
import { clockAt, today } from '../support/scored-store';
import { temporaryStore } from '../support/store-builder';

it('makes the scores of a day from nothing that lies after it', () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), fc.integer({ min: 0, max: 200 }), (seed, back) => {
      const whole = growCompany({ seed, accounts: 8, firstDay: today - 330, lastDay: today });
      const day = today - 10 - back;
      const scores = scoresOn(whole, day);
      expect(scores).toEqual(scoresOn(knownBy(whole, day), day));
      compared += scores.length;
    }),
    { numRuns: 25 },
  );
  expect(compared).toBeGreaterThan(25);
});

function scoresOn(company: GrownCompany, day: number) {
  const { store, remove } = temporaryStore();
  try {
    ensureStarterConfig(store, clockAt(today).now());
    writeCompany(store, company);
    // Accounts that don't exist yet have no score either way.
    return scoreAsOf(store, day, clockAt(today).now()).filter(({ score }) => score !== null);
  } finally {
    remove();
  }
}

/** What a company knew at the end of a day: nothing had begun later, and nothing had ended later. */
function knownBy(company: GrownCompany, day: number): GrownCompany {
  const isKnown = (instant: number | null | undefined) =>
    instant !== null && instant !== undefined && dayOfInstant(instant) <= day;
  const orNull = <T extends number | null | undefined>(instant: T) => (isKnown(instant) ? instant : null);
  return {
    ...company,
    organizations: company.organizations
      .filter(({ createdAt }) => isKnown(createdAt))
      .map((row) => ({ ...row, churnedAt: orNull(row.churnedAt), lifecycleStage: 'renewal' })),
    users: company.users
      .filter(({ createdAt }) => isKnown(createdAt))
      .map((row) => ({ ...row, deactivatedAt: orNull(row.deactivatedAt) })),
    subscriptions: company.subscriptions
      .filter(({ startedOn }) => startedOn <= day)
      .map((row) => ({ ...row, paymentFailedAt: orNull(row.paymentFailedAt) })),
    tickets: company.tickets
      .filter(({ openedAt }) => isKnown(openedAt))
      .map((row) => (isKnown(row.resolvedAt) ? row : { ...row, resolvedAt: null, satisfaction: null })),
    responses: company.responses.filter(({ respondedAt }) => isKnown(respondedAt)),
    // A week that is under way on the day is known only when it is over.
    pages: company.pages.filter((page) => page.day + page.periodDays - 1 <= day),
  };
}
