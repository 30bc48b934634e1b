import type { CatchUp, Schedule } from '../../../src-preload/contract/schedule';
import { type Due, nextDue } from './next-due';

/** Later than this, an occurrence counts as missed: nobody looked when it was due. */
export const missedAfter = 5 * 60_000;

export interface Occurrences {
  /** What is to be done now, the oldest first. */
  readonly run: readonly Due[];
  /** Whether there were others, which are not done. */
  readonly skipsSome: boolean;
  /** The next one to come; null where there is none. */
  readonly next: Due | null;
}

/**
 * What has come due up to now, by the catch-up policy. What isn't repeated runs however late: it would be lost.
 * @param first the first that has not been looked at, not after `now`
 */
export function occurrencesUpTo(schedule: Schedule, first: Due, now: number, policy: CatchUp): Occurrences {
  const next = nextDue(schedule, now);
  const second = nextDue(schedule, first.at);
  if (second === null) return { run: [first], skipsSome: false, next };
  const passed = lastUpTo(schedule, first, now, policy.kind === 'all' ? policy.most : 1);
  const isLate = ({ at }: Due) => policy.kind !== 'all' && now - at > (latest(policy) ?? now - at);
  const run = passed.filter((due) => !isLate(due));
  return { run, skipsSome: run.length < passed.length || passed[0]?.at !== first.at, next };
}

/** @returns how late one may be, in milliseconds; null: however late */
function latest(policy: Exclude<CatchUp, { kind: 'all' }>): number | null {
  return policy.kind === 'skip' ? missedAfter : policy.within;
}

/**
 * The last so many up to now: looked for in a stretch before now that grows fourfold, for a machine that was off for years
 * has missed a million steps of a minute.
 */
function lastUpTo(schedule: Schedule, first: Due, now: number, most: number): readonly Due[] {
  for (let stretch = 3_600_000; ; stretch *= 4) {
    const from = Math.max(first.at - 1, now - stretch);
    const dues: Due[] = [];
    for (let due = nextDue(schedule, from); due !== null && due.at <= now; due = nextDue(schedule, due.at)) {
      dues.push(due);
    }
    if (dues.length >= most || from < first.at) return dues.slice(-most);
  }
}
