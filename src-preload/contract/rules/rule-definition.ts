import { z } from 'zod';
import { mostActions, ruleActionSchema } from './action';
import { conditionsSchema } from './condition';
import { factSubjectSchema } from './fact';

/** At most so many within so many days, the last of which is today. */
export const frequencyLimitSchema = z.strictObject({
  most: z.number().int().min(1).max(1000),
  days: z.number().int().min(1).max(365),
});

export const rulePriorities = ['high', 'usual', 'low'] as const;
export const ruleModes = ['automatic', 'approval'] as const;
/** No more than half can be held out: the rest would prove nothing. */
export const mostHeldOut = 50;

/** All that a rule says besides its name: whom it addresses, when, how often, and what it does. It is kept as a whole, by version. */
export const ruleDefinitionSchema = z.strictObject({
  /** Why it is there, in the writer's words. */
  description: z.string().max(2000),
  /** What it judges one by one: accounts, or the contacts of accounts. */
  subject: factSubjectSchema,
  /** `edge`: fires when the conditions come to hold; `level`: as long as they hold, each time the cool-down is over. */
  trigger: z.enum(['edge', 'level']),
  conditions: conditionsSchema,
  /** Conditions under which it is armed again, besides the days in the clear; null: none. */
  rearm: conditionsSchema.nullable(),
  /** Days in a row on which the conditions don't hold, after which it is armed again. */
  clearDays: z.number().int().min(1).max(90),
  /** At least so many days between two firings for one account, or contact. */
  coolDownDays: z.number().int().min(0).max(365),
  limits: z.strictObject({
    /** Null: no limit of its own. */
    perAccount: frequencyLimitSchema.nullable(),
    perContact: frequencyLimitSchema.nullable(),
    /** Firings a day over all accounts. */
    perDay: z.number().int().min(1).max(100_000).nullable(),
  }),
  /** Which rule goes first where a limit lets one through. */
  priority: z.enum(rulePriorities),
  /** `approval`: a person looks at each mail before it goes. */
  mode: z.enum(ruleModes),
  /** Whole percents of the accounts that get no mail of it, so that its effect can be told. */
  holdoutPercent: z.number().int().min(0).max(mostHeldOut),
  actions: z.array(ruleActionSchema).max(mostActions),
});
export type RuleDefinition = z.infer<typeof ruleDefinitionSchema>;

/** What a new rule begins with. */
export const newRule: RuleDefinition = {
  description: '',
  subject: 'account',
  trigger: 'edge',
  conditions: { combinator: 'and', rules: [] },
  rearm: null,
  clearDays: 2,
  coolDownDays: 28,
  limits: { perAccount: null, perContact: null, perDay: null },
  priority: 'usual',
  mode: 'approval',
  holdoutPercent: 0,
  actions: [],
};
