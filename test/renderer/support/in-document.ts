import { act } from '@testing-library/react';
import type { StewardBridge, WindowEvent } from '../../../src-preload/contract/wire/bridge';
import type { CallResponse } from '../../../src-preload/contract/wire/envelope';

/** What a screen's calls are answered by: set it before a hook asks. */
export interface Answering {
  call: (path: string, input: unknown) => Promise<CallResponse>;
}

export const answering: Answering = {
  call: async (path) => ({ ok: false, error: { code: 'internal', message: `nobody answers ${path}` } }),
};
/** All that was asked, in order. */
export const asked: [path: string, input: unknown][] = [];

const listeners = new Set<(event: WindowEvent) => void>();

/** What the host and the main process tell a window. */
export function tell(event: WindowEvent): void {
  for (const listener of listeners) listener(event);
}

const bridge: StewardBridge = {
  call(path, input) {
    asked.push([path, input]);
    return answering.call(path, input);
  },
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  milestone: () => undefined,
  restartEngine: () => undefined,
  platform: 'linux',
};
// Screens take it when they are read: whoever tests them reads this file first.
Object.assign(window, { steward: bridge });

/** Presses a key where the focus is. @returns whether somebody used it */
export function press(key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  act(() => {
    (document.activeElement ?? document.body).dispatchEvent(event);
  });
  return event.defaultPrevented;
}
