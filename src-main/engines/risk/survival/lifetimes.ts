import { countBelow, countUpTo } from '../../../lib/statistics/search';

/** How long each subject was watched, and whether the watching ended with the event (1) or without it (0, censored). */
export type Lifetimes = {
  readonly time: Float64Array;
  readonly event: Float64Array;
};

/**
 * Rows that are watched only after `start` and up to `time`: subjects who came under observation late (left truncation), or
 * stretches of one life in which its columns stayed the same. Without `start`, from the beginning.
 */
export type Intervals = Lifetimes & { readonly start?: Float64Array };

/** A right-continuous step function: `value[i]` holds from `time[i]` up to the next time; `before` holds earlier. */
export type StepFunction = {
  readonly before: number;
  readonly time: Float64Array;
  readonly value: Float64Array;
};

/** The function's value at t. */
export function stepAt(step: StepFunction, t: number): number {
  return stepValue(step, countUpTo(step.time, t));
}

/** The function's value just before t. */
export function stepBefore(step: StepFunction, t: number): number {
  return stepValue(step, countBelow(step.time, t));
}

function stepValue({ before, value }: StepFunction, stepsTaken: number): number {
  return stepsTaken === 0 ? before : (value[stepsTaken - 1] as number);
}
