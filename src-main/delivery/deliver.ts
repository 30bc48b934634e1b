import type { Carried, Packed } from './channels/channel';
import type { SendingJournal } from './journal';
import type { FailureClass } from './mail/failure-class';
import { type Preparing, prepare } from './prepare';
import type { ClaimedMessage, SendingDoor } from './sending-door';

export interface Delivering extends Preparing {
  readonly door: SendingDoor;
  readonly journal: SendingJournal;
  readonly signal: AbortSignal;
}

/** How a delivery ended, for whoever keeps watch over what it was taken to. */
export interface Delivered {
  readonly ended: 'sent' | 'withheld' | 'not_made' | FailureClass;
  readonly isTrouble: boolean;
}

/**
 * Takes one claimed message to its channel's server, and writes down how it ended. What can't be written down is known by its stage
 * and lease all the same: nobody has to be told for a message not to go twice.
 */
export async function deliver(work: Delivering, message: ClaimedMessage): Promise<Delivered> {
  const stopRenewing = keepInHand(work, message);
  try {
    return await taken(work, message, await prepare(work, message));
  } finally {
    stopRenewing();
  }
}

async function taken(work: Delivering, message: ClaimedMessage, packed: Packed): Promise<Delivered> {
  if ('failure' in packed) {
    await noted(work, message, packed.failure, packed.words);
    return { ended: 'not_made', isTrouble: false };
  }
  const { log, signal } = work;
  const carried = await packed.carry({
    signal,
    mayEnd: () => mayEnd(work, message),
    show: (title, text) => work.door.show(message, title, text),
    forget: (endpoint) => work.door.forget(message, endpoint),
  });
  log.info({ run: message.run_id, outcome: carried.outcome }, 'a message was handed over');
  return settle(work, message, carried);
}

/** Written down here first: a company that was restored may know nothing of it. */
async function mayEnd({ door, journal }: Delivering, message: ClaimedMessage): Promise<boolean> {
  journal.inHand(message);
  const may = await door.reachDot(message);
  if (!may) journal.letGo(message);
  return may;
}

/** What can't be written here holds up nothing: a restored company would be told that nobody knows. */
function remember({ log }: Delivering, write: () => void): void {
  try {
    write();
  } catch (error) {
    log.warn({ err: error }, 'how a message ended could not be remembered here');
  }
}

async function settle(work: Delivering, message: ClaimedMessage, carried: Carried): Promise<Delivered> {
  if (carried.outcome === 'sent') {
    if (carried.isWithin !== true) remember(work, () => work.journal.sent(message));
    await again(work, () => work.door.sent(message, carried.reply));
    return { ended: 'sent', isTrouble: false };
  }
  // Whoever withheld it has written down why, or somebody else has it in hand.
  if (carried.outcome === 'withheld') return { ended: 'withheld', isTrouble: false };
  const { failure, reply, retryAfter, isTrouble } = carried;
  // It was not sent, and is written down anew where it goes once more.
  if (failure !== 'lost') remember(work, () => work.journal.letGo(message));
  await noted(work, message, failure, reply, retryAfter);
  return { ended: failure, isTrouble };
}

async function noted(
  work: Delivering,
  message: ClaimedMessage,
  failure: FailureClass,
  words: string,
  retryAfter?: number,
): Promise<void> {
  work.log.warn({ run: message.run_id, failure, words }, 'a message was not sent');
  await again(work, () => work.door.failed(message, failure, words, retryAfter));
}

/** Three tries a second apart; a stage that stays is found by its lease. */
async function again({ log }: Delivering, write: () => Promise<boolean>): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    try {
      if (await write()) return;
    } catch (error) {
      log.warn({ err: error, attempt }, 'how a message ended could not be written down');
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Renews it three times a lease, in every stage. */
function keepInHand({ door, log }: Delivering, message: ClaimedMessage): () => void {
  const timer = setInterval(
    () => {
      door
        .renew(message)
        .catch((error: unknown) => log.warn({ err: error }, 'a message could not be renewed'));
    },
    Math.max(200, (message.lease_seconds * 1000) / 3),
  );
  return () => clearInterval(timer);
}
