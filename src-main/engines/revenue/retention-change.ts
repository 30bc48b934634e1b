import type { RetentionChange, RetentionPart } from '../../../src-preload/contract/reports/change';
import { shownShare } from '../../../src-preload/contract/words';
import { wholeParts } from '../health/whole-parts';
import { type RevenueTally, retentionOf } from './tally';

const partsOf = {
  grr: ['contraction', 'churn'],
  nrr: ['contraction', 'churn', 'expansion'],
} as const satisfies Record<string, readonly RetentionPart[]>;

/**
 * Why what is kept of revenue differs between two periods. Of 100 % of each base, contraction and churn take away, and
 * expansion adds (to NRR alone): each part is how much more, or less, of its base it is in the later period. They add up to the
 * difference of the two shares as they are shown, to the tenth.
 * @returns null where one of the periods has no base
 */
export function retentionChange(
  figure: 'grr' | 'nrr',
  before: RevenueTally,
  after: RevenueTally,
): RetentionChange | null {
  const [from, to] = [retentionOf(before)[figure], retentionOf(after)[figure]];
  if (from === null || to === null) return null;
  const parts = partsOf[figure];
  const change = tenthsOf(to) - tenthsOf(from);
  const moved = parts.map((part) => 1000 * (shareOf(after, part) - shareOf(before, part)));
  const whole = wholeParts(moved, change);
  return {
    before: from,
    after: to,
    change: change / 10,
    parts: parts.map((part, place) => ({ part, points: (whole[place] ?? 0) / 10 })),
  };
}

/** How much of the base a movement is; below zero what was lost. */
function shareOf({ movements, base }: RevenueTally, part: RetentionPart): number {
  return movements[part] / base;
}

/** A share as it is shown, in tenths of a percent. */
function tenthsOf(share: number): number {
  return Math.round(10 * shownShare(share));
}
