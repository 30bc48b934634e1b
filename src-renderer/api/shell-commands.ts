import type { ShellEvent } from '../../src-preload/contract/wire/events';

export type Command =
  | Extract<ShellEvent, { type: 'command' }>['command']
  | 'shortcuts'
  | 'copy-figure'
  | 'news'
  | 'tour'
  | 'sign-out'
  | 'launch'
  | 'stop';

interface Offer {
  readonly command: Command;
  readonly run: () => void;
}

const offers: Offer[] = [];
/** What waits for the screen that can carry it out. */
let awaited: Command | null = null;

/** A part of the screen that can carry out `command` while it is there; the latest offer wins. Returns how to stop. */
export function offerCommand(command: Command, run: () => void): () => void {
  const offer = { command, run };
  offers.push(offer);
  if (awaited === command) {
    awaited = null;
    run();
  }
  return () => {
    offers.splice(offers.indexOf(offer), 1);
  };
}

/** From the menu, a key or the palette. A command nobody offers just now does nothing, but for one that a new window waits for. */
export function runCommand(command: Command): void {
  const offer = offers.findLast((each) => each.command === command);
  awaited = offer === undefined && command === 'note' ? command : null;
  offer?.run();
}

/** Carries the command out as soon as somebody offers it: the screen that does is on its way. */
export function runWhenOffered(command: Command): void {
  awaited = command;
}
