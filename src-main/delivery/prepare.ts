import type { Logger } from 'pino';
import type { Clock } from '../ports/clock';
import { checkMail, type OutgoingMail, UnfitMail, UnfitSender } from './mail/check-message';
import { composeMail } from './mail/compose';
import type { FailureClass } from './mail/failure-class';
import type { Envelope } from './mail/send-over-smtp';
import { isThisMachine, type SmtpSettings } from './mail/smtp-settings';
import type { ClaimedMessage } from './sending-door';

/** What a message says, or why this runner, or nobody, can make it. */
export type Made =
  | {
      readonly kind: 'made';
      readonly mail: Pick<OutgoingMail, 'subject' | 'text' | 'html' | 'unsubscribeUrl'>;
    }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'not_here'; readonly words: string };

export interface Preparing {
  readonly settings: Pick<SmtpSettings, 'host'>;
  readonly make: (message: ClaimedMessage) => Promise<Made>;
  readonly clock: Clock;
  readonly log: Logger;
}

export type Prepared =
  | { readonly envelope: Envelope; readonly message: Buffer }
  | { readonly failure: FailureClass; readonly words: string };

/** Makes a message that was claimed, checks it, and gives it its form; nothing of it is sent. */
export async function prepare(
  { settings, make, clock, log }: Preparing,
  message: ClaimedMessage,
): Promise<Prepared> {
  try {
    requireReach(message, settings);
    const made = await make(message);
    if (made.kind === 'refused') return { failure: 'content', words: made.words };
    if (made.kind === 'not_here') return { failure: 'not_now', words: made.words };
    const { reply_to: answers } = message;
    const mail = checkMail({
      ...made.mail,
      messageId: message.message_id,
      thread: message.thread,
      returnToken: message.return_token,
      returnAddress: message.return_address,
      from: message.sender,
      to: { name: message.name, address: message.address },
      replyTo:
        answers === null || answers.address === null
          ? null
          : { name: answers.name, address: answers.address },
    });
    return {
      envelope: { from: mail.returnAddress ?? mail.from.address, to: mail.to.address },
      message: await composeMail(mail, clock.now()),
    };
  } catch (error) {
    if (error instanceof UnfitSender) return { failure: 'not_now', words: error.message };
    if (error instanceof UnfitMail) return { failure: 'content', words: error.message };
    log.error({ err: error, run: message.run_id }, 'a message could not be made');
    return { failure: 'not_now', words: 'it could not be made here' };
  }
}

/** A link to this machine serves nobody elsewhere: it leaves by a mail server on this machine alone, which is for trying things out. */
function requireReach({ unsubscribe_url: url }: ClaimedMessage, { host }: Pick<SmtpSettings, 'host'>): void {
  if (url?.startsWith('http:') && !isThisMachine(host))
    throw new UnfitSender('the address to unsubscribe at leads to this machine alone: set a public one');
}
