import type { Logger } from 'pino';
import type { Clock } from '../ports/clock';
import { checkMail, type OutgoingMail, UnfitMail, UnfitSender } from './mail/check-message';
import { composeMail } from './mail/compose';
import { type FailureClass, failureClass } from './mail/failure-class';
import { type Attempt, type SmtpPatience, sendOverSmtp } from './mail/send-over-smtp';
import type { SmtpSettings } from './mail/smtp-settings';
import type { ClaimedMessage, SendingDoor } from './sending-door';

/** What a message says, or why this runner, or nobody, can make it. */
export type Made =
  | {
      readonly kind: 'made';
      readonly mail: Pick<OutgoingMail, 'subject' | 'text' | 'html' | 'unsubscribeUrl'>;
    }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'not_here'; readonly words: string };

export interface Delivering {
  readonly door: SendingDoor;
  readonly settings: SmtpSettings;
  readonly patience: SmtpPatience;
  readonly make: (message: ClaimedMessage) => Promise<Made>;
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
  const { door, log, settings, patience, signal } = work;
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
      signal,
      ...prepared,
      mayEnd: () => door.reachDot(message),
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

async function settle(work: Delivering, message: ClaimedMessage, attempt: Attempt): Promise<Delivered> {
  if (attempt.outcome === 'sent') {
    await again(work, () => work.door.sent(message, attempt.reply));
    return 'sent';
  }
  // Whoever withheld it has written down why, or somebody else has it in hand.
  if (attempt.outcome === 'withheld') return 'withheld';
  return noted(work, message, failureClass(attempt), attempt.reply);
}

async function prepare(
  { make, clock, log }: Delivering,
  message: ClaimedMessage,
): Promise<
  | { envelope: { from: string; to: string }; message: Buffer }
  | { readonly failure: FailureClass; readonly words: string }
> {
  try {
    const made = await make(message);
    if (made.kind === 'refused') return { failure: 'content', words: made.words };
    if (made.kind === 'not_here') return { failure: 'not_now', words: made.words };
    const { reply_to: answers } = message;
    const mail = checkMail({
      ...made.mail,
      messageId: message.message_id,
      from: message.sender,
      to: { name: message.name, address: message.address },
      replyTo:
        answers === null || answers.address === null
          ? null
          : { name: answers.name, address: answers.address },
    });
    return {
      envelope: { from: mail.from.address, to: mail.to.address },
      message: await composeMail(mail, clock.now()),
    };
  } catch (error) {
    if (error instanceof UnfitSender) return { failure: 'not_now', words: error.message };
    if (error instanceof UnfitMail) return { failure: 'content', words: error.message };
    log.error({ err: error, run: message.run_id }, 'a message could not be made');
    return { failure: 'not_now', words: 'it could not be made here' };
  }
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
