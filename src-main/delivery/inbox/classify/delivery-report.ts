import type { IncomingMail } from '../reading/incoming-mail';
import { codeIn, meaningOf, statusIn } from './meaning-of-status';

/** What became of a message for its recipient, as a mail server reports it. */
export interface Undelivered {
  readonly kind: 'bounced' | 'soft' | 'blocked' | 'delayed';
  readonly status: string | null;
  /** What the server said, in one line. */
  readonly said: string;
  /** Whom it names as those that it did not reach. */
  readonly addresses: readonly string[];
}

/** The first counts most: what is told of several recipients is of those behind one address. */
const weights = ['bounced', 'blocked', 'soft', 'delayed'] as const;

/**
 * Reads the reports of a mail (RFC 3464).
 * @returns null: none of them tells of a message that did not arrive; `arrived` where one says that it did
 */
export function deliveryReport(mail: IncomingMail): Undelivered | 'arrived' | null {
  const groups = mail.reports
    .filter(({ kind }) => kind === 'delivery')
    .flatMap(({ fields }) => fieldGroups(fields));
  const recipients = groups.filter((group) => group.has('action') || group.has('status'));
  if (recipients.length === 0) return null;
  const told = recipients.flatMap((group) => undelivered(group, mail) ?? []);
  const worst = weights.map((kind) => told.find((one) => one.kind === kind)).find((one) => one !== undefined);
  if (worst === undefined) return 'arrived';
  return {
    ...worst,
    addresses: told.filter(({ kind }) => kind === worst.kind).flatMap(({ addresses }) => addresses),
  };
}

function undelivered(group: ReadonlyMap<string, string>, mail: IncomingMail): Undelivered | null {
  const action = (group.get('action') ?? '').toLowerCase();
  if (/^(delivered|relayed|expanded)/.test(action)) return null;
  const said = withoutType(group.get('diagnostic-code') ?? '');
  const addresses = ['original-recipient', 'final-recipient', 'x-actual-recipient'].flatMap((name) => {
    const address = withoutType(group.get(name) ?? '').replace(/^<|>$/g, '');
    return address.includes('@') ? [address] : [];
  });
  // Servers that stand between name a status of their own; what the last one said is nearer to the matter.
  const own = statusIn(group.get('status') ?? '');
  const quoted = statusIn(said);
  const status = quoted !== null && (own === null || /\.[01]\.0$/.test(own)) ? quoted : own;
  // Some say nothing in the field, and all in the text that a person reads.
  const words = said === '' ? mail.text.slice(0, 2000) : said;
  const kind = action === 'delayed' ? 'delayed' : meaningOf({ status, code: codeIn(said), said: words });
  return { kind, status, said: oneLine(words), addresses };
}

/** Groups of fields between empty lines; a line that begins with space goes on with the one before. */
function fieldGroups(fields: string): ReadonlyMap<string, string>[] {
  return fields.split(/\n[ \t]*\n/).map((group) => {
    const found = new Map<string, string>();
    for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon).trim().toLowerCase();
      if (colon > 0 && !found.has(name)) found.set(name, line.slice(colon + 1).trim());
    }
    return found;
  });
}

/** Behind its type: `rfc822; ana@customer.example`, `smtp; 550 5.1.1 …`. */
function withoutType(field: string): string {
  return field.replace(/^[A-Za-z0-9-]{1,30}\s*;\s*/, '').trim();
}

/** @returns 500 letters at most */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 500);
}
