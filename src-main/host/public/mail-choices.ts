import type { Logger } from 'pino';
import { z } from 'zod';
import { inTurn } from '../../delivery/in-turn';
import type { DoorSession } from '../../delivery/sending-door';

const brandSchema = z
  .object({
    company_name: z.string().nullable(),
    postal_address: z.string().nullable(),
    color: z.string().nullable(),
  })
  .nullable()
  .optional();
export type PublicBrand = NonNullable<z.infer<typeof brandSchema>> | null;

const choicesSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('known'),
    category: z.string(),
    is_subscribed: z.boolean(),
    categories: z.array(z.object({ category: z.string(), is_subscribed: z.boolean() })),
    brand: brandSchema,
  }),
  z.object({ outcome: z.literal('unknown'), brand: brandSchema }),
]);
/** What somebody who comes by a link may choose of, as `unsubscribe_choices` answers. */
export type MailChoices = z.infer<typeof choicesSchema>;

export interface MailChoice {
  /** Null: the message's own; `*`: every one. */
  readonly category: string | null;
  readonly wanted: boolean;
}

/** An SMS that came in, as `sms_came_in` takes it. */
export interface TakenSms {
  /** Digest of what the provider knows it by. */
  readonly identity: string;
  readonly from: string;
  readonly words: string;
  /** Milliseconds since 1970. */
  readonly came_at: number;
}

/** How a message went on, as its provider says it. */
export interface SmsReport {
  readonly status: string;
  readonly code: string | null;
}

/** The company's functions behind the pages. @throws what the session throws, where the company can't be asked */
export interface ChoicesDoor {
  look(token: string): Promise<MailChoices>;
  choose(token: string, choice: MailChoice): Promise<'applied' | 'unknown' | 'later'>;
  /** What the addresses of the pages begin with, as the world knows them; null: none is set. */
  pages(): Promise<string | null>;
  /** @returns `taken`, `known`, `unmatched`, `refused` or `later` */
  cameIn(sms: TakenSms): Promise<string>;
  /** @param token by which the message is known @returns `taken`, `known`, `unknown`, `refused` or `later` */
  reported(token: string, report: SmsReport): Promise<string>;
  close(): Promise<void>;
}

interface ClosableSession extends DoorSession {
  close(): Promise<void>;
}

const chosenSchema = z.object({ outcome: z.enum(['applied', 'unknown', 'later']) });

export interface ChoicesDoorOptions {
  readonly open: () => Promise<ClosableSession>;
  /** Asked once somebody has chosen, and before they are answered. */
  readonly onChosen: (session: DoorSession) => Promise<void>;
  readonly sender: { readonly machine: string; readonly app: string };
  readonly log: Logger;
}

const saidSchema = z.object({ outcome: z.string() });

/** One session for all who come, one question after the other; a session that was lost is opened anew, and asked once more. */
export function openChoicesDoor({ open, onChosen, sender, log }: ChoicesDoorOptions): ChoicesDoor {
  let current: Promise<{ ask: DoorSession; session: ClosableSession }> | null = null;

  async function ask(text: string, values: readonly unknown[], isFirst = true): Promise<unknown> {
    const opened = current !== null;
    current ??= open().then((session) => ({ ask: inTurn(session), session }));
    const used = current;
    try {
      const [row] = await (await used).ask.query<{ answer: unknown }>(text, values);
      return row?.answer;
    } catch (error) {
      if (current === used) current = null;
      used.then(({ session }) => session.close()).catch(() => undefined);
      // Each of these questions may come twice. One that was idle may have ended long before.
      if (opened && isFirst) return ask(text, values, false);
      throw error;
    }
  }

  /** What was chosen stands at the company; what is remembered besides holds nobody up. */
  async function remember(): Promise<void> {
    await current
      ?.then((used) => onChosen(used.ask))
      .catch((error: unknown) => log.warn({ err: error }, 'a choice could not be remembered here'));
  }

  return {
    look: async (token) =>
      choicesSchema.parse(await ask('select customer_success.unsubscribe_choices($1) as answer', [token])),
    async choose(token, { category, wanted }) {
      const { outcome } = chosenSchema.parse(
        await ask('select customer_success.choose_mail($1, $2, $3) as answer', [token, category, wanted]),
      );
      if (outcome === 'applied') await remember();
      return outcome;
    },
    pages: async () =>
      z
        .string()
        .nullable()
        .parse(await ask('select unsubscribe_url as answer from customer_success.sending_settings', [])),
    async cameIn(sms) {
      const { outcome } = saidSchema.parse(
        await ask('select customer_success.sms_came_in($1::json, $2::json) as answer', [
          JSON.stringify(sms),
          JSON.stringify(sender),
        ]),
      );
      if (outcome === 'taken') await remember();
      return outcome;
    },
    reported: async (token, report) =>
      saidSchema.parse(
        await ask('select customer_success.sms_reported($1, $2::json) as answer', [
          token,
          JSON.stringify(report),
        ]),
      ).outcome,
    async close() {
      await current?.then(({ session }) => session.close()).catch(() => undefined);
    },
  };
}
