import type { ChurnReason } from '../../../../src-preload/contract/risk/forecast';
import { rounded, shownChance } from '../../../../src-preload/contract/words';

/**
 * The points of every reason in tenths of a percent point, as all screens show them. Rounded is the sum that runs from
 * the average account through the reasons, the largest first: what rounding takes from one it gives to the next, and the
 * last ends at this account's own chance as it is shown.
 * @param reasons add up to this account's chance less `base90`
 */
export function withShownPoints(
  base90: number,
  reasons: readonly Omit<ChurnReason, 'shownPoints'>[],
): ChurnReason[] {
  const shown = new Map<string, number>();
  let exact = base90;
  let running = tenthsOf(base90);
  for (const { feature, points } of reasons.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))) {
    exact += points;
    const reached = tenthsOf(exact);
    shown.set(feature, (reached - running) / 10);
    running = reached;
  }
  return reasons.map((reason) => ({ ...reason, shownPoints: shown.get(reason.feature) ?? 0 }));
}

const tenthsOf = (share: number): number => rounded(1000 * shownChance(share), 0);
