import { sum } from '../../../lib/statistics/vectors';
import { FitError } from './fit-error';

/** Throws FitError without rows and without events. `outcome` is 1 (or a share) where the event happened. */
export function assertEvents(outcome: Float64Array): void {
  if (outcome.length === 0) throw new FitError('no-rows', 'There are no rows to fit a model to.');
  if (sum(outcome) > 0) return;
  throw new FitError(
    'no-events',
    `None of the ${outcome.length} rows has the event, so there is nothing to learn.`,
  );
}

/** The same, and with nothing but events. */
export function assertBothOutcomes(outcome: Float64Array): void {
  assertEvents(outcome);
  if (sum(outcome) < outcome.length) return;
  throw new FitError(
    'only-events',
    `All ${outcome.length} rows have the event, so there is nothing to compare with.`,
  );
}
