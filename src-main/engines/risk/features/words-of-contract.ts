import { counted, percentOf, rounded } from '../../../../src-preload/contract/words';
import { priceSaid, undone } from './compared-words';
import type { ColumnWords } from './words-of-column';

/** What is said of an account's contract and its life. */
export const wordsOfContract = {
  log_mrr: {
    label: 'Monthly revenue',
    said: (log, { currency }) => `Pays or paid up to ${priceSaid(undone(log), currency)} a month`,
  },
  log_seats: {
    label: 'Seats',
    said: (log) => `Has or had up to ${counted(Math.exp(log), 'licensed seat')}`,
    unknown: 'No seats are known',
  },
  log_mrr_per_seat: {
    label: 'Price of a seat',
    said: (_, { values, currency }) =>
      `Pays or paid about ${priceSaid(undone(values.log_mrr) / rounded(Math.exp(values.log_seats), 6), currency)} a seat and month`,
    unknown: 'No price of a seat is known',
  },
  discount: {
    label: 'Discount',
    said: (share) => (share === 0 ? 'No discount' : `A discount of ${percentOf(share)}`),
  },
  log_billing_months: {
    label: 'Billing period',
    said: (log) => `Billed every ${counted(Math.exp(log), 'month')}`,
  },
  log_tenure: {
    label: 'Age of the account',
    said: (log) => `A customer for ${counted(Math.exp(log), 'month')}`,
  },
  first_month: {
    label: 'First month',
    said: (flag) => (flag === 1 ? 'In its first month' : 'Past its first month'),
  },
  months_to_term_end: {
    label: 'Months to the end of the term',
    said: (months) => `${counted(months, 'month')} to the end of the term`,
    unknown: 'No end of a term is known',
  },
  term_ends: {
    label: 'End of a term',
    said: (flag) => (flag === 1 ? 'A term ends within the month' : 'No term ends within the month'),
    unknown: 'No end of a term is known',
  },
  payment_failures: {
    label: 'Failed payments',
    said: (failures) => `${counted(failures, 'failed payment')} in 90 days`,
    unknown: 'Payments are not known',
  },
  returned: {
    label: 'Came back',
    said: (flag) => (flag === 1 ? 'Had left before and came back' : 'Never left before'),
  },
  earlier_lives: {
    label: 'Earlier departures',
    said: (lives) => (lives === 0 ? 'Never left before' : `Left ${counted(lives, 'time')} before`),
  },
  mrr_lost: {
    label: 'Revenue lost',
    said: (share) =>
      share === 0
        ? 'Pays as much as ever in half a year'
        : `Pays ${percentOf(share)} less than at most in half a year`,
  },
  seats_lost: {
    label: 'Seats lost',
    said: (share) =>
      share === 0
        ? 'Has as many seats as ever in half a year'
        : `Has ${percentOf(share)} fewer seats than at most in half a year`,
    unknown: 'No seats are known',
  },
} as const satisfies Record<string, ColumnWords>;
