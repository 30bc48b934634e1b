import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mailbox, OutgoingMail } from './check-message';

/**
 * The bytes of a checked message. What a library could read from files or fetch is closed to it; headers that hold a link are
 * handed over as they are to stand, on one line.
 * @param at the Date of the message, milliseconds since 1970
 */
export function composeMail(mail: OutgoingMail, at: number): Promise<Buffer> {
  const { messageId, from, to, replyTo, subject, text, html, unsubscribeUrl, thread, returnToken } = mail;
  const followed = thread.at(-1);
  const composer = new MailComposer({
    messageId: `<${messageId}>`,
    date: new Date(at),
    from: named(from),
    to: named(to),
    ...(replyTo === null ? {} : { replyTo: named(replyTo) }),
    ...(followed === undefined
      ? {}
      : { inReplyTo: `<${followed}>`, references: thread.map((id) => `<${id}>`) }),
    subject,
    text,
    ...(html === null ? {} : { html }),
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: [
      // Nothing answers it by itself (RFC 3834), and out-of-office replies stay away.
      { key: 'Auto-Submitted', value: 'auto-generated' },
      // A mail server that gives it another Message-ID leaves this as it is.
      ...(returnToken === null ? [] : [{ key: 'X-Steward-Message', value: returnToken }]),
      ...(unsubscribeUrl === null
        ? []
        : [
            { key: 'List-Unsubscribe', value: { prepared: true, value: `<${unsubscribeUrl}>` } },
            { key: 'List-Unsubscribe-Post', value: { prepared: true, value: 'List-Unsubscribe=One-Click' } },
          ]),
    ],
  });
  return composer.compile().build();
}

function named({ name, address }: Mailbox): { name: string; address: string } {
  return { name: name ?? '', address };
}
