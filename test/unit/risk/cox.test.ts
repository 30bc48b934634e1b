import { describe, expect, test } from 'vitest';
import { type Design, linearPredictor } from '../../../src-main/engines/risk/model/design';
import { harrellConcordance } from '../../../src-main/engines/risk/survival/concordance';
import { fitCox } from '../../../src-main/engines/risk/survival/cox';
import { survivalFromHazard } from '../../../src-main/engines/risk/survival/cox-baseline';
import { type StepFunction, stepAt } from '../../../src-main/engines/risk/survival/lifetimes';
import { expectAllClose } from './closeness';
import { numbers, readRossi, referenceTest } from './reference-data';

function onlyStratum(baseline: ReadonlyMap<number, StepFunction>): StepFunction {
  const step = baseline.get(0);
  if (!step) throw new Error('no baseline');
  return step;
}

/** R stops its iterations when the likelihood hardly moves; its figures are this near to the maximum. */
const stoppedEarly = 1e-7;

describe('Cox regression on the Rossi data', () => {
  referenceTest("with Efron's ties gives R's coefficients, errors and likelihoods", () => {
    const { design, lifetimes } = readRossi();
    const fit = fitCox({ design, lifetimes });
    expectAllClose(
      fit.coefficients,
      [
        -0.3794221664859, -0.0574377426841, 0.3138997878425, -0.1497956976665, -0.4337038779373,
        -0.0848710825004, 0.0914970809853,
      ],
      stoppedEarly,
    );
    expectAllClose(
      fit.standardErrors,
      [
        0.1913794807135, 0.0219994706007, 0.3079927765574, 0.2122242962486, 0.3818680576688, 0.1957566719066,
        0.02864854996,
      ],
      stoppedEarly,
    );
    expectAllClose(
      [fit.logLikelihood, fit.nullLogLikelihood],
      [-658.74765944609, -675.38063234687],
      stoppedEarly,
    );
  });

  referenceTest("with Breslow's ties gives R's coefficients and likelihood", () => {
    const { design, lifetimes } = readRossi();
    const fit = fitCox({ design, lifetimes }, { ties: 'breslow' });
    expectAllClose(
      fit.coefficients,
      [
        -0.3790218874308, -0.0572459250447, 0.3141297669074, -0.151114600056, -0.4327825737629,
        -0.0849828352673, 0.0911115420916,
      ],
      stoppedEarly,
    );
    expect(fit.logLikelihood).toBeCloseTo(-659.120605677, 8);
  });

  referenceTest("the baseline hazard is R's", () => {
    const { design, lifetimes } = readRossi();
    const baseline = onlyStratum(fitCox({ design, lifetimes }).baseline);
    expectAllClose(
      [1, 10, 20, 30, 40, 52].map((week) => stepAt(baseline, week)),
      [
        0.00680323899413, 0.10403841208501, 0.29189820358729, 0.45367543212127, 0.6744146063961,
        0.95649921906866,
      ],
      stoppedEarly,
    );
  });

  referenceTest("Harrell's concordance is R's, also within strata", () => {
    const { columns, design, lifetimes } = readRossi();
    const fit = fitCox({ design, lifetimes });
    const risk = linearPredictor(design, 0, fit.coefficients);
    expect(harrellConcordance(lifetimes, risk).concordance).toBeCloseTo(0.6403292471, 10);

    const strata = Int32Array.from(numbers(columns, 'wexp'));
    const within: Design = { ...design, columns: design.columns.filter((column) => column.name !== 'wexp') };
    const stratified = fitCox({ design: within, lifetimes, strata });
    const stratifiedRisk = linearPredictor(within, 0, stratified.coefficients);
    expect(harrellConcordance(lifetimes, stratifiedRisk, strata).concordance).toBeCloseTo(0.6124492234, 10);
    expect(stratified.baseline.size).toBe(2);
  });

  referenceTest('a column that is constant within every stratum is left out', () => {
    const { columns, design, lifetimes } = readRossi();
    const strata = Int32Array.from(numbers(columns, 'wexp'));
    const fit = fitCox({ design, lifetimes, strata });
    expect(fit.dependent).toEqual([3]);
    expect(fit.coefficients[3]).toBe(0);
    expect(fit.standardErrors[3]).toBeNaN();
  });

  referenceTest('a ridge pulls the coefficients towards 0 and the likelihood below its maximum', () => {
    const { design, lifetimes } = readRossi();
    const free = fitCox({ design, lifetimes });
    const held = fitCox({ design, lifetimes }, { ridge: 50 });
    const size = (coefficients: readonly number[]) => Math.hypot(...coefficients);
    expect(size(held.coefficients)).toBeLessThan(size(free.coefficients));
    expect(held.logLikelihood).toBeLessThan(free.logLikelihood);
  });
});

describe('Cox regression', () => {
  const time = Float64Array.of(5, 4, 3, 2, 1, 6, 7, 8);
  const rows = time.length;
  const column = (values: number[]): Design => ({
    rows,
    columns: [{ name: 'seats', values: Float64Array.from(values) }],
  });

  test('does not change when a constant as large as a thousand is added to a column', () => {
    const event = Float64Array.of(1, 1, 0, 1, 1, 1, 0, 1);
    const plain = fitCox({ design: column([1, 3, 2, 5, 4, 1, 2, 3]), lifetimes: { time, event } });
    const moved = fitCox({
      design: column([1, 3, 2, 5, 4, 1, 2, 3].map((value) => value + 1000)),
      lifetimes: { time, event },
    });
    expectAllClose(moved.coefficients, plain.coefficients, 1e-8);
    const hazard = (fit: ReturnType<typeof fitCox>, value: number) =>
      survivalFromHazard(stepAt(onlyStratum(fit.baseline), 4), value * (fit.coefficients[0] ?? 0));
    expect(hazard(moved, 1003)).toBeCloseTo(hazard(plain, 3), 8);
  });

  test('names the column that foretells the order of all events', () => {
    const event = new Float64Array(rows).fill(1);
    const lifetimes = { time, event };
    expect(() => fitCox({ design: column(Array.from(time)), lifetimes })).toThrow(/"seats".*ridge/);
  });

  test('asks for events and for durations that are numbers', () => {
    const design = column([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(() => fitCox({ design, lifetimes: { time, event: new Float64Array(rows) } })).toThrow(
      'None of the 8',
    );
    const broken = time.map((value, row) => (row === 2 ? Number.NaN : value));
    const event = new Float64Array(rows).fill(1);
    expect(() => fitCox({ design, lifetimes: { time: broken, event } })).toThrow('Row 3 has no duration');
  });
});
