import type { Coefficient } from '../model/logit-model';
import type { Table } from '../model/table';

/** Rows to learn from or to predict: what is known of each, and what became of it. */
export type Sample = {
  readonly table: Table;
  /** 1 where the event happened, else 0. */
  readonly outcome: Float64Array;
  /** How long each row was watched, in periods; only survival models ask for it. */
  readonly duration?: Float64Array;
  /** When each row came under observation, where that was not at 0; only together with a duration. */
  readonly start?: Float64Array;
};

export type Prediction = {
  /** One for each row; the higher, the sooner. Comparable between models learned from different folds. */
  readonly risk: Float64Array;
  /** The chances that were predicted and what happened: one a row, or one a row and period for a hazard. */
  readonly chances?: { readonly predicted: Float64Array; readonly observed: Float64Array };
};

export type Learned = {
  readonly predict: (sample: Sample) => Prediction;
  /** Only of models that are a formula. */
  readonly coefficients?: readonly Coefficient[];
  /** Of the rows learned from, where it isn't the sum over the chances: Cox's partial likelihood. */
  readonly partialLogLikelihood?: number;
  /** Terms left out because they only repeat others or part the outcomes without exception: name and why. */
  readonly leftOut: readonly LeftOut[];
};

export type LeftOut = { readonly column: string; readonly reason: string };

/** A way to learn. Throws FitError where the sample can't carry it. */
export type Learner = (sample: Sample) => Learned;
