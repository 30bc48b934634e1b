import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src-main/engines/risk/evaluation/evaluate';
import { usableFeatures } from '../../../src-main/engines/risk/evaluation/features';
import type { Learner, Sample } from '../../../src-main/engines/risk/evaluation/learner';
import {
  bestLearner,
  coxLearner,
  hazardLearner,
  logitLearner,
} from '../../../src-main/engines/risk/evaluation/learners';
import { foldsByIndex } from '../../../src-main/engines/risk/model/folds';
import { columnFromText } from '../../../src-main/engines/risk/model/text-column';
import { mean } from '../../../src-main/lib/statistics/vectors';
import { syntheticTable } from './synthetic-table';

const inSample = { kind: 'in-sample' } as const;
const byFolds = (rows: number) => ({ kind: 'out-of-fold', folds: foldsByIndex(rows, 5) }) as const;

/** Accounts that are watched for 1 to 12 periods. */
function watched(rows: number, seed: number): Sample {
  const { table, outcome } = syntheticTable(rows, seed);
  return { table, outcome, duration: outcome.map((_, row) => 1 + ((row * 7) % 12)) };
}

describe('an evaluation', () => {
  test('flatters a model on the rows it was fitted to, and not out of fold', () => {
    const sample = syntheticTable(600, 4);
    const shown = evaluate(sample, inSample, logitLearner(0, 1));
    const unseen = evaluate(sample, byFolds(600), logitLearner(0, 1));
    expect(unseen.logLikelihood ?? 0).toBeLessThan(shown.logLikelihood ?? 0);
    expect(unseen.coefficients).toEqual(shown.coefficients);
    expect(shown.meanPredicted).toBeCloseTo(shown.meanObserved ?? Number.NaN, 8);
  });

  test('out of fold scores no row by a model that saw its outcome', () => {
    const sample = syntheticTable(60, 1);
    const folds = foldsByIndex(60, 4);
    const seen: number[] = [];
    const shareLearner: Learner = ({ outcome }) => {
      const share = mean(outcome);
      return {
        predict: ({ table }) => {
          seen.push(share);
          return { risk: new Float64Array(table.rows).fill(share) };
        },
        leftOut: [],
      };
    };
    evaluate(sample, { kind: 'out-of-fold', folds }, shareLearner);
    const others = [0, 1, 2, 3].map((fold) =>
      mean(sample.outcome.filter((_, row) => folds.of[row] !== fold)),
    );
    expect(seen).toEqual(others);
  });

  test('of a split counts the test rows and learns from the train rows alone', () => {
    const sample = syntheticTable(300, 2);
    const rows = Int32Array.from({ length: 300 }, (_, row) => row);
    const plan = { kind: 'split', train: rows.subarray(0, 200), test: rows.subarray(200) } as const;
    const evaluation = evaluate(sample, plan, logitLearner(1, 1));
    const turned = {
      ...sample,
      outcome: sample.outcome.map((value, row) => (row < 200 ? value : 1 - value)),
    };
    expect(evaluation.n).toBe(100);
    expect(evaluate(turned, plan, logitLearner(1, 1)).coefficients).toEqual(evaluation.coefficients);
    expect(evaluate(turned, plan, logitLearner(1, 1)).auc).toBeCloseTo(1 - (evaluation.auc ?? 0), 10);
  });

  test('of a hazard speaks of periods', () => {
    const sample = watched(300, 3);
    const evaluation = evaluate(sample, byFolds(300), hazardLearner(0));
    const periods = sample.duration?.reduce((sum, duration) => sum + duration, 0);
    expect([evaluation.n, evaluation.periods]).toEqual([300, periods]);
    expect(evaluation.meanObserved).toBeCloseTo(evaluation.events / (periods ?? 0), 12);
    expect(evaluation.coefficients?.map(({ name }) => name)).toEqual([
      '(intercept)',
      'seats',
      'logins',
      'logins missing',
      'plan=pro',
      'plan=team',
      'plan missing',
      'period',
      'period squared',
    ]);
  });

  test('of a Cox model has an order and no chances', () => {
    const evaluation = evaluate(watched(300, 3), byFolds(300), coxLearner(0));
    expect(evaluation).toMatchObject({
      auc: null,
      brier: null,
      ece: null,
      logLikelihood: null,
      meanPredicted: null,
    });
    expect(evaluation.concordance).toBeGreaterThan(0.5);
    expect(evaluate(watched(300, 3), inSample, coxLearner(0)).logLikelihood).toBeLessThan(0);
  });

  test('of the best model has no formula', () => {
    const evaluation = evaluate(syntheticTable(300, 5), byFolds(300), bestLearner(1));
    expect(evaluation.coefficients).toBeNull();
    expect(evaluation.auc).toBeGreaterThan(0.6);
  });

  test('has no area where only one outcome is scored', () => {
    const sample = syntheticTable(100, 6);
    const rows = Int32Array.from({ length: 100 }, (_, row) => row);
    const test = rows.filter((row) => sample.outcome[row] === 1);
    const evaluation = evaluate(sample, { kind: 'split', train: rows, test }, logitLearner(1, 1));
    expect(evaluation.auc).toBeNull();
    expect(evaluation.brier).not.toBeNull();
  });

  test('a gap whose rows all ended alike gets no coefficient of its own, and the fit goes on', () => {
    const { table, outcome } = syntheticTable(200, 8);
    const [seats, logins, plan] = table.columns;
    if (logins?.kind !== 'number' || !seats || !plan) throw new Error('unexpected table');
    const values = logins.values.map((value, row) => (outcome[row] === 1 && Number.isNaN(value) ? 5 : value));
    const gapped = { rows: 200, columns: [seats, { ...logins, values }, plan] };
    const evaluation = evaluate({ table: gapped, outcome }, inSample, logitLearner(0, 1));
    const gaps = values.filter(Number.isNaN).length;
    expect(evaluation.leftOut).toEqual([
      { column: 'logins missing', reason: `none of the ${gaps} rows it marks have the event` },
    ]);
  });

  test('a level of a few rows that ended alike is left out; one of many rows is worth a refusal', () => {
    const withLoyal = (loyal: number) => {
      const outcome = Float64Array.from({ length: 200 }, (_, row) => (row >= loyal && row % 2 === 0 ? 1 : 0));
      const plans = Array.from(outcome, (_, row) => (row < loyal ? 'z' : ['a', 'b', 'c'][row % 3])).map(
        String,
      );
      const table = { rows: 200, columns: [columnFromText('plan', plans)] };
      return () => evaluate({ table, outcome }, inSample, logitLearner(0, 1));
    };
    expect(withLoyal(4)().leftOut).toEqual([
      { column: 'plan=z', reason: 'none of the 4 rows it marks have the event' },
    ]);
    expect(withLoyal(40)).toThrow('"plan=z"');
  });

  test('names columns that only repeat others', () => {
    const { table, outcome } = syntheticTable(200, 8);
    const [seats] = table.columns;
    if (seats?.kind !== 'number') throw new Error('unexpected table');
    const licences = { ...seats, name: 'licences', values: seats.values.map((value) => 12 * value) };
    const evaluation = evaluate(
      { table: { rows: 200, columns: [seats, licences] }, outcome },
      inSample,
      logitLearner(0, 1),
    );
    expect(evaluation.leftOut).toEqual([{ column: 'licences', reason: 'it only repeats other columns' }]);
  });

  test('with an automatic ridge chooses inside the rows learned from', () => {
    const sample = syntheticTable(300, 9);
    const chosen = evaluate(sample, inSample, logitLearner('auto', 1));
    const free = evaluate(sample, inSample, logitLearner(0, 1));
    expect(chosen.logLikelihood ?? 0).toBeLessThan(free.logLikelihood ?? 0);
  });
});

describe('features', () => {
  const rows = 150;
  const column = (name: string, cell: (row: number) => string) =>
    columnFromText(
      name,
      Array.from({ length: rows }, (_, row) => cell(row)),
    );

  test('that no model can use are left out, each with the reason', () => {
    const table = {
      rows,
      columns: [
        column('id', (row) => `account-${row}`),
        column('country', () => 'NL'),
        column('notes', () => ''),
        column('plan', (row) => (row % 2 === 0 ? 'free' : 'pro')),
      ],
    };
    const features = usableFeatures(table);
    expect(features.table.columns.map(({ name }) => name)).toEqual(['plan']);
    expect(features.leftOut.map(({ column: name, reason }) => `${name}: ${reason}`)).toEqual([
      "id: it holds 150 different words in 150 rows, so it names rows and doesn't describe them",
      'country: it is the same in every row',
      'notes: it is empty',
    ]);
  });

  test('with gaps say how many; one value and gaps are two things', () => {
    const table = { rows, columns: [column('discount', (row) => (row < 10 ? '' : '5'))] };
    expect(usableFeatures(table)).toMatchObject({ leftOut: [], missing: [{ column: 'discount', rows: 10 }] });
  });
});
