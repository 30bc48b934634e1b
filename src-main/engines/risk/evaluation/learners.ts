import { sigmoid } from '../../../lib/statistics/logistic';
import { mean, sum } from '../../../lib/statistics/vectors';
import { bestMargins, bestProbabilities, fitBest } from '../model/best-model';
import { chooseRidge } from '../model/choose-ridge';
import { type Design, linearPredictor } from '../model/design';
import { type Encoder, encode, fitEncoder, termName } from '../model/encoder';
import { FitError } from '../model/fit-error';
import { stratifiedFolds } from '../model/folds';
import {
  type Coefficient,
  coefficientsInUnits,
  fitLogitModel,
  logitMargins,
  slopesInUnits,
} from '../model/logit-model';
import { fitCox } from '../survival/cox';
import {
  type DiscreteHazard,
  fitDiscreteHazard,
  periodLogOdds,
  periodTerms,
} from '../survival/discrete-hazard';
import type { Intervals } from '../survival/lifetimes';
import { expandPersonPeriods } from '../survival/person-period';
import type { Learner, LeftOut, Sample } from './learner';

/** A number, or the one with the lowest held-out loss inside the rows learned from. */
export type Ridge = number | 'auto';

const ridgeFolds = 5;

/** Logistic regression: P(event). */
export function logitLearner(ridge: Ridge, seed: number): Learner {
  return ({ table, outcome }) => {
    const strength =
      ridge === 'auto'
        ? chooseRidge(table, outcome, stratifiedFolds(outcome, ridgeFolds, seed)).ridge
        : ridge;
    const { encoder, leftOut } = usableEncoder({ table, outcome });
    const { model, fit } = fitLogitModel(table, outcome, strength, encoder);
    return {
      predict: (sample) => {
        const risk = logitMargins(model, sample.table);
        return { risk, chances: { predicted: risk.map(sigmoid), observed: sample.outcome } };
      },
      coefficients: coefficientsInUnits(encoder, fit),
      leftOut: [...leftOut, ...repeats(encoder, fit.dependent)],
    };
  };
}

/** The blend of a ridge logit and boosted trees that its own folds choose: P(event). */
export function bestLearner(seed: number): Learner {
  return ({ table, outcome }) => {
    const model = fitBest(table, outcome, seed);
    return {
      predict: (sample) => ({
        risk: bestMargins(model, sample.table),
        chances: { predicted: bestProbabilities(model, sample.table), observed: sample.outcome },
      }),
      leftOut: [],
    };
  };
}

/** Discrete-time hazard: P(event in a period), for every period that a row was watched through. */
export function hazardLearner(ridge: number): Learner {
  return (sample) => {
    const { encoder, leftOut } = usableEncoder(sample);
    const design = encode(encoder, sample.table);
    const { hazard, logit } = fitDiscreteHazard(design, lifetimesOf(sample), { ridge });
    const centre = mean(linearPredictor(design, 0, hazard.coefficients));
    const [linear, squared] = periodTerms;
    const ofPeriods: Coefficient[] = [linear, squared].map((name, i) => ({
      name,
      value: logit.coefficients[design.columns.length + i] as number,
      standardError: logit.standardErrors[design.columns.length + i] as number,
    }));
    return {
      predict: (held) => {
        const heldDesign = encode(encoder, held.table);
        return {
          risk: linearPredictor(heldDesign, -centre, hazard.coefficients),
          chances: periodChances(hazard, heldDesign, lifetimesOf(held)),
        };
      },
      coefficients: [...coefficientsInUnits(encoder, logit), ...ofPeriods],
      leftOut: [...leftOut, ...repeats(encoder, logit.dependent)],
    };
  };
}

/** Cox's proportional hazards with Efron's ties: an order of who comes first, no chances. */
export function coxLearner(ridge: number): Learner {
  return (sample) => {
    const { encoder, leftOut } = usableEncoder(sample);
    const design = encode(encoder, sample.table);
    const fit = fitCox({ design, lifetimes: lifetimesOf(sample) }, { ridge });
    // From the mean of the rows learned from, so that the risks of different folds can be compared.
    const centre = mean(linearPredictor(design, 0, fit.coefficients));
    return {
      predict: (held) => ({ risk: linearPredictor(encode(encoder, held.table), -centre, fit.coefficients) }),
      coefficients: slopesInUnits(encoder, fit),
      partialLogLikelihood: fit.logLikelihood,
      leftOut: [...leftOut, ...repeats(encoder, fit.dependent)],
    };
  };
}

function lifetimesOf({ duration, start, outcome }: Sample): Intervals {
  if (duration === undefined) throw new FitError('bad-input', 'A survival model needs a duration.');
  return { time: duration, event: outcome, ...(start ? { start } : {}) };
}

function periodChances(hazard: DiscreteHazard, design: Design, lifetimes: Intervals) {
  const predictor = linearPredictor(design, hazard.intercept, hazard.coefficients);
  const { subject, period, outcome } = expandPersonPeriods(lifetimes);
  const predicted = new Float64Array(outcome.length);
  for (let row = 0; row < predicted.length; row++) {
    const own = predictor[subject[row] as number] as number;
    predicted[row] = sigmoid(periodLogOdds(hazard, own, period[row] as number));
  }
  return { predicted, observed: outcome };
}

/** A level that marks fewer rows than this and all with one outcome tells nothing yet; with more it may. */
const fewRows = 10;

/**
 * The table's encoder without the terms whose rows all ended alike, where those are gaps or few: their coefficients would be
 * infinite, and eleven new customers who couldn't have left yet mustn't stop a whole fit. Such rows count as the median or
 * the base. Where many rows of a level end alike, the fit itself refuses: that is worth knowing.
 */
function usableEncoder({ table, outcome }: Sample): { encoder: Encoder; leftOut: LeftOut[] } {
  const encoder = fitEncoder(table);
  const design = encode(encoder, table);
  const leftOut: LeftOut[] = [];
  const terms = encoder.terms.filter((term, j) => {
    if (term.kind === 'number') return true;
    const flag = design.columns[j]?.values;
    const marked = outcome.filter((_, row) => flag?.[row] === 1);
    const events = sum(marked);
    const endedAlike = events === 0 || events === marked.length;
    if (!endedAlike || (term.kind === 'level' && marked.length >= fewRows)) return true;
    const reason = `${events === 0 ? 'none' : 'all'} of the ${marked.length} rows it marks have the event`;
    leftOut.push({ column: termName(term), reason });
    return false;
  });
  return { encoder: { terms }, leftOut };
}

function repeats(encoder: Encoder, dependent: readonly number[]): LeftOut[] {
  return dependent.flatMap((position) => {
    const term = encoder.terms[position];
    return term ? [{ column: termName(term), reason: 'it only repeats other columns' }] : [];
  });
}
