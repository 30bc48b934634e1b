import type {
  RatesMode,
  RevenueAccountsInput,
  RevenueInput,
} from '../../../src-preload/contract/reports/revenue';
import type { Period } from '../../engines/revenue/movements';
import { firstDayOfMonth, formatDay, monthOf } from '../../lib/day';

/** A calendar month of a report. */
export interface ReportMonth extends Period {
  /** 12 x year + month, January being 0. */
  readonly month: number;
}

/** `2026-11` */
export function formatMonth(month: number): string {
  return formatDay(firstDayOfMonth(month)).slice(0, 7);
}

/** @param text `2026-11` */
export function parseMonth(text: string): number {
  return 12 * Number(text.slice(0, 4)) + Number(text.slice(5)) - 1;
}

/** From the end of the month before to the end of the last one, or to the day that is known, whichever comes first. */
export function periodThrough(month: number, months: number, asOf: number, rates: RatesMode): Period {
  const openDay = firstDayOfMonth(month - months + 1) - 1;
  const closeDay = Math.min(firstDayOfMonth(month + 1) - 1, asOf);
  if (rates === 'constant') return { openDay, closeDay, openRates: asOf, closeRates: asOf };
  return { openDay, closeDay, openRates: openDay, closeRates: closeDay };
}

/** The months of a report, the oldest first; none that begins after the day that is known. */
export function reportMonths(
  { through, months, rates }: Pick<RevenueInput, 'through' | 'months' | 'rates'>,
  asOf: number,
): ReportMonth[] {
  const last = Math.min(through === undefined ? monthOf(asOf) : parseMonth(through), monthOf(asOf));
  return Array.from({ length: months }, (_, place) => {
    const month = last - months + 1 + place;
    return { month, ...periodThrough(month, 1, asOf, rates) };
  });
}

/** The period whose accounts are asked for; null where it begins after the day that is known. */
export function askedPeriod(
  { month, span, rates }: Pick<RevenueAccountsInput, 'month' | 'span' | 'rates'>,
  asOf: number,
): Period | null {
  const last = parseMonth(month);
  return last > monthOf(asOf) ? null : periodThrough(last, span === 'year' ? 12 : 1, asOf, rates);
}

/** Between the ends of two days. */
export function periodBetween(openDay: number, closeDay: number, asOf: number, rates: RatesMode): Period {
  const [openRates, closeRates] = rates === 'constant' ? [asOf, asOf] : [openDay, closeDay];
  return { openDay, closeDay, openRates, closeRates };
}

/** The same day of the year before; the last day of a month is that of a month. */
export function yearEarlier(day: number): number {
  const month = monthOf(day);
  const isLast = monthOf(day + 1) !== month;
  const lastOfThen = firstDayOfMonth(month - 11) - 1;
  return isLast
    ? lastOfThen
    : Math.min(firstDayOfMonth(month - 12) + day - firstDayOfMonth(month), lastOfThen);
}

/** The counterparts of a month in the month before it and in the same month a year ago. */
export function counterpartsOf(
  month: ReportMonth | undefined,
  asOf: number,
  rates: RatesMode,
): ReportMonth[] {
  return month === undefined ? [] : [1, 12].map((back) => counterpartOf(month, back, asOf, rates));
}

/**
 * A month's counterpart so many months earlier: all of it, or as many of its days as have come of a month that isn't over, so that
 * like is set beside like. At the rates of its own ends, as every month is.
 */
function counterpartOf(
  { month, closeDay, openDay }: ReportMonth,
  monthsEarlier: number,
  asOf: number,
  rates: RatesMode,
): ReportMonth {
  const earlier = month - monthsEarlier;
  const whole = periodThrough(earlier, 1, asOf, rates);
  const isWhole = closeDay === firstDayOfMonth(month + 1) - 1;
  const lastDay = isWhole ? whole.closeDay : Math.min(whole.closeDay, whole.openDay + closeDay - openDay);
  return { month: earlier, ...periodBetween(whole.openDay, lastDay, asOf, rates) };
}
