import { gather, sum } from '../../../lib/statistics/vectors';
import { brierScore } from '../model/probability-scores';
import { type ChurnModel, monthlyChances } from './churn-model';
import { type ChurnRows, takeChurnRows } from './churn-rows';
import type { WalkForward } from './walked';

/** The model that speaks so far: one that proved itself. */
export interface Predecessor {
  readonly model: ChurnModel;
  /** The last day of which it knew who left. */
  readonly throughDay: number;
}

const lastQuarter = 91;
/** With fewer departures since the old model was trained, the one that knows more serves. */
const enoughToCompare = 5;

/**
 * Whether a new model may take over: unless the old one has a lower Brier score on the months of the last quarter that it
 * had not seen. For the new one speak the models of its kind that had not seen those months either.
 */
export function isNoWorse(
  model: ChurnModel,
  walked: WalkForward,
  rows: ChurnRows,
  through: number,
  old: Predecessor | null,
): boolean {
  if (old === null) return true;
  const places = Int32Array.from(walked.rows.keys()).filter((place) => {
    const settled = rows.settled[walked.rows[place] as number] as number;
    return settled > Math.max(old.throughDay, through - lastQuarter);
  });
  const outcome = gather(walked.outcome, places);
  if (sum(outcome) < enoughToCompare) return true;
  const { table } = takeChurnRows(
    rows,
    Int32Array.from(places, (place) => walked.rows[place] as number),
  );
  const isReadable = old.model.score.terms.every(({ column }) =>
    table.columns.some(({ name }) => name === column),
  );
  if (!isReadable) return true;
  const ours = gather(walked.chances[model.method], places);
  return brierScore(ours, outcome) <= brierScore(monthlyChances(old.model, table), outcome);
}
