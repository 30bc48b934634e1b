import { describe, expect, it } from 'vitest';
import { composeToday } from '../../../src-main/engines/today/compose-today';
import { putAwayOf } from '../../../src-main/engines/today/put-away';
import type { Disposition, TodayAccount } from '../../../src-main/engines/today/today-facts';
import { putAwaySchema } from '../../../src-preload/contract/today';

const today = 20_000;

function silentAccount(id: number, changes: Partial<TodayAccount> = {}): TodayAccount {
  return {
    id,
    asOf: today,
    name: `Account ${id}`,
    arr: 1000 * id,
    users: 3,
    events: 9,
    createdDay: today - 400,
    standing: 'customer',
    lifeDay: null,
    score: 60,
    band: 'middle',
    tooLittle: null,
    change28: 0,
    risk: 'low',
    riskSince: null,
    indicators: [],
    chance: null,
    pulse: null,
    renewsOn: null,
    lastActivityDay: today - 30,
    ctas: null,
    replies: null,
    approvals: null,
    unsettled: null,
    stuck: null,
    celebrations: null,
    setBacks: null,
    mentions: null,
    ...changes,
  };
}

const done = (key: string, day = today, at = 0): Disposition => ({
  key,
  state: 'done',
  day,
  untilDay: null,
  reason: null,
  at,
});
const snoozed = (key: string, untilDay: number, day = today, at = 0): Disposition => ({
  key,
  state: 'snoozed',
  day,
  untilDay,
  reason: 'On holiday',
  at,
});

function away(accounts: TodayAccount[], dispositions: Disposition[]) {
  const facts = {
    asOf: today,
    movement: null,
    accounts,
    dispositions,
    scoring: false,
    progress: null,
    synced: true,
  };
  const lists = putAwaySchema.parse(putAwayOf(facts, today));
  const shown = composeToday(facts, today, { limit: 10 });
  // One figure: the head of Today counts what the lists hold.
  expect(shown.doneToday).toBe(lists.doneToday);
  expect(shown.snoozed).toBe(lists.snoozed.length);
  return lists;
}

const ids = (items: readonly { accountId: number }[]) => items.map(({ accountId }) => accountId);

describe('what was put away', () => {
  it('is listed with when, until when and why, the latest first', () => {
    const lists = away(
      [silentAccount(1), silentAccount(2), silentAccount(3)],
      [done('1:silent', today, 10), snoozed('2:silent', today + 7, today, 20), done('3:silent', today, 30)],
    );
    expect(ids(lists.done)).toEqual([3, 1]);
    expect(lists.snoozed).toEqual([
      {
        key: '2:silent',
        accountId: 2,
        accountName: 'Account 2',
        kinds: ['silent'],
        day: '2024-10-04',
        at: 20,
        until: '2024-10-11',
        reason: 'On holiday',
        arr: 2000,
      },
    ]);
  });

  it('is of the accounts that were asked for and of no others', () => {
    const lists = away(
      [silentAccount(1)],
      [done('1:silent'), done('2:silent'), snoozed('3:silent', today + 1)],
    );
    expect(lists).toMatchObject({ doneToday: 1, snoozed: [] });
    expect(ids(lists.done)).toEqual([1]);
  });

  it('stands once for an account with several reasons', () => {
    const lists = away(
      [silentAccount(1, { risk: 'high' })],
      [done('1:at_risk', today, 5), done('1:silent', today, 5)],
    );
    expect(lists.doneToday).toBe(1);
    expect(lists.done.map(({ kinds }) => kinds.toSorted())).toEqual([['at_risk', 'silent']]);
  });

  it('earlier stays in the list of done while it hides its reason, without being done today', () => {
    for (const [day, listed] of [
      [today - 1, [1]],
      [today - 13, [1]],
      [today - 14, []],
    ] as const) {
      const lists = away([silentAccount(1)], [done('1:silent', day)]);
      expect([ids(lists.done), lists.doneToday]).toEqual([listed, 0]);
    }
  });

  it('today is listed also when its reason is gone', () => {
    expect(ids(away([silentAccount(1, { lastActivityDay: today })], [done('1:silent')]).done)).toEqual([1]);
  });

  it('until a day leaves the list on that day', () => {
    const earlier = today - 3;
    expect(ids(away([silentAccount(1)], [snoozed('1:silent', today + 1, earlier)]).snoozed)).toEqual([1]);
    expect(away([silentAccount(1)], [snoozed('1:silent', today, earlier)]).snoozed).toEqual([]);
  });

  it('for a kind of an earlier version is passed over', () => {
    expect(away([silentAccount(1)], [done('1:birthday')])).toEqual({ done: [], snoozed: [], doneToday: 0 });
  });
});
