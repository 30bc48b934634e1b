import { z } from 'zod';
import { breakpointsSchema } from './breakpoints';
import { lifecycleStageSchema } from './domain';

export const dimensions = ['engagement', 'adoption', 'satisfaction', 'retention', 'value'] as const;
export const dimensionSchema = z.enum(dimensions);
export type Dimension = z.infer<typeof dimensionSchema>;

type MeasureUnit = 'ratio' | 'days' | 'points' | 'count' | 'months';

/** The catalogue of measures: what a raw value means, its unit and where its words come from. */
export const measureCatalogue = {
  active_share: {
    label: 'Active users of seats',
    unit: 'ratio',
    subject: 'organization',
    help: 'Users active in the last 28 days, divided by licensed seats.',
  },
  days_since_activity: {
    label: 'Days since last activity',
    unit: 'days',
    subject: 'both',
    help: 'Whole days since anyone used the product.',
  },
  active_days: {
    label: 'Active days in 28',
    unit: 'days',
    subject: 'both',
    help: 'Days with any activity among the last 28.',
  },
  usage_against_baseline: {
    label: 'Usage, 7 days against 13 weeks',
    unit: 'ratio',
    subject: 'both',
    help: 'Events of the last 7 whole days divided by those of a usual week, minus one. A usual week is the mean of the 13 weeks before, or of as many as there were.',
  },
  feature_breadth: {
    label: 'Core features used',
    unit: 'ratio',
    subject: 'both',
    help: 'Core features used in the last 28 days, divided by those available.',
  },
  license_adoption: {
    label: 'Seats ever used, for its age',
    unit: 'ratio',
    subject: 'organization',
    help: 'Users active in the last 91 days divided by seats, relative to what is expected at the account’s age.',
  },
  feature_depth: {
    label: 'Depth of use',
    unit: 'ratio',
    subject: 'both',
    help: 'Events per user and active day of the last 28 days divided by those of the last 91, minus one.',
  },
  stickiness: {
    label: 'Stickiness',
    unit: 'ratio',
    subject: 'organization',
    help: 'Mean daily active users divided by users active in 28 days.',
  },
  nps: {
    label: 'NPS',
    unit: 'points',
    subject: 'both',
    help: 'Net promoter score of answers of the last 180 days (a user’s own latest answer, 0-10).',
  },
  csat: {
    label: 'Satisfaction',
    unit: 'points',
    subject: 'organization',
    help: 'Mean satisfaction (1-5) of tickets resolved, and of each person’s latest CSAT answer, in the last 90 days.',
  },
  ces: {
    label: 'Ease (CES)',
    unit: 'points',
    subject: 'organization',
    help: 'Mean of each person’s latest answer to the effort question in the last 90 days, from 1 (very hard) to 7 (very easy).',
  },
  tickets_per_seat: {
    label: 'Tickets per seat',
    unit: 'ratio',
    subject: 'organization',
    help: 'Tickets opened in the last 28 days, divided by seats.',
  },
  severe_tickets: {
    label: 'Severe tickets in 91 days',
    unit: 'count',
    subject: 'organization',
    help: 'High and urgent tickets opened in the last 91 days.',
  },
  pulse: {
    label: 'Manager’s pulse',
    unit: 'points',
    subject: 'organization',
    help: 'The manager’s own dated judgement, 0-100, valid for 90 days.',
  },
  usage_trend: {
    label: 'Usage, 28 days against the 28 before',
    unit: 'ratio',
    subject: 'both',
    help: 'Events of the last 28 days divided by those of the 28 days before, minus one.',
  },
  months_to_renewal: {
    label: 'Months to renewal',
    unit: 'months',
    subject: 'organization',
    help: 'Months until the subscription renews.',
  },
  seat_change: {
    label: 'Seat change in 180 days',
    unit: 'ratio',
    subject: 'organization',
    help: 'Licensed seats now divided by those 180 days ago, minus one.',
  },
  payment_failures: {
    label: 'Payment failures in 90 days',
    unit: 'count',
    subject: 'organization',
    help: 'Payments that failed in the last 90 days.',
  },
  key_outcomes: {
    label: 'Key outcomes per seat',
    unit: 'ratio',
    subject: 'organization',
    help: 'Uses of outcome features per day and seat of the last 28 days divided by those of the last 91, minus one.',
  },
  outcome_breadth: {
    label: 'Outcome features used',
    unit: 'ratio',
    subject: 'both',
    help: 'Outcome features used in the last 28 days, divided by those available.',
  },
  usage_per_mrr: {
    label: 'Usage for the money',
    unit: 'ratio',
    subject: 'organization',
    help: 'Events per day and unit of MRR of the last 28 days divided by those of the last 91, minus one.',
  },
  regular_features: {
    label: 'Regular use of core features',
    unit: 'ratio',
    subject: 'organization',
    help: 'Mean over core features: 0% up to 4 uses in the last 28 days, 100% from 20 uses on, straight between. New use counts by its days; where the whole book fell, as many uses less will do.',
  },
  regular_outcomes: {
    label: 'Regular use of outcome features',
    unit: 'ratio',
    subject: 'organization',
    help: 'Mean over outcome features: 0% up to 4 uses in the last 28 days, 100% from 20 uses on, straight between. New use counts by its days; where the whole book fell, as many uses less will do.',
  },
  milestones_on_pace: {
    label: 'Milestones on pace',
    unit: 'ratio',
    subject: 'organization',
    help: 'Milestones of the account’s success plans that are done or on track, divided by all of them. A plan counts until 90 days after it is done.',
  },
  days_since_contact: {
    label: 'Days since a call, a meeting or an answer',
    unit: 'days',
    subject: 'organization',
    help: 'Whole days since people of the team and of the account last spoke: a call, a meeting or the like that was noted, or an answer to a mail. What only went out is none.',
  },
} as const satisfies Record<
  string,
  { label: string; unit: MeasureUnit; subject: 'organization' | 'user' | 'both'; help: string }
