import type {
  MovementKind,
  RevenueMonth,
  RevenuePeriod,
} from '../../../src-preload/contract/reports/revenue';
import { movementKinds } from '../../../src-preload/contract/reports/revenue';
import { rounded, shownShare } from '../../../src-preload/contract/words';
import { formatDay, formatMonth } from '../../ui/format/day';
import { signedFigure } from '../../ui/format/figure';
import { formatFixed, formatPlural } from '../../ui/format/number';

/** `Nov 2026`. @param month `2026-11` */
export function monthWords(month: string): string {
  return formatMonth(`${month}-01`);
}

/** `Nov 2026`, or how far it has come. */
export function monthSoFar({ month, isOver, closeDay }: RevenueMonth): string {
  return isOver ? monthWords(month) : `${monthWords(month)}, to ${formatDay(closeDay)}`;
}

/** A share as `97.4%`, to its tenth as in files; a dash where nobody paid. */
export function shareWords(share: number | null): string {
  return share === null ? '–' : shareShown(shownShare(share));
}

/** The same of one that is in percent already, rounded to its tenth. */
export function shareShown(percent: number): string {
  return `${formatFixed(percent, 1)}%`;
}

/** `+1.2`: the difference of two shares as they are shown, in points. */
export function pointsSince(now: number | null, before: number | null): string | null {
  if (now === null || before === null) return null;
  return signedFigure(rounded(shownShare(now) - shownShare(before), 1), 1);
}

/** Credits and rates move few books: they stand only where they moved this one. */
export function kindsThatMoved(periods: readonly RevenuePeriod[]): MovementKind[] {
  const isSeldom = (kind: MovementKind) => kind === 'credits' || kind === 'rates';
  return movementKinds.filter(
    (kind) => !isSeldom(kind) || periods.some(({ movements }) => movements[kind].accounts > 0),
  );
}

/** That accounts are in no figure. @param accounts at least one */
export function undatedWords(accounts: number): string {
  return `${formatPlural(accounts, 'account is', 'accounts are')} left out: marked as churned without a day (churned_at).`;
}

/** Why a figure is another one than it was; of one that shows as the same that it is. @param what with its article */
export function whyWords(what: string, before: string, after: string): string {
  return before === after
    ? `${what.charAt(0).toUpperCase()}${what.slice(1)} stayed at ${after}`
    : `Why ${what} went from ${before} to ${after}`;
}
