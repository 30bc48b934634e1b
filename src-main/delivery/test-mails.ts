import type { Logger } from 'pino';
import { z } from 'zod';
import { errorCode } from '../lib/error-code';
import type { Clock } from '../ports/clock';
import { checkMail, UnfitMail } from './mail/check-message';
import { composeMail } from './mail/compose';
import { type SmtpPatience, sendOverSmtp } from './mail/send-over-smtp';
import type { SmtpSettings } from './mail/smtp-settings';
import type { DoorSession } from './sending-door';

interface Sending {
  readonly settings: SmtpSettings;
  readonly patience: SmtpPatience;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

const claimedSchema = z.object({
  outcome: z.literal('claimed'),
  test_id: z.string(),
  address: z.string(),
  name: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  message_id: z.string(),
  sender: z.object({ name: z.string(), address: z.string() }),
});
type ClaimedTest = z.infer<typeof claimedSchema>;

/**
 * Sends what members of the team asked for to their own addresses, to look at a template where it arrives. Each once, whatever becomes of
 * it; none counts as a contact's mail.
 */
export async function sendTestMails(
  session: DoorSession,
  host: string,
  sender: { readonly machine: string; readonly app: string },
  work: Sending,
): Promise<void> {
  for (let sent = 0; sent < 20 && !work.signal.aborted; sent += 1) {
    const claimed = claimedSchema.safeParse(await claim(session, host, sender)).data;
    if (claimed === undefined) return;
    const { ok, words } = await send(claimed, work);
    work.log.info({ test: claimed.test_id, ok, words }, 'a test mail was handed over');
    await session.query('select customer_success.test_ended($1, $2, $3, $4)', [
      claimed.test_id,
      host,
      ok,
      words.replaceAll('\0', '').toWellFormed(),
    ]);
  }
}

async function claim(session: DoorSession, host: string, sender: object): Promise<unknown> {
  try {
    const [row] = await session.query<{ answer: unknown }>(
      'select customer_success.claim_test($1, $2) as answer',
      [host, JSON.stringify(sender)],
    );
    return row?.answer;
  } catch (error) {
    // A company of before has no such function.
    if (errorCode(error) === '42883') return null;
    throw error;
  }
}

async function send(
  test: ClaimedTest,
  { settings, patience, signal, clock }: Sending,
): Promise<{ ok: boolean; words: string }> {
  try {
    const mail = checkMail({
      messageId: test.message_id,
      thread: [],
      returnToken: null,
      returnAddress: null,
      from: test.sender,
      to: { name: test.name, address: test.address },
      replyTo: null,
      subject: test.subject,
      text: test.text,
      html: test.html,
      unsubscribeUrl: null,
    });
    const attempt = await sendOverSmtp({
      settings,
      patience,
      signal,
      envelope: { from: mail.from.address, to: mail.to.address },
      message: await composeMail(mail, clock.now()),
      mayEnd: () => Promise.resolve(true),
    });
    return { ok: attempt.outcome === 'sent', words: attempt.reply };
  } catch (error) {
    if (error instanceof UnfitMail) return { ok: false, words: error.message };
    throw error;
  }
}
