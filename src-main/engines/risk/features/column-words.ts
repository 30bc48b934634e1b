import { counted, percentOf, rounded, upToTenth, wholeNumber } from '../../../../src-preload/contract/words';
import {
  dollars,
  per28,
  perHalfYear,
  priceOfUse,
  undone,
  usageAgainstHalfYear,
  valueForThePrice,
} from './compared-words';
import type { RiskColumn, RiskReading } from './risk-features';
import { habitDays } from './usage-features';

/** What the whole reading of an account says: a sentence that sets two figures against each other names both. */
export type Seen = Pick<RiskReading, 'values' | 'silentDays'>;

/** What a column is called and how its value reads in a sentence. */
interface ColumnWords {
  readonly label: string;
  readonly said: (value: number, seen: Seen) => string;
  /** Where nothing is known. */
  readonly unknown?: string;
}

/** What a column holds as log(1 + count). */
const countedLog = (log: number, one: string) => counted(undone(log), one);

const words: Record<Exclude<RiskColumn, `rate${string}`>, ColumnWords> = {
  log_mrr: {
    label: 'Monthly revenue',
    said: (log) => `Pays or paid up to ${dollars(undone(log))} a month`,
  },
  log_seats: {
    label: 'Seats',
    said: (log) => `Has or had up to ${counted(Math.exp(log), 'licensed seat')}`,
    unknown: 'No seats are known',
  },
  log_mrr_per_seat: {
    label: 'Price of a seat',
    said: (_, { values }) =>
      `Pays or paid about ${dollars(undone(values.log_mrr) / rounded(Math.exp(values.log_seats), 6))} a seat and month`,
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
  log_outcomes_28: {
    label: 'Outcomes reached, 28 days',
    said: (log) => `${countedLog(log, 'outcome')} ${per28}`,
    unknown: 'No feature counts as an outcome',
  },
  log_outcomes_182: {
    label: 'Outcomes reached, half a year',
    said: (log) => `${countedLog(log, 'outcome')} ${perHalfYear}`,
    unknown: 'No feature counts as an outcome',
  },
  no_outcome: {
    label: 'No outcome',
    said: (flag) => (flag === 1 ? 'No outcome reached in 28 days' : 'Outcomes reached in the last 28 days'),
    unknown: 'No feature counts as an outcome',
  },
  log_value_28: {
    label: 'Value of outcomes, 28 days',
    said: (log) => `Outcomes worth ${wholeNumber(undone(log))} ${per28}`,
    unknown: 'No feature counts as an outcome',
  },
  log_value_182: {
    label: 'Value of outcomes, half a year',
    said: (log) => `Outcomes worth ${wholeNumber(undone(log))} ${perHalfYear}`,
    unknown: 'No feature counts as an outcome',
  },
  log_value_per_mrr: {
    label: 'Value of outcomes for the price',
    said: (_, { values }) => valueForThePrice(undone(values.log_value_28), undone(values.log_mrr)),
    unknown: 'No feature counts as an outcome',
  },
  log_events_28: { label: 'Usage, 28 days', said: (log) => `${countedLog(log, 'event')} ${per28}` },
  log_events_182: {
    label: 'Usage, half a year',
    said: (log) => `${countedLog(log, 'event')} ${perHalfYear}`,
  },
  usage_trend: {
    label: 'Usage against its own habit',
    said: (_, { values }) =>
      usageAgainstHalfYear(undone(values.log_events_28), undone(values.log_events_182)),
  },
  seat_use: {
    label: 'Use of seats',
    said: (share) => `${percentOf(share)} of the seats it has or had were active in 28 days`,
    unknown: 'No seats are known',
  },
  log_active_users: {
    label: 'Active users',
    said: (log) => `${countedLog(log, 'active user')} in 28 days`,
  },
  breadth: {
    label: 'Breadth of use',
    said: (features) => `${counted(features, 'feature')} used in 28 days`,
  },
  log_idle_days: {
    label: 'Days without activity',
    said: (log, { silentDays }) => {
      if (log < 0.5) return 'Active to the last';
      return silentDays > habitDays
        ? 'No activity for half a year'
        : `No activity for ${counted(silentDays, 'day')}`;
    },
    unknown: 'No activity was ever seen',
  },
  log_mrr_per_use: {
    label: 'Price of a use',
    said: (_, { values }) => priceOfUse(undone(values.log_mrr), undone(values.log_events_28)),
  },
  log_tickets: {
    label: 'Tickets',
    said: (log) => `${countedLog(log, 'ticket')} opened in 28 days`,
    unknown: 'Tickets are not known',
  },
  log_severe_tickets: {
    label: 'Severe tickets',
    said: (log) => `${countedLog(log, 'severe ticket')} in 91 days`,
    unknown: 'Tickets are not known',
  },
  urgent_open: {
    label: 'Urgent ticket open',
    said: (flag) => (flag === 1 ? 'An urgent ticket is open' : 'No urgent ticket is open'),
    unknown: 'Tickets are not known',
  },
  ticket_satisfaction: {
    label: 'Satisfaction with support',
    said: (score) => `Support rated ${upToTenth(score)} of 5`,
    unknown: 'Nobody rated support in 90 days',
  },
  nps: {
    label: 'NPS',
    said: (score) => `NPS of ${wholeNumber(score)}`,
    unknown: 'No NPS answer in 180 days',
  },
  pulse: {
    label: "Manager's pulse",
    said: (points) => `A pulse of ${wholeNumber(points)}`,
    unknown: 'No pulse in 90 days',
  },
  log_interventions_90: {
    label: 'Interventions, 90 days',
    said: (log) => `${countedLog(log, 'intervention')} in 90 days`,
    unknown: 'Interventions are not known',
  },
  log_days_since_intervention: {
    label: 'Days since the last intervention',
    said: (log) =>
      log < 0.5 ? 'An intervention began yesterday' : `${countedLog(log, 'day')} without a new intervention`,
    unknown: 'Interventions are not known',
  },
  intervention_under_way: {
    label: 'Intervention under way',
    said: (flag) => (flag === 1 ? 'An intervention is under way' : 'No intervention is under way'),
    unknown: 'Interventions are not known',
  },
};

/** @param featureNames by id */
export function columnLabel(column: string, featureNames: ReadonlyMap<number, string>): string {
  const rate = rateOf(column);
  if (rate === null) return words[column as keyof typeof words].label;
  return `${featureNames.get(rate.feature) ?? `Feature ${rate.feature}`}, ${rate.days === 28 ? '28 days' : 'half a year'}`;
}

/**
 * What was seen, with the figure as it can be counted again: a column that sets two figures against each other names both,
 * since its own value (made to be finite where one of them is 0) is not their ratio.
 */
export function columnSaid(
  column: string,
  value: number,
  featureNames: ReadonlyMap<number, string>,
  seen: Seen,
): string {
  const rate = rateOf(column);
  if (rate !== null) {
    const name = featureNames.get(rate.feature) ?? `Feature ${rate.feature}`;
    const times = upToTenth(undone(value));
    return rate.days === 28 ? `${name}: ${times} times ${per28}` : `${name}: ${times} times ${perHalfYear}`;
  }
  const { label, said, unknown } = words[column as keyof typeof words];
  return Number.isNaN(value) ? (unknown ?? `${label}: not known`) : said(value, seen);
}

function rateOf(column: string): { days: number; feature: number } | null {
  const match = /^rate(28|182):(\d+)$/.exec(column);
  return match === null ? null : { days: Number(match[1]), feature: Number(match[2]) };
}
