import { createHmac } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import type { ClaimedMessage } from '../sending-door';
import type { Channel, Said, Way } from './channel';
import { httpOutcome } from './http-outcome';
import { type Answered, type PostPatience, postHeld } from './post-held';

export interface WebhookOptions {
  /** By which whoever is told knows that it is this company's Steward. */
  readonly secret: string;
  readonly clock: Clock;
  readonly patience?: PostPatience;
  /** Certificates (PEM) that vouch for a server of the company's own; null: only those that are known. */
  readonly ca?: string | null;
}

export const webhookPatience: PostPatience = { reach: 15_000, answer: 30_000 };

/** What one system may be told at once, bytes. */
const mostBytes = 100_000;

/** A system of the company's own, or a room in its chat: JSON that is posted to one address, signed. */
export function webhookChannel(options: WebhookOptions): Channel {
  const { clock } = options;
  return {
    name: 'webhook',
    server: 'The webhook’s server',
    rest: () => undefined,
    pack: async (message, said) => {
      const { endpoint } = message;
      if (endpoint === null) return { failure: 'not_now', words: 'no address to post to was told' };
      const body = Buffer.from(JSON.stringify(payloadOf(message, said)));
      if (body.length > mostBytes)
        return { failure: 'content', words: `it has ${body.length} bytes, and at most ${mostBytes} go` };
      return {
        carry: async (way) =>
          httpOutcome(
            await postSigned({ ...options, url: endpoint, key: keyOf(message), body, way, now: clock.now }),
          ),
      };
    },
  };
}

/** Of the company's own ids and what was written; of whom it is about no address, no number. */
function payloadOf(message: ClaimedMessage, { subject, text }: Said) {
  const { account, contact, category } = message;
  return { text, title: subject, id: keyOf(message), category, account, contact };
}

/** The same at each try: the key of the run. */
function keyOf({ message_id }: ClaimedMessage): string {
  return message_id.split('@')[0] ?? message_id;
}

interface SignedPost {
  readonly url: string;
  readonly secret: string;
  readonly key: string;
  readonly body: Buffer;
  readonly way: Way;
  readonly patience?: PostPatience;
  readonly ca?: string | null;
  readonly now: () => number;
}

/** Posts JSON with a signature of it and of the moment, so that whoever hears it later knows that it is old. */
export function postSigned({
  url,
  secret,
  key,
  body,
  way,
  ca = null,
  now,
  ...rest
}: SignedPost): Promise<Answered> {
  const at = Math.floor(now() / 1000);
  return postHeld({
    ...way,
    url,
    body,
    ca,
    now,
    patience: rest.patience ?? webhookPatience,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Steward',
      'idempotency-key': key,
      'steward-signature': `t=${at},v1=${signatureOf(secret, at, body)}`,
    },
  });
}

/** HMAC-SHA256 of the moment, a full stop and the body, hexadecimal. @param at seconds since 1970 */
export function signatureOf(secret: string, at: number, body: Uint8Array): string {
  return createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex');
}
