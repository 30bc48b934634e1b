import { z } from 'zod';
import { celebrationSettingsSchema } from './settings';

/** What a manager adds to a celebration: a sentence or two, in one line. */
export const wordsSchema = z
  .string()
  .trim()
  .min(1, 'write something')
  .max(500)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line');

/** How a badge is kept: an SVG as text, or a PNG in base64. */
export const badgeKinds = ['svg', 'png'] as const;
export const badgeNameSchema = z
  .string()
  .trim()
  .min(1, 'give it a name')
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'must be one line of characters that show');

/** What is decided about celebrations and badges, as it goes up to the company. */
export const celebrationPatchSchemas = {
  'celebration.settings': z.object({ settings: celebrationSettingsSchema }),
  /** Null: nothing any more. */
  'celebration.words': z.object({ words: wordsSchema.nullable() }),
  'celebration.decide': z.discriminatedUnion('decision', [
    z.object({ decision: z.literal('release') }),
    z.object({ decision: z.literal('skip'), reason: z.string().trim().min(1, 'say why').max(500) }),
  ]),
  'badge.add': z.object({ name: badgeNameSchema, kind: z.enum(badgeKinds), picture: z.string().max(90_000) }),
  'badge.remove': z.object({}),
} as const;
