import type { OtherMoney } from '../../../src-preload/contract/money';
import { judgedMrr, judgedSeats, seatsToFill } from '../life/grace';
import { type Renewal, renewalOn, type WayOfTelling } from '../life/renewal';
import { mrrOn, otherMoneyOn, seatsOn, type Term } from '../life/term';
import type { SubscriptionRows } from './account-batch';
import { termsOf } from './account-life';

/** What an account pays for, as of a day. NaN where nothing is known. */
export interface CommercialFacts {
  readonly terms: readonly Term[];
  /** Monthly recurring revenue in force, in the company's currency. */
  readonly mrr: number;
  /** The same in currencies without a rate. */
  readonly otherMoney: readonly OtherMoney[];
  readonly seats: number;
  /** The same without what is too new to be judged. */
  readonly judgedMrr: number;
  readonly judgedSeats: number;
  /** The judged seats, and those that were given back lately: what use is judged by. */
  readonly seatsToFill: number;
  /** The most pressing renewal of a term longer than a month; null when none is known. */
  readonly renewal: Renewal | null;
  readonly paymentFailures90: number;
  /** 0 when there was none. */
  readonly lastPaymentFailureDay: number;
}

/** Nothing that happens after `asOf` is read. */
export function commercialFacts(
  rows: SubscriptionRows,
  account: number,
  asOf: number,
  telling: WayOfTelling,
): CommercialFacts {
  const terms = termsOf(rows, account);
  return {
    terms,
    mrr: mrrOn(terms, asOf),
    otherMoney: otherMoneyOn(terms, asOf),
    seats: seatsOn(terms, asOf),
    judgedMrr: judgedMrr(terms, asOf),
    judgedSeats: judgedSeats(terms, asOf),
    seatsToFill: seatsToFill(terms, asOf),
    renewal: renewalOn(terms, asOf, telling),
    ...paymentFailures(rows, account, asOf),
  };
}

function paymentFailures(rows: SubscriptionRows, account: number, asOf: number) {
  let paymentFailures90 = 0;
  let lastPaymentFailureDay = 0;
  const end = rows.start[account + 1] as number;
  for (let row = rows.start[account] as number; row < end; row++) {
    const failed = rows.paymentFailedDay[row] as number;
    if (failed <= 0 || failed > asOf) continue;
    lastPaymentFailureDay = Math.max(lastPaymentFailureDay, failed);
    if (failed > asOf - 90) paymentFailures90 += 1;
  }
  return { paymentFailures90, lastPaymentFailureDay };
}
