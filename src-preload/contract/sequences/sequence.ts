import { z } from 'zod';
import { instantSchema } from '../domain';
import { sequenceDefinitionSchema, stepIdSchema } from './definition';

/** `draft`: being written; `active`: lets contacts in and moves them on; `paused`: who is inside stands still. */
export const sequenceStates = ['draft', 'active', 'paused'] as const;
export const sequenceStateSchema = z.enum(sequenceStates);
export type SequenceState = z.infer<typeof sequenceStateSchema>;

export const sequenceIdSchema = z.uuidv7();

/** What becomes of those inside when the steps are changed, by where they stand. */
export const insideChoiceSchema = z.strictObject({
  /** Of those whom `steps` doesn’t name. `keep`: they finish as they began; `move`: they go on by the new steps, where theirs is there. */
  rest: z.enum(['keep', 'move']),
  /** `keep`, `end`, or the id of the step they go to. */
  steps: z.record(stepIdSchema, z.union([z.enum(['keep', 'end']), stepIdSchema])),
});
export type InsideChoice = z.infer<typeof insideChoiceSchema>;

/** A change says the fields that it changes; a new sequence name and definition. */
export const sequencePatchSchema = z.object({
  name: z.string().optional(),
  definition: sequenceDefinitionSchema.optional(),
  state: sequenceStateSchema.optional(),
  inside: insideChoiceSchema.optional(),
});

export const sequenceSchema = z.object({
  id: sequenceIdSchema,
  name: z.string(),
  definition: sequenceDefinitionSchema,
  state: sequenceStateSchema,
  version: z.number().int(),
  /** The login that wrote it first: a draft is theirs to change, and admins’. */
  author: z.string(),
  at: instantSchema,
  /** Whether it, or a change of it, is still on its way to the company. */
  isPending: z.boolean(),
});
export type Sequence = z.infer<typeof sequenceSchema>;
