import { beforeAll, describe, expect, test } from 'vitest';
import { additiveScore } from '../../../src-main/engines/risk/churn/additive-score';
import { type ChurnModel, marginsOf } from '../../../src-main/engines/risk/churn/churn-model';
import { type ChurnRows, collectRows } from '../../../src-main/engines/risk/churn/churn-rows';
import { churnModel, type FittedParts, fitChurn } from '../../../src-main/engines/risk/churn/fit-churn';
import { forecastChances, forecastOf } from '../../../src-main/engines/risk/churn/forecast';
import { learnChurn, stepsOfLearning } from '../../../src-main/engines/risk/churn/learn-churn';
import { cardFigures } from '../../../src-main/engines/risk/churn/model-card';
import type { ReadSubject } from '../../../src-main/engines/risk/churn/read-subject';
import { reasonsOf } from '../../../src-main/engines/risk/churn/reasons';
import { learnTermGate } from '../../../src-main/engines/risk/churn/term-gate';
import { walkForward } from '../../../src-main/engines/risk/churn/walk-forward';
import { walkedHorizons } from '../../../src-main/engines/risk/churn/walked-horizons';
import { columnsOf, type RiskValues } from '../../../src-main/engines/risk/features/risk-features';
import { boostedMargins } from '../../../src-main/engines/risk/model/boosting/boost';
import { logitMargins } from '../../../src-main/engines/risk/model/logit-model';
import { columnOf, takeRows } from '../../../src-main/engines/risk/model/table';
import { mainReason } from '../../../src-main/engines/risk/reasons/main-reason';
import { peersOf } from '../../../src-main/engines/risk/reasons/peers';
import { runThrough } from '../../support/run-through';
import { simulatedAccounts, through } from './simulated-accounts';

function rowsOf(accounts: number, termMonths: number): ChurnRows {
  const collector = collectRows([1, 2], through);
  for (const subject of simulatedAccounts(accounts, 5, termMonths)) collector.add(subject);
  return collector.rows();
}

let rows: ChurnRows;
let fitted: FittedParts;
let model: ChurnModel;

beforeAll(() => {
  rows = rowsOf(120, 1);
  fitted = runThrough(fitChurn(rows, [1, 2], 3));
  model = churnModel(fitted, 'blend', through);
});

function subjectAt(row: number): ReadSubject {
  return {
    segment: null,
    mrr: 100,
    seen: { values: valuesAt(row), silentDays: 0 },
    values: Float64Array.from(
      model.score.terms,
      ({ column }) => columnOf(rows.table, column, 'number').values[row] as number,
    ),
    createdDay: rows.createdDay[row] as number,
    asOf: rows.asOf[row] as number,
    commitment: rows.commitment[row] ?? [],
  };
}

function valuesAt(row: number): RiskValues {
  const columns = Object.values(columnsOf([1, 2])).flat();
  const value = (column: string) => columnOf(rows.table, column, 'number').values[row] as number;
  return Object.fromEntries(columns.map((column) => [column, value(column)])) as RiskValues;
}

function book() {
  const readings = Array.from({ length: rows.table.rows }, (_, row) => ({
    segment: null,
    values: valuesAt(row),
  }));
  return { mean90: 0.2, peers: peersOf(readings) };
}

const someRows = [0, 50, 100, 200, 300];

describe('an additive score', () => {
  test('says of every row what the models it is made of say', () => {
    const table = takeRows(rows.table, fitted.free);
    const logits = fitted.parts.flatMap((part) =>
      part.kind === 'logit' ? [{ model: part.model, weight: 0.25 }] : [],
    );
    const trees = fitted.parts.flatMap((part) =>
      part.kind === 'trees' ? [{ model: part.model, weight: 0.25 }] : [],
    )[0];
    if (trees === undefined) throw new Error('no trees');
    const margins = marginsOf(additiveScore(logits, trees), table);
    const parts = [
      ...logits.map((part) => logitMargins(part.model, table)),
      boostedMargins(trees.model, table),
    ];
    margins.forEach((margin, row) => {
      expect(margin).toBeCloseTo(
        parts.reduce((sum, part) => sum + 0.25 * (part[row] as number), 0),
        9,
      );
    });
  });
});

