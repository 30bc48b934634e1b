import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SmsReport, TakenSms } from './mail-choices';

/** What the provider posts: an SMS that came in, or how one went on. */
export type SmsPost =
  | { readonly kind: 'came_in'; readonly sms: TakenSms }
  | { readonly kind: 'report'; readonly token: string; readonly report: SmsReport };

/** A text of 1,600 characters takes twelve bytes each at most, as forms are written. */
export const mostSmsBytes = 32_768;

/**
 * The end of the address, behind whatever the company's proxy left before it: `sms`, or `sms/` and by what the message is known.
 * @returns null: it is about no SMS
 */
export function smsPathOf(url: string): string | null {
  return /\/(sms(?:\/[0-9a-f]{48})?)$/.exec(url)?.[1] ?? null;
}

/** By Twilio's rule: HMAC-SHA1 of the address that it was told, and of the fields by name, each with its value behind it. */
export function smsSignature(token: string, address: string, fields: URLSearchParams): string {
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const text = address + sorted.map(([name, value]) => name + value).join('');
  return createHmac('sha1', token).update(text).digest('base64');
}

export function isSignedBy(token: string, address: string, fields: URLSearchParams, given: string): boolean {
  const [expected, said] = [Buffer.from(smsSignature(token, address, fields)), Buffer.from(given)];
  return expected.length === said.length && timingSafeEqual(expected, said);
}

/** @param now milliseconds since 1970 @returns null where it says nothing that is known */
export function readSmsPost(path: string, fields: URLSearchParams, now: number): SmsPost | null {
  const [, token] = path.split('/');
  if (token !== undefined) {
    const status = fields.get('MessageStatus') ?? fields.get('SmsStatus') ?? '';
    if (!/^[a-z-]{1,40}$/.test(status)) return null;
    return { kind: 'report', token, report: { status, code: fields.get('ErrorCode') } };
  }
  const [sid, from] = [fields.get('MessageSid') ?? fields.get('SmsSid'), fields.get('From')];
  if (sid === null || from === null || from.length > 40) return null;
  const identity = createHash('sha256').update(sid).digest('hex');
  const words = withoutControls(fields.get('Body') ?? '').slice(0, 4_000);
  return { kind: 'came_in', sms: { identity, from, words, came_at: now } };
}

function withoutControls(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t\r\n]/gu, '').toWellFormed();
}
