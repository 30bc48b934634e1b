import type { ChurnForecast, ChurnReason } from '../../../../src-preload/contract/risk/forecast';
import { shownChance } from '../../../../src-preload/contract/words';

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

/** In tenths of a percent point, so that sums are exact. */
const tenths = (points: number): number => Math.round(10 * points);

/**
 * From the average account's 90-day probability to this one's, by the points that every screen shows of a reason: the
 * `keep` largest reasons, largest first, the others in one line, and with them those that show as nothing.
 */
export function reasonSteps(forecast: ChurnForecast, keep: number): ReasonSteps {
  const bySize = [...forecast.reasons].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const alone = bySize.filter(({ shownPoints }) => shownPoints !== 0).slice(0, keep);
  const folded = bySize.filter((reason) => !alone.includes(reason));
  const rest = folded.reduce((sum, { shownPoints }) => sum + tenths(shownPoints), 0);
  const bars = [
    ...alone.map((reason) => ({ reason, count: 1, shown: tenths(reason.shownPoints) })),
    ...(folded.length > 0 ? [{ reason: null, count: folded.length, shown: rest }] : []),
  ];
  const from = tenths(100 * shownChance(forecast.base90));
  let running = from;
  const steps = bars.map(({ shown, ...bar }): ReasonStep => {
    const start = running;
    running += shown;
    return { ...bar, start: start / 10, end: running / 10, shown: shown / 10 };
  });
  return { from: from / 10, to: tenths(100 * shownChance(forecast.p90)) / 10, steps };
}

/** The scale of the bars: from nothing to a little more than the highest running probability. Percent points. */
export function reasonScale({ from, to, steps }: ReasonSteps): [number, number] {
  const highest = Math.max(from, to, ...steps.map((step) => step.end));
  const lowest = Math.min(0, ...steps.map((step) => step.end));
  return [lowest, Math.max(1, highest * 1.05)];
}
