import { expect, test } from 'vitest';
import { churnModel, fitChurn } from '../../src-main/engines/risk/churn/fit-churn';
import { type CardFigures, cardFigures } from '../../src-main/engines/risk/churn/model-card';
import { bestMethod, walkForward } from '../../src-main/engines/risk/churn/walk-forward';
import { hasReferenceData, noReferenceData } from '../support/reference-data';
import { runThrough } from '../support/run-through';
import { ratioOf } from './support/foretold';
import { type ReferenceRows, readReferenceRows } from './support/reference-rows';

/**
 * How far chances hold on months that were not seen, wherever calendar months happen to begin in a company's story: one
 * beginning alone tells of a few dozen departures, of which a sixth more or less is chance.
 */
const beginnings = [0, 5, 10, 15, 20, 25];

test('a network half a year old is ranked and foretold as it went', async (context) => {
  if (!hasReferenceData('social')) context.skip(noReferenceData);
  const moved = await readReferenceRows('social');
  const cards = beginnings.map((days) => cardOf(moved(days)));
  const area = mean(cards.map(({ walkForward: { auc } }) => auc ?? 0));
  const foretold = mean(cards.map(({ walkForward: { meanPredicted } }) => meanPredicted));
  const left = mean(cards.map(({ walkForward: { meanObserved } }) => meanObserved));
  console.info(
    `social, ${beginnings.length} beginnings: AUC ${area.toFixed(4)} (ridge logit 0.7853, XGBoost 0.7614), ` +
      `foretold/observed ${(foretold / left).toFixed(3)}, each ` +
      cards.map(({ walkForward: own }) => (own.meanPredicted / own.meanObserved).toFixed(2)).join(' '),
  );
  // Of features that go along with leaving the more they are used a chance takes no notice: see docs/method-risk.md.
  expect(area).toBeGreaterThan(0.78);
  expect(Math.abs(foretold / left - 1)).toBeLessThan(0.1);
  // Within 30 days 13 to 24 accounts left: drawn to their mean, chances no longer grow by it.
  expect(mean(cards.map((card) => ratioOf(card, 30) ?? 0))).toBeLessThan(1.32);
  const top = mean(cards.map((card) => topTenthRatio(card, 30)));
  expect(top).toBeGreaterThan(0.8);
  expect(top).toBeLessThan(1.25);
});

test('a company of two years is ranked and foretold as it went, also half a year ahead', async (context) => {
  if (!hasReferenceData('crm')) context.skip(noReferenceData);
  const card = cardOf((await readReferenceRows('crm'))(0));
  const { auc, meanPredicted, meanObserved } = card.walkForward;
  const [within30, within90, within180] = ([30, 90, 180] as const).map((days) => ratioOf(card, days) ?? 0);
  console.info(
    `crm: AUC ${auc?.toFixed(4)} (ridge logit 0.7588, XGBoost 0.7651), foretold/observed ` +
      `${(meanPredicted / meanObserved).toFixed(3)}, within 30, 90, 180 days ` +
      [within30, within90, within180].map((ratio) => ratio?.toFixed(3)).join(', '),
  );
  expect(auc).toBeGreaterThan(0.77);
  expect(Math.abs(meanPredicted / meanObserved - 1)).toBeLessThan(0.1);
  expect(Math.abs((within30 ?? 0) - 1)).toBeLessThan(0.15);
  expect(Math.abs((within90 ?? 0) - 1)).toBeLessThan(0.15);
  expect(Math.abs((within180 ?? 0) - 1)).toBeLessThan(0.2);
  // Where people act, and that nothing is shown of what ranks like chance.
  expect(card.judgements.map(({ verdict }) => verdict)).toEqual(['better', 'better', 'better']);
  for (const horizon of [30, 90, 180]) {
    const ratio = topTenthRatio(card, horizon);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
  }
  expect(card.judgements[1]?.area?.area).toBeGreaterThan(0.715);
});

function topTenthRatio({ judgements }: CardFigures, days: number): number {
  const parts = judgements.find(({ horizon }) => horizon === days)?.parts ?? [];
  return parts.find(({ part }) => part === 'top_tenth')?.ratio ?? 0;
}

function cardOf({ rows, featureIds, through }: ReferenceRows): CardFigures {
  const seed = 1;
  const walked = runThrough(walkForward(rows, featureIds, seed));
  const fitted = runThrough(fitChurn(rows, featureIds, seed));
  const model = churnModel(fitted, bestMethod(walked), through);
  const accounts = { all: 0, learnedFrom: 0 };
  return cardFigures({ model, fitted, rows, walked, seed, through, featureNames: new Map(), accounts });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
