import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatDay } from '../../src-main/lib/day';
import { accountUsage } from '../../src-main/work/scoring/account-usage';
import { adoptionOf } from '../../src-main/work/scoring/adoption-of';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const company = growCompany({ seed: 8, accounts: 10, firstDay: today - 300, lastDay: today });
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
  const expected = company.organizations.map(({ organizationId }) => {
    const first = new Map<number, number>();
    for (const page of company.pages.filter(
      (one) => one.organizationId === organizationId && (one.periodDays === 1 || one.day + 6 < today),
    )) {
      for (const { feature } of page.entries)
        first.set(feature, Math.min(page.day, first.get(feature) ?? page.day));
    }
    return first;
  });
  expect(firstDays().map((days) => new Map(days as [number, number][]))).toEqual(expected);
  await scoreOn(scored, today);
  expect(firstDays().map((days) => new Map(days as [number, number][]))).toEqual(expected);
});

it('the usage screen shows it also when it lies before the days shown', async () => {
  const { organizationId = 0 } =
    company.organizations.find(({ organizationId: id }) =>
      company.pages.some((page) => page.organizationId === id && page.day < today - 60),
    ) ?? {};
  const adoption = adoptionOf(scored.store, organizationId, today);
  for (const { id, firstUsed } of accountUsage(scored.store, organizationId, today, 7).features) {
    const first = adoption.get(id)?.firstDay;
    expect(firstUsed).toBe(first === undefined ? null : formatDay(first));
  }
});
