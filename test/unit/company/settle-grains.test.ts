import { describe, expect, test } from 'vitest';
import { type Grains, mayOverlap, noGrains, together } from '../../../src-main/company/settle-grains';

const monday = 1 << 1;
const sunday = 1 << 7;
const of = (...given: readonly Partial<Grains>[]) =>
  given.reduce((all: Grains, one) => together(all, { ...noGrains, ...one }), noGrains);

describe('counts of use', () => {
  test.each<[string, Partial<Grains>[]]>([
    ['days', [{ hasDays: true }, { hasDays: true }]],
    ['weeks', [{ weekdays: monday }, { weekdays: monday }]],
    ['weeks that end on Saturday', [{ weekdays: sunday }]],
    ['people', [{ hasPeople: true, hasDays: true }]],
    ['totals', [{ hasTotals: true, weekdays: monday }]],
    ['nothing', []],
  ])('at one grain say nothing twice: %s', (_what, given) => {
    expect(mayOverlap(of(...given))).toBe(false);
  });

  test.each<[string, Partial<Grains>[]]>([
    ['days and weeks', [{ hasDays: true }, { weekdays: monday }]],
    ['weeks that begin on two days', [{ weekdays: monday }, { weekdays: sunday }]],
    ['people and totals', [{ hasPeople: true }, { hasTotals: true }]],
  ])('at two may say the same use twice, whichever came first: %s', (_what, given) => {
    expect(mayOverlap(of(...given))).toBe(true);
    expect(mayOverlap(of(...given.toReversed()))).toBe(true);
  });
});
