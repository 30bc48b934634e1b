import { z } from 'zod';
import { daySchema, organizationIdSchema } from '../domain';
import { ruleFindingSchema } from './finding';
import { ruleDefinitionSchema } from './rule-definition';

/** As many firings of a rule are told one by one. */
export const mostFirings = 500;
/** The longest time that is tried, in days. */
export const longestTrial = 1100;

const shareSchema = z.number().min(0).max(1).nullable();

/** What a look back says of a rule. Shares are 0-1, null where there is nothing to take them of. */
export const trialReportSchema = z.object({
  days: z.number().int(),
  firings: z.number().int(),
  accounts: z.number().int(),
  firingsAWeek: z.number(),
  /** By week of the time that was tried, from its first day; of `followed` of them it is known whether they left within the horizon, and `left` did. */
  weeks: z.array(
    z.object({
      firstDay: daySchema,
      firings: z.number().int(),
      followed: z.number().int(),
      left: z.number().int(),
    }),
  ),
  hours: z.number(),
  followed: z.number().int(),
  leftShare: shareSchema,
  chanceShare: shareSchema,
  lift: z.number().nullable(),
  departures: z.number().int(),
  caught: z.number().int(),
  missed: z.number().int(),
  caughtShare: shareSchema,
  caughtEarlyShare: shareSchema,
  medianWarningDays: z.number().nullable(),
  flapping: z.number().int(),
  cooling: z.number().int(),
  unknownShare: shareSchema,
});

export const triedOnPastSchema = z.object({
  name: z.string(),
  sentence: z.string().nullable(),
  /** Why it can't be tried: then there is no report. */
  findings: z.array(ruleFindingSchema),
  report: trialReportSchema.nullable(),
  /** Mails that it would have asked for, one a firing and action; and the most for one account in 28 days. */
  mails: z.number().int(),
  mostMailsAnAccount: z.number().int(),
  /** The first of them in order of days; `report.firings` says how many there are. */
  fired: z
    .array(
      z.object({
        id: organizationIdSchema,
        account: z.string(),
        day: daySchema,
        left: z.boolean().nullable(),
      }),
    )
    .max(mostFirings),
  /** How well the past is known, in a sentence. */
  known: z.string().nullable(),
  /** Whether many days of the past are not worked out yet, as after a first load: the rule could be judged on few. */
  isThin: z.boolean(),
});
export type TriedOnPast = z.infer<typeof triedOnPastSchema>;

export const trialStates = ['running', 'done', 'failed', 'cancelled'] as const;
export const trialSchema = z.object({
  id: z.string(),
  state: z.enum(trialStates),
  /** 0-1, over all the rules that are tried. */
  progress: z.number().min(0).max(1),
  /** Both included. */
  from: daySchema,
  to: daySchema,
  /** Within so many days after a firing leaving counts as what it warned of. */
  horizonDays: z.number().int(),
  /** In the order in which they were asked for; empty until it is done. */
  tried: z.array(triedOnPastSchema).max(2),
  /** Why it failed, in words. */
  problem: z.string().nullable(),
});
export type Trial = z.infer<typeof trialSchema>;

export const tryOnPastInputSchema = z.object({
  /** One, or two to be held side by side. */
  rules: z
    .array(z.object({ name: z.string().max(200), definition: ruleDefinitionSchema }))
    .min(1)
    .max(2),
  /** Absent: a year up to the last day that is scored. */
  from: daySchema.optional(),
  to: daySchema.optional(),
});
export const trialIdInputSchema = z.object({ id: z.string().max(60) });
