import { z } from 'zod';
import { badgeKeySchema } from '../celebrations/badges';
import { conditionsSchema } from '../rules/condition';

export const milestoneCategories = [
  'setup',
  'first_use',
  'proficiency',
  'mastery',
  'growth',
  'success',
  'advocacy',
] as const;
export type MilestoneCategory = (typeof milestoneCategories)[number];

/** What is counted of use: events, distinct features, distinct people, days with use, days in a row, people per seat in percent. */
export const milestoneMeasures = ['events', 'features', 'people', 'days', 'streak', 'seat_share'] as const;
export type MilestoneMeasure = (typeof milestoneMeasures)[number];
/** Of an account only: a contact is one person. */
export const measuresOfAccounts: readonly MilestoneMeasure[] = ['people', 'seat_share'];

export const mostPrerequisites = 20;
export const milestoneIdSchema = z.uuidv7();

export const activityCompletionSchema = z.strictObject({
  by: z.literal('activity'),
  measure: z.enum(milestoneMeasures),
  /** Any use, that of core features, or that of some, by the company's own ids. */
  features: z.union([z.enum(['any', 'core']), z.array(z.string().min(1).max(300)).min(1).max(50)]),
  /** Days within which it has to happen; null: at any time. A streak has none. */
  withinDays: z.number().int().min(1).max(366).nullable(),
  target: z.number().int().min(1).max(10_000_000),
});
export type ActivityCompletion = z.infer<typeof activityCompletionSchema>;

export const completionSchema = z.discriminatedUnion('by', [
  /** A person says that it is done. */
  z.strictObject({ by: z.literal('hand') }),
  activityCompletionSchema,
  /** Conditions of the rule engine, over facts of the account; of a contact's milestone, of the contact and the account. */
  z.strictObject({ by: z.literal('conditions'), conditions: conditionsSchema }),
]);
export type MilestoneCompletion = z.infer<typeof completionSchema>;

/** All that a milestone says besides its name; kept as a whole, by version. */
export const milestoneDefinitionSchema = z.strictObject({
  description: z.string().max(2000),
  category: z.enum(milestoneCategories),
  audience: z.enum(['account', 'contact']),
  completion: completionSchema,
  /** Its share of its plan's progress, against the others'. */
  weight: z.number().min(1).max(100),
  points: z.number().int().min(0).max(1_000_000),
  /** Working days after the plan's start by which it should be done; null: by no day. */
  dueWorkingDays: z.number().int().min(0).max(1000).nullable(),
  /** Milestones that have to be done before, by id. */
  prerequisites: z.array(milestoneIdSchema).max(mostPrerequisites),
  /** One of Steward's badges by its name, or of the company's by its id; absent: the one of its category. */
  badge: badgeKeySchema.optional(),
  /** Whether reaching it is celebrated, where celebrations are on; absent: it is. */
  celebrate: z.boolean().optional(),
});
export type MilestoneDefinition = z.infer<typeof milestoneDefinitionSchema>;

/** What a new one begins with. */
export const newMilestone: MilestoneDefinition = {
  description: '',
  category: 'setup',
  audience: 'account',
  completion: { by: 'hand' },
  weight: 1,
  points: 0,
  dueWorkingDays: null,
  prerequisites: [],
};

/** A change says the fields that it changes; a new one all. */
export const milestonePatchSchema = z.object({
  name: z.string().optional(),
  definition: milestoneDefinitionSchema.optional(),
  /** Whether those are celebrated who complete it by the change; absent: they are not. */
  celebrate_at_once: z.boolean().optional(),
});
