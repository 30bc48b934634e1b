import { describe, expect, test } from 'vitest';
import type { ChurnModel } from '../../../src-main/engines/risk/churn/churn-model';
import { forecastOf } from '../../../src-main/engines/risk/churn/forecast';
import { unstretched } from '../../../src-main/engines/risk/churn/stretch';
import { lastingColumns, monthColumnNames } from '../../../src-main/engines/risk/features/risk-features';

const line = (column: string) => ({ column, slope: 1, missing: 0, cuts: [], steps: [0] });
const columns = ['log_billing_months', 'log_events_28', ...monthColumnNames];

/** A model in which half of all that is read is gone after a month. */
const model: ChurnModel = {
  kind: 'churn',
  method: 'hazard',
  featureIds: [],
  score: {
    intercept: -5,
    terms: columns.map((column) =>
      column === 'log_billing_months' || column === 'log_events_28'
        ? line(column)
        : { ...line(column), slope: 0 },
    ),
  },
  weights: [1],
  drift: 0,
  means: columns.map(() => 0),
  lasting: lastingColumns,
  recordsBegan: 0,
  gate: { kind: 'open' },
  held: [],
  persistence: 0.5,
  variance: 0,
  stretches: [unstretched, unstretched, unstretched],
};

/** Chance to leave in each of two years' months of who is still there, of an account with these values. */
function hazards(of: ChurnModel, billing: number, events: number): number[] {
  const { survival } = forecastOf(of, {
    values: Float64Array.of(billing, events, 0, 0, 0, 0),
    createdDay: 19_000,
    asOf: 19_400,
    commitment: [],
  });
  return survival.slice(1).map((share, i) => -Math.log(share / (survival[i] as number)));
}

describe('what an account is', () => {
  test('tells of a month two years ahead what it tells of the next, and what it does fades', () => {
    const [usual, billed, used] = [hazards(model, 0, 0), hazards(model, 1, 0), hazards(model, 0, 1)];
    const times = (of: number[], month: number) => (of[month] as number) / (usual[month] as number);
    for (const month of [0, 3, 6, 12, 22]) expect(times(billed, month)).toBeCloseTo(Math.E, 1);
    expect(times(used, 0)).toBeCloseTo(Math.E, 1);
    expect(times(used, 6)).toBeLessThan(1.1);
  });

  test('fades with the rest in a model that was learned before it was told apart', () => {
    const before = { ...model, lasting: [] };
    expect(hazards(before, 1, 0)).toEqual(hazards(before, 0, 1));
  });
});
