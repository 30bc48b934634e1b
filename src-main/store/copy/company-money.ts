import { toMoney } from '../../../src-preload/contract/money';
import type { ReadDb, Tx } from '../types';
import { companyDay } from './company-calendar';

/** What amounts are worth to the company, by the rates of the day to which the copy reaches. */
export interface CompanyMoney {
  /** ISO 4217: the currency of sums; null where the company has only one and never named it. */
  readonly currency: string | null;
  /**
   * @param currency null: the company's own
   * @returns the amount in the company's currency, to its minor unit; null where the company gives no rate
   */
  valueOf(amount: number, currency: string | null): number | null;
}

/**
 * The same rate holds for an account's whole past, the latest there is: what only the rate moved is no contraction.
 */
export function companyMoney(db: ReadDb | Tx): CompanyMoney {
  const asOf = db.prepared<[], number | null>('select as_of from sync_state where id = 1').pluck().get();
  return companyMoneyOn(db, companyDay(db, asOf ?? 0));
}

/** The same by the rates of a day. */
export function companyMoneyOn(db: ReadDb | Tx, day: number): CompanyMoney {
  const own =
    db.prepared<[], string | null>('select currency from sync_state where id = 1').pluck().get() ?? null;
  const rates = new Map<string, number | null>();

  function rateOf(currency: string): number | null {
    let rate = rates.get(currency);
    if (rate === undefined) {
      rate = readRate(db, currency, day);
      rates.set(currency, rate);
    }
    return rate;
  }

  return {
    currency: own,
    valueOf(amount, currency) {
      if (currency === null || currency === own) return toMoney(amount, own);
      const rate = own === null ? null : rateOf(currency);
      return rate === null ? null : toMoney(toMoney(amount, currency) * rate, own);
    },
  };
}

function readRate(db: ReadDb | Tx, currency: string, day: number): number | null {
  const rate = db
    .prepared<[string, number], number>(
      'select rate from exchange_rates where currency = ? and valid_on <= ? order by valid_on desc limit 1',
    )
    .pluck()
    .get(currency, day);
  return rate ?? null;
}
