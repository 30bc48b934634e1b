import { useEffect } from 'react';
import type { StewardBridge } from '../../src-preload/contract/wire/bridge';

type Milestone = Parameters<StewardBridge['milestone']>[0];

const reached = new Set<Milestone>();
let onInteractive: (() => void)[] = [];

/** Tells the main process once, after the frame in which `shown` became true has been painted. */
export function useMilestone(name: Milestone, shown: boolean): void {
  useEffect(() => {
    if (!shown || reached.has(name)) return;
    reached.add(name);
    requestAnimationFrame(() => {
      window.steward.milestone(name);
      if (name !== 'interactive') return;
      for (const run of onInteractive) requestIdleCallback(run);
      onInteractive = [];
    });
  }, [name, shown]);
}

/** Runs what can wait until the first screen is readable and the window has nothing better to do. */
export function afterInteractive(run: () => void): void {
  if (reached.has('interactive')) requestIdleCallback(run);
  else onInteractive.push(run);
}
