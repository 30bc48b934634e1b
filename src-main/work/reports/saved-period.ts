import type {
  RelativePeriod,
  ReportAddress,
  SavedReportState,
} from '../../../src-preload/contract/reports/saved-report';
import { firstDayOfMonth, formatDay, monthOf } from '../../lib/day';
import { formatMonth, yearEarlier } from './report-periods';

/**
 * What opens a saved report now: a period that moves with the days is that of the day to which the copy reaches.
 * @param asOf null before the first load: then nothing is said of when
 */
export function opensAt(
  { show, rates, period }: Omit<SavedReportState, 'ownerId'>,
  asOf: number | null,
): ReportAddress {
  const at = rates === undefined ? { show } : { show, rates };
  if (!('relative' in period)) return { ...at, ...period };
  if (asOf === null) return at;
  const { from, to } = daysOf(period.relative, asOf);
  return { ...at, through: formatMonth(monthOf(to)), from: formatDay(from), to: formatDay(to) };
}

/** From the end of the one day to the end of the other, which is no later than what is known. */
function daysOf(relative: RelativePeriod, asOf: number): { from: number; to: number } {
  const month = monthOf(asOf);
  const quarter = month - (month % 3);
  const year = month - (month % 12);
  const between = (first: number, months: number) => ({
    from: firstDayOfMonth(first) - 1,
    to: Math.min(firstDayOfMonth(first + months) - 1, asOf),
  });
  switch (relative) {
    case 'this_month':
      return between(month, 1);
    case 'last_month':
      return between(month - 1, 1);
    case 'this_quarter':
      return between(quarter, 3);
    case 'last_quarter':
      return between(quarter - 3, 3);
    case 'this_year':
      return between(year, 12);
    case 'last_year':
      return between(year - 12, 12);
    case 'twelve_months':
      return { from: yearEarlier(asOf), to: asOf };
  }
}
