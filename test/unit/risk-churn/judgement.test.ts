import { describe, expect, test } from 'vitest';
import type { Horizon } from '../../../src-main/engines/risk/churn/churn-model';
import type { ChurnRows } from '../../../src-main/engines/risk/churn/churn-rows';
import { judged, provesItself, untoldBecause } from '../../../src-main/engines/risk/churn/judgement';
import { createRandom } from '../../../src-main/lib/statistics/random';

const accounts = 6000;
const all = Int32Array.from({ length: accounts }, (_, at) => at);
const rows = {
  organizationId: all,
  commitment: Array.from(all, () => []),
  table: { rows: accounts, columns: [] },
} as unknown as ChurnRows;

/** A horizon whose chances rank well and say `times` as many departures as come. */
function foretold(horizon: Horizon, times: number, seed = 3) {
  return foretoldAs(horizon, (chance) => chance * times, rows, seed);
}

function foretoldAs(horizon: Horizon, said: (chance: number) => number, about = rows, seed = 3) {
  const random = createRandom(seed);
  const chances = Float64Array.from(all, () => 0.005 + 0.6 * random.next() ** 9);
  const left = chances.map((chance) => (random.next() < chance ? 1 : 0));
  const base = new Float64Array(accounts).fill(0.065);
  return judged({ horizon, rows: all, chances: chances.map(said), base, left }, about);
}

describe('a horizon is judged by how many departures it foretold, too', () => {
  test.each([
    [1, 'better'],
    [1.3, 'better'],
    [0.78, 'better'],
    [1.55, 'off'],
    [0.5, 'off'],
  ] as const)('chances of %d departures for each that comes are %s', (times, verdict) => {
    expect(foretold(180, times).verdict).toBe(verdict);
  });

  test('half a year ahead nothing is told where it is surely off by more than a quarter, and the card says why', () => {
    const off = foretold(180, 1.55);
    expect(untoldBecause([off])).toBe('off');
    expect(off.text).toMatch(
      /^Within 180 days it ranks better than chance \(AUC .*\), but it foretold 1\.\d\d departures for each that came \(95% interval 1\.\d\d to \d\.\d\d\)\. So far ahead no chance is shown\.$/,
    );
    expect(untoldBecause([foretold(180, 1)])).toBeNull();
  });

  test('an order that holds is shown within 30 days although it is off, with the words to take it for one', () => {
    const near = foretold(30, 1.55);
    expect(near.text).toContain('Take its chances for an order, not for a count.');
    expect(provesItself([near, foretold(90, 1)])).toBe(true);
    expect(provesItself([foretold(30, 1), { horizon: 90, verdict: 'chance' }])).toBe(false);
  });

  test('an order that says departures no better than their share is none', () => {
    // Who leaves is ranked rightly, and given chances that are far too high.
    const high = foretoldAs(90, (chance) => 0.4 + chance / 2);
    expect(high.area?.low).toBeGreaterThan(0.5);
    expect(high.verdict).toBe('chance');
  });

  test('accounts are told apart by the shortest of their terms', () => {
    const termed = {
      ...rows,
      commitment: Array.from(
        all,
        (at) => [[{ months: 1 }, { months: 12 }], [{ months: 24 }], [{ months: 6 }]][at % 3],
      ),
    } as unknown as ChurnRows;
    const { parts } = foretoldAs(90, (chance) => chance, termed);
    const share = (name: string) => (parts.find(({ part }) => part === name)?.accountMonths ?? 0) / accounts;
    expect(['monthly', 'yearly', 'other_terms'].map(share)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  test('too few departures are too few to call it off', () => {
    const few = foretold(180, 1);
    const left = new Float64Array(accounts);
    left[0] = 1;
    const { verdict } = judged(
      { horizon: 180, rows: all, chances: new Float64Array(accounts).fill(0.1), base: left, left },
      rows,
    );
    expect(verdict).toBe('too_few');
    expect(few.verdict).toBe('better');
  });
});
