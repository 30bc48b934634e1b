import { gather, mean } from '../../../lib/statistics/vectors';
import { monthOf } from '../../life/months';
import { brierScore, squaredErrors } from '../model/probability-scores';
import { takeRows } from '../model/table';
import { type ChurnMethod, methods } from './blend-parts';
import { type ChurnModel, monthlyChances } from './churn-model';
import { type ChurnRows, rowsKnownBy } from './churn-rows';
import { canBeFitted, churnModel, fitChurn, stepsOfFit } from './fit-churn';
import type { WalkedMonth, WalkForward } from './walked';
import { learnStretches, rawChancesOf } from './walked-horizons';

/** So many months are foretold, the latest ones. */
const mostMonths = 24;

/** Stretches of work that walking forward takes, one yield each. */
export function stepsOfWalk(rows: ChurnRows): number {
  const walked = placesByMonth(rows)
    .slice(-mostMonths)
    .filter(([day]) => canBeFitted(rowsKnownBy(rows, day), day));
  return walked.length * (stepsOfFit + yieldsOfMonth);
}

/** Models, chances ahead, and the month itself. */
const yieldsOfMonth = 3;

/** Yields after every stretch of work. Months are left out while too few accounts had left before them. */
export function* walkForward(
  rows: ChurnRows,
  featureIds: readonly number[],
  seed: number,
): Generator<void, WalkForward> {
  const byMonth = placesByMonth(rows);
  const months: WalkedMonth[] = [];
  const foretold: number[] = [];
  const chances: Record<ChurnMethod, number[]> = { hazard: [], boosted: [], blend: [] };
  const base: number[] = [];
  for (const [day, places] of byMonth.slice(-mostMonths)) {
    const known = rowsKnownBy(rows, day);
    if (!canBeFitted(known, day)) continue;
    const fitted = yield* fitChurn(known, featureIds, seed);
    const asTheyCome = byMethod((method) => churnModel(fitted, method, day - 1));
    yield;
    const raw = byMethod((method) => rawChancesOf(asTheyCome[method], rows, places));
    const models = byMethod((method): ChurnModel => {
      const through = day - 1;
      const stretches = learnStretches(months, foretold, rows, method, through, known.outcome, raw[method]);
      return { ...asTheyCome[method], stretches };
    });
    yield;
    const table = takeRows(rows.table, places);
    for (const method of methods) {
      for (const chance of monthlyChances(models[method], table)) chances[method].push(chance);
    }
    const rate = mean(known.outcome);
    months.push({ day, start: foretold.length, end: foretold.length + places.length, models, raw });
    for (const place of places) {
      foretold.push(place);
      base.push(rate);
    }
    yield;
  }
  const all = Int32Array.from(foretold);
  return {
    months,
    rows: all,
    outcome: gather(rows.outcome, all),
    chances: {
      hazard: Float64Array.from(chances.hazard),
      boosted: Float64Array.from(chances.boosted),
      blend: Float64Array.from(chances.blend),
    },
    base: Float64Array.from(base),
  };
}

function byMethod<T>(of: (method: ChurnMethod) => T): Record<ChurnMethod, T> {
  return { hazard: of('hazard'), boosted: of('boosted'), blend: of('blend') };
}

/**
 * The method with the lowest Brier score on months it had not seen. Another than the plain hazard must be better by more
 * than the standard error of the difference: within it, they are level, and the simpler one serves.
 */
export function bestMethod({ chances, outcome }: WalkForward): ChurnMethod {
  let best: ChurnMethod = 'hazard';
  for (const method of methods) {
    const gains = squaredErrors(chances[best], outcome).map(
      (error, row) => error - (squaredErrors(chances[method], outcome)[row] as number),
    );
    if (brierScore(chances[method], outcome) < brierScore(chances[best], outcome) && isClear(gains))
      best = method;
  }
  return best;
}

function isClear(gains: Float64Array): boolean {
  const gain = mean(gains);
  return gain > Math.sqrt(mean(gains.map((own) => (own - gain) ** 2)) / gains.length);
}

/** Places of the rows of each calendar month, oldest first. */
function placesByMonth(rows: ChurnRows): [day: number, places: Int32Array][] {
  const months = new Map<number, number[]>();
  rows.from.forEach((from, row) => {
    const month = monthOf(from);
    const places = months.get(month);
    if (places) places.push(row);
    else months.set(month, [row]);
  });
  return [...months]
    .sort(([left], [right]) => left - right)
    .map(([day, places]) => [day, Int32Array.from(places)]);
}
