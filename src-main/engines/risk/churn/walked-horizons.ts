import { sum } from '../../../lib/statistics/vectors';
import { columnOf } from '../model/table';
import type { ChurnMethod } from './blend-parts';
import { type ChurnModel, type Horizon, horizons, setRight } from './churn-model';
import type { ChurnRows } from './churn-rows';
import { leftWithin } from './fit-churn';
import { unstretchedChances } from './forecast';
import { learnStretch, type Stretch } from './stretch';
import type { WalkedMonth, WalkForward } from './walked';

/** What was foretold for a horizon, month by month, of all whose days are over, and what came of it. */
export interface WalkedHorizon {
  readonly horizon: Horizon;
  /** Places among the rows. */
  readonly rows: Int32Array;
  readonly chances: Float64Array;
  /** The share of departures so far, as a chance for the same days. */
  readonly base: Float64Array;
  readonly left: Float64Array;
}

/** @param through the last day of which it is known who left */
export function walkedHorizons(
  walked: WalkForward,
  rows: ChurnRows,
  method: ChurnMethod,
  through: number,
): WalkedHorizon[] {
  return horizons.map((horizon, place) => {
    const found = { rows: [] as number[], chances: [] as number[], base: [] as number[] };
    for (const { start, raw, models } of walked.months) {
      raw[method].forEach((own, i) => {
        const row = walked.rows[start + i] as number;
        if ((rows.asOf[row] as number) + horizon > through) return;
        found.rows.push(row);
        found.chances.push(setRight(models[method].stretches, own)[place] as number);
        found.base.push(1 - (1 - (walked.base[start + i] as number)) ** (horizon / daysPerMonth));
      });
    }
    return {
      horizon,
      rows: Int32Array.from(found.rows),
      chances: Float64Array.from(found.chances),
      base: Float64Array.from(found.base),
      left: Float64Array.from(found.rows, (row) => leftWithin(rows, row, horizon)),
    };
  });
}

const daysPerMonth = 365.25 / 12;

/** The three chances of each of these rows as a model gives them, before they are set right. */
export function rawChancesOf(model: ChurnModel, rows: ChurnRows, places: Int32Array): number[][] {
  const columns = model.score.terms.map(({ column }) => columnOf(rows.table, column, 'number').values);
  return Array.from(places, (row) =>
    unstretchedChances(model, {
      values: Float64Array.from(columns, (values) => values[row] as number),
      createdDay: rows.createdDay[row] as number,
      asOf: rows.asOf[row] as number,
      commitment: rows.commitment[row] ?? [],
    }),
  );
}

/**
 * How the chances of a method are set right, learned from months that its models had not seen and whose days were over by
 * a day.
 * @param foretold places among the rows of all months foretold so far, in their order
 * @param known departures that the next model learned from
 * @param present the three chances it gives, as they come, to the accounts it is for
 */
export function learnStretches(
  months: readonly Pick<WalkedMonth, 'start' | 'raw'>[],
  foretold: ArrayLike<number>,
  rows: ChurnRows,
  method: ChurnMethod,
  through: number,
  known: Float64Array,
  present: readonly (readonly number[])[],
): Stretch[] {
  const departures = sum(known);
  return horizons.map((horizon, place) => {
    const chances: number[] = [];
    const left: number[] = [];
    for (const { start, raw } of months) {
      raw[method].forEach((own, i) => {
        const row = foretold[start + i] as number;
        if ((rows.asOf[row] as number) + horizon > through) return;
        chances.push(own[place] as number);
        left.push(leftWithin(rows, row, horizon));
      });
    }
    const given = { chances: Float64Array.from(chances), left: Float64Array.from(left) };
    const own = Float64Array.from(present, (three) => three[place] as number);
    return learnStretch(given, 30 / horizon, departures, own);
  });
}
