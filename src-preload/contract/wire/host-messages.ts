import { z } from 'zod';
import { habitsChangeSchema } from '../desktop';
import { profileChangeSchema } from '../profiles';
import { printOrderSchema } from '../reports/paper';
import { callResponseSchema } from './envelope';
import { hostEventSchema } from './events';

/** The desktop's answer to a question of the host. `message` is a plain sentence for the manager. */
const shellAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), answer: z.unknown() }),
  z.object({ ok: z.literal(false), message: z.string().max(1000) }),
]);
export type ShellAnswer = z.infer<typeof shellAnswerSchema>;

/** What the main process tells the host. The first message is `start`. */
export const toHostSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    storeFile: z.string(),
    /** The store's key, hexadecimal. */
    key: z.string().regex(/^[0-9a-f]{64}$/),
    keyKeptIn: z.enum(['keychain', 'file']),
    /** Null while no company is connected. */
    companyUrl: z.string().nullable(),
    /** The address is the one kept by an earlier start, not given for this one. */
    companyUrlIsRemembered: z.boolean().optional(),
    /** Whether the address with its password can be kept beyond this session. */
    keepsCompanyUrl: z.boolean().optional(),
    /** Milliseconds that the clock of this start is ahead of the system's; it is the system's where not given. */
    clockAhead: z.number().int().optional(),
    /** Given for this start, and for the company of `companyUrl` alone. */
    mail: z
      .object({ smtp: z.string().nullable(), mailbox: z.string().nullable(), pages: z.string().nullable() })
      .optional(),
    /** By which this desktop sends the messages of the company of its copy, with its password; null: it sends none. */
    mailAccount: z.string().nullable().optional(),
    /** By which it sends them beside mail, as JSON; null: by nothing. */
    channelSecrets: z.string().nullable().optional(),
    /** Where this desktop reads what came back to them, with the password; null: nowhere. */
    inboxAccount: z.string().nullable().optional(),
    author: z.string(),
    /** The installation, as the company knows it; without it, the company hears of none. */
    device: z.object({ id: z.uuid().nullable(), kind: z.enum(['desktop', 'service']) }).optional(),
    logFile: z.string(),
  }),
  z.object({ type: z.literal('call'), id: z.number().int(), path: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('shell-answer'), id: z.number().int(), answer: shellAnswerSchema }),
  z.object({ type: z.literal('resumed') }),
  z.object({ type: z.literal('close') }),
]);
export type ToHost = z.infer<typeof toHostSchema>;

/** What the host asks of the desktop: things that need a window or the keychain. */
export const shellQuestionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('save-path'), suggestedName: z.string().max(200) }),
  z.object({ kind: z.literal('remember-connection'), url: z.string().max(2000) }),
  z.object({ kind: z.literal('mail-account'), url: z.string().max(3000).nullable() }),
  z.object({ kind: z.literal('channel-secrets'), secrets: z.string().max(5000).nullable() }),
  z.object({ kind: z.literal('inbox-account'), url: z.string().max(6000).nullable() }),
  z.object({ kind: z.literal('profiles'), change: profileChangeSchema }),
  z.object({ kind: z.literal('desktop'), change: habitsChangeSchema }),
  z.object({ kind: z.literal('print'), order: printOrderSchema }),
]);
export type ShellQuestion = z.infer<typeof shellQuestionSchema>;

/** What became of an address: it is kept for the next start, or not; or a copy that was signed out opens with it, in a new engine. */
export const keptConnectionSchema = z.enum(['kept', 'not kept', 'opens the copy']);
export type KeptConnection = z.infer<typeof keptConnectionSchema>;

/** What the host tells the main process. */
export const fromHostSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('failed'), message: z.string() }),
  z.object({ type: z.literal('answer'), id: z.number().int(), response: callResponseSchema }),
  z.object({ type: z.literal('event'), event: hostEventSchema }),
  z.object({ type: z.literal('shell-question'), id: z.number().int(), question: shellQuestionSchema }),
  z.object({ type: z.literal('closed') }),
]);
export type FromHost = z.infer<typeof fromHostSchema>;
