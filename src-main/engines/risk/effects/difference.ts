import { studentOfNormal } from '../../../lib/statistics/student';
import { type Arm, type ArmMean, armMean } from './arm';

/** One arm minus the other, with its interval. */
export interface Difference {
  readonly with: number;
  readonly without: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** Standard normal, 1 - 0.025/k: so many looks are wrong together at most once in twenty times (Bonferroni; Dunn, 1961). */
const normals = [
  1.959964, 2.241403, 2.39398, 2.497705, 2.575829, 2.638257, 2.69011, 2.734369, 2.772921, 2.807034,
] as const;

/** With fewer accounts that left (or stayed) the spread seen is itself mostly chance. */
const fewestOfEach = 5;

/**
 * Difference of two shares with Newcombe's interval (1998, method 10: Wilson's score interval of each share, squared and
 * added), which holds where nobody left. Rows of one account are one draw: the number of draws behind a share is what its
 * clustered variance amounts to, and with few departures the effective number of accounts (Zou & Donner, 2008, for
 * combining intervals of any kind).
 * @param treated, control at least one row each; outcomes 0 or 1
 * @param z how many standard deviations the interval reaches, of a normal distribution
 */
export function differenceOfShares(treated: Arm, control: Arm, z = normalOfLooks(1)): Difference {
  const [had, hadNot] = [armMean(treated), armMean(control)];
  const hadWithin = wilson(had.mean, drawsBehind(treated, had), z);
  const hadNotWithin = wilson(hadNot.mean, drawsBehind(control, hadNot), z);
  const difference = had.mean - hadNot.mean;
  return {
    with: had.mean,
    without: hadNot.mean,
    difference,
    low: difference - Math.hypot(had.mean - hadWithin.low, hadNotWithin.high - hadNot.mean),
    high: difference + Math.hypot(hadWithin.high - had.mean, hadNot.mean - hadNotWithin.low),
  };
}

/**
 * Difference of two means of clustered rows, with Welch's interval (1947): as many degrees of freedom as the accounts of
 * either arm leave.
 * @param treated, control at least three accounts each
 * @param z how many standard deviations the interval would reach of a normal distribution; Student's takes its place
 */
export function differenceOfMeans(treated: Arm, control: Arm, z = normalOfLooks(1)): Difference {
  const [had, hadNot] = [armMean(treated), armMean(control)];
  const difference = had.mean - hadNot.mean;
  const [own, others] = [unbiased(had), unbiased(hadNot)];
  const variance = own + others;
  const freedom = variance ** 2 / (own ** 2 / (had.accounts - 1) + others ** 2 / (hadNot.accounts - 1));
  const half = variance > 0 ? studentOfNormal(z, freedom) * Math.sqrt(variance) : 0;
  return {
    with: had.mean,
    without: hadNot.mean,
    difference,
    low: difference - half,
    high: difference + half,
  };
}

/** The mean was taken from the same accounts. */
function unbiased({ variance, accounts }: ArmMean): number {
  return (variance * accounts) / (accounts - 1);
}

function drawsBehind({ account, outcome }: Arm, { mean, variance, effectiveAccounts }: ArmMean): number {
  const accountsWith = (wanted: number) => new Set(account.filter((_, row) => outcome[row] === wanted)).size;
  const isScarce = Math.min(accountsWith(1), accountsWith(0)) < fewestOfEach;
  return isScarce || !(variance > 0) ? effectiveAccounts : (mean * (1 - mean)) / variance;
}

/** @param looks how many differences are told together, 1 to 10 */
export function normalOfLooks(looks: number): number {
  const z = normals[looks - 1];
  if (z === undefined) throw new RangeError(`intervals are known for 1 to 10 looks, not for ${looks}`);
  return z;
}

/** Wilson (1927). */
function wilson(share: number, draws: number, z: number): { low: number; high: number } {
  const spread = z * Math.sqrt((share * (1 - share)) / draws + z ** 2 / (4 * draws ** 2));
  const shrink = 1 + z ** 2 / draws;
  const centre = share + z ** 2 / (2 * draws);
  return { low: Math.max(0, (centre - spread) / shrink), high: Math.min(1, (centre + spread) / shrink) };
}
