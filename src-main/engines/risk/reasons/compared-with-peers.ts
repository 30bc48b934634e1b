import { counted, percentOf, plural, upToTenth, wholeNumber } from '../../../../src-preload/contract/words';
import { type NamedCurrency, priceSaid, undone } from '../features/compared-words';
import { knownSignOf } from '../features/known-signs';
import type { Quartiles } from './peers';

/** Where comparable accounts lie, as a sentence goes on after `accounts like it`. */
type Like = (lower: number, upper: number, currency: NamedCurrency) => string;

const count = (value: number) => Math.round(value);
const countsOf = (verb: string, of: (value: number) => number, one = ''): Like => {
  return (lower, upper) => {
    const [low, high] = [count(of(lower)), count(of(upper))];
    const things = one === '' ? '' : ` ${plural(high, one)}`;
    return `accounts like it ${verb} ${between(wholeNumber(low), wholeNumber(high), high - low === 1)}${things}`;
  };
};
const figuresOf = (
  verb: string,
  said: (value: number, currency: NamedCurrency) => string,
  after = '',
): Like => {
  return (lower, upper, currency) =>
    `accounts like it ${verb} ${between(said(lower, currency), said(upper, currency))}${after}`;
};
const most =
  (words: string): Like =>
  () =>
    `most accounts like it ${words}`;

function between(low: string, high: string, areNext = false): string {
  if (low === high) return low;
  return `${low} ${areNext ? 'or' : 'to'} ${high}`;
}

const same = (value: number) => value;
/** How far a ratio kept as a logarithm is from level. */
const moved = (log: number) => {
  const change = Math.expm1(log);
  if (Math.abs(change) < 0.005) return 'level';
  return `${change < 0 ? 'down' : 'up'} ${percentOf(Math.abs(change))}`;
};

/** Columns that can be the reason of a risk. What isn't here is size, age, contract or what was done: no reason by itself. */
const likes: Readonly<Record<string, Like>> = {
  payment_failures: countsOf('have', same),
  mrr_lost: (lower, upper) =>
    upper === 0
      ? 'most accounts like it pay as much as ever'
      : `accounts like it ${between(percentOf(lower), percentOf(upper))} less`,
  seats_lost: (lower, upper) =>
    upper === 0
      ? 'most accounts like it have as many as ever'
      : `accounts like it ${between(percentOf(lower), percentOf(upper))} fewer`,
  log_tickets: countsOf('opened', undone),
  log_severe_tickets: countsOf('have', undone),
  urgent_open: most('have none'),
  champion_lost: most('have lost none'),
  ticket_satisfaction: figuresOf('rate it', upToTenth),
  nps: figuresOf('have', wholeNumber),
  pulse: figuresOf('have', wholeNumber),
  log_events_28: countsOf('have', undone),
  log_events_182: countsOf('have', undone),
  usage_trend: (lower, upper) => `accounts like it are ${between(moved(lower), moved(upper))}`,
  seat_use: figuresOf('use', percentOf, ' of theirs'),
  log_active_users: countsOf('have', undone),
  breadth: countsOf('use', same),
  log_idle_days: (_, upper) =>
    `most accounts like it were active within ${counted(count(undone(upper)) + 1, 'day')}`,
  log_mrr_per_use: figuresOf('pay', (log, currency) => priceSaid(Math.exp(log), currency), ' for each'),
  log_outcomes_28: countsOf('reach', undone),
  log_outcomes_182: countsOf('reach', undone),
  no_outcome: most('reached some'),
  log_value_28: countsOf('reach', undone),
  log_value_182: countsOf('reach', undone),
  log_value_per_mrr: figuresOf('reach', (log) => upToTenth(Math.exp(log)), ' times theirs'),
  log_mrr_per_seat: figuresOf('pay about', (log, currency) => priceSaid(Math.exp(log), currency)),
  earlier_lives: most('never left'),
};
const ofOneFeature = countsOf('do so', undone, 'time');

/** Columns without a known sign that may be a reason one way: a higher price, an earlier departure. */
const badWhenMore: ReadonlySet<string> = new Set(['log_mrr_per_seat', 'earlier_lives']);
/** Less than a week without activity is a long weekend, however busy others are. */
const leastValue: Readonly<Record<string, number>> = { log_idle_days: Math.log1p(6) };
/** Differences below this are how doubles are rounded. */
const nothing = 1e-9;

/**
 * Where comparable accounts lie, if the value is worse than that of three quarters of them.
 * @param currency of prices
 * @returns `accounts like it have 0 or 1`; null where the value is no reason against them
 */
export function worseThanPeers(
  column: string,
  value: number,
  quartiles: Quartiles | undefined,
  currency?: NamedCurrency,
): string | null {
  const like = column.startsWith('rate') ? ofOneFeature : likes[column];
  if (like === undefined || quartiles === undefined || Number.isNaN(value)) return null;
  const [lower, , upper] = quartiles;
  const isBadWhenMore = badWhenMore.has(column) || knownSignOf(column)?.direction === 'raises';
  if (value < (leastValue[column] ?? Number.NEGATIVE_INFINITY)) return null;
  const isWorse = isBadWhenMore ? value > upper + nothing : value < lower - nothing;
  return isWorse ? like(lower, upper, currency) : null;
}
