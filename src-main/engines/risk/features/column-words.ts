import type { RiskColumn } from './risk-features';

/** What a column is called and how its value reads in a sentence. */
interface ColumnWords {
  readonly label: string;
  readonly said: (value: number) => string;
  /** Where nothing is known. */
  readonly unknown?: string;
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
/** Two significant digits below ten dollars, whole dollars above. */
const dollars = (amount: number) =>
  `$${amount < 10 ? String(Number(amount.toPrecision(2))) : whole.format(amount)}`;
const count = (value: number, one: string, many: string) =>
  `${whole.format(value)} ${Math.round(value) === 1 ? one : many}`;
const counted = (one: string, many: string) => (log: number) => count(Math.expm1(log), one, many);
const percent = (share: number) => `${whole.format(100 * share)}%`;

const words: Record<Exclude<RiskColumn, `rate${string}`>, ColumnWords> = {
  log_mrr: { label: 'Monthly revenue', said: (log) => `Pays ${dollars(Math.expm1(log))} a month` },
  log_seats: {
    label: 'Seats',
    said: (log) => count(Math.exp(log), 'licensed seat', 'licensed seats'),
    unknown: 'No seats are known',
  },
  log_mrr_per_seat: {
    label: 'Price of a seat',
    said: (log) => `Pays ${dollars(Math.exp(log))} a seat and month`,
    unknown: 'No price of a seat is known',
  },
  discount: {
    label: 'Discount',
    said: (share) => (share === 0 ? 'No discount' : `A discount of ${percent(share)}`),
  },
  log_billing_months: {
    label: 'Billing period',
    said: (log) => `Billed every ${count(Math.exp(log), 'month', 'months')}`,
  },
  log_tenure: {
    label: 'Age of the account',
    said: (log) => `A customer for ${count(Math.exp(log), 'month', 'months')}`,
  },
  first_month: {
    label: 'First month',
    said: (flag) => (flag === 1 ? 'In its first month' : 'Past its first month'),
  },
  months_to_term_end: {
    label: 'Months to the end of the term',
    said: (months) => `${count(months, 'month', 'months')} to the end of the term`,
    unknown: 'No end of a term is known',
  },
  term_ends: {
    label: 'End of a term',
    said: (flag) => (flag === 1 ? 'A term ends within the month' : 'No term ends within the month'),
    unknown: 'No end of a term is known',
  },
  payment_failures: {
    label: 'Failed payments',
    said: (failures) => `${count(failures, 'failed payment', 'failed payments')} in 90 days`,
    unknown: 'Payments are not known',
  },
  log_outcomes_28: {
    label: 'Outcomes reached, 28 days',
    said: (log) => `${counted('outcome', 'outcomes')(log)} in 28 days`,
    unknown: 'No feature counts as an outcome',
  },
  log_outcomes_182: {
    label: 'Outcomes reached, half a year',
    said: (log) => `${counted('outcome', 'outcomes')(log)} per 28 days over half a year`,
    unknown: 'No feature counts as an outcome',
  },
  no_outcome: {
    label: 'No outcome',
    said: (flag) => (flag === 1 ? 'No outcome reached in 28 days' : 'Outcomes reached in the last 28 days'),
    unknown: 'No feature counts as an outcome',
  },
  log_value_28: {
    label: 'Value of outcomes, 28 days',
    said: (log) => `Outcomes worth ${whole.format(Math.expm1(log))} in 28 days`,
    unknown: 'No feature counts as an outcome',
  },
  log_value_182: {
    label: 'Value of outcomes, half a year',
    said: (log) => `Outcomes worth ${whole.format(Math.expm1(log))} per 28 days over half a year`,
    unknown: 'No feature counts as an outcome',
  },
  log_value_per_mrr: {
    label: 'Value of outcomes for the price',
    said: (log) => `Outcomes worth ${tenth.format(Math.exp(log))} times the monthly price`,
    unknown: 'No feature counts as an outcome',
  },
  log_events_28: { label: 'Usage, 28 days', said: (log) => `${counted('event', 'events')(log)} in 28 days` },
  log_events_182: {
    label: 'Usage, half a year',
    said: (log) => `${counted('event', 'events')(log)} per 28 days over half a year`,
  },
  usage_trend: {
    label: 'Usage against its own habit',
    said(log) {
      const change = Math.expm1(log);
      if (Math.abs(change) < 0.005) return 'Usage is level with its own half year';
      return `Usage ${change < 0 ? 'fell' : 'rose'} ${percent(Math.abs(change))} against its own half year`;
    },
  },
  seat_use: {
    label: 'Use of seats',
    said: (share) => `${percent(share)} of the seats were active in 28 days`,
    unknown: 'No seats are known',
  },
  log_active_users: {
    label: 'Active users',
    said: (log) => `${counted('active user', 'active users')(log)} in 28 days`,
  },
  breadth: {
    label: 'Breadth of use',
    said: (features) => `${count(features, 'feature', 'features')} used in 28 days`,
  },
  log_idle_days: {
    label: 'Days without activity',
    said: (log) => (log < 0.5 ? 'Active to the last' : `No activity for ${counted('day', 'days')(log)}`),
    unknown: 'No activity was ever seen',
  },
  log_mrr_per_use: {
    label: 'Price of a use',
    said: (log) => `Pays ${dollars(Math.exp(log))} for each event`,
  },
  log_tickets: {
    label: 'Tickets',
    said: (log) => `${counted('ticket', 'tickets')(log)} opened in 30 days`,
    unknown: 'Tickets are not known',
  },
  log_severe_tickets: {
    label: 'Severe tickets',
    said: (log) => `${counted('severe ticket', 'severe tickets')(log)} in 90 days`,
    unknown: 'Tickets are not known',
  },
  urgent_open: {
    label: 'Urgent ticket open',
    said: (flag) => (flag === 1 ? 'An urgent ticket is open' : 'No urgent ticket is open'),
    unknown: 'Tickets are not known',
  },
  ticket_satisfaction: {
    label: 'Satisfaction with support',
    said: (score) => `Support rated ${tenth.format(score)} of 5`,
    unknown: 'Nobody rated support in 90 days',
  },
  nps: {
    label: 'NPS',
    said: (score) => `NPS of ${whole.format(score)}`,
    unknown: 'No NPS answer in 180 days',
  },
  pulse: {
    label: "Manager's pulse",
    said: (points) => `A pulse of ${whole.format(points)}`,
    unknown: 'No pulse in 90 days',
  },
  log_interventions_90: {
    label: 'Interventions, 90 days',
    said: (log) => `${counted('intervention', 'interventions')(log)} in 90 days`,
    unknown: 'Interventions are not known',
  },
  log_days_since_intervention: {
    label: 'Days since the last intervention',
    said: (log) =>
      log < 0.5
        ? 'An intervention began yesterday'
        : `${counted('day', 'days')(log)} without a new intervention`,
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

/** What was seen, with the figure. */
export function columnSaid(column: string, value: number, featureNames: ReadonlyMap<number, string>): string {
  const rate = rateOf(column);
  if (rate !== null) {
    const name = featureNames.get(rate.feature) ?? `Feature ${rate.feature}`;
    const times = tenth.format(Math.expm1(value));
    return rate.days === 28
      ? `${name}: ${times} times in 28 days`
      : `${name}: ${times} times per 28 days over half a year`;
  }
  const { label, said, unknown } = words[column as keyof typeof words];
  return Number.isNaN(value) ? (unknown ?? `${label}: not known`) : said(value);
}

function rateOf(column: string): { days: number; feature: number } | null {
  const match = /^rate(28|182):(\d+)$/.exec(column);
  return match === null ? null : { days: Number(match[1]), feature: Number(match[2]) };
}
