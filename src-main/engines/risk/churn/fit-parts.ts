import { gather, mean, scatter } from '../../../lib/statistics/vectors';
import { columnsOf, type Family } from '../features/risk-features';
import {
  type BoostedTrees,
  type BoostingSettings,
  boostedMargins,
  fitBoosting,
} from '../model/boosting/boost';
import { linearPredictor } from '../model/design';
import { encode, fitEncoder } from '../model/encoder';
import { type Folds, splitRows } from '../model/folds';
import { fitLogit } from '../model/logit';
import type { LogitModel } from '../model/logit-model';
import { meanLoss } from '../model/probability-scores';
import type { LogitFit } from '../model/solve-logit';
import { type Table, takeRows } from '../model/table';

/** One model among those that are blended. */
export type ChurnPart = {
  readonly name: string;
  /** Log-odds of each row by a fit without its account. */
  readonly heldOut: Float64Array;
  readonly loss: number;
} & (
  | {
      readonly kind: 'logit';
      readonly model: LogitModel;
      /** Standard errors of the coefficients, by place. */
      readonly standardErrors: readonly number[];
    }
  | { readonly kind: 'trees'; readonly model: BoostedTrees }
);

/** What goes together in a logit: few columns for each, because churns are few. Commercial facts belong to all. */
const groups: readonly { readonly name: string; readonly families: readonly Family[] }[] = [
  { name: 'outcomes', families: ['commercial', 'outcomes'] },
  { name: 'usage and voice', families: ['commercial', 'usage', 'voice'] },
  { name: 'features', families: ['commercial', 'features'] },
];

/** From strong to weak: each fit starts where the one before ended. Columns are scaled by their interquartile range. */
const ridges = [100, 30, 10, 3, 1] as const;

/** Trees of one question: sums of steps, so that they explain themselves exactly. */
const stumps = {
  depth: 1,
  rounds: 300,
  learningRate: 0.02,
  leafWeight: 2,
  shrinkage: 1,
  rowShare: 0.6,
  columnShare: 0.5,
} as const satisfies Omit<BoostingSettings, 'seed'>;

const stumpFamilies: readonly Family[] = ['commercial', 'outcomes', 'features'];

/**
 * Fits every part to the rows, each also without each fold. Yields after every stretch of work.
 * Throws FitError where rows can't be fitted.
 */
export function* fitParts(
  table: Table,
  featureIds: readonly number[],
  outcome: Float64Array,
  folds: Folds,
  seed: number,
): Generator<void, ChurnPart[]> {
  const parts: ChurnPart[] = [];
  for (const { name, families } of groups) {
    parts.push(yield* fitRidge(name, ofFamilies(table, featureIds, families), outcome, folds));
  }
  parts.push(yield* fitStumps(ofFamilies(table, featureIds, stumpFamilies), outcome, folds, seed));
  return parts;
}

function ofFamilies(table: Table, featureIds: readonly number[], families: readonly Family[]): Table {
  const columns = columnsOf(featureIds);
  const wanted = new Set<string>(families.flatMap((family) => columns[family]));
  return { rows: table.rows, columns: table.columns.filter(({ name }) => wanted.has(name)) };
}

function* fitRidge(
  name: string,
  table: Table,
  outcome: Float64Array,
  folds: Folds,
): Generator<void, ChurnPart> {
  const candidates = ridges.map((ridge) => ({ ridge, heldOut: new Float64Array(table.rows) }));
  for (let fold = 0; fold < folds.count; fold++) {
    const { train, held } = splitRows(folds, fold);
    const trainTable = takeRows(table, train);
    const encoder = fitEncoder(trainTable);
    const data = { design: encode(encoder, trainTable), outcome: gather(outcome, train) };
    const heldDesign = encode(encoder, takeRows(table, held));
    let start: LogitFit | undefined;
    for (const { ridge, heldOut } of candidates) {
      start = fitLogit(data, start ? { ridge, start } : { ridge });
      scatter(heldOut, held, linearPredictor(heldDesign, start.intercept, start.coefficients));
    }
    yield;
  }
  const best = candidates
    .map((candidate) => ({ ...candidate, loss: meanLoss(candidate.heldOut, outcome) }))
    .reduce((least, candidate) => (candidate.loss < least.loss ? candidate : least));
  const encoder = fitEncoder(table);
  const design = encode(encoder, table);
  const { intercept, coefficients, standardErrors } = fitLogit({ design, outcome }, { ridge: best.ridge });
  const means = design.columns.map(({ values }) => mean(values));
  yield;
  return {
    kind: 'logit',
    name,
    model: { kind: 'logit', encoder, intercept, coefficients, means },
    standardErrors,
    heldOut: best.heldOut,
    loss: best.loss,
  };
}

function* fitStumps(
  table: Table,
  outcome: Float64Array,
  folds: Folds,
  seed: number,
): Generator<void, ChurnPart> {
  const settings = { ...stumps, seed };
  const heldOut = new Float64Array(table.rows);
  for (let fold = 0; fold < folds.count; fold++) {
    const { train, held } = splitRows(folds, fold);
    const trees = fitBoosting(takeRows(table, train), gather(outcome, train), settings);
    scatter(heldOut, held, boostedMargins(trees, takeRows(table, held)));
    yield;
  }
  const model = fitBoosting(table, outcome, settings);
  yield;
  return { kind: 'trees', name: 'stumps', model, heldOut, loss: meanLoss(heldOut, outcome) };
}
