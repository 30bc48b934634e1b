import { beforeAll, describe, expect, test } from 'vitest';
import { methods } from '../../../src-main/engines/risk/churn/blend-parts';
import { type ChurnModel, monthlyChances } from '../../../src-main/engines/risk/churn/churn-model';
import { type ChurnRows, collectRows } from '../../../src-main/engines/risk/churn/churn-rows';
import { churnModel, fitChurn } from '../../../src-main/engines/risk/churn/fit-churn';
import { isNoWorse } from '../../../src-main/engines/risk/churn/succession';
import type { WalkForward } from '../../../src-main/engines/risk/churn/walked';
import { runThrough } from '../../support/run-through';
import { simulatedAccounts, through } from '../risk-churn/simulated-accounts';

let rows: ChurnRows;
let model: ChurnModel;

beforeAll(() => {
  const collector = collectRows([1, 2], through);
  for (const subject of simulatedAccounts(120, 5)) collector.add(subject);
  rows = collector.rows();
  model = churnModel(runThrough(fitChurn(rows, [1, 2], 3)), 'hazard', through);
});

/** Months as if they had been foretold with these chances. */
function walkedWith(chances: Float64Array): WalkForward {
  return {
    months: [],
    rows: Int32Array.from(rows.outcome.keys()),
    outcome: rows.outcome,
    chances: Object.fromEntries(methods.map((method) => [method, chances])) as WalkForward['chances'],
    base: new Float64Array(chances.length),
  };
}

const halves = () => new Float64Array(rows.table.rows).fill(0.5);
const sure = () => rows.outcome.slice();
const own = () => monthlyChances(model, rows.table);

describe('a new churn model takes over', () => {
  test('where there was none', () => {
    expect(isNoWorse(model, walkedWith(halves()), rows, through, null)).toBe(true);
  });

  test('when it foretold the last quarter better than the old one, or as well', () => {
    const old = { model, throughDay: through - 200 };
    expect(isNoWorse(model, walkedWith(sure()), rows, through, old)).toBe(true);
    expect(isNoWorse(model, walkedWith(own()), rows, through, old)).toBe(true);
  });

  test('not when the old one foretold the last quarter better', () => {
    const old = { model, throughDay: through - 200 };
    expect(isNoWorse(model, walkedWith(halves()), rows, through, old)).toBe(false);
  });

  test('when hardly anybody has left since the old one was trained', () => {
    const old = { model, throughDay: through };
    expect(isNoWorse(model, walkedWith(halves()), rows, through, old)).toBe(true);
  });

  test('when the old one reads columns that are no longer there', () => {
    const [term, ...terms] = model.score.terms;
    if (term === undefined) throw new Error('the model reads nothing');
    const score = { ...model.score, terms: [{ ...term, column: 'gone' }, ...terms] };
    const old = { model: { ...model, score }, throughDay: through - 200 };
    expect(isNoWorse(model, walkedWith(halves()), rows, through, old)).toBe(true);
  });
});
