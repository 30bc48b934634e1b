import { counted, percentOf, upToTenth, wholeNumber } from '../../../../src-preload/contract/words';
import {
  per28,
  perHalfYear,
  priceOfUse,
  undone,
  usageAgainstHalfYear,
  valueForThePrice,
} from './compared-words';
import { habitDays } from './usage-features';
import type { ColumnWords } from './words-of-column';

/** What a column holds as log(1 + count). */
const countedLog = (log: number, one: string) => counted(undone(log), one);

/** What is said of what an account does, of what it says and of what was done for it. */
export const wordsOfUse = {
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
    said: (_, { values, currency }) =>
      valueForThePrice(undone(values.log_value_28), undone(values.log_mrr), currency),
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
  // The health score counts those who are still there; a month of the past knows who was there then.
  seat_use: {
    label: 'Use of seats',
    said: (share) => `${percentOf(share)} of the seats it has or had were used in 28 days (leavers counted)`,
    unknown: 'No seats are known',
  },
  log_active_users: {
    label: 'Active users',
    said: (log) => `${countedLog(log, 'active user')} in 28 days (leavers counted)`,
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
    said: (_, { values, currency }) =>
      priceOfUse(undone(values.log_mrr), undone(values.log_events_28), currency),
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
  champion_lost: {
    label: 'Champion left',
    said: (flag) =>
      flag === 1
        ? 'A champion left in the last 90 days, and no other is known'
        : 'No champion lost in the last 90 days',
    unknown: 'No champion is known',
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
} as const satisfies Record<string, ColumnWords>;
