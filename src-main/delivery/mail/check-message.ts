import { domainToASCII } from 'node:url';

/** A message as it was made for one recipient, before it has a form. */
export interface OutgoingMail {
  readonly messageId: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: Mailbox | null;
  readonly subject: string;
  readonly text: string;
  /** Null: what a person wrote has none. */
  readonly html: string | null;
  /** Where its recipient unsubscribes, by GET and by POST; null: from what has to come nobody does. */
  readonly unsubscribeUrl: string | null;
  /** By which it is known where it comes back; null: by its Message-ID alone. */
  readonly returnToken: string | null;
  /** Where mail servers send it back to; null: to the sender. */
  readonly returnAddress: string | null;
  /** Message-IDs of those that it follows, the first one first; none: it begins something. */
  readonly thread: readonly string[];
}

export interface Mailbox {
  readonly name: string | null;
  readonly address: string;
}

/** Why a message must not go out, with the field that is wrong. */
export class UnfitMail extends Error {}

/** What is wrong is the company's sender: no fault of the message, which may go once that is mended. */
export class UnfitSender extends UnfitMail {}

/** Each to itself or above these; the server may have lower ones. */
const mostSubject = 1000;
const mostBody = 2_000_000;
const messageId = /^[A-Za-z0-9._-]{1,200}@[A-Za-z0-9.-]{1,253}$/;
/** One of this machine alone is for a mail server on it alone (deliver). */
const unsubscribeAddress =
  /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/])[A-Za-z0-9._~:/?=&%-]{1,900}$/;

/**
 * Checks everything that becomes a header or a command, before any library has seen it, and puts addresses into the form that
 * mail servers take.
 * @throws UnfitMail in words
 */
export function checkMail(mail: OutgoingMail): OutgoingMail {
  const subject = line('subject', mail.subject);
  if (subject === '') throw new UnfitMail('the subject is empty');
  if (subject.length > mostSubject) throw new UnfitMail('the subject is too long');
  // As it stands at the company: it is looked for by it where the mail arrives.
  if (![mail.messageId, ...mail.thread].every((id) => messageId.test(id)))
    throw new UnfitMail('the Message-ID is none');
  if (mail.returnToken !== null && !/^[0-9a-f]{48}$/.test(mail.returnToken))
    throw new UnfitMail('the number by which it comes back is none');
  if (mail.unsubscribeUrl !== null && !unsubscribeAddress.test(mail.unsubscribeUrl))
    throw new UnfitMail('the address to unsubscribe at is none');
  if (mail.text.trim() === '' || mail.text.length + (mail.html?.length ?? 0) > mostBody)
    throw new UnfitMail('the message is empty or too long');
  return {
    ...mail,
    subject: mail.thread.length > 0 && !/^re:/i.test(subject) ? `Re: ${subject}` : subject,
    text: body(mail.text),
    html: mail.html === null ? null : body(mail.html),
    from: ofSender(() => mailbox('sender', mail.from)),
    to: mailbox('recipient', mail.to),
    replyTo: mail.replyTo === null ? null : whereFit(mail.replyTo),
    returnAddress:
      mail.returnAddress === null
        ? null
        : ofSender(() => plainAddress('address for what comes back', mail.returnAddress ?? '')),
  };
}

function ofSender<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof UnfitMail ? new UnfitSender(error.message) : error;
  }
}

/** Without an address for answers they go to the sender. */
function whereFit(replyTo: Mailbox): Mailbox | null {
  try {
    return mailbox('address for answers', replyTo);
  } catch (error) {
    if (error instanceof UnfitMail) return null;
    throw error;
  }
}

function mailbox(field: string, { name, address }: Mailbox): Mailbox {
  return { name: name === null ? null : shownName(field, name), address: plainAddress(field, address) };
}

/** What a name turns around or hides in a list of messages is left out; what could begin a header refuses it. */
function shownName(field: string, name: string): string | null {
  const shown = line(
    `name of the ${field}`,
    name.replace(/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, ''),
  );
  return shown === '' ? null : shown.slice(0, 200).toWellFormed();
}

function line(field: string, text: string): string {
  if (/[\p{Cc}\u2028\u2029]/u.test(text))
    throw new UnfitMail(`the ${field} holds a line break or another character that doesn’t show`);
  // What looks like an encoded word would be decoded by whoever reads it.
  return text.trim().toWellFormed().replaceAll('=?', '= ?');
}

/** Mail has one way to end a line. */
function body(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n|\r|\n/g, '\r\n');
}

/** The domain as the DNS has it; the local part stays as it is, and asks for SMTPUTF8 where it needs to. */
function plainAddress(field: string, given: string): string {
  const wrong = () => new UnfitMail(`the ${field} is no address that mail can be sent to`);
  const address = given.trim().normalize('NFC');
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = domainToASCII(address.slice(at + 1));
  if (at < 1 || !address.isWellFormed() || address.length > 254 || Buffer.byteLength(local) > 64)
    throw wrong();
  if (/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}@<>(),;:"\\[\]]/u.test(local) || /^\.|\.\.|\.$/.test(local)) throw wrong();
  if (!/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i.test(domain)) throw wrong();
  // A host that is a number would go past every name.
  if (/^[\d.]+$/.test(domain)) throw wrong();
  return `${local}@${domain}`;
}
