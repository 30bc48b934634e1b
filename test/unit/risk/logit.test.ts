import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src-main/engines/risk/evaluation/evaluate';
import type { Sample } from '../../../src-main/engines/risk/evaluation/learner';
import { logitLearner } from '../../../src-main/engines/risk/evaluation/learners';
import { chooseRidge } from '../../../src-main/engines/risk/model/choose-ridge';
import { logitContributions } from '../../../src-main/engines/risk/model/contributions';
import { type Design, linearPredictor } from '../../../src-main/engines/risk/model/design';
import { encode, fitEncoder } from '../../../src-main/engines/risk/model/encoder';
import { foldsByIndex, stratifiedFolds } from '../../../src-main/engines/risk/model/folds';
import { fitLogit } from '../../../src-main/engines/risk/model/logit';
import {
  coefficientsInUnits,
  fitLogitModel,
  logitMargins,
} from '../../../src-main/engines/risk/model/logit-model';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { expectAllClose } from './closeness';
import { readTelco, referenceTest, tableOf } from './reference-data';
import { syntheticTable } from './synthetic-table';
import { twoByTwo } from './two-by-two';

function oneColumn(values: number[]): Design {
  return { rows: values.length, columns: [{ name: 'seats', values: Float64Array.from(values) }] };
}

