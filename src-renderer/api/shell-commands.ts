import type { ShellEvent } from '../../src-preload/contract/wire/events';

export type Command = Extract<ShellEvent, { type: 'command' }>['command'] | 'shortcuts';

const offers: { command: Command; run: () => void }[] = [];

/** A part of the screen that can carry out `command` while it is there; the latest offer wins. Returns how to stop. */
export function offerCommand(command: Command, run: () => void): () => void {
  const offer = { command, run };
  offers.push(offer);
  return () => {
    offers.splice(offers.indexOf(offer), 1);
  };
}

/** From the menu, a key or the palette. A command nobody offers just now does nothing. */
export function runCommand(command: Command): void {
  offers.findLast((offer) => offer.command === command)?.run();
}
