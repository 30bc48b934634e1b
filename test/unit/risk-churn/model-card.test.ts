import { beforeAll, describe, expect, test } from 'vitest';
import type { ChurnModel } from '../../../src-main/engines/risk/churn/churn-model';
import { type ChurnRows, collectRows } from '../../../src-main/engines/risk/churn/churn-rows';
import { churnModel, type FittedParts, fitChurn } from '../../../src-main/engines/risk/churn/fit-churn';
import { forecastChances } from '../../../src-main/engines/risk/churn/forecast';
import { type CardFigures, cardFigures } from '../../../src-main/engines/risk/churn/model-card';
import { slopesOf } from '../../../src-main/engines/risk/churn/slopes';
import { walkForward } from '../../../src-main/engines/risk/churn/walk-forward';
import type { WalkForward } from '../../../src-main/engines/risk/churn/walked';
import { columnOf } from '../../../src-main/engines/risk/model/table';
import { runThrough } from '../../support/run-through';
import { simulatedAccounts, through } from './simulated-accounts';

/** Every figure of a card, counted once more the slow and plain way. */
let rows: ChurnRows;
let walked: WalkForward;
let fitted: FittedParts;
let model: ChurnModel;
let card: CardFigures;

beforeAll(() => {
  const collector = collectRows([1, 2], through);
  simulatedAccounts(90, 8).forEach((subject, i) => {
    collector.add({ ...subject, terms: subject.terms.map((term) => ({ ...term, mrr: 50 + 13 * i })) });
  });
  rows = collector.rows();
  walked = runThrough(walkForward(rows, [1, 2], 3));
  fitted = runThrough(fitChurn(rows, [1, 2], 3));
  model = churnModel(fitted, 'hazard', through);
  card = cardOf(model);
});

function cardOf(served: ChurnModel): CardFigures {
  const accounts = { all: 90, learnedFrom: 90 };
  return cardFigures({
    model: served,
    fitted,
    rows,
    walked,
    seed: 3,
    through,
    featureNames: new Map(),
    accounts,
  });
}

interface Told {
  readonly month: number;
  readonly row: number;
  readonly chance: number;
  readonly left: number;
  readonly arr: number;
}

function told(): Told[] {
  return walked.months.flatMap(({ start, end }, month) =>
    Array.from({ length: end - start }, (_, i) => {
      const row = walked.rows[start + i] as number;
      const chance = walked.chances.hazard[start + i] as number;
      return { month, row, chance, left: rows.outcome[row] as number, arr: rows.arr[row] as number };
    }),
  );
}

/** Share of pairs of who left and who stayed in which the one who left had the higher chance; equal ones count half. */
function rightPairs(all: readonly Told[], areCompared: (left: Told, right: Told) => boolean): number {
  let right = 0;
  let pairs = 0;
  for (const gone of all.filter(({ left }) => left === 1)) {
    for (const stayed of all.filter(({ left }) => left === 0)) {
      if (!areCompared(gone, stayed)) continue;
      pairs += 1;
      right += gone.chance > stayed.chance ? 1 : gone.chance === stayed.chance ? 0.5 : 0;
    }
  }
  return right / pairs;
}

