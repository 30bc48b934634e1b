import { z } from 'zod';
import type { MessageChannel } from '../../src-preload/contract/channels';
import type { FailureClass } from './mail/failure-class';

/** One session at the company's database; a query that fails may have been carried out. */
export interface DoorSession {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

const mailboxSchema = z.object({ name: z.string().nullable(), address: z.string().nullable() });
const claimedSchema = z.object({
  run_id: z.string(),
  fence: z.number().int(),
  attempt: z.number().int(),
  lease_seconds: z.number(),
  /** A company of before knows mail alone. */
  channel: z.string().default('email'),
  organization_id: z.number().int(),
  user_id: z.number().int(),
  /** What recipients end and choose messages by. */
  category: z.string().default(''),
  template_id: z.string().nullable(),
  template_version: z.number().int().nullable(),
  language: z.string().nullable(),
  content: z.object({ subject: z.string(), text: z.string() }).nullable(),
  transactional: z.boolean(),
  address: z.string(),
  /** Where a channel of the company's own is asked, which is more than `address` says; null: there is nothing more. */
  endpoint: z.string().nullable().default(null),
  /** The number that it comes from, of an SMS. */
  phone: z.string().nullable().default(null),
  /** Of web push: the company's public key, and the browsers, the one that agreed last first. */
  push: z
    .object({
      key: z.string(),
      subscriptions: z.array(z.object({ endpoint: z.string(), p256dh: z.string(), auth: z.string() })).min(1),
    })
    .nullable()
    .default(null),
  /** The company's own ids of whom it is about. */
  account: z.string().nullable().default(null),
  contact: z.string().nullable().default(null),
  name: z.string().nullable(),
  message_id: z.string(),
  token: z.string(),
  unsubscribe_url: z.string().nullable(),
  /** By which it is known where it comes back, and the address that mail servers send it back to. A company of before has none. */
  return_token: z.string().nullable().default(null),
  return_address: z.string().nullable().default(null),
  sender: z.object({ name: z.string(), address: z.string() }),
  reply_to: mailboxSchema.nullable(),
  /** Message-IDs of those that it follows. A company of before knows of none. */
  thread: z.array(z.string()).default([]),
  /** What its runner writes down before it sends it, and the company's seal of it. */
  memory: z.string().nullable().default(null),
  seal: z.string().nullable().default(null),
});
/** A message that is this host's to send, as `claim_intervention` answers it. */
export type ClaimedMessage = z.infer<typeof claimedSchema>;

const answerSchema = z.looseObject({ outcome: z.string(), reason: z.string().optional() });

export type ClaimAnswer =
  | { readonly kind: 'claimed'; readonly message: ClaimedMessage }
  /** What was claimed can't be read by this Steward, which is older than the company perhaps. */
  | { readonly kind: 'unreadable'; readonly run: RunInHand }
  /** @property in how many milliseconds something is due; null: nothing that is known */
  | { readonly kind: 'none'; readonly nextIn: number | null }
  | { readonly kind: 'idle'; readonly why: string };

export interface RunInHand {
  readonly run_id: string;
  readonly fence: number;
}

/** The functions by which messages leave the company. @throws what the session throws: nobody knows then what was done */
export interface SendingDoor {
  /** The next message that goes by one of these. */
  claim(channels: readonly MessageChannel[]): Promise<ClaimAnswer>;
  /** @returns whether it is still in hand */
  renew(run: RunInHand): Promise<boolean>;
  /** Whether the last byte may be handed over. */
  reachDot(run: RunInHand): Promise<boolean>;
  /** Writes it down for the company's product to show, and that it is sent. @returns whether it did */
  show(run: RunInHand, title: string, text: string): Promise<boolean>;
  /** A browser of whom it is for is subscribed no more. @returns whether that is noted */
  forget(run: RunInHand, endpoint: string): Promise<boolean>;
  sent(run: RunInHand, reply: string): Promise<boolean>;
  /** @param retryAfter seconds after which the server wants to be asked again */
  failed(run: RunInHand, failure: FailureClass, words: string, retryAfter?: number): Promise<boolean>;
}

/** @param host one run of this app on one machine */
export function createSendingDoor(
  session: DoorSession,
  host: string,
  sender: { readonly machine: string; readonly app: string },
): SendingDoor {
  async function call(name: string, ...args: readonly unknown[]) {
    const places = args.map((_, n) => `$${n + 1}`).join(', ');
    const [row] = await session.query<{ answer: unknown }>(
      `select customer_success.${name}(${places}) as answer`,
      args,
    );
    return answerSchema.parse(row?.answer);
  }

  return {
    async claim(channels) {
      const answer = await call('claim_intervention', host, JSON.stringify({ ...sender, channels }));
      if (answer.outcome === 'claimed') {
        const read = claimedSchema.safeParse(answer);
        if (read.success) return { kind: 'claimed', message: read.data };
        return {
          kind: 'unreadable',
          run: { run_id: String(answer['run_id']), fence: Number(answer['fence']) },
        };
      }
      if (answer.outcome === 'none') {
        const next = z.number().safeParse(answer['next_in_ms']);
        return { kind: 'none', nextIn: next.success ? next.data : null };
      }
      return { kind: 'idle', why: answer.reason ?? answer.outcome };
    },
    renew: async ({ run_id, fence }) => (await call('renew_intervention', run_id, fence)).outcome === 'held',
    reachDot: async ({ run_id, fence }) => (await call('reach_dot', run_id, fence)).outcome === 'dot',
    show: async ({ run_id, fence }, title, text) =>
      (await call('show_in_app', run_id, fence, withoutNul(title), text.replaceAll('\0', '').toWellFormed()))
        .outcome === 'sent',
    forget: async ({ run_id, fence }, endpoint) =>
      (await call('push_gone', run_id, fence, endpoint)).outcome === 'noted',
    sent: async ({ run_id, fence }, reply) =>
      (await call('intervention_sent', run_id, fence, withoutNul(reply))).outcome === 'sent',
    failed: async ({ run_id, fence }, failure, words, retryAfter) =>
      (
        await call(
          'intervention_failed',
          ...[run_id, fence, failure, withoutNul(words)],
          // A company of before doesn't know of it, and has only mail, which never says so.
          ...(retryAfter === undefined ? [] : [retryAfter]),
        )
      ).outcome === 'noted',
  };
}

/** PostgreSQL takes none in a text, and a mail server may say anything. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '').slice(0, 2000).toWellFormed();
}
