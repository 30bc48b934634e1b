import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatDay } from '../../src-main/lib/day';
import { accountUsage } from '../../src-main/work/scoring/account-usage';
import { adoptionOf } from '../../src-main/work/scoring/adoption-of';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const company = growCompany({ seed: 8, accounts: 10, firstDay: today - 300, lastDay: today });

/** The first day of each feature an account uses, as its pages tell; a week is known when it is over. */
function firstDaysOf(organizationId: number | undefined): Map<number, number> {
  const first = new Map<number, number>();
  for (const page of company.pages.filter(
    (one) => one.organizationId === organizationId && (one.periodDays === 1 || one.day + 6 < today),
  )) {
    for (const { feature } of page.entries)
      first.set(feature, Math.min(page.day, first.get(feature) ?? page.day));
  }
  return first;
}

let scored: ScoredStore;
beforeEach(() => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, company);
});
afterEach(() => scored.close());

it('a feature is adopted from the first day it was ever used, before scoring and after', async () => {
  const firstDays = () =>
    company.organizations.map(({ organizationId = 0 }) =>
      [...adoptionOf(scored.store, organizationId, today)].map(([id, { firstDay }]) => [id, firstDay]),
    );
  const expected = company.organizations.map(({ organizationId }) => firstDaysOf(organizationId));
  expect(firstDays().map((days) => new Map(days as [number, number][]))).toEqual(expected);
  await scoreOn(scored, today);
  expect(firstDays().map((days) => new Map(days as [number, number][]))).toEqual(expected);
});

it('the usage screen shows it also when it lies before the days shown', async () => {
  const shown = company.organizations.flatMap(({ organizationId = 0 }) =>
    accountUsage(scored.store, organizationId, today, 7).features.map(({ id, firstUsed }) => ({
      firstDay: firstDaysOf(organizationId).get(id),
      firstUsed,
    })),
  );
  for (const { firstDay, firstUsed } of shown) {
    expect(firstUsed).toBe(firstDay === undefined ? null : formatDay(firstDay));
  }
  expect(shown.filter(({ firstDay = today }) => firstDay < today - 60).length).toBeGreaterThan(5);
});
