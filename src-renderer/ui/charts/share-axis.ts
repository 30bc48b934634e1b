import { formatShare } from '../format/number';

/** Shares between two ticks that are easy to count in. */
const easySteps = [0.01, 0.02, 0.03, 0.04, 0.05, 0.1, 0.15, 0.2];

/** An axis of shares from 0 to `highest` or a little above, in so many equal steps. */
export function shareAxis(highest: number, intervals: 4 | 5) {
  const step = easySteps.find((easy) => intervals * easy >= highest) ?? 1 / intervals;
  return {
    domain: [0, intervals * step] as [number, number],
    ticks: Array.from({ length: intervals + 1 }, (_, index) => index * step),
    tickFormatter: (share: number) => formatShare(share),
  };
}
