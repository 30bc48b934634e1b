import type { IncomingMail } from '../reading/incoming-mail';

/** By what a mail names a message of the company’s: whether there is such a one, its database says. */
export interface Named {
  /** Of return addresses and of our own header, with what only the company’s database can make. */
  readonly tokens: readonly string[];
  /** Message-IDs as Steward makes them. */
  readonly messageIds: readonly string[];
}

/** A run and its MAC (customer_success.return_token). */
const token = /(?<![0-9a-f])[0-9a-f]{48}(?![0-9a-f])/gi;
/** As customer_success.claim_intervention makes it. */
const ownId = /(?<![0-9a-z._-])([0-9a-f]{40}@[a-z0-9.-]{1,253})/gi;
export const ownHeader = 'x-steward-message';

const mostNamed = 20;

/**
 * Looks for the message that a mail answers or sends back: in the addresses that it went to, in what it says it follows, in the headers that were
 * returned with it, and in the text where these stand there. Never who it is from.
 */
export function namesOfOurs(mail: IncomingMail): Named {
  const header = (name: string) => (mail.headers.get(name) ?? []).join(' ');
  const returned = `${mail.returned}\n${mail.reports.map(({ fields }) => fields).join('\n')}`;
  const addressed = mail.recipients.map((address) => address.slice(0, address.lastIndexOf('@'))).join(' ');
  const said = [header('in-reply-to'), header('references'), returned, mail.text].join('\n');
  return {
    tokens: found(`${addressed}\n${ownHeaders(`${returned}\n${mail.text}`)}`, token),
    messageIds: found(said, ownId),
  };
}

/** Whether a Message-ID is one that Steward makes: such a mail came from here. */
export function isOwnId(id: string | null): boolean {
  return id !== null && found(id, ownId).length > 0;
}

function ownHeaders(text: string): string {
  return [...text.matchAll(/^x-steward-message:\s*(\S+)/gim)].map(([, value]) => value).join(' ');
}

/** The last ones first: of a thread the last is answered. */
function found(text: string, what: RegExp): string[] {
  const all = [...text.matchAll(what)].map(([whole]) => whole.toLowerCase());
  return [...new Set(all.reverse())].slice(0, mostNamed);
}
