import { sigmoid, softplus } from '../../../lib/statistics/logistic';
import { addScaled, dot, sum } from '../../../lib/statistics/vectors';
import { weightedGram } from '../../../lib/statistics/weighted-gram';
import type { Design } from '../model/design';
import type { LikelihoodPoint } from '../model/settled';
import type { PersonPeriods } from './person-period';

/** Sums over each subject's periods, times the period to the power of the position: of residuals and of what weighs a period. */
type PeriodSums = {
  value: number;
  readonly residual: readonly Float64Array[];
  readonly curvature: readonly Float64Array[];
};

/**
 * The log-likelihood of person-periods in the intercept, the columns of the design (one row a subject), the period and its
 * square. A subject's columns are the same in all its periods, so that the periods are summed first and the columns are
 * multiplied once a subject, not once a period.
 */
export function hazardLikelihood(
  design: Design,
  personPeriods: PersonPeriods,
): (coefficients: Float64Array) => LikelihoodPoint {
  const own = [new Float64Array(design.rows).fill(1), ...design.columns.map((column) => column.values)];
  return (coefficients) => {
    const sums = sumPeriods(own, personPeriods, coefficients, curvatureOf);
    const unsure = (least: number) => (probability: number, observed: number) =>
      Math.abs(observed - probability) > least ? 1 : 0;
    return {
      value: sums.value,
      gradient: gradientOf(own, sums),
      information: () => informationOf(own, sums),
      telling: (least) => informationOf(own, sumPeriods(own, personPeriods, coefficients, unsure(least))),
    };
  };
}

function curvatureOf(probability: number): number {
  return probability * (1 - probability);
}

function sumPeriods(
  own: readonly Float64Array[],
  { rows, subject, period, outcome }: PersonPeriods,
  coefficients: Float64Array,
  weightOf: (probability: number, observed: number) => number,
): PeriodSums {
  const subjects = own[0]?.length ?? 0;
  const predictor = new Float64Array(subjects);
  own.forEach((column, j) => {
    addScaled(predictor, column, coefficients[j] as number);
  });
  const linear = coefficients[own.length] as number;
  const squared = coefficients[own.length + 1] as number;
  const residual = [0, 1, 2].map(() => new Float64Array(subjects));
  const curvature = [0, 1, 2, 3, 4].map(() => new Float64Array(subjects));
  let value = 0;
  for (let row = 0; row < rows; row++) {
    const person = subject[row] as number;
    const t = period[row] as number;
    const observed = outcome[row] as number;
    const eta = (predictor[person] as number) + linear * t + squared * t * t;
    const probability = sigmoid(eta);
    value += observed * eta - softplus(eta);
    addPowers(residual, person, t, observed - probability);
    addPowers(curvature, person, t, weightOf(probability, observed));
  }
  return { value, residual, curvature };
}

function addPowers(sums: readonly Float64Array[], person: number, t: number, amount: number): void {
  let term = amount;
  for (const target of sums) {
    target[person] = (target[person] as number) + term;
    term *= t;
  }
}

function gradientOf(own: readonly Float64Array[], { residual }: PeriodSums): Float64Array {
  const [plain, ...byPeriod] = residual;
  return Float64Array.from([
    ...own.map((column) => dot(column, plain as Float64Array)),
    ...byPeriod.map(sum),
  ]);
}

/** The lower half: the columns among themselves, then the period's row and its square's. */
function informationOf(own: readonly Float64Array[], { curvature }: PeriodSums): Float64Array {
  const size = own.length + 2;
  const information = new Float64Array(size * size);
  const among = weightedGram(own, curvature[0] as Float64Array);
  for (let row = 0; row < own.length; row++) {
    information.set(among.subarray(row * own.length, (row + 1) * own.length), row * size);
  }
  for (const power of [1, 2]) {
    const start = (own.length + power - 1) * size;
    own.forEach((column, j) => {
      information[start + j] = dot(column, curvature[power] as Float64Array);
    });
    for (let other = 1; other <= power; other++) {
      information[start + own.length + other - 1] = sum(curvature[power + other] as Float64Array);
    }
  }
  return information;
}
