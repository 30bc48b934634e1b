import type { ChurnForecast, ChurnReason } from '../../../../src-preload/contract/risk/forecast';

/** One bar of the way from the average account to this one; all in percent points of the 90-day probability. */
export interface ReasonStep {
  /** Null for the smaller reasons taken together. */
  reason: ChurnReason | null;
  /** How many reasons this bar stands for. */
  count: number;
  start: number;
  end: number;
  shown: number;
}

export interface ReasonSteps {
  from: number;
  to: number;
  steps: ReasonStep[];
}

/** What is smaller than half a tenth of a percent point would show as nothing: it is folded. */
const leastShown = 0.0005;

const toTenths = (share: number): number => Math.round(share * 1000);

/**
 * From the average account's 90-day probability to this one's, in tenths of a percent point: the `keep` largest
 * reasons, largest first, the others in one line. The shown numbers add up to the last digit: each end is the rounded
 * running sum, so that what rounding takes from one step it gives to the next.
 */
export function reasonSteps(forecast: ChurnForecast, keep: number): ReasonSteps {
  const bySize = [...forecast.reasons].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const alone = bySize.filter((reason) => Math.abs(reason.points) >= leastShown).slice(0, keep);
  const folded = bySize.slice(alone.length);
  const bars = [
    ...alone.map((reason) => ({ reason, count: 1, points: reason.points })),
    ...(folded.length > 0
      ? [{ reason: null, count: folded.length, points: folded.reduce((sum, { points }) => sum + points, 0) }]
      : []),
  ];
  const last = toTenths(forecast.p90);
  let exact = forecast.base90;
  let running = toTenths(forecast.base90);
  const steps = bars.map(({ reason, count, points }, index): ReasonStep => {
    exact += points;
    const start = running;
    running = index === bars.length - 1 ? last : toTenths(exact);
    return { reason, count, start: start / 10, end: running / 10, shown: (running - start) / 10 };
  });
  return { from: toTenths(forecast.base90) / 10, to: last / 10, steps };
}

/** The scale of the bars: from nothing to a little more than the highest running probability. Percent points. */
export function reasonScale({ from, to, steps }: ReasonSteps): [number, number] {
  const highest = Math.max(from, to, ...steps.map((step) => step.end));
  const lowest = Math.min(0, ...steps.map((step) => step.end));
  return [lowest, Math.max(1, highest * 1.05)];
}