describe('a churn model', () => {
  test('is the same from the same rows and seed', () => {
    expect(churnModel(runThrough(fitChurn(rows, [1, 2], 3)), 'blend', through)).toEqual(model);
  });

  test('survives being written down', () => {
    const kept = JSON.parse(JSON.stringify(model)) as ChurnModel;
    for (const row of someRows) {
      expect(forecastChances(kept, subjectAt(row))).toEqual(forecastChances(model, subjectAt(row)));
    }
  });

  test('gives longer horizons no smaller chances, and survival that never rises and goes through them', () => {
    for (const row of someRows) {
      const { chances, survival } = forecastOf(model, subjectAt(row));
      const [p30 = 0, p90 = 0, p180 = 0] = chances;
      expect(p30).toBeGreaterThanOrEqual(0);
      expect(p90).toBeGreaterThanOrEqual(p30);
      expect(p180).toBeGreaterThanOrEqual(p90);
      expect(p180).toBeLessThan(1);
      survival.slice(1).forEach((share, i) => {
        expect(share).toBeLessThanOrEqual(survival[i] as number);
      });
      expect(survival[6]).toBeLessThan(1 - p90 + 1e-9);
    }
  });

  test('gives reasons that add up to the distance from the base', () => {
    for (const row of someRows) {
      const subject = subjectAt(row);
      const forecast = forecastOf(model, subject);
      const reasons = reasonsOf(model, subject, forecast, book(), new Map([[1, 'Search']]));
      const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
      expect(points).toBeCloseTo((forecast.chances[1] as number) - 0.2, 9);
    }
  });

  test('names as its main reason what raises the chance most against comparable accounts', () => {
    const named: (string | null)[] = [];
    for (let row = 0; row < rows.table.rows; row += 7) {
      const subject = subjectAt(row);
      const forecast = forecastOf(model, subject);
      const main = mainReason(model, subject, forecast, book(), new Map());
      const apart = reasonsOf(model, subject, forecast, book(), new Map()).filter(
        ({ setsApart }) => setsApart,
      );
      if (main !== null && main.column !== 'term' && main.column !== 'age') {
        expect(apart.map(({ text }) => text)).toContain(main.text);
        expect(main.text).toMatch(/; (most )?accounts like it /);
      } else expect(apart.filter(({ feature }) => feature !== 'contract')).toEqual([]);
      named.push(main?.text ?? null);
    }
    expect(named.filter((text) => text !== null).length).toBeGreaterThan(5);
    expect(named).toContain(null);
  });

  test('foretells months it has not seen better than the base rate, and says so on its card', () => {
    const walked = runThrough(walkForward(rows, [1, 2], 3));
    const featureNames = new Map([[1, 'Search']]);
    const accounts = { all: 120, learnedFrom: 120 };
    const card = cardFigures({ model, fitted, rows, walked, seed: 3, through, featureNames, accounts });
    expect(card.walkForward.auc).toBeGreaterThan(0.65);
    expect(card.walkForward.brier).toBeLessThan(card.walkForward.baseBrier);
    expect(card.lift[0]?.lift).toBeGreaterThan(1);
    expect(card.features.length).toBeGreaterThan(0);
  });
});

test('an account that was helped is foretold to leave less than its like, where help has kept accounts', () => {
  const collector = collectRows([1, 2], through);
  for (const subject of simulatedAccounts(200, 6, 1, { chance: 0.5, logOdds: -1.5 })) collector.add(subject);
  const helped = collector.rows();
  const learned = churnModel(runThrough(fitChurn(helped, [1, 2], 3)), 'hazard', through);
  const valuesOf = (column: string) => columnOf(helped.table, column, 'number').values;
  const row = valuesOf('log_days_since_intervention').findIndex((log) => Math.expm1(log) < 30);
  const without = new Map([
    ['log_interventions_90', 0],
    ['log_days_since_intervention', Math.log1p(200)],
    ['intervention_under_way', 0],
  ]);
  const chanceWith = (changed: ReadonlyMap<string, number>) =>
    forecastChances(learned, {
      values: Float64Array.from(
        learned.score.terms,
        ({ column }) => changed.get(column) ?? (valuesOf(column)[row] as number),
      ),
      createdDay: helped.createdDay[row] as number,
      asOf: helped.asOf[row] as number,
      commitment: helped.commitment[row] ?? [],
    })[0] as number;
  expect(row).toBeGreaterThanOrEqual(0);
  expect(chanceWith(new Map())).toBeLessThan(0.9 * chanceWith(without));
});

describe('where accounts leave only when a term ends', () => {
  test('a month in which none ends has next to no chance', () => {
    const bound = rowsOf(300, 6);
    const gate = learnTermGate(bound);
    expect(gate.kind).toBe('terms');
    if (gate.kind === 'terms') expect(gate.otherwise).toBeLessThan(0.01);
  });

  test('and from month to month there is nothing to tell apart', () => {
    expect(learnTermGate(rows)).toEqual({ kind: 'open' });
  });
});

describe('a forecast', () => {
  test('is one survival function: no single value for half of the accounts, at any horizon', () => {
    for (const termMonths of [1, 6]) {
      const own = rowsOf(120, termMonths);
      const featureIds = [1, 2];
      const walked = runThrough(walkForward(own, featureIds, 3));
      const horizonsWalked = walkedHorizons(walked, own, 'hazard', through);
      for (const { chances } of horizonsWalked) {
        const counts = new Map<number, number>();
        for (const chance of chances) counts.set(chance, (counts.get(chance) ?? 0) + 1);
        expect(Math.max(0, ...counts.values())).toBeLessThan(Math.max(2, chances.length / 20));
      }
    }
  });

  test('takes as many steps to learn as were foretold', () => {
    const lesson = {
      ...{ rows, featureIds: [1, 2], seed: 3, through, old: null },
      featureNames: new Map<number, string>(),
      accounts: { all: 120, learnedFrom: 120 },
    };
    let steps = 0;
    const work = learnChurn(lesson);
    for (let step = work.next(); !step.done; step = work.next()) steps += 1;
    expect(steps).toBe(stepsOfLearning(lesson));
    expect(steps).toBeGreaterThan(50);
  });
});
