import { columnLabel } from './column-words';

/**
 * Of columns with a known sign: what accounts with more of it are like, in words that go on `Accounts that …`. A feature's
 * use has the words of its feature.
 */
const withMore: Readonly<Record<string, string>> = {
  payment_failures: 'whose payments failed',
  mrr_lost: 'that had cut what they pay',
  seats_lost: 'that had given seats back',
  log_tickets: 'that opened more tickets',
  log_severe_tickets: 'that opened more severe tickets',
  urgent_open: 'with an urgent ticket open',
  ticket_satisfaction: 'that rated support better',
  nps: 'that answered the NPS question better',
  pulse: 'with a better pulse',
  champion_lost: 'whose champion had left',
  log_events_28: 'that used the product more in 28 days',
  log_events_182: 'that used the product more in half a year',
  usage_trend: 'whose use had risen',
  seat_use: 'that used more of their seats',
  log_active_users: 'with more active users',
  breadth: 'that used more features',
  log_idle_days: 'that had been silent longer',
  log_mrr_per_use: 'that paid more for each use',
  log_outcomes_28: 'that reached more outcomes in 28 days',
  log_outcomes_182: 'that reached more outcomes in half a year',
  no_outcome: 'that reached no outcome in 28 days',
  log_value_28: 'whose outcomes of 28 days were worth more',
  log_value_182: 'whose outcomes of half a year were worth more',
  log_value_per_mrr: 'whose outcomes were worth more for their price',
};

/** @returns `that opened more tickets`, `that used Export more (28 days)` */
export function withMoreOf(column: string, featureNames: ReadonlyMap<number, string>): string {
  const words = withMore[column];
  if (words !== undefined) return words;
  const [feature, span] = columnLabel(column, featureNames).split(/, (?=[^,]*$)/);
  return `that used \u201C${feature}\u201D more (${span})`;
}
