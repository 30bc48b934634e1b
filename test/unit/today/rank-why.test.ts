import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeToday } from '../../../src-main/engines/today/compose-today';
import type { TodayAccount } from '../../../src-main/engines/today/today-facts';
import { account, today } from './today-account';

function shown(accounts: readonly TodayAccount[]) {
  const more = { dispositions: [], movement: null, scoring: false, progress: null, synced: true };
  return composeToday({ asOf: today, accounts, ...more }, today, { limit: 500 }).items;
}

const serious = (id: 'urgent_ticket_open' | 'notice_given') => ({
  ...{ id, severity: 'serious' as const, text: 'Something is wrong.', since: null },
});

const someAccount = fc
  .record({
    arr: fc.constantFrom(0, 12_000, 12_000, 90_000.5),
    risk: fc.constantFrom(null, 'low' as const, 'high' as const, 'critical' as const),
    change28: fc.constantFrom(null, -30, -12, 4),
    renewsOn: fc.constantFrom(null, today - 20, today + 3, today + 60),
    lastActivityDay: fc.constantFrom(today - 100, today - 20, today),
    hasTicket: fc.boolean(),
    late: fc.constantFrom(null, 0, 30),
  })
  .map(({ hasTicket, late, ...facts }) => ({
    ...facts,
    indicators: hasTicket ? [serious('urgent_ticket_open')] : [],
    ctas:
      late === null
        ? null
        : {
            first: { title: 'Call', dueDay: today - late, isHigh: true, task: null },
            count: 1,
            latestDay: today,
          },
  }));

describe('the place of an account in the queue', () => {
  test('is told by its ARR, its chance and what presses, which multiply to its rank', () => {
    fc.assert(
      fc.property(fc.array(someAccount, { maxLength: 12 }), (facts) => {
        for (const { rank, why } of shown(facts.map((one, id) => account({ ...one, id }))))
          expect(
            why.arr * why.chance * why.calm * (1 + why.presses.reduce((sum, { by }) => sum + by, 0)),
          ).toBeCloseTo(rank, 6);
      }),
    );
  });

  test('says what presses most first', () => {
    const [item] = shown([
      account({
        ...{ risk: 'high', renewsOn: today + 20, change28: -12, lastActivityDay: today },
        indicators: [serious('urgent_ticket_open')],
      }),
    ]);
    expect(item?.why).toMatchObject({ arr: 120_000, chance: 0.12, chanceOf: 'level', calm: 1 });
    expect(item?.why.presses.map(({ what }) => what)).toEqual([
      'an urgent ticket is open',
      'it renews in 20 days',
      'health fell 12.0 points in 28 days',
      '1 serious sign',
    ]);
    expect(item?.why.presses[1]?.by).toBeCloseTo(1 - 20 / 91, 9);
  });

  test('is the same in whatever order they are read, also where they rank alike', () => {
    fc.assert(
      fc.property(fc.array(someAccount, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (facts, chance) => {
        const accounts = facts.map((one, id) => account({ ...one, id }));
        const keys = new Map(accounts.map(({ id }) => [id, chance.next().value as number]));
        const mixed = accounts.toSorted((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0));
        expect(shown(mixed).map(({ key }) => key)).toEqual(shown(accounts).map(({ key }) => key));
      }),
    );
  });
});