>;

export type MeasureId = keyof typeof measureCatalogue;
export const measureIds = Object.keys(measureCatalogue) as [MeasureId, ...MeasureId[]];
export const measureIdSchema = z.enum(measureIds);

/** What a missing or stale value does: `skip` reweighs the rest, `neutral` counts 50, `poor` counts 0. */
export const missingRuleSchema = z.enum(['skip', 'neutral', 'poor']);

export const measureConfigSchema = z.object({
  id: measureIdSchema,
  /** Relative to the other measures of its dimension. */
  weight: z.number().min(0).max(1000),
  breakpoints: breakpointsSchema,
  missing: missingRuleSchema,
});
export type MeasureConfig = z.infer<typeof measureConfigSchema>;

export const dimensionConfigSchema = z.object({
  /** Relative to the other dimensions. */
  weight: z.number().min(0).max(1000),
  measures: z.array(measureConfigSchema).max(20),
});

export const profileSchema = z
  .object({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    name: z.string().trim().min(1, 'give the profile a name').max(60),
    /** Which accounts it serves; an empty list means any. The default profile has both empty. */
    lifecycleStages: z.array(lifecycleStageSchema),
    segments: z.array(z.string().max(60)).max(50),
    dimensions: z.object({
      engagement: dimensionConfigSchema,
      adoption: dimensionConfigSchema,
      satisfaction: dimensionConfigSchema,
      retention: dimensionConfigSchema,
      value: dimensionConfigSchema,
    }),
  })
  .superRefine((profile, context) => {
    const seen = new Set<string>();
    for (const dimension of dimensions) {
      for (const measure of profile.dimensions[dimension].measures) {
        if (seen.has(measure.id))
          context.addIssue({
            code: 'custom',
            message: `${measure.id} stands twice in profile ${profile.name}`,
          });
        seen.add(measure.id);
      }
    }
    if (dimensions.every((dimension) => profile.dimensions[dimension].weight === 0)) {
      context.addIssue({ code: 'custom', message: `profile ${profile.name} gives no dimension any weight` });
    }
  });
export type Profile = z.infer<typeof profileSchema>;

/** A whole scoring configuration; kept as immutable versions. Profiles: the first that fits serves; the last is the default. */
export const healthConfigSchema = z
  .object({
    bands: z
      .object({ middle: z.number().min(1).max(99), healthy: z.number().min(1).max(99) })
      .refine((bands) => bands.middle < bands.healthy, {
        message: 'the healthy edge must lie above the middle edge',
      }),
    /** A score that rests on less of its weight, in percent, says too little: it has no band and shows only on request. */
    enoughKnown: z.number().min(0, 'from 0 to 100').max(100, 'from 0 to 100').default(40),
    organizationProfiles: z.array(profileSchema).min(1).max(20),
    userProfile: profileSchema,
  })
  .superRefine((config, context) => {
    const last = config.organizationProfiles.at(-1);
    if (last && (last.lifecycleStages.length > 0 || last.segments.length > 0)) {
      context.addIssue({
        code: 'custom',
        path: ['organizationProfiles'],
        message: 'the last profile is the default and must fit every account',
      });
    }
  });
export type HealthConfig = z.infer<typeof healthConfigSchema>;
