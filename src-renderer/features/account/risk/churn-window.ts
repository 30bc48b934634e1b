import type { ChurnForecast } from '../../../../src-preload/contract/risk/forecast';
import { formatCount, formatPlural } from '../../../ui/format/number';

type Window = ChurnForecast['window'];

/** When such accounts leave, in one or two sentences; what lies beyond the horizon is not guessed. Months. */
export function windowWords({ median, early, late, horizonMonths }: Window): string {
  const horizon = formatPlural(horizonMonths, 'month');
  if (early === null)
    return `Not reached in the horizon: over three quarters of such accounts are still here after ${horizon}.`;
  if (median === null) {
    return `A quarter of such accounts have left after ${months(early)}; half is not reached in the horizon of ${horizon}.`;
  }
  const half = `Half of such accounts have left after ${months(median)}`;
  return late === null
    ? `${half}, a quarter after ${months(early)}; three quarters is not reached in the horizon of ${horizon}.`
    : `${half}; the middle half of them leaves between ${formatCount(early, 1)} and ${months(late)}.`;
}

function months(count: number): string {
  return formatPlural(count, 'month', 'months', 1);
}
