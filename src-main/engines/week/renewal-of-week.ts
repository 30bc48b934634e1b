import type { AccountPeriod, Period } from '../revenue/movements';
import type { RevenueAccount } from '../revenue/revenue-account';

/**
 * What became of a renewal that fell into a period: of an account that paid as it opened, a subscription ended within it.
 * @param moved what became of its revenue, by the function of the revenue report
 * @returns null where none fell into it, and where a signature may only be late: nothing is settled
 */
export function renewalOf(
  account: RevenueAccount,
  { openDay, closeDay }: Period,
  moved: AccountPeriod,
): 'won' | 'lost' | null {
  if (moved.base <= 0 || moved.waits) return null;
  const ended = [...account.terms, ...account.foreign].some(
    ({ isTrial, startedDay, endedDay }) =>
      !isTrial && startedDay <= openDay && endedDay > openDay && endedDay <= closeDay,
  );
  if (!ended) return null;
  return moved.stays ? 'won' : 'lost';
}
