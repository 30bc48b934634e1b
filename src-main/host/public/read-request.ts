import type { IncomingMessage } from 'node:http';
import type { MailChoice } from './mail-choices';

/** A form of ours has some hundred bytes, and a mailbox's one click as many. */
const mostBytes = 8_192;

/**
 * The 43 characters at the end of the address, behind whatever the company's proxy left before them; null: there is no token. Parameters
 * that mail programs and filters hang behind a link (utm_source=…) are passed over.
 */
export function tokenOf(url: string): string | null {
  const [before = ''] = url.split('#');
  for (const piece of before.split(/[?&]/)) {
    const token = /(?:^|[^A-Za-z0-9_-])([A-Za-z0-9_-]{43})$/.exec(piece)?.[1];
    if (token !== undefined) return token;
  }
  return null;
}

/** @returns null where it is longer than any that is meant for here */
export async function readBody(request: IncomingMessage, most = mostBytes): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > most) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/**
 * What a POST asks for: a mailbox's one click (RFC 8058), in either form that it may come in, or a button of the page.
 * @returns null where it says nothing of that
 */
export async function readChoice(body: Buffer, type: string): Promise<MailChoice | null> {
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    return null;
  }
  const said = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : null;
  };
  if (said('List-Unsubscribe')?.toLowerCase() === 'one-click') return { category: null, wanted: false };
  const [act, category] = [said('do'), said('category')];
  if ((act !== 'leave' && act !== 'come') || category === null || !/^[^\p{Cc}]{1,40}$/u.test(category))
    return null;
  return { category, wanted: act === 'come' };
}
