import { useSyncExternalStore } from 'react';
import { dayOfInstant, setDayZone } from './format/day';

const tickMs = 15_000;
const listeners = new Set<() => void>();
let current = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  current = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    // While nobody looked it stood still.
    current = Date.now();
    timer = setInterval(tick, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time, moving on every 15 s, one clock for all: ages on a screen change together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current);
}

/** Days are days of the company's zone from now on. @param zone IANA name */
export function countDaysIn(zone: string): void {
  setDayZone(zone);
  for (const listener of listeners) listener();
}

/** The company's today; changes at its midnight without drawing anything anew before. */
export function useToday(): string {
  return useSyncExternalStore(subscribe, () => dayOfInstant(current));
}
