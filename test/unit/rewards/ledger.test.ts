import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LedgerRow, runningOut, standingOn } from '../../../src-main/engines/rewards/standing';
import {
  earnedPoints,
  nextTier,
  periodBegin,
  periodEnd,
  tierRank,
} from '../../../src-main/engines/rewards/tiers';
import { formatDay, parseDay } from '../../../src-main/lib/day';
import { statementOf } from '../../../src-main/lib/rewards/statement';
import { proposedProgram } from '../../../src-preload/contract/rewards/program';

const row = (n: number, points: number, more: Partial<LedgerRow> = {}): LedgerRow => ({
  ...{ row: n, points, owed: 0, lot: null, lastDay: null },
  ...more,
});

describe('how an account stands', () => {
  test('what ran out is not spendable from the day after, whether it was written off or not', () => {
    const ledger = [row(1, 100, { lastDay: 10 }), row(2, 50, { lastDay: 12 })];
    expect(standingOn(ledger, 10).balance).toBe(150);
    expect(standingOn(ledger, 11).balance).toBe(50);
    const written = [...ledger, row(3, -100, { lot: 1 })];
    expect(standingOn(written, 11).balance).toBe(50);
  });

  test('its points are used by the earliest last day, then the older, and those for ever last', () => {
    const ledger = [
      row(1, 1),
      row(2, 1, { lastDay: 9 }),
      row(3, 1, { lastDay: 5 }),
      row(4, 1, { lastDay: 9 }),
    ];
    expect(standingOn(ledger, 1).lots.map((lot) => lot.row)).toEqual([3, 2, 4, 1]);
  });

  test('a notice tells of what runs out by its last day, and of nothing else', () => {
    const standing = standingOn([row(1, 5, { lastDay: 40 }), row(2, 7, { lastDay: 39 }), row(3, 9)], 10);
    expect(runningOut(standing, 10, 30)).toEqual({ points: 12, lastDay: 39 });
    expect(runningOut(standing, 10, 28)).toBeNull();
  });

  test('in whatever order the rows come it is the same, and a statement ends on it', () => {
    const rows = fc
      .array(fc.record({ points: fc.integer({ min: 1, max: 90 }), back: fc.integer({ min: 0, max: 90 }) }), {
        maxLength: 12,
      })
      .map((given) =>
        given.flatMap(({ points, back }, n) => [
          row(2 * n, points),
          row(2 * n + 1, -Math.min(points, back), { lot: 2 * n }),
        ]),
      );
    fc.assert(
      fc.property(
        rows.chain((ledger) =>
          fc.tuple(fc.constant(ledger), fc.shuffledSubarray(ledger, { minLength: ledger.length })),
        ),
        ([ledger, shuffled]) => {
          const standing = standingOn(ledger, 0);
          expect(standingOn(shuffled, 0)).toEqual(standing);
          const statement = statementOf(shuffled);
          expect(statement.at(-1)?.balanceAfter ?? 0).toBe(standing.balance);
          expect(statement.map((one) => one.row)).toEqual(ledger.map((one) => one.row));
        },
      ),
    );
  });
});

describe('periods and tiers', () => {
  test.each([
    ['2026-11-29', 12, '2026-01-01', '2026-12-31'],
    ['2026-11-29', 6, '2026-07-01', '2026-12-31'],
    ['2026-11-29', 3, '2026-10-01', '2026-12-31'],
    ['2024-02-29', 3, '2024-01-01', '2024-03-31'],
  ])('%s lies in a period of %i months from %s to %s', (day, months, first, last) => {
    expect(formatDay(periodBegin(parseDay(day), months))).toBe(first);
    expect(formatDay(periodEnd(parseDay(day), months))).toBe(last);
  });

  test('a tier is earned by awards alone, and not by those that were taken back', () => {
    const of = (n: number, kind: string, points: number, reversalOf: number | null = null) => ({
      ...{ row: n, kind, points, reversalOf, day: 100 },
    });
    const ledger = [
      of(1, 'award', 400),
      of(2, 'award', 300),
      of(3, 'adjust', 900),
      of(4, 'reverse', -300, 2),
    ];
    expect(earnedPoints(ledger, 0, 200)).toBe(400);
    expect(nextTier(proposedProgram, 'bronze', ledger, 100)).toMatchObject({
      tier: { key: 'silver' },
      lacks: 100,
    });
    expect(nextTier(proposedProgram, 'gold', ledger, 100)).toBeNull();
    expect(nextTier(proposedProgram, null, ledger, 100)).toMatchObject({ tier: { key: 'bronze' }, lacks: 0 });
    expect(tierRank(proposedProgram, 'tin')).toBe(0);
  });
});