describe('logistic regression', () => {
  test('on a two by two table gives the log odds ratio and its textbook standard error', () => {
    const fit = fitLogit({
      design: oneColumn(twoByTwo.map((row) => row.x)),
      outcome: Float64Array.from(twoByTwo, (row) => row.y),
    });
    expect(fit.coefficients[0]).toBeCloseTo(Math.log((30 * 40) / (10 * 20)), 10);
    expect(fit.standardErrors[0]).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10 + 1 / 20 + 1 / 40), 8);
    expect(fit.intercept).toBeCloseTo(Math.log(20 / 40), 10);
  });

  test('a row weighed three times is three rows', () => {
    const outcome = Float64Array.of(1, 0, 1, 0, 1);
    const weighed = fitLogit({
      design: oneColumn([1, 2, 3, 4, 2]),
      outcome,
      weights: Float64Array.of(1, 3, 1, 1, 1),
    });
    const repeated = fitLogit({
      design: oneColumn([1, 2, 2, 2, 3, 4, 2]),
      outcome: Float64Array.of(1, 0, 0, 0, 1, 0, 1),
    });
    expectAllClose(weighed.coefficients, [...repeated.coefficients], 1e-9);
    expect(weighed.logLikelihood).toBeCloseTo(repeated.logLikelihood, 9);
  });

  test('predicts as many events as there were', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { table, outcome } = syntheticTable(200, seed);
        const { model } = fitLogitModel(table, outcome, 1);
        const predicted = logitMargins(model, table).reduce((sum, margin) => sum + sigmoid(margin), 0);
        const events = outcome.reduce((sum, observed) => sum + observed, 0);
        expect(predicted).toBeCloseTo(events, 4);
      }),
      { numRuns: 25 },
    );
  });

  test('a ridge leaves what it is told to leave alone', () => {
    const random = createRandom(5);
    const values = Float64Array.from({ length: 300 }, random.next);
    const outcome = values.map((value) => (random.next() < sigmoid(3 * value - 1) ? 1 : 0));
    const free = { name: 'tenure', values, free: true } as const;
    const plain = fitLogit({ design: { rows: 300, columns: [{ name: 'tenure', values }] }, outcome });
    const held = fitLogit({ design: { rows: 300, columns: [free] }, outcome }, { ridge: 1e6 });
    expect(held.coefficients[0]).toBeCloseTo(plain.coefficients[0] ?? Number.NaN, 8);
  });

  test('in the columns’ own units says the same of every row, by seats and by plan', () => {
    const { table, outcome } = syntheticTable(300, 9);
    const known = { ...table, columns: table.columns.filter(({ name }) => name !== 'logins') };
    const { model, fit } = fitLogitModel(known, outcome, 1);
    const units = new Map(coefficientsInUnits(model.encoder, fit).map(({ name, value }) => [name, value]));
    const [seats, plan] = known.columns;
    if (seats?.kind !== 'number' || plan?.kind !== 'category') throw new Error('the table has other columns');
    logitMargins(model, known).forEach((margin, row) => {
      const level = plan.levels[plan.codes[row] ?? -1];
      const ofPlan = units.get(level === undefined ? 'plan missing' : `plan=${level}`) ?? 0;
      const ofSeats = (units.get('seats') ?? 0) * (seats.values[row] ?? 0);
      expect((units.get('(intercept)') ?? 0) + ofPlan + ofSeats).toBeCloseTo(margin, 8);
    });
  });

  test('starting from another fit changes nothing but the way', () => {
    const { table, outcome } = syntheticTable(300, 3);
    const design = encode(fitEncoder(table), table);
    const start = fitLogit({ design, outcome }, { ridge: 100 });
    const cold = fitLogit({ design, outcome }, { ridge: 1 });
    const warm = fitLogit({ design, outcome }, { ridge: 1, start });
    expectAllClose(warm.coefficients, [...cold.coefficients], 1e-7);
  });

  test('names the column that foretells the outcome without exception, and fits it with a ridge', () => {
    const data = { design: oneColumn([1, 2, 3, 4, 5, 6]), outcome: Float64Array.of(0, 0, 0, 1, 1, 1) };
    expect(() => fitLogit(data)).toThrow(/"seats".*infinite.*ridge/);
    expect(fitLogit(data, { ridge: 1 }).coefficients[0]).toBeGreaterThan(0);
  });

  test('names a flag that no row without the event has', () => {
    const outcome = Float64Array.of(0, 1, 0, 1, 1, 1, 0, 1);
    expect(() => fitLogit({ design: oneColumn([0, 0, 0, 0, 1, 1, 0, 1]), outcome })).toThrow('"seats"');
  });

  test('leaves out a column that repeats the ones before it', () => {
    const [seats = new Float64Array()] = oneColumn([1, 2, 3, 4, 5, 6]).columns.map((column) => column.values);
    const design: Design = {
      rows: 6,
      columns: [
        { name: 'seats', values: seats },
        { name: 'twice', values: seats.map((value) => 2 * value + 1) },
      ],
    };
    const fit = fitLogit({ design, outcome: Float64Array.of(0, 1, 0, 1, 0, 1) });
    expect(fit.dependent).toEqual([1]);
    expect(fit.coefficients[1]).toBe(0);
    expect(fit.standardErrors[1]).toBeNaN();
  });

  test.each([0, 1])('names a column that holds no number, with a ridge of %d', (ridge) => {
    const design = oneColumn([1, Number.NaN, 3, 4]);
    expect(() => fitLogit({ design, outcome: Float64Array.of(0, 1, 0, 1) }, { ridge })).toThrow(
      '"seats" holds values that are no finite numbers',
    );
  });

  test('asks for rows of both outcomes', () => {
    const design = oneColumn([1, 2]);
    expect(() => fitLogit({ design, outcome: Float64Array.of(0, 0) })).toThrow(
      'None of the 2 rows has the event',
    );
    expect(() => fitLogit({ design, outcome: Float64Array.of(1, 1) })).toThrow('All 2 rows have the event');
    expect(() => fitLogit({ design: oneColumn([]), outcome: new Float64Array() })).toThrow('no rows');
  });
});

