import { z } from 'zod';
import { daySchema, instantSchema } from '../domain';
import { ruleFindingSchema } from '../rules/finding';
import { milestoneDefinitionSchema, milestoneIdSchema } from './milestone-definition';
import { planDefinitionSchema, planIdSchema } from './plan';

export const paces = ['stuck', 'behind', 'on_track', 'done'] as const;
export const paceSchema = z.enum(paces);
export type Pace = z.infer<typeof paceSchema>;

const writtenSchema = z.object({
  name: z.string(),
  version: z.number().int(),
  /** The login that wrote it first. */
  author: z.string(),
  at: instantSchema,
  /** Whether it, or a change of it, is still on its way to the company. */
  isPending: z.boolean(),
});

export const listedMilestoneSchema = writtenSchema.extend({
  id: milestoneIdSchema,
  definition: milestoneDefinitionSchema,
  /** What completes it, in words. */
  sentence: z.string(),
  findings: z.array(ruleFindingSchema),
  /** Plans that hold it, and milestones that need it, by name. */
  usedBy: z.array(z.string()),
});
export type ListedMilestone = z.infer<typeof listedMilestoneSchema>;

export const listedPlanSchema = writtenSchema.extend({
  id: planIdSchema,
  definition: planDefinitionSchema,
  /** Accounts that follow it now. */
  accounts: z.number().int(),
});
export type ListedPlan = z.infer<typeof listedPlanSchema>;

export const milestoneListSchema = z.object({
  milestones: z.array(listedMilestoneSchema).max(500),
  plans: z.array(listedPlanSchema).max(500),
  /** Why this login may not change them, in words; null: it may. */
  locked: z.string().nullable(),
});
export type MilestoneList = z.infer<typeof milestoneListSchema>;

/** A feature that a milestone can ask for. */
export const featureChoicesSchema = z.object({
  features: z.array(z.object({ id: z.string(), name: z.string() })).max(2000),
});

const nameSchema = z.string().trim().min(1, 'give it a name').max(100);
export const saveMilestoneInputSchema = z.object({
  /** Absent: a new one. */
  id: milestoneIdSchema.optional(),
  version: z.number().int().min(1).optional(),
  name: nameSchema,
  definition: milestoneDefinitionSchema,
  /** Whether those are celebrated who complete it by the change; absent: they are not. */
  celebrateAtOnce: z.boolean().optional(),
});
export const savePlanInputSchema = z.object({
  id: planIdSchema.optional(),
  version: z.number().int().min(1).optional(),
  name: nameSchema,
  definition: planDefinitionSchema,
});
export const milestoneKeySchema = z.object({ id: milestoneIdSchema });
export const planKeySchema = z.object({ id: planIdSchema });

export const previewMilestoneInputSchema = z.object({
  /** Null: a new one, which no account follows yet: it is counted for all customers. */
  id: milestoneIdSchema.nullable(),
  definition: milestoneDefinitionSchema,
});
/** Who has reached a milestone as it would be. */
export const milestonePreviewSchema = z.object({
  /** Null: it is said by people. */
  sentence: z.string(),
  /** Accounts that it is counted for. */
  counted: z.number().int(),
  complete: z.number().int(),
  /** Those among them that are not complete now: they would be at once. */
  newly: z.object({
    total: z.number().int(),
    accounts: z.array(z.object({ id: z.number().int(), name: z.string() })).max(50),
  }),
  /** What keeps it from being saved, or is remarked. */
  findings: z.array(ruleFindingSchema),
});
export type MilestonePreview = z.infer<typeof milestonePreviewSchema>;

/** An account's progress with a plan. */
export const planCardSchema = z.object({
  accountId: z.number().int(),
  externalId: z.string(),
  account: z.string(),
  owner: z.string().nullable(),
  planId: planIdSchema,
  plan: z.string(),
  startedOn: daySchema,
  progress: z.number().int(),
  done: z.number().int(),
  milestones: z.number().int(),
  pace: paceSchema,
  /** Why it is behind or stuck. */
  reasons: z.array(z.string()),
  /** What to do next; null: nothing is left, or all of it waits. */
  next: z
    .object({
      id: milestoneIdSchema,
      name: z.string(),
      dueOn: daySchema.nullable(),
      /** Whether a person says that it is done. */
      byHand: z.boolean(),
    })
    .nullable(),
});
export type PlanCard = z.infer<typeof planCardSchema>;

