import { hazardWeights, riskTotals, type Ties } from './cox-likelihood';
import type { RiskSets } from './cox-risk-sets';
import type { StepFunction } from './lifetimes';

/**
 * Per stratum, the cumulative hazard of a subject whose columns are all 0, rising at the times of events (Breslow, 1974;
 * with Efron's ties the estimate that goes with them, as R's survfit).
 */
export function cumulativeBaseline(
  riskSets: RiskSets,
  coefficients: Float64Array,
  ties: Ties,
): Map<number, StepFunction> {
  const { weight, logScale } = hazardWeights(riskSets, coefficients);
  const { hazards } = riskTotals(riskSets, weight, ties);
  const steps = new Map<number, { time: number[]; value: number[] }>();
  for (let g = riskSets.groups.length - 1; g >= 0; g--) {
    const group = riskSets.groups[g];
    if (group === undefined || group.events === 0) continue;
    const { time, value } = steps.get(group.stratum) ?? { time: [], value: [] };
    steps.set(group.stratum, { time, value });
    time.push(group.time);
    value.push((value.at(-1) ?? 0) + (hazards[g] as number) * Math.exp(-logScale));
  }
  return new Map(
    Array.from(steps, ([stratum, { time, value }]) => [
      stratum,
      { before: 0, time: Float64Array.from(time), value: Float64Array.from(value) },
    ]),
  );
}

/** P(no event up to t) for a subject: e^(-H0(t) * e^(x b)). After the last event the baseline stays where it is. */
export function survivalFromHazard(cumulativeHazard: number, logHazardRatio: number): number {
  return Math.exp(-cumulativeHazard * Math.exp(logHazardRatio));
}
