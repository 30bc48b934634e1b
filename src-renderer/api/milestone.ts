import { useEffect } from 'react';
import type { StewardBridge } from '../../src-preload/contract/bridge';

type Milestone = Parameters<StewardBridge['milestone']>[0];

const reached = new Set<Milestone>();

/** Tells the main process once, after the frame in which `shown` became true has been painted. */
export function useMilestone(name: Milestone, shown: boolean): void {
  useEffect(() => {
    if (!shown || reached.has(name)) return;
    reached.add(name);
    requestAnimationFrame(() => window.steward.milestone(name));
  }, [name, shown]);
}
