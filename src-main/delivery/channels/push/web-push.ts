import webPush from 'web-push';
import type { Clock } from '../../../ports/clock';
import type { ClaimedMessage } from '../../sending-door';
import type { Carried, Channel, Said, Way } from '../channel';
import { type PostPatience, postHeld } from '../post-held';
import { isGone, pushOutcome, togetherOf } from './push-outcome';
import { publicKeyOf, type VapidKeys, vapidHeader } from './vapid';

export interface WebPushOptions {
  /** The company's private key, base64url. */
  readonly privateKey: string;
  readonly clock: Clock;
  readonly patience?: PostPatience;
}

const usualPatience: PostPatience = { reach: 15_000, answer: 30_000 };

/** What push services take at most, and what of that is the words: the rest is the head and the seal of one record. */
const mostPushBytes = 4_096 - 86 - 17;

/** Seconds that a push service keeps it for a browser that is not there. */
const keptFor = 86_400;

type Push = NonNullable<ClaimedMessage['push']>;

/** Messages to the browsers in which a contact agreed to them, by the push service of each. */
export function webPushChannel(options: WebPushOptions): Channel {
  const { privateKey, clock, patience = usualPatience } = options;
  return {
    name: 'web_push',
    server: 'The push service',
    rest: () => undefined,
    pack: async (message, said) => {
      const { push, endpoint: site } = message;
      if (push === null || site === null)
        return { failure: 'not_now', words: 'nothing of the company’s web push was told' };
      if (publicKeyOf(privateKey) !== push.key)
        return { failure: 'not_now', words: 'the private key here is not that of the company’s public one' };
      const words = Buffer.from(JSON.stringify(payloadOf(message, said)));
      if (words.length > mostPushBytes)
        return { failure: 'content', words: `it has ${words.length} bytes, and at most ${mostPushBytes} go` };
      const keys = { publicKey: push.key, privateKey };
      const posted = { site, keys, words, topic: topicOf(message), clock, patience };
      return { carry: (way) => toEach(push.subscriptions, posted, way) };
    },
  };
}

function payloadOf(message: ClaimedMessage, { subject, text }: Said) {
  return { title: subject, body: text, id: topicOf(message) };
}

/** The same at each try: of two that wait at a push service under it, the browser gets one. */
function topicOf({ message_id }: ClaimedMessage): string {
  return message_id.slice(0, 32);
}

interface Posted {
  readonly site: string;
  readonly keys: VapidKeys;
  readonly words: Buffer;
  readonly topic: string;
  readonly clock: Clock;
  readonly patience: PostPatience;
}

/** One message to all browsers of a contact: let go once, at the first last byte, and gone where one of them has it. */
async function toEach(subscriptions: Push['subscriptions'], posted: Posted, way: Way): Promise<Carried> {
  let letGo: Promise<boolean> | null = null;
  const mayEnd = () => {
    letGo ??= way.mayEnd();
    return letGo;
  };
  const each: Carried[] = [];
  for (const subscription of subscriptions) {
    const answered = await postTo(subscription, posted, { ...way, mayEnd });
    const outcome = pushOutcome(answered);
    if (outcome.outcome === 'withheld') return outcome;
    each.push(outcome);
    if (isGone(answered)) await way.forget(subscription.endpoint).catch(() => false);
  }
  return togetherOf(each);
}

function postTo(
  { endpoint, ...browser }: Push['subscriptions'][number],
  { site, keys, words, topic, clock, patience }: Posted,
  way: Way,
) {
  return postHeld({
    ...way,
    url: endpoint,
    // Its browser alone can read it (RFC 8291).
    body: webPush.encrypt(browser.p256dh, browser.auth, words, 'aes128gcm').cipherText,
    ca: null,
    now: clock.now,
    patience,
    headers: {
      'content-type': 'application/octet-stream',
      'content-encoding': 'aes128gcm',
      'user-agent': 'Steward',
      authorization: vapidHeader(endpoint, site, keys),
      ttl: String(keptFor),
      urgency: 'normal',
      topic,
    },
  });
}
