import { z } from 'zod';
import { instantSchema, organizationIdSchema, userIdSchema } from './domain';

/** What a text is of. */
export const foundTextKinds = ['note', 'message', 'reply', 'cta', 'task', 'ticket', 'survey'] as const;
export type FoundTextKind = (typeof foundTextKinds)[number];

export const foundTextKindWords: Readonly<Record<FoundTextKind, string>> = {
  note: 'Note',
  message: 'Message',
  reply: 'Answer',
  cta: 'CTA',
  task: 'Task',
  ticket: 'Ticket',
  survey: 'Survey',
};

/** A text that has what was typed, with a stretch of it. */
export const foundTextSchema = z.object({
  kind: z.enum(foundTextKinds),
  /** Of a note its key; else what tells it from others. */
  id: z.string(),
  accountId: organizationIdSchema,
  account: z.string(),
  /** When it was written; of what took place, when that did. */
  at: instantSchema,
  /** In the order of the text; `fits`: it is what was typed. */
  parts: z.array(z.object({ text: z.string(), fits: z.boolean() })),
});
export type FoundText = z.infer<typeof foundTextSchema>;

export const textsInputSchema = z.object({
  id: organizationIdSchema,
  search: z.string().max(200),
  /** Of this contact alone. */
  contactId: userIdSchema.optional(),
});
/** Of an account so many are told at most. */
export const mostTexts = 100;
/** The best first. */
export const foundTextsSchema = z.object({ texts: z.array(foundTextSchema).max(mostTexts) });
