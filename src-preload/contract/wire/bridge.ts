import type { CallResponse } from './envelope';
import type { HostEvent, ShellEvent } from './events';

export type WindowEvent = HostEvent | ShellEvent;

/** What a screen sees as `window.steward`: nothing else crosses. */
export interface StewardBridge {
  call(path: string, input: unknown): Promise<CallResponse>;
  /** Returns its own unsubscribe, because functions change identity across the bridge. */
  subscribe(listener: (event: WindowEvent) => void): () => void;
  /**
   * Tells the main process that a screen has shown its first data (`today-scored` carries the headline figures), or, of one
   * that is made for paper, all of it.
   */
  milestone(name: 'interactive' | 'today-scored' | 'on-paper'): void;
  /** Starts the engine again that has given up; nothing happens while it runs. */
  restartEngine(): void;
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
}
