import type { Clock } from '../../ports/clock';
import { checkMail, UnfitMail, UnfitSender } from '../mail/check-message';
import { composeMail } from '../mail/compose';
import { failureClass } from '../mail/failure-class';
import { keptLines } from '../mail/kept-lines';
import { type Attempt, type SmtpPatience, sendOverSmtp, usualPatience } from '../mail/send-over-smtp';
import { isThisMachine, type SmtpSettings } from '../mail/smtp-settings';
import type { ClaimedMessage } from '../sending-door';
import type { Carried, Channel, Packed, Said } from './channel';

export interface EmailOptions {
  readonly settings: SmtpSettings;
  readonly clock: Clock;
  readonly patience?: SmtpPatience;
}

/** Mail, by the company's mail server. */
export function emailChannel({ settings, clock, patience = usualPatience }: EmailOptions): Channel {
  const lines = keptLines();

  async function packed(message: ClaimedMessage, said: Said): Promise<Packed> {
    requireReach(message, settings);
    const { reply_to: answers } = message;
    const mail = checkMail({
      ...said,
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
    const envelope = { from: mail.returnAddress ?? mail.from.address, to: mail.to.address };
    const composed = await composeMail(mail, clock.now());
    return {
      carry: async (way) =>
        carriedBy(await sendOverSmtp({ settings, patience, lines, envelope, message: composed, ...way })),
    };
  }

  return {
    name: 'email',
    server: 'The mail server',
    rest: lines.close,
    async pack(message, said) {
      try {
        return await packed(message, said);
      } catch (error) {
        if (error instanceof UnfitSender) return { failure: 'not_now', words: error.message };
        if (error instanceof UnfitMail) return { failure: 'content', words: error.message };
        throw error;
      }
    },
  };
}

function carriedBy(attempt: Attempt): Carried {
  const { outcome, reply } = attempt;
  if (outcome === 'sent') return { outcome, reply };
  if (outcome === 'withheld') return { outcome };
  const failure = failureClass(attempt);
  return { outcome, failure, reply, isTrouble: ofServer.has(failure) };
}

const ofServer: ReadonlySet<string> = new Set(['unreached', 'lost', 'not_now']);

/** A link to this machine serves nobody elsewhere: it leaves by a mail server on this machine alone, which is for trying things out. */
function requireReach({ unsubscribe_url: url }: ClaimedMessage, { host }: Pick<SmtpSettings, 'host'>): void {
  if (url?.startsWith('http:') && !isThisMachine(host))
    throw new UnfitSender('the address to unsubscribe at leads to this machine alone: set a public one');
}
