import { z } from 'zod';
import { callErrorSchema } from './errors';

/** The largest request that crosses the bridge, in characters of its text and bytes of all else it carries. */
export const maxRequestCharacters = 256 * 1024;
/** Of the calls that bring a file, and of no other. */
export const maxFileRequestCharacters = 1_500_000;
export const callsWithFile: ReadonlySet<string> = new Set(['account.holdFile']);
/** The largest answer, in characters of its JSON text: pages and aggregates only, never whole tables. */
export const maxResponseCharacters = 4 * 1024 * 1024;

/** One call of a procedure: `path` as in the router (`accounts.list`), `input` checked by that procedure. */
export const callRequestSchema = z.object({
  path: z
    .string()
    .regex(/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*){1,2}$/)
    .max(80),
  input: z.unknown().optional(),
});
export type CallRequest = z.infer<typeof callRequestSchema>;

export const callResponseSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: callErrorSchema }),
]);
export type CallResponse = z.infer<typeof callResponseSchema>;
