import { mostSegments, smsLength } from '../../../src-preload/contract/sms-length';
import type { Clock } from '../../ports/clock';
import type { ClaimedMessage } from '../sending-door';
import type { Carried, Channel, Way } from './channel';
import type { PostPatience } from './post-held';
import { postHeld } from './post-held';
import { smsOutcome } from './sms-outcome';

export interface SmsOptions {
  /** The account's token at the provider. */
  readonly token: string;
  readonly clock: Clock;
  readonly patience?: PostPatience;
}

const usualPatience: PostPatience = { reach: 15_000, answer: 30_000 };

/** Messages to phones, by Twilio's API, or whatever answers as that does. */
export function smsChannel(options: SmsOptions): Channel {
  return {
    name: 'sms',
    server: 'The SMS provider',
    rest: () => undefined,
    pack: async (message, { text }) => {
      const { endpoint, phone } = message;
      if (endpoint === null || phone === null)
        return { failure: 'not_now', words: 'no account to send by was told' };
      const { segments } = smsLength(text);
      if (segments > mostSegments)
        return { failure: 'content', words: `it takes ${segments} SMS, and at most ${mostSegments} go` };
      const form = { to: message.address, from: phone, text, reportTo: reportsOf(message) };
      return { carry: (way) => sendSms({ ...options, endpoint, form, way }) };
    },
  };
}

/** Where the provider tells how it went on; null: nowhere that it could reach. */
function reportsOf({ unsubscribe_url: pages, return_token: token, endpoint }: ClaimedMessage): string | null {
  if (pages === null || token === null) return null;
  const isHere = endpoint?.startsWith('http:') === true;
  return pages.startsWith('https:') || isHere ? `${pages}sms/${token}` : null;
}

interface SmsForm {
  readonly to: string;
  /** A number, or a messaging service of the account. */
  readonly from: string;
  readonly text: string;
  readonly reportTo: string | null;
}

interface SentSms extends SmsOptions {
  readonly endpoint: string;
  readonly form: SmsForm;
  readonly way: Way;
}

/** One POST; the provider knows no key by which it would know the second of two. */
export async function sendSms({
  endpoint,
  form,
  way,
  token,
  clock,
  patience = usualPatience,
}: SentSms): Promise<Carried> {
  const account = /\/Accounts\/([^/]+)\//.exec(endpoint)?.[1] ?? '';
  const { to, from, text, reportTo } = form;
  const fields = new URLSearchParams({
    To: to,
    [from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: from,
    ...(reportTo === null ? {} : { StatusCallback: reportTo }),
    Body: text,
  });
  return smsOutcome(
    await postHeld({
      ...way,
      url: endpoint,
      body: Buffer.from(fields.toString()),
      ca: null,
      now: clock.now,
      patience,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        'user-agent': 'Steward',
        authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
      },
    }),
  );
}
