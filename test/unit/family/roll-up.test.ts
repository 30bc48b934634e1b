import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countBelow, type FamilyMember, familyOf, rollUp } from '../../../src-main/engines/family/roll-up';

function account(id: number, parentId: number | null, more: Partial<FamilyMember> = {}): FamilyMember {
  return { id, parentId, mrr: 100, users: 1, activeUsers: 1, score: 50, ...more };
}

describe('a family of accounts', () => {
  test('is the account and all below it, each once, however deep', () => {
    const members = [
      account(4, 3),
      account(3, 2),
      account(2, 1),
      account(1, null),
      account(5, 1),
      account(6, 9),
    ];
    expect(familyOf(1, members).map(({ id }) => id)).toEqual([1, 2, 5, 3, 4]);
    expect(familyOf(3, members).map(({ id }) => id)).toEqual([3, 4]);
    expect(familyOf(4, members).map(({ id }) => id)).toEqual([4]);
    expect(Object.fromEntries(countBelow(familyOf(1, members)))).toEqual({ 1: 4, 2: 2, 3: 1, 4: 0, 5: 0 });
  });

  test('has no link that lies on a circle; what leads into one stays where it is', () => {
    const members = [
      account(1, 2),
      account(2, 3),
      account(3, 1),
      account(4, 1),
      account(5, 4),
      account(6, 6),
    ];
    expect(familyOf(1, members).map(({ id }) => id)).toEqual([1, 4, 5]);
    expect(familyOf(2, members).map(({ id }) => id)).toEqual([2]);
    expect(familyOf(6, members).map(({ id }) => id)).toEqual([6]);
  });
});

describe('what a family is together', () => {
  test('weighs health by money: who pays nothing and who has no score doesn’t count', () => {
    const together = rollUp([
      account(1, null, { mrr: 300, score: 80 }),
      account(2, 1, { mrr: 100, score: 40 }),
      account(3, 1, { mrr: 0, score: 1 }),
      account(4, 1, { mrr: 1000, score: null }),
    ]);
    expect(together).toMatchObject({ accounts: 4, mrr: 1400, score: 70, scoredShare: 400 / 1400, users: 4 });
  });

  test('takes no weight from a credit', () => {
    const together = rollUp([account(1, null, { mrr: 300 }), account(2, 1, { mrr: -100, score: 0 })]);
    expect(together).toMatchObject({ mrr: 200, score: 50, scoredShare: 1 });
  });

  test('has no mean where nobody who pays has a score, and no people where they are known of none', () => {
    const unknown = account(1, null, { mrr: 0, activeUsers: null });
    expect(rollUp([unknown])).toMatchObject({ score: null, activeUsers: null, withoutActive: 1 });
    expect(rollUp([unknown, account(2, 1, { activeUsers: 0 })])).toMatchObject({
      activeUsers: 0,
      withoutActive: 1,
      score: 50,
    });
  });

  test('is the same as counting for each account whether its chain of parents meets the first', () => {
    const links = fc.array(fc.option(fc.integer({ min: 0, max: 11 }), { nil: null }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(links, fc.integer({ min: 0, max: 11 }), (parents, first) => {
        const members = parents.map((parentId, id) => account(id, parentId, { mrr: 2 ** id }));
        const expected = members.filter(({ id }) => isBelow(id, first, parents));
        expect(rollUp(familyOf(first, members)).mrr).toBe(rollUp(expected).mrr);
      }),
      { numRuns: Number(process.env['STEWARD_RUNS'] ?? 300) },
    );
  });
});

/** By walking up, one account at a time; a link on a circle can't be walked. */
function isBelow(id: number, first: number, parents: readonly (number | null)[]): boolean {
  let at: number | null = id;
  while (at !== null && at !== first) at = isOnCircle(at, parents) ? null : (parents[at] ?? null);
  return at === first && first < parents.length;
}

function isOnCircle(id: number, parents: readonly (number | null)[]): boolean {
  let at: number | null = parents[id] ?? null;
  for (let steps = 0; at !== null && steps <= parents.length; steps += 1) {
    if (at === id) return true;
    at = parents[at] ?? null;
  }
  return false;
}
