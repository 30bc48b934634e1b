import { z } from 'zod';
import type { IncomingKind } from '../../../src-preload/contract/interventions/incoming-kinds';
import { dayOrNull } from '../../lib/day';
import type { DoorSession } from '../sending-door';
import type { Named } from './classify/names-of-ours';
import type { ReadMail } from './reading/read-mail';

/** A mail that says something of a message, as it lay in a mailbox. */
export interface CameIn {
  readonly mail: ReadMail & { readonly kind: IncomingKind };
  /** When it came into the mailbox, milliseconds since 1970. */
  readonly at: number;
  /** The mailbox is a person's own: of what is about no message nothing is told. */
  readonly isOwn: boolean;
}

const outcomes = ['taken', 'known', 'ours', 'unmatched', 'passed', 'refused', 'later'] as const;
const answerSchema = z.object({
  /** What this Steward doesn't know is an answer of a company that is newer. */
  outcome: z.enum(outcomes).catch('taken'),
  reason: z.string().optional(),
  did: z.record(z.string(), z.unknown()).optional(),
});
export type ToldMail = z.infer<typeof answerSchema>;

/** The functions by which the company hears of mails that came in. @throws what the session throws: nobody knows then what was done */
export interface InboxDoor {
  isAboutMessage(named: Named): Promise<boolean>;
  cameIn(came: CameIn): Promise<ToldMail>;
}

export function createInboxDoor(
  session: DoorSession,
  sender: { readonly machine: string; readonly app: string },
): InboxDoor {
  async function call(name: string, ...args: readonly object[]): Promise<unknown> {
    const places = args.map((_, n) => `$${n + 1}`).join(', ');
    const [row] = await session.query<{ answer: unknown }>(
      `select customer_success.${name}(${places}) as answer`,
      args.map((arg) => JSON.stringify(arg)),
    );
    return row?.answer;
  }
  return {
    isAboutMessage: async ({ tokens, messageIds }) =>
      (await call('is_about_message', { tokens, message_ids: messageIds })) === true,
    cameIn: async (came) => answerSchema.parse(await call('mail_came_in', told(came), sender)),
  };
}

/** As `mail_came_in` takes it. */
export function told({ mail, at, isOwn }: CameIn) {
  return {
    identity: mail.identity,
    kind: mail.kind,
    tokens: mail.named.tokens,
    message_ids: mail.named.messageIds,
    status: mail.status,
    said: plain(mail.said),
    addresses: mail.addresses.map((address) => address.slice(0, 300).toWellFormed()),
    until_day: dayOrNull(mail.untilDay),
    hint: mail.hint,
    from_name: plain(mail.from?.name),
    from_address: plain(mail.from?.address),
    subject: plain(mail.subject),
    words: plain(mail.words),
    came_at: at,
    is_own: isOwn,
  };
}

/** PostgreSQL takes no NUL in a text, and a screen shows none of the others. */
function plain(text: string | null | undefined): string | null {
  const clean = (text ?? '')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .trim();
  return clean === '' ? null : clean;
}
