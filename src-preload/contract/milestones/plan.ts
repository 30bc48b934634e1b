import { z } from 'zod';
import { daySchema } from '../domain';
import { segmentIdSchema } from '../rules/segment';
import { milestoneIdSchema } from './milestone-definition';

export const planIdSchema = z.uuidv7();
/** Stages that a plan can be for: who has left follows none. */
export const planStages = ['onboarding', 'adoption', 'growth', 'renewal'] as const;
export const mostMilestonesOfPlan = 50;

/** All that a success plan says besides its name; kept as a whole, by version. */
export const planDefinitionSchema = z.strictObject({
  description: z.string().max(2000),
  /** In the order in which they are shown. What they need beforehand belongs to the plan as well. */
  milestones: z.array(milestoneIdSchema).max(mostMilestonesOfPlan),
  /** Accounts that come to be of this stage and segment get it by themselves, while it is on; null: of any. */
  stage: z.enum(planStages).nullable(),
  segment: segmentIdSchema.nullable(),
  isOn: z.boolean(),
});
export type PlanDefinition = z.infer<typeof planDefinitionSchema>;

export const planPatchSchema = z.object({
  name: z.string().optional(),
  definition: planDefinitionSchema.optional(),
});

/** Gives an account a plan from a day on; null ends it. */
export const assignmentPatchSchema = z.object({ plan: planIdSchema, started_on: daySchema.nullable() });

/** Sets the progress of a milestone by hand, whole percent; null: what is counted moves it again. */
export const progressPatchSchema = z.object({
  milestone: milestoneIdSchema,
  /** The company's own id of the contact whose it is; null: the account's. */
  contact: z.string().nullable(),
  progress: z.number().int().min(0).max(100).nullable(),
  reason: z.string().max(1000).nullable(),
});
