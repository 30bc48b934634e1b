import { sortedOrder } from '../../../lib/statistics/order';
import { type Lifetimes, type StepFunction, stepAt } from './lifetimes';

/** One entry for each different time, ascending. */
export type SurvivalCurve = {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  /** Share still without the event after that time. */
  readonly survival: Float64Array;
  /** Greenwood's standard error of the survival. */
  readonly standardError: Float64Array;
};

/** The product-limit estimate (Kaplan & Meier, 1958) with Greenwood's variance (1926). O(n log n). */
export function kaplanMeier(lifetimes: Lifetimes): SurvivalCurve {
  const { time, atRisk, events, censored } = countByTime(lifetimes);
  const survival = new Float64Array(time.length);
  const standardError = new Float64Array(time.length);
  let share = 1;
  let hazardVariance = 0;
  for (let i = 0; i < time.length; i++) {
    const n = atRisk[i] as number;
    const d = events[i] as number;
    share *= 1 - d / n;
    if (d > 0) hazardVariance += d / (n * (n - d));
    survival[i] = share;
    standardError[i] = share === 0 ? 0 : share * Math.sqrt(hazardVariance);
  }
  return { time, atRisk, events, censored, survival, standardError };
}

export function survivalSteps({ time, survival }: SurvivalCurve): StepFunction {
  return { before: 1, time, value: survival };
}

/** Share still without the event at time t. After the last time watched the curve keeps its last value. */
export function survivalAt(curve: SurvivalCurve, t: number): number {
  return stepAt(survivalSteps(curve), t);
}

/** The first time by which a share of 1 - `survival` has had the event; undefined when the curve doesn't get there. */
export function timeToSurvival(curve: SurvivalCurve, survival: number): number | undefined {
  // Rounding in the product must not move a quantile that is met exactly.
  const position = curve.survival.findIndex((share) => share <= survival + 1e-12);
  return position < 0 ? undefined : curve.time[position];
}

/**
 * Pointwise interval on the log(-log) scale, which never leaves 0..1 (Kalbfleisch & Prentice, 1980): [low, high] for the
 * entry's survival; `z` is 1.96 for 95 %. Where nothing has happened yet, or nobody is left, it is the point itself.
 */
export function survivalInterval(
  curve: SurvivalCurve,
  entry: number,
  z = 1.959963984540054,
): [number, number] {
  const share = curve.survival[entry] as number;
  if (share <= 0 || share >= 1) return [share, share];
  const logShare = Math.log(share);
  const width = (z * (curve.standardError[entry] as number)) / (share * Math.abs(logShare));
  return [share ** Math.exp(width), share ** Math.exp(-width)];
}

/**
 * The survival of being watched, G: events and censorings change places. Events at the same time come first, so those who
 * had the event are no longer at risk of being censored (Graf et al., 1999).
 */
export function censoringSteps(lifetimes: Lifetimes): StepFunction {
  const { time, atRisk, events, censored } = countByTime(lifetimes);
  let share = 1;
  const value = time.map((_, i) => {
    const left = (atRisk[i] as number) - (events[i] as number);
    if (left > 0) share *= 1 - (censored[i] as number) / left;
    return share;
  });
  return { before: 1, time, value };
}

function countByTime({ time, event }: Lifetimes) {
  const order = sortedOrder(time);
  const times: number[] = [];
  const atRisk: number[] = [];
  const events: number[] = [];
  const censored: number[] = [];
  for (let start = 0; start < order.length; ) {
    const now = time[order[start] as number] as number;
    let end = start;
    let happened = 0;
    while (end < order.length && time[order[end] as number] === now) {
      happened += event[order[end] as number] as number;
      end++;
    }
    times.push(now);
    atRisk.push(order.length - start);
    events.push(happened);
    censored.push(end - start - happened);
    start = end;
  }
  return {
    time: Float64Array.from(times),
    atRisk: Float64Array.from(atRisk),
    events: Float64Array.from(events),
    censored: Float64Array.from(censored),
  };
}
