import { z } from 'zod';
import { ctaOutcomes } from '../ctas/cta-kinds';
import { differenceSchema } from './difference';

/** By what one intervenes. */
export const meansKinds = ['rule', 'sequence', 'template', 'channel'] as const;
export const meansKindSchema = z.enum(meansKinds);
export type MeansKind = z.infer<typeof meansKindSchema>;

const count = z.number().int().min(0);
/** Since 1970-01-01. */
const dayNumber = z.number().int();
const bothSchema = z.object({ with: count, without: count });
export type Both = z.infer<typeof bothSchema>;

/** What else reached accounts that are held out: a message by hand or of another rule, the rule itself at critical risk, or once its share was lowered. */
export const contaminations = ['launch', 'another_rule', 'critical', 'share'] as const;
export type Contamination = (typeof contaminations)[number];

const heldOutSchema = z.object({
  /** Accounts of which was drawn whether they are held out, and those that are. */
  drawn: count,
  accounts: count,
  /** As many as the configured shares let expect. */
  expected: z.number(),
  /** Chance of a share that far from the configured one by accident; null: nothing was drawn. */
  ratioChance: z.number().nullable(),
  contaminated: z.record(z.enum(contaminations), count),
});
export type HeldOut = z.infer<typeof heldOutSchema>;

/** What its calls to action came to. */
const ctaCountsSchema = z.object({ opened: count, closed: z.record(z.enum(ctaOutcomes), count) });
export type CtaCounts = z.infer<typeof ctaCountsSchema>;

/** What a rule did in a span of days. */
export const ruleSpanSchema = z.object({
  from: dayNumber,
  /** Its last day. */
  to: dayNumber,
  firings: count,
  /** Of these, for an account for which another rule fired within 7 days; null: those 7 days are not over. */
  overlapping: count.nullable(),
  /** Calls to action that were closed in it, and of these closed untouched. */
  closed: count,
  untouched: count,
  /** Calls to action that were open on a day of it, and of these put to rest, then or before. */
  open: count,
  snoozed: count,
});
export type RuleSpan = z.infer<typeof ruleSpanSchema>;

export const noises = ['untouched', 'snoozed', 'overlapping'] as const;
export type Noise = (typeof noises)[number];

const weeklyLookSchema = z.object({
  /** Whole weeks, the latest first. */
  weeks: z.array(ruleSpanSchema).max(12),
  /** The last four of them whose figures can't change by what overlaps. */
  judged: ruleSpanSchema,
  noise: z.array(z.enum(noises)),
});
export type WeeklyLook = z.infer<typeof weeklyLookSchema>;

export const effectVerdicts = [
  'not_trusted',
  'fewer_left',
  'more_left',
  'healthier',
  'less_healthy',
  'too_small',
  'nothing_yet',
] as const;
export type EffectVerdict = (typeof effectVerdicts)[number];

const effectSchema = z.object({
  /** Against accounts held out at random, or against months of comparable accounts. */
  basis: z.enum(['held_out', 'observed']),
  verdict: z.enum(effectVerdicts),
  /** Accounts that are compared: their 90 days are over. */
  accounts: bothSchema,
  /** Draws, or turns and months, of these accounts: of them the shares are. */
  moments: bothSchema,
  /** Of these, those that left within their 90 days. */
  leftAccounts: bothSchema,
  /** Accounts whose 90 days are not over. */
  pending: bothSchema,
  /** Shares that left within 90 days, with an interval that holds whenever one looks; null where nobody is there on one side. */
  left: differenceSchema.nullable(),
  /** Accounts with a score before and after, and points that they gained; null where there are too few. */
  healthAccounts: bothSchema,
  health: differenceSchema.nullable(),
  /** How many differences the interval holds for, at once. */
  looks: z.number().int().min(1),
  /** Weeks until half as many departures would show, at the rate of the last 13 weeks: 0 where they would by now; null: nobody new comes. */
  moreWeeks: z.number().int().nullable(),
});
export type Effect = z.infer<typeof effectSchema>;

/** What came of one of them. */
export const measuredMeansSchema = z.object({
  kind: meansKindSchema,
  id: z.string().max(100),
  /** The day on which it was first used. */
  since: dayNumber,
  /** Accounts and contacts that it was for, and how often it was used. */
  accounts: count,
  contacts: count,
  turns: count,
  messages: z.object({
    made: count,
    sent: count,
    waiting: count,
    unknown: count,
    /** A Steward of before counts them among those that failed. */
    bounced: count.default(0),
    failed: count,
    stopped: count,
  }),
  /** Messages that somebody wrote back to; null: a Steward of before didn't count them. */
  replies: count.nullable(),
  /** Null: it makes none. */
  ctas: ctaCountsSchema.nullable(),
  heldOut: heldOutSchema.nullable(),
  effect: effectSchema,
  /** Whether the rules that use it do something else, too, so that what is told is of all of that together. */
  together: z.boolean(),
  /** The day on which a rule came to ask or do something else, after it was first used; null: never. */
  changedOn: dayNumber.nullable(),
  /** Of rules. */
  weekly: weeklyLookSchema.nullable(),
});
export type MeasuredMeans = z.infer<typeof measuredMeansSchema>;
