import { z } from 'zod';
import { instantSchema, organizationIdSchema, userIdSchema } from '../domain';
import { ruleFindingSchema } from '../rules/finding';
import { sequenceDefinitionSchema, stepIdSchema } from './definition';
import { exitReasons, waitReasons } from './enrolment';
import { insideChoiceSchema, sequenceIdSchema, sequenceSchema, sequenceStateSchema } from './sequence';

/** What is said of a sequence while it is written, and beside it. */
const saidSchema = z.object({
  /** The whole in a sentence or two. */
  sentence: z.string(),
  /** What each step does, in their order. */
  lines: z.array(z.string()),
  findings: z.array(ruleFindingSchema),
});
export const checkSequenceInputSchema = z.object({ definition: sequenceDefinitionSchema });
export const checkedSequenceSchema = saidSchema;

/** How its people fare: of the accounts that this desktop has. */
export const sequenceHealthSchema = z.object({
  inside: z.number().int(),
  /** Those inside, by the step they stand at. */
  steps: z.array(z.object({ stepId: z.string(), people: z.number().int() })),
  /** Those inside who came in by a definition of before. */
  onEarlier: z.number().int(),
  /** Those whose way is over, by why; the most first. */
  exits: z.array(z.object({ why: z.enum(exitReasons), words: z.string(), people: z.number().int() })),
  /** Mails of it that went out. */
  sent: z.number().int(),
});
export type SequenceHealth = z.infer<typeof sequenceHealthSchema>;

export const listedSequenceSchema = sequenceSchema.extend({
  ...saidSchema.shape,
  /** Why this login may not change it, in words; null: it may. */
  locked: z.string().nullable(),
  switchLocked: z.string().nullable(),
  health: sequenceHealthSchema,
});
export type ListedSequence = z.infer<typeof listedSequenceSchema>;
export const sequenceListSchema = z.object({
  sequences: z.array(listedSequenceSchema).max(500),
  /** Why nobody is moved on just now, in words; null: they are. */
  notice: z.string().nullable(),
});

export const sequenceVersionSchema = z.object({
  version: z.number().int(),
  definition: sequenceDefinitionSchema,
  author: z.string(),
  at: instantSchema,
});
export type SequenceVersion = z.infer<typeof sequenceVersionSchema>;
/** What it held, the latest first; changes of name or state alone have none. */
export const sequenceVersionsSchema = z.array(sequenceVersionSchema).max(200);

export const sequenceIdInputSchema = z.object({ id: sequenceIdSchema });
export const saveSequenceInputSchema = z.object({
  /** Absent: a new one, a draft. */
  id: sequenceIdSchema.optional(),
  /** The version that it was begun on. */
  version: z.number().int().min(1).optional(),
  name: z.string().trim().min(1, 'give the sequence a name').max(100),
  definition: sequenceDefinitionSchema,
  /** Of one with people inside: what becomes of them. */
  inside: insideChoiceSchema.optional(),
});
export const setSequenceStateInputSchema = z.object({
  id: sequenceIdSchema,
  /** The version that was looked at. */
  version: z.number().int().min(1),
  state: sequenceStateSchema,
});

/** As many are shown. */
export const mostPeopleShown = 500;
export const personInsideSchema = z.object({
  /** Of the enrolment. */
  id: z.number().int(),
  sequenceId: z.string(),
  sequence: z.string(),
  organizationId: organizationIdSchema,
  /** The company’s own id; by it the account is named in operations. */
  externalId: z.string(),
  account: z.string(),
  contactId: z.number().int(),
  contact: z.string(),
  /** What it is about; blank: nothing in particular. */
  key: z.string(),
  /** Where they stand: the step’s number, the first one 1, and what it does; null where its definition can’t be read. */
  step: z.object({ place: z.number().int(), words: z.string() }).nullable(),
  /** What they wait for, in words. */
  words: z.string(),
  waitsFor: z.enum(waitReasons).catch('turn'),
  until: instantSchema.nullable(),
  /** How the mail of their step stands, where they wait for it. */
  message: z.object({ stage: z.string(), reason: z.string() }).nullable(),
  enteredAt: instantSchema,
  enteredBy: z.string(),
  endedAt: instantSchema.nullable(),
  ended: z.string().nullable(),
  /** Whether a decision about them is still on its way to the company. */
  isPending: z.boolean(),
});
export type PersonInside = z.infer<typeof personInsideSchema>;
export const peopleInputSchema = z.object({
  /** Of one sequence, or of one contact. */
  sequenceId: sequenceIdSchema.optional(),
  contactId: z.number().int().optional(),
  /** Also those whose way is over. */
  withEnded: z.boolean(),
});
export const peopleSchema = z.object({
  people: z.array(personInsideSchema).max(mostPeopleShown),
  total: z.number().int(),
});

const accountSchema = z.object({ id: organizationIdSchema, externalId: z.string() });
export const enrolInputSchema = z.object({
  sequenceId: sequenceIdSchema,
  to: z
    .array(z.object({ account: accountSchema, contactIds: z.array(z.number().int()).min(1).max(100) }))
    .min(1)
    .max(200),
});
export const enrolledSchema = z.object({ contacts: z.number().int() });
export const foreseeEnrolInputSchema = z.object({
  sequenceId: sequenceIdSchema,
  to: z
    .array(
      z.object({
        organizationId: organizationIdSchema,
        contactIds: z.array(z.number().int()).min(1).max(100),
      }),
    )
    .min(1)
    .max(200),
});
export const enrolForesightSchema = z.array(
  z.object({
    organizationId: organizationIdSchema,
    contactId: z.number().int(),
    /** Why they can’t come in, in words; null: they can. */
    words: z.string().nullable(),
    until: instantSchema.nullable(),
  }),
);
export const personActionInputSchema = z.object({
  account: accountSchema,
  enrolment: z.number().int().min(1),
});

export const dryRunInputSchema = z.object({
  definition: sequenceDefinitionSchema,
  organizationId: organizationIdSchema,
  /** Of the account; absent: nobody in particular, of whom nothing is known that is asked of a contact. */
  contactId: userIdSchema.optional(),
});
export const dryRunSchema = z.object({
  /** Whose clocks these are. */
  clocks: z.string(),
  lines: z.array(
    z.object({
      at: instantSchema,
      /** The step’s number; null: the end. */
      place: z.number().int().nullable(),
      stepId: stepIdSchema.nullable(),
      /** `Monday 7 December 09:00` */
      when: z.string(),
      what: z.string(),
      /** Blank: nothing to say. */
      why: z.string(),
    }),
  ),
});
export type DryRun = z.infer<typeof dryRunSchema>;
