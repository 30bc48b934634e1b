import { columnOf } from '../model/table';
import type { ChurnMethod } from './blend-parts';
import { type Horizon, horizons } from './churn-model';
import type { ChurnRows } from './churn-rows';
import { leftWithin } from './fit-churn';
import { forecastChances } from './forecast';
import type { WalkForward } from './walk-forward';

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
  const given = walked.months.map((month) => chancesIn(walked, rows, method, month));
  return horizons.map((horizon, place) => {
    const found = { rows: [] as number[], chances: [] as number[], base: [] as number[] };
    walked.months.forEach(({ start, end }, month) => {
      for (let at = start; at < end; at++) {
        const row = walked.rows[at] as number;
        if ((rows.asOf[row] as number) + horizon > through) continue;
        found.rows.push(row);
        found.chances.push(given[month]?.[at - start]?.[place] as number);
        found.base.push(1 - (1 - (walked.base[at] as number)) ** (horizon / daysPerMonth));
      }
    });
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

function chancesIn(
  walked: WalkForward,
  rows: ChurnRows,
  method: ChurnMethod,
  { start, end, models }: WalkForward['months'][number],
): number[][] {
  const model = models[method];
  const columns = model.score.terms.map(({ column }) => columnOf(rows.table, column, 'number').values);
  return Array.from(walked.rows.subarray(start, end), (row) =>
    forecastChances(model, {
      values: Float64Array.from(columns, (values) => values[row] as number),
      createdDay: rows.createdDay[row] as number,
      asOf: rows.asOf[row] as number,
      commitment: rows.commitment[row] ?? [],
    }),
  );
}
