import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src-main/engines/risk/evaluation/evaluate';
import { bestLearner } from '../../../src-main/engines/risk/evaluation/learners';
import {
  bestContributions,
  bestMargins,
  bestProbabilities,
  fitBest,
} from '../../../src-main/engines/risk/model/best-model';
import { foldsByIndex, splitRows, stratifiedFolds } from '../../../src-main/engines/risk/model/folds';
import { squaredErrors } from '../../../src-main/engines/risk/model/probability-scores';
import { takeRows } from '../../../src-main/engines/risk/model/table';
import { gather, mean } from '../../../src-main/lib/statistics/vectors';
import { callersByRules } from '../../bench/interaction-tables';
import { readTelco, referenceTest, tableOf } from './reference-data';
import { syntheticTable } from './synthetic-table';

describe('the best model', () => {
  referenceTest('on telco in five folds by row beats boosted trees and random forest of others', () => {
    const { columns, outcome, features } = readTelco();
    const table = tableOf(columns, features);
    const plan = { kind: 'out-of-fold', folds: foldsByIndex(table.rows, 5) } as const;
    const { auc, brier, ece } = evaluate({ table, outcome }, plan, bestLearner(1));
    expect(auc).toBeGreaterThan(0.848);
    expect(brier).toBeLessThan(0.134);
    expect(ece).toBeLessThan(0.015);
  });

  test('is the same for the same seed, and kept as JSON says the same', () => {
    const { table, outcome } = syntheticTable(400, 5);
    const model = fitBest(table, outcome, 3);
    expect(fitBest(table, outcome, 3)).toEqual(model);
    const kept = JSON.parse(JSON.stringify(model));
    expect(bestProbabilities(kept, table)).toEqual(bestProbabilities(model, table));
  });

  test('leans on the trees where straight lines do not reach', () => {
    const { table, outcome } = syntheticTable(2000, 5);
    const model = fitBest(table, outcome, 3);
    expect(model.logitWeight).toBeLessThan(0.5);
    expect(model.choice.blendLoss).toBeLessThanOrEqual(model.choice.treesLoss);
    expect(model.choice.treesLoss).toBeLessThan(model.choice.logitLoss);
  });

  test('finds rules of three columns at once, which neither lines nor pairs say', () => {
    const { table, outcome } = callersByRules(4500, 4);
    const { train, held } = splitRows(stratifiedFolds(outcome, 4, 1), 0);
    const model = fitBest(takeRows(table, train), gather(outcome, train), 2);
    expect(model.choice.leaves).toBe(31);
    const seen = gather(outcome, held);
    const errors = squaredErrors(bestProbabilities(model, takeRows(table, held)), seen);
    // The rules themselves err by 0.93 x 0.07 and 0.03 x 0.97, together 0.035; the base rate by 0.14.
    expect(mean(errors)).toBeLessThan(0.05);
  });

  test('keeps to pairs where nothing more is in the rows', () => {
    const { table, outcome } = syntheticTable(2000, 5);
    expect(fitBest(table, outcome, 3).choice.leaves).toBeNull();
  });

  test('its contributions add up to its log-odds', () => {
    const { table, outcome } = syntheticTable(400, 6);
    const model = fitBest(table, outcome, 3);
    const { base, columns } = bestContributions(model, table);
    expect(columns.map((column) => column.name).sort()).toEqual(['logins', 'plan', 'seats']);
    bestMargins(model, table).forEach((margin, row) => {
      const sum = columns.reduce((total, column) => total + (column.logOdds[row] ?? 0), base);
      expect(Math.abs(sum - margin)).toBeLessThan(1e-10);
    });
  });

  test('says how many events it lacks', () => {
    const { table } = syntheticTable(100, 7);
    const withEvents = (events: number) =>
      Float64Array.from({ length: 100 }, (_, row) => (row < events ? 1 : 0));
    expect(() => fitBest(table, withEvents(9), 1)).toThrow('9 of 100 rows have the event');
    expect(() => fitBest(table, withEvents(91), 1)).toThrow('at least 10 rows with it and 10 without');
    expect(() => fitBest(table, withEvents(10), 1)).not.toThrow();
  });
});
