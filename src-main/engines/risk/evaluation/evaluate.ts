import { nullIfNaN } from '../../../lib/null-if-nan';
import { gather, mean, scatter, sum } from '../../../lib/statistics/vectors';
import { type Folds, splitRows } from '../model/folds';
import type { Coefficient } from '../model/logit-model';
import { brierScore, calibrationError, logLikelihood } from '../model/probability-scores';
import { rocArea } from '../model/roc-area';
import { takeRows } from '../model/table';
import { harrellConcordance } from '../survival/concordance';
import type { Learned, Learner, LeftOut, Prediction, Sample } from './learner';
import { addUnseen, type Unseen, unseenLevels } from './unseen-levels';

/** Which rows are learned from and which are predicted. */
export type Plan =
  /** All rows, both: how well the model describes what it was shown. */
  | { readonly kind: 'in-sample' }
  /** Each row by a model that was learned without its fold. */
  | { readonly kind: 'out-of-fold'; readonly folds: Folds }
  | { readonly kind: 'split'; readonly train: Int32Array; readonly test: Int32Array };

/**
 * Figures of the rows predicted; null where a figure doesn't apply to the model, or can't be had from these rows, as an
 * area with one outcome only.
 */
export type Evaluation = {
  readonly n: number;
  readonly events: number;
  /** Person-periods behind the chances of a hazard. */
  readonly periods: number | null;
  readonly auc: number | null;
  readonly brier: number | null;
  readonly ece: number | null;
  /** Of the chances; Cox's partial one where all rows were both learned from and predicted. */
  readonly logLikelihood: number | null;
  /** Harrell's, where there is a duration. */
  readonly concordance: number | null;
  readonly meanPredicted: number | null;
  readonly meanObserved: number | null;
  /** Of the model learned from all rows, or from those of the split. */
  readonly coefficients: readonly Coefficient[] | null;
  readonly leftOut: readonly LeftOut[];
  /** Rows predicted by a model that knew no row with their level of a column: they counted as its base. */
  readonly unseen: readonly Unseen[];
};

/** Learns and predicts as planned. Throws FitError where the rows to learn from can't carry the model. */
export function evaluate(sample: Sample, plan: Plan, learn: Learner): Evaluation {
  switch (plan.kind) {
    case 'in-sample': {
      const learned = learn(sample);
      const figures = figuresOf(sample, learned.predict(sample));
      const likelihood = learned.partialLogLikelihood ?? figures.logLikelihood;
      return { ...figures, logLikelihood: likelihood, ...formulaOf(learned), unseen: [] };
    }
    case 'out-of-fold': {
      const { prediction, hasFormula, unseen } = predictOutOfFold(sample, plan.folds, learn);
      const formula = hasFormula ? formulaOf(learn(sample)) : noFormula;
      return { ...figuresOf(sample, prediction), ...formula, unseen };
    }
    case 'split': {
      const train = takeSample(sample, plan.train);
      const learned = learn(train);
      const test = takeSample(sample, plan.test);
      const unseen = unseenLevels(train.table, test.table);
      return { ...figuresOf(test, learned.predict(test)), ...formulaOf(learned), unseen };
    }
  }
}

const noFormula = { coefficients: null, leftOut: [] };

function formulaOf({ coefficients, leftOut }: Learned) {
  return { coefficients: coefficients ?? null, leftOut };
}

function predictOutOfFold(sample: Sample, folds: Folds, learn: Learner) {
  const risk = new Float64Array(sample.table.rows);
  const predicted: number[] = [];
  const observed: number[] = [];
  let hasFormula = false;
  let unseen: readonly Unseen[] = [];
  for (let fold = 0; fold < folds.count; fold++) {
    const { train, held } = splitRows(folds, fold);
    const [known, unknown] = [takeSample(sample, train), takeSample(sample, held)];
    const learned = learn(known);
    const part = learned.predict(unknown);
    unseen = addUnseen(unseen, unseenLevels(known.table, unknown.table));
    hasFormula ||= learned.coefficients !== undefined;
    scatter(risk, held, part.risk);
    for (const chance of part.chances?.predicted ?? []) predicted.push(chance);
    for (const event of part.chances?.observed ?? []) observed.push(event);
  }
  const chances = { predicted: Float64Array.from(predicted), observed: Float64Array.from(observed) };
  const prediction: Prediction = predicted.length > 0 ? { risk, chances } : { risk };
  return { prediction, hasFormula, unseen };
}

function figuresOf({ outcome, duration, start }: Sample, { risk, chances }: Prediction) {
  const hasPeriods = chances !== undefined && chances.observed.length !== outcome.length;
  return {
    n: outcome.length,
    events: sum(outcome),
    periods: hasPeriods ? chances.observed.length : null,
    concordance: duration
      ? nullIfNaN(
          harrellConcordance({ time: duration, event: outcome, ...(start ? { start } : {}) }, risk)
            .concordance,
        )
      : null,
    ...chanceFigures(chances),
  };
}

function chanceFigures(chances: Prediction['chances']) {
  if (chances === undefined) {
    return {
      auc: null,
      brier: null,
      ece: null,
      logLikelihood: null,
      meanPredicted: null,
      meanObserved: null,
    };
  }
  const { predicted, observed } = chances;
  return {
    auc: nullIfNaN(rocArea(predicted, observed)),
    brier: brierScore(predicted, observed),
    ece: calibrationError(predicted, observed),
    logLikelihood: logLikelihood(predicted, observed),
    meanPredicted: mean(predicted),
    meanObserved: mean(observed),
  };
}

function takeSample({ table, outcome, duration, start }: Sample, rows: Int32Array): Sample {
  return {
    table: takeRows(table, rows),
    outcome: gather(outcome, rows),
    ...(duration ? { duration: gather(duration, rows) } : {}),
    ...(start ? { start: gather(start, rows) } : {}),
  };
}