export const boardInputSchema = z.object({
  plan: planIdSchema.nullable(),
  /** A manager's number; null: everybody's. */
  owner: z.number().int().nullable(),
  search: z.string().max(200),
});
export const mostCards = 300;
export const boardSchema = z.object({
  /** The first of each pace, the slowest first. */
  cards: z.array(planCardSchema).max(mostCards * paces.length),
  counts: z.record(paceSchema, z.number().int()),
  owners: z.array(z.object({ id: z.number().int(), name: z.string() })).max(1000),
  plans: z.array(z.object({ id: planIdSchema, name: z.string() })).max(500),
  /** How many of the chosen can't be shown for room. */
  left: z.number().int(),
});
export type Board = z.infer<typeof boardSchema>;

export const contactStandingSchema = z.object({
  /** The company's own id. */
  contact: z.string(),
  userId: z.number().int(),
  name: z.string(),
  progress: z.number().int(),
  completedOn: daySchema.nullable(),
});

export const milestoneStandingSchema = z.object({
  id: milestoneIdSchema,
  name: z.string(),
  category: z.string(),
  audience: z.enum(['account', 'contact']),
  byHand: z.boolean(),
  sentence: z.string(),
  progress: z.number().int(),
  /** `3 of 5 people`; null where nothing is counted. */
  counted: z.string().nullable(),
  dueOn: daySchema.nullable(),
  completedOn: daySchema.nullable(),
  pace: paceSchema,
  reasons: z.array(z.string()),
  /** When it would be complete, in words; null where that can't be told. */
  projection: z.string().nullable(),
  waitsFor: z.array(z.string()),
  setBy: z.string().nullable(),
  reason: z.string().nullable(),
  evidenceRemoved: z.boolean(),
  isPending: z.boolean(),
  contacts: z.array(contactStandingSchema).max(200),
});
export type MilestoneStanding = z.infer<typeof milestoneStandingSchema>;

export const accountPlanSchema = planCardSchema.omit({ account: true, owner: true }).extend({
  standings: z.array(milestoneStandingSchema),
});
export type AccountPlan = z.infer<typeof accountPlanSchema>;

export const accountMilestonesSchema = z.object({
  plans: z.array(accountPlanSchema).max(100),
  /** Plans that could be given to it. */
  others: z.array(z.object({ id: planIdSchema, name: z.string() })).max(500),
  movements: z
    .array(
      z.object({
        id: z.number().int(),
        milestone: z.string(),
        contact: z.string().nullable(),
        day: daySchema,
        before: z.number().int(),
        progress: z.number().int(),
        author: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    )
    .max(200),
});
export type AccountMilestones = z.infer<typeof accountMilestonesSchema>;

const accountReference = { id: z.number().int().positive(), externalId: z.string().max(500).optional() };
export const setProgressInputSchema = z.object({
  ...accountReference,
  milestone: milestoneIdSchema,
  /** The company's own id of a contact; null: the account's. */
  contact: z.string().max(500).nullable(),
  /** Null: what is counted moves it again. */
  progress: z.number().int().min(0).max(100).nullable(),
  reason: z.string().trim().max(1000).nullable(),
});
export const assignPlanInputSchema = z.object({
  ...accountReference,
  plan: planIdSchema,
  /** Null: it ends. */
  startedOn: daySchema.nullable(),
});

export const milestoneStatisticsInputSchema = z.object({ plan: planIdSchema.nullable() });
const rateSchema = z.object({ started: z.number().int(), completed: z.number().int() });
export const milestoneStatisticsSchema = z.object({
  asOf: daySchema.nullable(),
  /** Plans that are not counted yet: only what people say of them is in these figures. */
  uncounted: z.number().int(),
  milestones: z.array(
    z.object({
      id: milestoneIdSchema,
      name: z.string(),
      ...rateSchema.shape,
      /** Days from a plan's start until half are complete, with a 95 % interval; null: not reached. */
      medianDays: z.number().nullable(),
      medianFrom: z.number().nullable(),
      medianTo: z.number().nullable(),
      /** Whether completion within the first 60 days goes along with staying. */
      staying: z.object({
        early: z.object({ accounts: z.number().int(), left: z.number().int(), expected: z.number() }),
        others: z.object({ accounts: z.number().int(), left: z.number().int(), expected: z.number() }),
        pValue: z.number().nullable(),
        words: z.string(),
      }),
    }),
  ),
  dropOffs: z.array(
    z.object({ from: z.string(), to: z.string(), reached: z.number().int(), wentOn: z.number().int() }),
  ),
  /** By the month of the plan's start, the latest first: what share of its milestones those accounts have completed. */
  cohorts: z.array(
    z.object({ month: z.string(), plans: z.number().int(), completed: z.number(), isYoung: z.boolean() }),
  ),
});
export type MilestoneStatistics = z.infer<typeof milestoneStatisticsSchema>;
