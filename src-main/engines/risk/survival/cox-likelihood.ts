import { addScaled, dot, sum } from '../../../lib/statistics/vectors';
import { weightedGram } from '../../../lib/statistics/weighted-gram';
import type { LikelihoodPoint } from '../model/settled';
import type { RiskSets } from './cox-risk-sets';
import { tellingPairs } from './cox-telling';

export type Ties = 'efron' | 'breslow';

/**
 * The log partial likelihood, its gradient and its information at the coefficients, less ridge/2 * sum of squares.
 *
 * With w = e^(x b) and S0, S1, S2 the sums of w, w x, w x x' over a risk set, the information is the sum over the events
 * of S2/S0 - S1 S1'/S0^2 (Therneau & Grambsch, 2000, 3.1). The first part is X' diag(w A) X, where A of a row is the sum of
 * 1/S0 over the events it was at risk for, and the second the squares of the risk sets' means: two plain products in
 * place of a matrix for every risk set. Under Efron's ties, the l-th of d tied events counts those d by a share 1 - l/d.
 */
export function partialLikelihood(
  riskSets: RiskSets,
  coefficients: Float64Array,
  ties: Ties,
  ridge: number,
): LikelihoodPoint {
  const size = riskSets.columns.length;
  const { weight, logScale, predictor } = hazardWeights(riskSets, coefficients);
  const { shares, total, exposure, logTotals } = riskTotals(riskSets, weight, ties);

  let value = dot(riskSets.event, predictor) - logTotals - logScale * total.length;
  const means = riskSets.columns.map((column) => riskMeans(riskSets, column, weight, shares, total));
  const within = weightedGram(
    riskSets.columns,
    weight.map((w, row) => w * (exposure[row] as number)),
  );
  const between = weightedGram(means, new Float64Array(total.length).fill(1));

  const gradient = new Float64Array(size);
  const information = within.map((product, cell) => product - (between[cell] as number));
  for (let j = 0; j < size; j++) {
    const coefficient = coefficients[j] as number;
    const diagonal = j * size + j;
    // What rounding leaves of a column that is constant within every risk set is nothing.
    if ((information[diagonal] as number) < 1e-12 * (within[diagonal] as number)) information[diagonal] = 0;
    information[diagonal] = (information[diagonal] as number) + ridge;
    gradient[j] =
      dot(riskSets.columns[j] as Float64Array, riskSets.event) -
      sum(means[j] as Float64Array) -
      ridge * coefficient;
    value -= (ridge / 2) * coefficient ** 2;
  }
  return {
    value,
    gradient,
    information: () => information,
    telling: (least) => tellingPairs(riskSets, weight, least),
  };
}

/** e^(x b - logScale) of every row: relative hazards, scaled so that none overflows. */
export function hazardWeights({ columns, event }: RiskSets, coefficients: Float64Array) {
  const predictor = new Float64Array(event.length);
  columns.forEach((column, j) => {
    addScaled(predictor, column, coefficients[j] as number);
  });
  const logScale = predictor.reduce((largest, entry) => Math.max(largest, entry), Number.NEGATIVE_INFINITY);
  return { predictor, logScale, weight: predictor.map((entry) => Math.exp(entry - logScale)) };
}

/**
 * For every event in the order of the rows: the share by which its tied events are taken out of the risk set (0 under
 * Breslow) and the risk set's total weight after that; and for every row the sum of 1/total it was exposed to.
 */
export function riskTotals({ groups, event }: RiskSets, weight: Float64Array, ties: Ties) {
  const shares: number[] = [];
  const total: number[] = [];
  const exposure = new Float64Array(event.length);
  const hazards = new Float64Array(groups.length);
  const tiedHazards = new Float64Array(groups.length);
  let logTotals = 0;
  let atRisk = 0;
  groups.forEach((group, g) => {
    if (group.opensStratum) atRisk = 0;
    for (const row of group.unwatched) atRisk -= weight[row] as number;
    let tied = 0;
    for (let row = group.start; row < group.end; row++) {
      atRisk += weight[row] as number;
      tied += (event[row] as number) * (weight[row] as number);
    }
    for (let l = 0; l < group.events; l++) {
      const share = ties === 'efron' ? l / group.events : 0;
      const rest = atRisk - share * tied;
      shares.push(share);
      total.push(rest);
      logTotals += Math.log(rest);
      hazards[g] = (hazards[g] as number) + 1 / rest;
      tiedHazards[g] = (tiedHazards[g] as number) + share / rest;
    }
  });
  // From the shortest time on: everyone still watched has been exposed to all hazards since watching began.
  const before = new Float64Array(event.length);
  let cumulative = 0;
  for (let g = groups.length - 1; g >= 0; g--) {
    const group = groups[g];
    if (group === undefined) continue;
    cumulative += hazards[g] as number;
    for (const row of group.unwatched) before[row] = cumulative;
    for (let row = group.start; row < group.end; row++) {
      exposure[row] =
        cumulative - (before[row] as number) - (event[row] as number) * (tiedHazards[g] as number);
    }
    if (group.opensStratum) cumulative = 0;
  }
  return { shares, total, exposure, hazards, logTotals };
}

/** The weighted mean of one column over the risk set of every event. */
function riskMeans(
  { groups, event }: RiskSets,
  column: Float64Array,
  weight: Float64Array,
  shares: readonly number[],
  total: readonly number[],
): Float64Array {
  const means = new Float64Array(total.length);
  let running = 0;
  let next = 0;
  for (const { start, end, opensStratum, events, unwatched } of groups) {
    if (opensStratum) running = 0;
    for (const row of unwatched) running -= (weight[row] as number) * (column[row] as number);
    let tied = 0;
    for (let row = start; row < end; row++) {
      const weighted = (weight[row] as number) * (column[row] as number);
      running += weighted;
      tied += (event[row] as number) * weighted;
    }
    for (let l = 0; l < events; l++, next++) {
      means[next] = (running - (shares[next] as number) * tied) / (total[next] as number);
    }
  }
  return means;
}
