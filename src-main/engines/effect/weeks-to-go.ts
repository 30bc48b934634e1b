import { outcomeDays } from '../risk/effects/moments';
import { alwaysValid, informationOf } from './always-valid';

/** Standard normal: what is there is found in four of five cases. */
const normalOfPower = 0.841621;
/** So many times the accounts there are is as good as never. */
const mostFactor = 10_000;
const mostWeeks = 520;
export const recentDays = 91;

/** How a comparison fills up. */
export interface Filling {
  /** Draws that either arm is worth. */
  readonly draws: { readonly with: number; readonly without: number };
  /** Share of both that left. */
  readonly share: number;
  /** Chance that the interval may miss. */
  readonly error: number;
  /** Accounts that are compared, and the days of those whose 90 days are not over. */
  readonly settled: number;
  readonly pending: readonly number[];
  /** Accounts that came in the last 91 days. */
  readonly recent: number;
  /** The last day of which it is known who left. */
  readonly through: number;
}

/**
 * Weeks until a comparison would show that half as many leave, in four of five cases: with as many accounts as that takes, of
 * which those that wait come first and the rest at the rate of late. An effect that is fixed beforehand is asked for: with the one
 * that is seen, what is luck now would be promised.
 * @returns 0 where there are enough; null where nobody new comes
 */
export function weeksToGo({
  draws,
  share,
  error,
  settled,
  pending,
  recent,
  through,
}: Filling): number | null {
  const more = Math.ceil((factorToGo(draws, share, error) - 1) * settled);
  if (more <= 0) return 0;
  const last = pending.toSorted((left, right) => left - right)[more - 1];
  if (last !== undefined) return inWeeks(last + outcomeDays - 1 - through);
  if (recent === 0) return null;
  return inWeeks(outcomeDays + ((more - pending.length) * recentDays) / recent);
}

function inWeeks(days: number): number {
  return Math.min(mostWeeks, Math.max(1, Math.ceil(days / 7)));
}

/** How many times the accounts there are it takes; 1 where they are enough. */
function factorToGo(draws: Filling['draws'], share: number, error: number): number {
  const half = share / 2;
  const shows = (factor: number) => {
    const [own, others] = [factor * draws.with, factor * draws.without];
    const deviation = Math.sqrt((half * (1 - half)) / own + (share * (1 - share)) / others);
    return half >= (alwaysValid(informationOf(own, others), error) + normalOfPower) * deviation;
  };
  let high = 1;
  while (!shows(high)) {
    high *= 2;
    if (high > mostFactor) return mostFactor;
  }
  let low = high === 1 ? 1 : high / 2;
  while (high - low > low / 1000) {
    const middle = (low + high) / 2;
    if (shows(middle)) high = middle;
    else low = middle;
  }
  return high;
}
