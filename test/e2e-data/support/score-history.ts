import { rocArea } from '../../../src-main/engines/risk/model/roc-area';
import { dayOfInstant } from '../../../src-main/lib/day';
import type { Store } from '../../../src-main/store/types';
import { keptScores } from '../../support/kept-days';

/** Weekly scores of one account while it was a customer, oldest first. */
export interface Lifetime {
  readonly account: string;
  /** The first day it was no customer any more; null while it is one. */
  readonly churnedDay: number | null;
  readonly scores: readonly { readonly day: number; readonly score: number }[];
}

export function readLifetimes(store: Store): Lifetime[] {
  const accounts = store.read
    .prepared<[], { id: number; account: string; churnedAt: number | null }>(
      'SELECT organization_id AS id, external_id AS account, churned_at AS churnedAt FROM organizations',
    )
    .all();
  const scores = Map.groupBy(keptScores(store), ({ id }) => id);
  return accounts.map(({ id, account, churnedAt }) => ({
    account,
    churnedDay: churnedAt === null ? null : dayOfInstant(churnedAt),
    scores: scores.get(id) ?? [],
  }));
}

/**
 * How well a score tells who leaves in the next `days` days: the area under the ROC curve over all weekly scores of
 * all accounts, low scores meaning danger. Weeks whose next `days` days are not all known are left out.
 * @param knownThrough the last day of which it is known who left
 */
export function areaOfScore(lifetimes: readonly Lifetime[], days: number, knownThrough: number): number {
  const danger: number[] = [];
  const left: number[] = [];
  for (const { churnedDay, scores } of lifetimes) {
    for (const { day, score } of scores) {
      if (day + days > knownThrough) continue;
      danger.push(-score);
      left.push(churnedDay !== null && churnedDay <= day + days ? 1 : 0);
    }
  }
  return rocArea(Float64Array.from(danger), Float64Array.from(left));
}

/** Weeks before the churn date in which the decline should show, and weeks before those to compare with. */
const late = 4;
const before = 12;

/** Among accounts that left after a history long enough to compare: those whose score was lower at the end. */
export function declines(lifetimes: readonly Lifetime[]): { compared: number; declined: number } {
  let compared = 0;
  let declined = 0;
  for (const { churnedDay, scores } of lifetimes) {
    const lived = scores.filter(({ day }) => churnedDay !== null && day < churnedDay);
    if (lived.length < late + before) continue;
    compared++;
    if (mean(lived.slice(-late)) < mean(lived.slice(-late - before, -late))) declined++;
  }
  return { compared, declined };
}

function mean(scores: Lifetime['scores']): number {
  return scores.reduce((sum, { score }) => sum + score, 0) / scores.length;
}
