import type { ChurnMethod } from './blend-parts';
import type { ChurnModel } from './churn-model';

/** Every month was foretold by models that had seen only months that were over before it began. */
export interface WalkForward {
  readonly months: readonly WalkedMonth[];
  /** Places of the months of accounts that were foretold. */
  readonly rows: Int32Array;
  readonly outcome: Float64Array;
  /** Chance to leave in the month by each method, and by the share of departures so far. */
  readonly chances: Readonly<Record<ChurnMethod, Float64Array>>;
  readonly base: Float64Array;
}

export interface WalkedMonth {
  /** Its first day. */
  readonly day: number;
  /** Where its rows begin and end among those foretold. */
  readonly start: number;
  readonly end: number;
  /** Each with what it takes to set its chances right, as that could be known by then. */
  readonly models: Readonly<Record<ChurnMethod, ChurnModel>>;
  /** The three chances of each of its rows before they are set right. */
  readonly raw: Readonly<Record<ChurnMethod, readonly number[][]>>;
}
