import { convert } from 'html-to-text';
import PostalMime, { type Address, type Attachment, addressParser, type Email } from 'postal-mime';
import type { IncomingMail, MailReport } from './incoming-mail';

/** Letters of what is written, of reports and of what was returned that are looked at: the rest of a mail says nothing that is needed. */
const mostLetters = 20_000;
const mostReturned = 100_000;
const mostRecipients = 100;

/** Where a mail says whom it went to; the last ones are of mail servers. */
const recipientHeaders = [
  'to',
  'cc',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'resent-to',
];

const reportKinds: Readonly<Record<string, MailReport['kind']>> = {
  'message/delivery-status': 'delivery',
  'message/global-delivery-status': 'delivery',
  'message/feedback-report': 'feedback',
  'message/disposition-notification': 'disposition',
  'message/global-disposition-notification': 'disposition',
};
const returnedTypes: ReadonlySet<string> = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'message/global-headers',
  'text/rfc822',
]);

/**
 * Reads the bytes of a mail, which may be cut off or broken.
 * @throws where it can’t be read at all: headers or parts without end
 */
export async function parseMail(source: Uint8Array): Promise<IncomingMail> {
  const mail = await PostalMime.parse(source, {
    maxNestingDepth: 20,
    maxHeadersSize: 500_000,
    forceRfc822Attachments: true,
  });
  const headers = headersOf(mail);
  const parts = mail.attachments.map((part) => ({ type: part.mimeType, text: () => textOf(part) }));
  return {
    id: bare(mail.messageId),
    from: firstAddress(mail.from),
    recipients: recipientsOf(headers),
    subject: mail.subject ?? '',
    date: timeOf(mail.date),
    headers,
    text: bodyOf(mail),
    reports: parts.flatMap(({ type, text }) => {
      const kind = reportKinds[type];
      return kind === undefined ? [] : [{ kind, fields: text() }];
    }),
    returned: parts
      .filter(({ type }) => returnedTypes.has(type))
      .map(({ text }) => text())
      .join('\n'),
  };
}

function headersOf({ headers }: Email): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { key, value } of headers) found.set(key, [...(found.get(key) ?? []), value]);
  return found;
}

function recipientsOf(headers: ReadonlyMap<string, readonly string[]>): string[] {
  const named = recipientHeaders.flatMap((name) => headers.get(name) ?? []);
  const addresses = named.flatMap((value) =>
    addressParser(value, { flatten: true }).flatMap(({ address }) => (address ? [address] : [])),
  );
  return [...new Set(addresses)].slice(0, mostRecipients);
}

function firstAddress(from: Address | undefined): IncomingMail['from'] {
  const one = from?.group === undefined ? from : from.group[0];
  return one?.address ? { name: one.name, address: one.address } : null;
}

function bodyOf({ text, html }: Email): string {
  if (text !== undefined && text.trim() !== '') return text.slice(0, mostLetters);
  if (html === undefined) return '';
  const written = convert(html.slice(0, mostReturned), {
    wordwrap: false,
    limits: { maxInputLength: mostReturned, maxDepth: 50, maxChildNodes: 5000 },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
    ],
  });
  return written.slice(0, mostLetters);
}

function textOf({ content }: Attachment): string {
  if (typeof content === 'string') return content.slice(0, mostReturned);
  const bytes = new Uint8Array(content instanceof ArrayBuffer ? content : new Uint8Array(content));
  return new TextDecoder().decode(bytes.subarray(0, mostReturned)).replaceAll('\r\n', '\n');
}

function bare(messageId: string | undefined): string | null {
  const id = messageId?.trim().replace(/^<|>$/g, '').trim();
  return id === undefined || id === '' ? null : id;
}

function timeOf(date: string | undefined): number | null {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? null : time;
}