describe('a logit of a table', () => {
  test('gives coefficients per unit of the table, as a fit to the raw numbers does', () => {
    const { table, outcome } = syntheticTable(400, 11);
    const seats = table.columns.find((column) => column.name === 'seats');
    if (seats?.kind !== 'number') throw new Error('no seats');
    const onlySeats = { rows: table.rows, columns: [seats] };
    const { model, fit } = fitLogitModel(onlySeats, outcome, 0);
    const raw = fitLogit({ design: { rows: table.rows, columns: [seats] }, outcome });
    const [intercept, slope] = coefficientsInUnits(model.encoder, fit);
    expectAllClose(
      [intercept?.value ?? 0, intercept?.standardError ?? 0, slope?.value ?? 0, slope?.standardError ?? 0],
      [raw.intercept, raw.interceptStandardError, raw.coefficients[0] ?? 0, raw.standardErrors[0] ?? 0],
      1e-7,
    );
  });

  test('the contributions of the columns add up to the log-odds', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { table, outcome } = syntheticTable(120, seed);
        const { model } = fitLogitModel(table, outcome, 1);
        const { base, columns } = logitContributions(model, table);
        logitMargins(model, table).forEach((margin, row) => {
          const sum = columns.reduce((total, column) => total + (column.logOdds[row] ?? 0), base);
          expect(Math.abs(sum - margin)).toBeLessThan(1e-12 * (1 + Math.abs(margin)));
        });
      }),
      { numRuns: 25 },
    );
  });

  test('kept as JSON it says the same', () => {
    const { table, outcome } = syntheticTable(150, 8);
    const { model } = fitLogitModel(table, outcome, 1);
    expect(logitMargins(JSON.parse(JSON.stringify(model)), table)).toEqual(logitMargins(model, table));
  });

  test('the ridge chosen is strong where the columns say nothing and weak where they say much', () => {
    const { table, outcome } = syntheticTable(600, 21);
    const random = createRandom(9);
    const coin = outcome.map(() => random.below(2));
    const folds = stratifiedFolds(outcome, 5, 1);
    const telling = chooseRidge(table, outcome, folds);
    const silent = chooseRidge(table, coin, stratifiedFolds(coin, 5, 1));
    expect(telling.ridge).toBeLessThan(silent.ridge);
  });
});

describe('the telco logit', () => {
  referenceTest("on all rows without TotalCharges has R's log-likelihood", () => {
    const { columns, outcome, features } = readTelco();
    const table = tableOf(
      columns,
      features.filter((name) => name !== 'TotalCharges'),
    );
    const { fit, model } = fitLogitModel(table, outcome, 0);
    expect(fit.logLikelihood).toBeCloseTo(-2925.48044225, 6);
    const repeats = fit.dependent.map((position) => model.encoder.terms[position]?.source);
    expect(repeats).toEqual([
      'MultipleLines',
      'OnlineSecurity',
      'OnlineBackup',
      'DeviceProtection',
      'TechSupport',
      'StreamingTV',
      'StreamingMovies',
    ]);
  });

  referenceTest('in five folds by row is as sharp and as honest as the reference', () => {
    const { columns, outcome, features } = readTelco();
    const { auc, brier, ece } = inFiveFolds({ table: tableOf(columns, features), outcome });
    expect(auc).toBeGreaterThan(0.843);
    expect(brier).toBeLessThan(0.1365);
    expect(ece).toBeLessThan(0.02);
  });

  referenceTest(
    'without TotalCharges has exactly the reference area, Brier score and calibration error',
    () => {
      const { columns, outcome, features } = readTelco();
      const table = tableOf(
        columns,
        features.filter((name) => name !== 'TotalCharges'),
      );
      const { auc, brier, ece } = inFiveFolds({ table, outcome });
      expectAllClose([auc ?? 0, brier ?? 0, ece ?? 0], [0.843485, 0.136049, 0.0102], 1e-4);
    },
  );
});

function inFiveFolds(sample: Sample) {
  const folds = foldsByIndex(sample.table.rows, 5);
  return evaluate(sample, { kind: 'out-of-fold', folds }, logitLearner(0, 1));
}

test('a linear predictor is the intercept where there are no columns', () => {
  expect(Array.from(linearPredictor({ rows: 2, columns: [] }, 0.5, []))).toEqual([0.5, 0.5]);
});
