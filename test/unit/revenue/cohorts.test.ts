import { describe, expect, test } from 'vitest';
import { addToCohort, startCohorts, togetherByAge } from '../../../src-main/engines/revenue/cohorts';
import type { RevenueAccount } from '../../../src-main/engines/revenue/revenue-account';
import { firstDayOfMonth, monthOf, parseDay } from '../../../src-main/lib/day';
import { account, paid } from './told';

// 2024-10-04: the day to which the copy reaches.
const asOf = 20_000;
const thisMonth = monthOf(asOf);
const book = { asOf, worth: () => null };
const inMonth = (month: number, date = 1) => firstDayOfMonth(month) + date - 1;

function cohortsWith(...accounts: RevenueAccount[]) {
  const cohorts = startCohorts(thisMonth - 3, thisMonth, asOf);
  for (const one of accounts) addToCohort(cohorts, one, book);
  return cohorts;
}

describe('a cohort', () => {
  test('has a cell for every month that is over, and none for what has not come yet', () => {
    expect(cohortsWith().map(({ cells }) => cells.length)).toEqual([3, 2, 1, 0]);
    const lastDay = parseDay('2024-10-31');
    expect(startCohorts(thisMonth, thisMonth, lastDay)[0]?.cells).toHaveLength(0);
    expect(startCohorts(thisMonth, thisMonth, lastDay + 1)[0]?.cells).toHaveLength(1);
  });

  test('holds the accounts whose first spell began in its month, and no trial', () => {
    const month = thisMonth - 2;
    const cohorts = cohortsWith(
      account([paid(100, inMonth(month, 1))]),
      account([paid(100, inMonth(month + 1) - 1)]),
      account([paid(100, inMonth(month + 1))]),
      account([paid(100, inMonth(month), 0, { isTrial: true })]),
      account([paid(100, inMonth(month - 40))]),
    );
    expect(cohorts.map(({ accounts }) => accounts)).toEqual([0, 2, 1, 0]);
  });

  test('tells who is a customer at the end of each month, and what they pay of what they paid first', () => {
    const month = thisMonth - 3;
    const [cohort] = cohortsWith(
      account([paid(100, inMonth(month, 5), inMonth(month + 1, 20))]),
      account([paid(200, inMonth(month, 9), inMonth(month + 1, 3)), paid(260, inMonth(month + 1, 3))]),
    );
    expect(cohort?.cells).toEqual([
      { accounts: 2, revenue: 300, firstRevenue: 300 },
      { accounts: 1, revenue: 260, firstRevenue: 300 },
      { accounts: 1, revenue: 260, firstRevenue: 300 },
    ]);
  });

  test('does not take what the company tells nothing of as a loss', () => {
    const month = thisMonth - 3;
    const [cohort] = cohortsWith(
      account([paid(100, inMonth(month + 1, 9))], { createdDay: inMonth(month, 2) }),
    );
    expect(cohort?.cells).toEqual([
      { accounts: 1, revenue: 0, firstRevenue: 0 },
      { accounts: 1, revenue: 100, firstRevenue: 100 },
      { accounts: 1, revenue: 100, firstRevenue: 100 },
    ]);
  });

  test('counts in all of them together only where it is old enough', () => {
    const month = thisMonth - 3;
    const cohorts = cohortsWith(
      account([paid(100, inMonth(month, 5), inMonth(month + 1, 20))]),
      account([paid(200, inMonth(month + 1, 9))]),
      account([paid(400, inMonth(thisMonth, 2))]),
    );
    expect(togetherByAge(cohorts)).toEqual([
      { of: 2, accounts: 2, revenue: 300, firstRevenue: 300 },
      { of: 2, accounts: 1, revenue: 200, firstRevenue: 300 },
      { of: 1, accounts: 0, revenue: 0, firstRevenue: 100 },
    ]);
  });
});
