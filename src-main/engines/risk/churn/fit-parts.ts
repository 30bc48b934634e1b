import { type CholeskyFactor, choleskySolve } from '../../../lib/statistics/cholesky';
import type { SignedMaximum, Signs } from '../../../lib/statistics/newton-within-signs';
import { dot, gather, mean, scatter } from '../../../lib/statistics/vectors';
import { knownSignOf } from '../features/known-signs';
import { columnsOf, type Family } from '../features/risk-features';
import {
  type BoostedTrees,
  type BoostingSettings,
  boostedMargins,
  fitBoosting,
} from '../model/boosting/boost';
import { type Design, type DesignColumn, linearPredictor } from '../model/design';
import { type EncodedTerm, type Encoder, encode, fitEncoder } from '../model/encoder';
import { type Folds, splitRows } from '../model/folds';
import { fitRidgePath, fitSignedLogit } from '../model/logit';
import type { LogitModel } from '../model/logit-model';
import { meanLoss } from '../model/probability-scores';
import { type Table, takeRows } from '../model/table';
import type { HeldColumn } from './held-columns';

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
      /** Of the penalised information, the intercept first; what is held at 0 is left out of it. */
      readonly factor: CholeskyFactor;
      /** Columns held at 0 against the data. */
      readonly held: readonly HeldColumn[];
    }
  | { readonly kind: 'trees'; readonly model: BoostedTrees }
);

/** What goes together in a logit: few columns for each, because churns are few. Commercial facts belong to all. */
const groups: readonly { readonly name: string; readonly families: readonly Family[] }[] = [
  { name: 'outcomes', families: ['commercial', 'outcomes'] },
  { name: 'usage and voice', families: ['commercial', 'contraction', 'usage', 'voice', 'interventions'] },
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

/** Stretches of work that fitting the parts takes, one yield each. */
export const stepsOfParts = (folds: number) => (folds + 1) * (groups.length + 1);

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
  const logits = groups.map(({ name, families }) => ({
    name,
    wanted: columnsIn(featureIds, families),
    heldOut: ridges.map(() => new Float64Array(table.rows)),
  }));
  const stumpColumns = columnsIn(featureIds, stumpFamilies);
  const settings = { ...stumps, seed, signOf: knownSignOf };
  const stumpsHeldOut = new Float64Array(table.rows);
  for (let fold = 0; fold < folds.count; fold++) {
    const { train, held } = splitRows(folds, fold);
    const trainTable = takeRows(table, train);
    const heldTable = takeRows(table, held);
    const trainOutcome = gather(outcome, train);
    const encoder = fitEncoder(trainTable, unknownAs);
    const design = encode(encoder, trainTable);
    const heldDesign = encode(encoder, heldTable);
    for (const { wanted, heldOut } of logits) {
      const places = placesOf(encoder, wanted);
      const data = { design: pick(design, places), outcome: trainOutcome };
      const path = fitRidgePath(data, ridges, signsOf(encoder, places));
      const heldPart = pick(heldDesign, places);
      path.forEach(({ intercept, coefficients }, i) => {
        scatter(heldOut[i] as Float64Array, held, linearPredictor(heldPart, intercept, coefficients));
      });
      yield;
    }
    const trees = fitBoosting(ofColumns(trainTable, stumpColumns), trainOutcome, settings);
    scatter(stumpsHeldOut, held, boostedMargins(trees, heldTable));
    yield;
  }
  const parts: ChurnPart[] = [];
  const encoder = fitEncoder(table, unknownAs);
  const design = encode(encoder, table);
  for (const { name, wanted, heldOut } of logits) {
    const places = placesOf(encoder, wanted);
    parts.push(fitChosen(name, encoder, design, places, outcome, heldOut));
    yield;
  }
  const model = fitBoosting(ofColumns(table, stumpColumns), outcome, settings);
  const loss = meanLoss(stumpsHeldOut, outcome);
  parts.push({ kind: 'trees', name: 'stumps', model, heldOut: stumpsHeldOut, loss });
  yield;
  return parts;
}

/** The logit with the ridge whose held-out log-odds, in the order of `ridges`, have the lowest loss. */
function fitChosen(
  name: string,
  encoder: Encoder,
  design: Design,
  places: readonly number[],
  outcome: Float64Array,
  heldOut: readonly Float64Array[],
): ChurnPart {
  const best = ridges
    .map((ridge, i) => {
      const margins = heldOut[i] as Float64Array;
      return { ridge, heldOut: margins, loss: meanLoss(margins, outcome) };
    })
    .reduce((least, candidate) => (candidate.loss < least.loss ? candidate : least));
  const own = pick(design, places);
  const fit = fitSignedLogit({ design: own, outcome }, best.ridge, signsOf(encoder, places));
  const [intercept = 0, ...coefficients] = fit.x;
  const terms = places.map((place) => encoder.terms[place] as EncodedTerm);
  const means = own.columns.map(({ values }) => mean(values));
  return {
    kind: 'logit',
    name,
    model: { kind: 'logit', encoder: { terms }, intercept, coefficients, means },
    factor: fit.factor,
    held: heldColumns(terms, fit),
    heldOut: best.heldOut,
    loss: best.loss,
  };
}

function unknownAs(column: string): number | undefined {
  return knownSignOf(column)?.unknownAs;
}

/** Of the intercept and of these terms: which way each coefficient may go. */
function signsOf({ terms }: Encoder, places: readonly number[]): Signs {
  return Int8Array.of(0, ...places.map((place) => signOf(terms[place] as EncodedTerm)));
}

function signOf({ kind, source }: EncodedTerm): -1 | 0 | 1 {
  const known = knownSignOf(source);
  if (known === undefined) return 0;
  if (kind === 'missing') return known.unknownAs === undefined ? 0 : -1;
  return known.direction === 'raises' ? 1 : -1;
}

/** How far the data pulls is the score test of each column alone, the others as they are (Rao, 1948). */
function heldColumns(
  terms: readonly EncodedTerm[],
  { held, gradient, information, factor }: SignedMaximum,
): HeldColumn[] {
  const size = gradient.length;
  return held.flatMap((place) => {
    const term = terms[place - 1];
    if (term?.kind !== 'number') return [];
    const along = Float64Array.from({ length: size }, (_, j) =>
      held.includes(j) ? 0 : (information[Math.max(place, j) * size + Math.min(place, j)] as number),
    );
    const known = (information[place * size + place] as number) - dot(along, choleskySolve(factor, along));
    return [{ column: term.source, pull: Math.abs(gradient[place] as number) / Math.sqrt(known) }];
  });
}

function columnsIn(featureIds: readonly number[], families: readonly Family[]): ReadonlySet<string> {
  const columns = columnsOf(featureIds);
  return new Set(families.flatMap((family) => columns[family]));
}

function ofColumns(table: Table, wanted: ReadonlySet<string>): Table {
  return { rows: table.rows, columns: table.columns.filter(({ name }) => wanted.has(name)) };
}

/** Places of the terms that read these columns. */
function placesOf({ terms }: Encoder, wanted: ReadonlySet<string>): number[] {
  return [...terms.keys()].filter((place) => wanted.has(terms[place]?.source ?? ''));
}

function pick({ rows, columns }: Design, places: readonly number[]): Design {
  return { rows, columns: places.map((place) => columns[place] as DesignColumn) };
}
