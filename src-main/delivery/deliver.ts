import type { Logger } from 'pino';
import type { Clock } from '../ports/clock';
import type { SendingJournal } from './journal';
import { type FailureClass, failureClass } from './mail/failure-class';
import type { KeptLines } from './mail/kept-lines';
import { type Attempt, type SmtpPatience, sendOverSmtp } from './mail/send-over-smtp';
import type { SmtpSettings } from './mail/smtp-settings';
import { type Made, prepare } from './prepare';
import type { ClaimedMessage, SendingDoor } from './sending-door';

export interface Delivering {
  readonly door: SendingDoor;
  readonly settings: SmtpSettings;
  readonly patience: SmtpPatience;
  readonly lines: KeptLines;
  readonly make: (message: ClaimedMessage) => Promise<Made>;
  readonly journal: SendingJournal;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** How a delivery ended, for whoever keeps watch over the mail server. */
export type Delivered = 'sent' | 'withheld' | 'not_made' | FailureClass;

/**
 * Takes one claimed message to the mail server, and writes down how it ended. What can't be written down is known by its stage
 * and lease all the same: nobody has to be told for a message not to go twice.
 */
export async function deliver(work: Delivering, message: ClaimedMessage): Promise<Delivered> {
  const { log, settings, patience, lines, signal } = work;
  const stopRenewing = keepInHand(work, message);
  try {
    const prepared = await prepare(work, message);
    if ('failure' in prepared) {
      await noted(work, message, prepared.failure, prepared.words);
      return 'not_made';
    }
    const attempt = await sendOverSmtp({
      settings,
      patience,
      lines,
      signal,
      ...prepared,
      mayEnd: () => mayEnd(work, message),
    });
    log.info(
      { run: message.run_id, outcome: attempt.outcome, code: attempt.code },
      'a message was handed over',
    );
    return await settle(work, message, attempt);
  } finally {
    stopRenewing();
  }
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

async function settle(work: Delivering, message: ClaimedMessage, attempt: Attempt): Promise<Delivered> {
  if (attempt.outcome === 'sent') {
    remember(work, () => work.journal.sent(message));
    await again(work, () => work.door.sent(message, attempt.reply));
    return 'sent';
  }
  // Whoever withheld it has written down why, or somebody else has it in hand.
  if (attempt.outcome === 'withheld') return 'withheld';
  const failure = failureClass(attempt);
  // It was not sent, and is written down anew where it goes once more.
  if (failure !== 'lost') remember(work, () => work.journal.letGo(message));
  return noted(work, message, failure, attempt.reply);
}

async function noted(
  work: Delivering,
  message: ClaimedMessage,
  failure: FailureClass,
  words: string,
): Promise<FailureClass> {
  work.log.warn({ run: message.run_id, failure, words }, 'a message was not sent');
  await again(work, () => work.door.failed(message, failure, words));
  return failure;
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
