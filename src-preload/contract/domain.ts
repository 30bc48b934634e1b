import { z } from 'zod';

/** A calendar day in UTC, `2026-11-22`, of the years 1 to 9999. */
export const daySchema = z.iso
  .date({ error: ({ input }) => dayProblem(String(input)) })
  .refine((day) => !day.startsWith('0000'), { error: ({ input }) => dayProblem(String(input)) });

function dayProblem(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? `${text} is no day of the calendar`
    : 'write the day as YYYY-MM-DD';
}

/** An instant: milliseconds since 1970-01-01T00:00Z. */
export const instantSchema = z.number().int();
export const organizationIdSchema = z.number().int().positive();
export const userIdSchema = z.number().int().positive();

export const lifecycleStages = ['onboarding', 'adoption', 'growth', 'renewal', 'churned'] as const;
export const lifecycleStageSchema = z.enum(lifecycleStages);
export type LifecycleStage = z.infer<typeof lifecycleStageSchema>;

export const standings = ['customer', 'leaving', 'trial', 'ended', 'left', 'trial_over'] as const;
/**
 * Where an account stands in its life: leaving has given notice or runs out on a day, ended has no paid subscription any
 * more without a word that it left, trial has paid for none yet.
 */
export const standingSchema = z.enum(standings);
export type Standing = z.infer<typeof standingSchema>;

export const bands = ['poor', 'middle', 'healthy'] as const;
export const bandSchema = z.enum(bands);
export type Band = z.infer<typeof bandSchema>;

/** What lists are narrowed to by: a band, or that too little is known for one. */
export const healthStates = [...bands, 'too_little_known'] as const;
export const healthStateSchema = z.enum(healthStates);
export type HealthState = z.infer<typeof healthStateSchema>;

/** From rules: score, its fall, and sudden facts. Not a probability. */
export const riskLevels = ['low', 'medium', 'high', 'critical'] as const;
export const riskLevelSchema = z.enum(riskLevels);
export type RiskLevel = z.infer<typeof riskLevelSchema>;

export const trends = ['falling', 'steady', 'rising'] as const;
export const trendSchema = z.enum(trends);
export type Trend = z.infer<typeof trendSchema>;

export const ticketSeverities = ['low', 'normal', 'high', 'urgent'] as const;
export const ticketSeveritySchema = z.enum(ticketSeverities);
export type TicketSeverity = z.infer<typeof ticketSeveritySchema>;

export const featureKinds = ['core', 'outcome', 'other'] as const;
/** core: expected of a healthy account; outcome: using it means the account got its value; other: the rest. */
export const featureKindSchema = z.enum(featureKinds);
export type FeatureKind = z.infer<typeof featureKindSchema>;

export const userRoles = ['champion', 'admin', 'member'] as const;
export const userRoleSchema = z.enum(userRoles);
export type UserRole = z.infer<typeof userRoleSchema>;

export const interventionKinds = [
  'check_in',
  'business_review',
  'training',
  'onboarding_help',
  'executive_call',
  'renewal_talk',
  'success_plan',
  'offer',
  'campaign',
  'other',
] as const;
/** What was done for an account. */
export const interventionKindSchema = z.enum(interventionKinds);
export type InterventionKind = z.infer<typeof interventionKindSchema>;

export const interventionChannels = [
  'call',
  'meeting',
  'email',
  'in_app',
  'webinar',
  'on_site',
  'other',
] as const;
export const interventionChannelSchema = z.enum(interventionChannels);
export type InterventionChannel = z.infer<typeof interventionChannelSchema>;

export const interventionOutcomes = ['successful', 'unsuccessful', 'no_response'] as const;
export const interventionOutcomeSchema = z.enum(interventionOutcomes);
export type InterventionOutcome = z.infer<typeof interventionOutcomeSchema>;

/** Sudden facts beside the score, never averaged into it. */
export const riskIndicatorIds = [
  'payment_failed',
  'champion_left',
  'owner_missing',
  'all_users_idle',
  'urgent_ticket_open',
  'detractor_response',
  'usage_collapsed',
  'seats_reduced',
  'renewal_soon_and_falling',
  'notice_given',
  'subscriptions_ended',
  'renewal_overdue',
  'revenue_reduced',
  'key_contact_at_risk',
] as const;
export const riskIndicatorSchema = z.object({
  id: z.enum(riskIndicatorIds),
  /** A plain sentence with the figure and the date that made it fire. */
  text: z.string(),
  since: daySchema.nullable(),
  severity: z.enum(['watch', 'serious']),
});
export type RiskIndicator = z.infer<typeof riskIndicatorSchema>;
export type RiskIndicatorId = (typeof riskIndicatorIds)[number];
