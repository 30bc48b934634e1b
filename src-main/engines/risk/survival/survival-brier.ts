import { censoringSteps } from './kaplan-meier';
import { type Lifetimes, stepAt, stepBefore } from './lifetimes';

/**
 * Brier score of predicted survival at time t, corrected for censoring by inverse probability weights (Graf et al.,
 * 1999). `survival` holds each subject's predicted share of still being without the event at t. 0.25 is what one gets for
 * always saying 0.5; lower is better. NaN where nobody is watched as long as t.
 */
export function survivalBrier(lifetimes: Lifetimes, survival: Float64Array, t: number): number {
  const { time, event } = lifetimes;
  const censoring = censoringSteps(lifetimes);
  const watchedAtT = stepAt(censoring, t);
  let sum = 0;
  survival.forEach((share, subject) => {
    const end = time[subject] as number;
    if (end > t) sum += (1 - share) ** 2 / watchedAtT;
    else if (event[subject] === 1) sum += share ** 2 / stepBefore(censoring, end);
  });
  return sum / survival.length;
}

/**
 * The survival Brier score averaged over the span of ascending times by the trapezoid rule (Graf et al., 1999).
 * `survivalAt(t)` gives every subject's predicted survival at t. Throws RangeError for fewer than two times.
 */
export function integratedBrier(
  lifetimes: Lifetimes,
  survivalAt: (t: number) => Float64Array,
  times: readonly number[],
): number {
  const first = times[0];
  const last = times[times.length - 1];
  if (first === undefined || last === undefined || !(last > first)) {
    throw new RangeError('An integrated Brier score needs two different times or more, ascending.');
  }
  const scores = times.map((t) => survivalBrier(lifetimes, survivalAt(t), t));
  let area = 0;
  for (let i = 1; i < times.length; i++) {
    const width = (times[i] as number) - (times[i - 1] as number);
    area += (width * ((scores[i] as number) + (scores[i - 1] as number))) / 2;
  }
  return area / (last - first);
}
