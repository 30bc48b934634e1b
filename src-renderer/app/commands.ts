import type { ShellEvent } from '../../src-preload/contract/events';

export type Command = Extract<ShellEvent, { type: 'command' }>['command'] | 'shortcuts';

const handlers = new Map<Command, () => void>();

/** A part of the screen that can carry out `command` while it is there. Returns how to stop. */
export function offerCommand(command: Command, run: () => void): () => void {
  handlers.set(command, run);
  return () => {
    if (handlers.get(command) === run) handlers.delete(command);
  };
}

/** From the menu, a key or the palette. A command nobody offers just now does nothing. */
export function runCommand(command: Command): void {
  handlers.get(command)?.();
}
