import type { OtherMoney } from '../../../src-preload/contract/money';
import { spellOn } from '../../engines/life/spells';
import { isInForce } from '../../engines/life/term';
import type { RevenueAccount, RevenueBook } from '../../engines/revenue/revenue-account';

/** What a customer pays in currencies without a rate: it is in no sum. */
export function unratedOn(
  { spells, foreign }: RevenueAccount,
  day: number,
  rateDay: number,
  { worth }: RevenueBook,
): OtherMoney[] {
  if (foreign.length === 0 || spellOn(spells, day) === null) return [];
  return foreign
    .filter(
      (term) => !term.isTrial && isInForce(term, day) && worth(term.mrr, term.currency, rateDay) === null,
    )
    .map(({ currency, mrr }) => ({ currency, amount: mrr }));
}
