import { z } from 'zod';
import { daySchema, instantSchema, organizationIdSchema } from '../domain';
import { ruleContactSchema } from './contact';

/** What keeps a firing back that comes all the same, later on; what a newer company says is `other`. */
export const waitReasons = ['day_limit', 'stopped', 'breaker', 'failed', 'other'] as const;
/** What an edge was held back by for good. */
export const holdReasons = ['cool_down', 'account_limit', 'contact_limit', 'depth', 'other'] as const;

export const waitingSchema = z.object({
  reason: z.enum(waitReasons).catch('other'),
  accounts: z.number().int(),
});

/** What it made waits, and it fires for nobody, until a person lets it go on. */
export const ruleStopSchema = z.object({
  /** Whether it stopped itself, because it fired too often. */
  isOwn: z.boolean(),
  reason: z.string(),
  by: z.string(),
  at: instantSchema,
});
export type RuleStop = z.infer<typeof ruleStopSchema>;

/** How a rule stands that acts: when it was judged last, and what came of it. */
export const ruleStandingSchema = z.object({
  /** Since when it acts, and as whom: who switched it on. */
  since: instantSchema,
  by: z.string(),
  /** The last day for which all accounts were judged; null: not yet since it was switched on. */
  judgedOn: daySchema.nullable(),
  judgedAt: instantSchema.nullable(),
  /** Accounts of that day, or contacts. */
  evaluated: z.number().int(),
  matched: z.number().int(),
  notKnown: z.number().int(),
  milliseconds: z.number().int(),
  /** Accounts, or contacts, that match and whose firing waits, by what for. */
  waiting: z.array(waitingSchema),
  /** Since it acts. */
  fired: z.number().int(),
  heldOut: z.number().int(),
  held: z.array(z.object({ reason: z.enum(holdReasons).catch('other'), firings: z.number().int() })),
  lastFiredAt: instantSchema.nullable(),
  stop: ruleStopSchema.nullable(),
  /** What went wrong the last time; null: nothing. */
  problem: z.string().nullable(),
  problemAt: instantSchema.nullable(),
});
export type RuleStanding = z.infer<typeof ruleStandingSchema>;

/** As many of the latest firings are shown. */
export const mostFiringsShown = 200;

export const ruleFiringSchema = z.object({
  id: z.number().int(),
  organizationId: organizationIdSchema,
  account: z.string(),
  /** Of a rule about contacts; null: of accounts, or one who is in no copy any more. */
  contact: ruleContactSchema.nullable(),
  owner: z.string().nullable(),
  day: daySchema,
  at: instantSchema,
  version: z.number().int(),
  why: z.array(z.string()),
  /** What held it back; null: it fired. */
  heldBy: z.enum(holdReasons).nullable(),
  /** What came of each action, in words. */
  outcomes: z.array(z.string()),
});
export type RuleFiring = z.infer<typeof ruleFiringSchema>;

export const ruleFiringsSchema = z.object({
  /** Of the accounts that this desktop has, the latest first. */
  firings: z.array(ruleFiringSchema).max(mostFiringsShown),
  total: z.number().int(),
});

const mailsSchema = z.array(z.object({ reason: z.string(), mails: z.number().int() }));

/** What would come of a rule's mails if it fired for accounts now, as the company decides it. */
export const ruleForesightSchema = z.object({
  mails: z.number().int(),
  /** They would go at once. */
  now: z.number().int(),
  /** They would wait, by what for first, as the stages of messages name it. */
  later: mailsSchema,
  never: mailsSchema,
  /** Accounts that get none: held out; nobody there has the role and an address. */
  heldOut: z.number().int(),
  nobody: z.number().int(),
  /** Mails that were not looked at: there are too many. */
  leftOut: z.number().int(),
});
export type RuleForesight = z.infer<typeof ruleForesightSchema>;
