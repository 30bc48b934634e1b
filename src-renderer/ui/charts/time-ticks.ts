import { dayOfEpoch } from '../format/day';

/** The epoch day of the first of a month, `months` after the month of `epochDay`. */
function monthStart(epochDay: number, months: number): number {
  const [year = 1970, month = 1] = dayOfEpoch(epochDay).split('-').map(Number);
  return Date.UTC(year, month - 1 + months, 1) / 86_400_000;
}

/**
 * Ticks of a time axis between two epoch days, at most `most`: firsts of months where the span has enough of them,
 * else whole weeks counted back from the last day.
 */
export function timeTicks(first: number, last: number, most: number): number[] {
  if (last <= first) return [first];
  const months: number[] = [];
  for (let at = monthStart(first, 0); at <= last; at = monthStart(at, 1)) if (at >= first) months.push(at);
  if (months.length >= 3) {
    const every = Math.ceil(months.length / most);
    return months.filter((_, index) => index % every === 0);
  }
  const step = 7 * Math.max(1, Math.ceil((last - first) / 7 / most));
  const weeks: number[] = [];
  for (let at = last; at >= first; at -= step) weeks.unshift(at);
  return weeks;
}