describe('what a model card says of months that were not seen', () => {
  test('the area counts pairs of all months, concordance those of one', () => {
    const all = told();
    expect(card.walkForward.auc).toBeCloseTo(
      rightPairs(all, () => true),
      9,
    );
    expect(card.walkForward.concordance).toBeCloseTo(
      rightPairs(all, (gone, stayed) => gone.month === stayed.month),
      9,
    );
  });

  test('predicted and observed are means of the same months', () => {
    const all = told();
    const mean = (value: (own: Told) => number) => all.reduce((sum, own) => sum + value(own), 0) / all.length;
    expect(card.walkForward.meanPredicted).toBeCloseTo(
      mean(({ chance }) => chance),
      12,
    );
    expect(card.walkForward.meanObserved).toBeCloseTo(
      mean(({ left }) => left),
      12,
    );
    expect(card.walkForward.brier).toBeCloseTo(
      mean(({ chance, left }) => (chance - left) ** 2),
      12,
    );
  });

  test('lift, departures and ARR caught are those of the accounts a team would work on each month', () => {
    const all = told();
    const months = walked.months.map((_, month) => all.filter((own) => own.month === month));
    const lost = all.reduce((sum, { left, arr }) => sum + left * arr, 0);
    const churns = all.reduce((sum, { left }) => sum + left, 0);
    for (const { accounts, lift, churnsCaught, arrCaught } of card.lift) {
      const caught = { rows: 0, churns: 0, arr: 0 };
      for (const month of months) {
        for (const { chance, left, arr } of month) {
          const higher = month.filter((other) => other.chance > chance).length;
          const equal = month.filter((other) => other.chance === chance).length;
          const worked = Math.min(1, Math.max(0, (accounts - higher) / equal));
          caught.rows += worked;
          caught.churns += worked * left;
          caught.arr += worked * left * arr;
        }
      }
      expect(churnsCaught).toBeCloseTo(caught.churns / churns, 9);
      expect(arrCaught).toBeCloseTo(caught.arr / lost, 9);
      expect(lift).toBeCloseTo(caught.churns / caught.rows / (churns / all.length), 9);
    }
    expect(card.lift.map(({ accounts }) => accounts)).toEqual([5, 10, 20, 40, 80]);
  });

  test('horizons compare chances given before with who left within them, where the whole horizon is over', () => {
    const all = told();
    expect(card.calibration.map(({ horizon }) => horizon)).toEqual([30, 90, 180]);
    card.calibration.forEach(({ horizon, points }, place) => {
      const over = all.filter(({ row }) => (rows.asOf[row] as number) + horizon <= through);
      const given = over.map(({ month, row }) => {
        const then = walked.months[month]?.models.hazard as ChurnModel;
        const values = Float64Array.from(
          then.score.terms,
          ({ column }) => columnOf(rows.table, column, 'number').values[row] as number,
        );
        const createdDay = rows.createdDay[row] as number;
        const asOf = rows.asOf[row] as number;
        return forecastChances(then, { values, createdDay, asOf, commitment: rows.commitment[row] ?? [] });
      });
      const left = over.filter(({ row }) => {
        const churned = rows.churnedDay[row] as number;
        return churned > 0 && churned - (rows.asOf[row] as number) <= horizon;
      });
      const total = (of: 'predicted' | 'observed') =>
        points.reduce((sum, point) => sum + point.accounts * point[of], 0);
      expect(left.length).toBeGreaterThan(0);
      expect(points.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(over.length);
      expect(total('predicted')).toBeCloseTo(
        given.reduce((sum, chances) => sum + (chances[place] as number), 0),
        6,
      );
      expect(total('observed')).toBeCloseTo(left.length, 6);
    });
  });
});

test('a model card names what the departures of late did to all chances', () => {
  const said = (drift: number) =>
    cardOf({ ...model, drift }).limits.find((limit) => limit.startsWith('Of late'));
  expect(said(Math.log(0.9))).toContain('fewer accounts left');
  expect(said(Math.log(0.9))).toContain('lowered by 10%');
  expect(said(Math.log(1.25))).toContain('raised by 25%');
  expect(said(0.001)).toBeUndefined();
});

describe('the coefficients on a model card', () => {
  test('are what a usual step adds, each with its error, where only logits speak', () => {
    const slopes = slopesOf(fitted, model);
    expect(card.features.filter(({ coefficient }) => coefficient !== null).length).toBeGreaterThan(5);
    for (const { name, coefficient, standardError } of card.features) {
      const term = model.score.terms.find(({ column }) => column === name);
      const spread = fitted.parts
        .flatMap((part) => (part.kind === 'logit' ? part.model.encoder.terms : []))
        .flatMap((encoded) =>
          encoded.kind === 'number' && encoded.source === name ? [encoded.spread] : [],
        )[0];
      if (spread === undefined) {
        expect(coefficient).toBeNull();
        continue;
      }
      expect(coefficient).toBeCloseTo((term?.slope ?? 0) * spread, 9);
      if (coefficient === 0) {
        expect(standardError).toBeNull();
        continue;
      }
      expect(standardError).toBe(slopes.get(name)?.standardError);
      expect(standardError).toBeGreaterThan(0);
    }
  });

  test('tell that the use of a feature that keeps accounts is no chance', () => {
    const uses = card.features.filter(({ name }) => name === 'rate28:1' || name === 'rate182:1');
    const strongest = Math.max(
      ...uses.map(({ coefficient, standardError }) => -(coefficient ?? 0) / (standardError ?? 1)),
    );
    expect(strongest).toBeGreaterThan(2);
  });

  test('have none where trees have steps', () => {
    const trees = cardOf(churnModel(fitted, 'boosted', through));
    expect(trees.features.length).toBeGreaterThan(0);
    expect(
      trees.features.every(
        ({ coefficient, standardError }) => coefficient === null && standardError === null,
      ),
    ).toBe(true);
  });
});
