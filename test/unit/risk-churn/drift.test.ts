import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChurnRows, collectRows, rowsKnownBy } from '../../../src-main/engines/risk/churn/churn-rows';
import { learnDrift } from '../../../src-main/engines/risk/churn/drift';
import { canBeFitted, churnsKnownBefore, fewestChurns } from '../../../src-main/engines/risk/churn/fit-churn';
import { parseDay } from '../../../src-main/lib/day';
import { logit } from '../../../src-main/lib/statistics/logistic';
import { simulatedAccounts, through } from './simulated-accounts';

/** Months that were all foretold with one chance, settled so many days ago, with so many departures. */
function months(count: number, left: number, chance: number, age: number) {
  return {
    heldOut: new Float64Array(count).fill(logit(chance)),
    outcome: Float64Array.from({ length: count }, (_, row) => (row < left ? 1 : 0)),
    age: new Int32Array(count).fill(age),
  };
}

function driftOf({ heldOut, outcome, age }: ReturnType<typeof months>): number {
  return learnDrift(heldOut, outcome, age);
}

describe('the drift of departures', () => {
  test('is none where as many left as was foretold', () => {
    expect(driftOf(months(1000, 50, 0.05, 10))).toBeCloseTo(0, 9);
  });

  test('is the log of left over foretold, with twenty departures as foretold besides', () => {
    expect(driftOf(months(1000, 80, 0.05, 0))).toBeCloseTo(Math.log((80 + 20) / (50 + 20)), 9);
    expect(driftOf(months(1000, 20, 0.05, 0))).toBeCloseTo(Math.log((20 + 20) / (50 + 20)), 9);
  });

  test('forgets half of what is sixty days old', () => {
    expect(driftOf(months(1000, 80, 0.05, 60))).toBeCloseTo(Math.log((40 + 20) / (25 + 20)), 9);
  });

  test('moves the less the fewer departures speak for it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 400 }), (tens, age) => {
        const few = driftOf(months(10 * tens, 2 * tens, 0.1, age));
        const many = driftOf(months(20 * tens, 4 * tens, 0.1, age));
        expect(few).toBeGreaterThan(0);
        expect(many).toBeGreaterThan(few);
        expect(many).toBeLessThan(Math.log(2));
      }),
    );
  });
});

describe('enough departures', () => {
  const collector = collectRows([1], through);
  for (const subject of simulatedAccounts(200, 7)) collector.add(subject);
  const rows: ChurnRows = collector.rows();

  test('were known when the month before began', () => {
    expect(churnsKnownBefore(parseDay('2026-03-17'))).toBe(parseDay('2026-02-01'));
    expect(churnsKnownBefore(parseDay('2026-01-01'))).toBe(parseDay('2025-12-01'));
  });

  test('stay enough, and begin to be so a month or two after the fifteenth', () => {
    const settled = [...rows.settled.filter((_, row) => rows.outcome[row] === 1)].sort(
      (left, right) => left - right,
    );
    const enough = settled[fewestChurns - 1] as number;
    const days = Array.from({ length: 120 }, (_, i) => enough + i);
    const first = days.find((day) => canBeFitted(rowsKnownBy(rows, day), day)) as number;
    expect(first - enough).toBeGreaterThan(28);
    expect(first - enough).toBeLessThanOrEqual(62);
    expect(days.filter((day) => day >= first).every((day) => canBeFitted(rowsKnownBy(rows, day), day))).toBe(
      true,
    );
  });
});
