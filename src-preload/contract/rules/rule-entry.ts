import { z } from 'zod';
import { instantSchema } from '../domain';
import { factSchema } from './fact';
import { ruleFindingSchema } from './finding';
import { ruleDefinitionSchema } from './rule-definition';
import { segmentIdSchema } from './segment';
import { ruleStandingSchema } from './standing';

/**
 * `draft`: being written; `preview`: says whom it addresses, and does nothing; `active`: acts; `paused`: switched off for a
 * while.
 */
export const ruleStates = ['draft', 'preview', 'active', 'paused'] as const;
export const ruleStateSchema = z.enum(ruleStates);
export type RuleState = z.infer<typeof ruleStateSchema>;

export const ruleIdSchema = z.uuidv7();
const nameSchema = z.string().trim().min(1, 'give the rule a name').max(100);

/** A change says the fields that it changes; a new rule name and definition. */
export const rulePatchSchema = z.object({
  name: z.string().optional(),
  definition: ruleDefinitionSchema.optional(),
  state: ruleStateSchema.optional(),
  /** Of one that begins to act, or to ask something else: whether it fires for those, too, who match then. */
  also_matching: z.boolean().optional(),
});

export const ruleSchema = z.object({
  id: ruleIdSchema,
  name: z.string(),
  definition: ruleDefinitionSchema,
  state: ruleStateSchema,
  version: z.number().int(),
  /** The login that wrote it first: a draft is theirs to change, and admins’. */
  author: z.string(),
  at: instantSchema,
  /** Whether it, or a change of it, is still on its way to the company. */
  isPending: z.boolean(),
});
export type Rule = z.infer<typeof ruleSchema>;

/** What is said of a rule beside it. */
const judgedSchema = z.object({
  /** Whom it addresses and when, in a sentence; null while its conditions make no sense. */
  sentence: z.string().nullable(),
  /** What it does for each of them, a sentence an action. */
  does: z.array(z.string()),
  findings: z.array(ruleFindingSchema),
});
export const listedRuleSchema = ruleSchema.extend({
  ...judgedSchema.shape,
  /** Why this login may not change it, in words; null: it may. */
  locked: z.string().nullable(),
  /** Why this login may not switch it on or off, in words; null: it may. */
  switchLocked: z.string().nullable(),
  /** How it stands since it acts; null: it never did, or isn't known to yet. */
  standing: ruleStandingSchema.nullable(),
});
export type ListedRule = z.infer<typeof listedRuleSchema>;
export const ruleListSchema = z.object({
  rules: z.array(listedRuleSchema).max(500),
  /** Why the rules that act can't now, in words; null: they can. */
  notice: z.string().nullable(),
});

export const ruleIdInputSchema = z.object({ id: ruleIdSchema });
export const saveRuleInputSchema = z.object({
  /** Absent: a new one, a draft. */
  id: ruleIdSchema.optional(),
  /** The version that it was begun on. */
  version: z.number().int().min(1).optional(),
  name: nameSchema,
  definition: ruleDefinitionSchema,
  /** Of one that acts: whether it fires for those, too, who match what it asks from now on. */
  alsoMatching: z.boolean().optional(),
});
export const setRuleStateInputSchema = z.object({
  id: ruleIdSchema,
  /** The version that was looked at: nobody switches on what a colleague has changed meanwhile. */
  version: z.number().int().min(1),
  state: ruleStateSchema,
  /** Of one that is switched on to act: whether it fires for those, too, who match already. */
  alsoMatching: z.boolean().optional(),
});

export const ruleVersionSchema = z.object({
  version: z.number().int(),
  definition: ruleDefinitionSchema,
  author: z.string(),
  at: instantSchema,
});
export type RuleVersion = z.infer<typeof ruleVersionSchema>;
/** What it held, the latest first; changes of name or state alone have none. */
export const ruleVersionsSchema = z.array(ruleVersionSchema).max(200);

/** What an editor offers: the facts, the company's own fields among them, and the segments there are. */
export const ruleFactsSchema = z.object({
  facts: z.array(factSchema),
  segments: z.array(z.object({ id: segmentIdSchema, name: z.string() })),
});

/** What an editor holds, looked at while it is written. */
export const checkRuleInputSchema = z.object({ definition: ruleDefinitionSchema });
export const checkedRuleSchema = judgedSchema;
