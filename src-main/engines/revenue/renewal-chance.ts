import type { RenewalGround } from '../../../src-preload/contract/reports/renewals';

/** An account's chances to leave within days from now; null for who has none. */
export interface Chances {
  readonly p30: number;
  readonly p90: number;
  readonly p180: number;
}

export interface RenewalChance {
  readonly ground: RenewalGround;
  /** 0 to 1; null where nothing foretells it. */
  readonly chance: number | null;
}

/**
 * The chance that an account leaves by its renewal: that of the shortest horizon which reaches it. Beyond the longest nothing is
 * foretold, and whoever has given notice leaves.
 * @param days until the renewal; negative while it is overdue
 */
export function chanceByRenewal(days: number, isLeaving: boolean, chances: Chances | null): RenewalChance {
  if (isLeaving) return { ground: 'notice', chance: 1 };
  if (chances === null) return { ground: 'none', chance: null };
  if (days > 180) return { ground: 'beyond', chance: null };
  return { ground: 'model', chance: days <= 30 ? chances.p30 : days <= 90 ? chances.p90 : chances.p180 };
}
