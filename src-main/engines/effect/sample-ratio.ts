import { chiSquaredUpperTail } from '../../lib/statistics/gamma';
import type { Draw } from './deeds';

/** A share of held-out accounts that is rarer by accident than this is none. It is looked at every night. */
const rarest = 0.001;
/** Below so many expected on either side the chi-square is no good approximation (Cochran, 1954). */
const fewestExpected = 5;

export interface SampleRatio {
  readonly drawn: number;
  readonly heldOut: number;
  /** As many as the configured shares let expect; of draws whose share nobody knows, as many as there are. */
  readonly expected: number;
  /** Chance of a share this far from the configured one, by accident; null: nothing is known of it. */
  readonly chance: number | null;
}

/**
 * Whether as many accounts are held out as rules were configured to hold out: otherwise something else decides, and those
 * held out are not comparable. Rule by rule, because one with too many would hide one with too few (Bonferroni over rules).
 */
export function sampleRatio(draws: readonly Draw[]): SampleRatio {
  const known = draws.filter(({ percent }) => percent !== null && percent > 0);
  const chances = [...Map.groupBy(known, ({ rule }) => rule).values()].map(chanceOf);
  const unknownHeld = draws.filter((draw) => draw.heldOut && !known.includes(draw)).length;
  return {
    drawn: draws.length,
    heldOut: heldOutIn(draws),
    expected: unknownHeld + known.reduce((sum, draw) => sum + shareOf(draw), 0),
    chance: chances.length === 0 ? null : Math.min(1, chances.length * Math.min(...chances)),
  };
}

/** Whether it is to be believed that the draw alone decided who is held out. */
export function isTrusted({ chance }: Pick<SampleRatio, 'chance'>): boolean {
  return chance === null || chance >= rarest;
}

function chanceOf(draws: readonly Draw[]): number {
  const shares = draws.map(shareOf);
  const expected = shares.reduce((sum, share) => sum + share, 0);
  if (Math.min(expected, draws.length - expected) < fewestExpected)
    return exactChance(shares, heldOutIn(draws));
  const variance = shares.reduce((sum, share) => sum + share * (1 - share), 0);
  return chiSquaredUpperTail((heldOutIn(draws) - expected) ** 2 / variance, 1);
}

/** Of the Poisson binomial distribution, both tails: twice the smaller one. Work: draws squared. */
function exactChance(shares: readonly number[], heldOut: number): number {
  const chances = new Float64Array(shares.length + 1);
  chances[0] = 1;
  for (const [place, share] of shares.entries()) {
    for (let held = place + 1; held > 0; held--) {
      chances[held] = (chances[held] as number) * (1 - share) + (chances[held - 1] as number) * share;
    }
    chances[0] = (chances[0] as number) * (1 - share);
  }
  const tail = (part: Float64Array) => part.reduce((sum, chance) => sum + chance, 0);
  return Math.min(1, 2 * Math.min(tail(chances.subarray(0, heldOut + 1)), tail(chances.subarray(heldOut))));
}

function shareOf({ percent }: Draw): number {
  return (percent ?? 0) / 100;
}

function heldOutIn(draws: readonly Draw[]): number {
  return draws.filter(({ heldOut }) => heldOut).length;
}
