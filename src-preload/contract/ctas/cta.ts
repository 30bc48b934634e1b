import { z } from 'zod';
import { accountReferenceSchema } from '../account';
import { daySchema, instantSchema, organizationIdSchema } from '../domain';
import {
  ctaEndSchema,
  ctaOutcomeSchema,
  ctaPrioritySchema,
  ctaStateSchema,
  ctaTypeSchema,
  mostCtaReason,
  mostCtaTasks,
  mostCtaTitle,
  mostSnoozeReason,
} from './cta-kinds';

/** A rule's are numbered by the company, a person's by the desktop. */
const ctaIdSchema = z.uuid();
const personSchema = z.object({ id: z.number().int(), name: z.string() });

export const ctaGroups = ['overdue', 'today', 'week', 'later', 'snoozed', 'closed'] as const;
export const ctaGroupSchema = z.enum(ctaGroups);
export type CtaGroup = z.infer<typeof ctaGroupSchema>;

export const ctaTaskSchema = z.object({
  id: ctaIdSchema,
  title: z.string(),
  due: daySchema.nullable(),
  /** By whom and when; null: it is still to be done. */
  done: z.object({ by: z.string(), at: instantSchema }).nullable(),
  isPending: z.boolean(),
});
export type CtaTask = z.infer<typeof ctaTaskSchema>;

export const ctaSchema = z.object({
  id: ctaIdSchema,
  accountId: organizationIdSchema,
  accountName: z.string(),
  type: ctaTypeSchema,
  title: z.string(),
  reason: z.string().nullable(),
  priority: ctaPrioritySchema,
  due: daySchema,
  /** The day on which something of it is due next: the whole, or a task before. */
  nextDue: daySchema,
  /** Whose it is; null: the account is nobody's. */
  owner: personSchema.nullable(),
  /** Whether it was given to somebody, whoever the account is. */
  isGiven: z.boolean(),
  state: ctaStateSchema,
  group: ctaGroupSchema,
  /** While it rests, and whether its rule fired again meanwhile. */
  snooze: z.object({ until: daySchema, reason: z.string(), firedAgain: z.boolean() }).nullable(),
  end: z.object({ outcome: ctaEndSchema, by: z.string(), at: instantSchema }).nullable(),
  /** Null: a person's. */
  rule: z
    .object({
      id: z.string(),
      /** Null: it was removed. */
      name: z.string().nullable(),
      version: z.number().int(),
      firings: z.number().int(),
      lastAt: instantSchema,
    })
    .nullable(),
  author: z.string(),
  at: instantSchema,
  tasks: z.array(ctaTaskSchema).max(1_000),
  isPending: z.boolean(),
});
export type Cta = z.infer<typeof ctaSchema>;

/** How many stand where, of all that the choice is about. */
export const ctaCountsSchema = z.object({
  overdue: z.number().int(),
  today: z.number().int(),
  week: z.number().int(),
  later: z.number().int(),
  snoozed: z.number().int(),
  closed: z.number().int(),
});
export type CtaCounts = z.infer<typeof ctaCountsSchema>;

export const ctaSources = ['rule', 'person'] as const;
export const ctaListInputSchema = z.object({
  ownerId: z.number().int().optional(),
  type: ctaTypeSchema.optional(),
  source: z.enum(ctaSources).optional(),
  /** Those that are closed, the latest first, in place of those that are not. */
  closed: z.boolean().default(false),
});
export type CtaListInput = z.input<typeof ctaListInputSchema>;
/** Most at once: more than a person works through in a month. */
export const mostCtasListed = 500;
export const ctaListSchema = z.object({
  ctas: z.array(ctaSchema).max(mostCtasListed),
  counts: ctaCountsSchema,
});
export type CtaList = z.infer<typeof ctaListSchema>;
export const ctasOfAccountSchema = z.object({
  ctas: z.array(ctaSchema).max(mostCtasListed),
  counts: ctaCountsSchema,
});

/** What somebody may choose from who writes one. */
export const ctaChoicesSchema = z.object({
  accountName: z.string(),
  externalId: z.string(),
  /** Days so many working days from now. */
  days: z.array(z.object({ workingDays: z.number().int(), day: daySchema })),
  people: z.array(personSchema),
  /** Whose the account is. */
  ownerName: z.string().nullable(),
  /** Of the company's rules, with the days on which their tasks would be due. */
  playbooks: z.array(
    z.object({ title: z.string(), tasks: z.array(z.object({ title: z.string(), due: daySchema })) }),
  ),
});
export type CtaChoices = z.infer<typeof ctaChoicesSchema>;

const titleSchema = z.string().trim().min(1, 'say what is to be done').max(mostCtaTitle);
const taskInputSchema = z.object({ title: titleSchema, due: daySchema.nullable() });
/** What one says, as a person writes it. */
const saidSchema = z.object({
  type: ctaTypeSchema,
  title: titleSchema,
  reason: z.string().trim().max(mostCtaReason).nullable(),
  priority: ctaPrioritySchema,
  due: daySchema,
  /** A manager's number; null: whoever has the account. */
  givenTo: z.number().int().nullable(),
});
export const openCtaInputSchema = accountReferenceSchema
  .extend(saidSchema.shape)
  .extend({ tasks: z.array(taskInputSchema).max(mostCtaTasks) });
export const ctaKeySchema = z.object({ ctaId: ctaIdSchema });
export const changeCtaInputSchema = ctaKeySchema.extend(saidSchema.partial().shape);
export const snoozeCtaInputSchema = ctaKeySchema.extend({
  until: daySchema,
  reason: z.string().trim().min(3, 'say why it can wait').max(mostSnoozeReason),
});
export const closeCtaInputSchema = ctaKeySchema.extend({ outcome: ctaOutcomeSchema });
export const addTaskInputSchema = ctaKeySchema.extend(taskInputSchema.shape);
export const taskKeySchema = z.object({ taskId: ctaIdSchema });
export const changeTaskInputSchema = taskKeySchema.extend(
  taskInputSchema.extend({ done: z.boolean() }).partial().shape,
);
