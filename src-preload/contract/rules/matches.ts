import { z } from 'zod';
import { daySchema, organizationIdSchema } from '../domain';
import { ruleContactSchema } from './contact';
import { ruleFindingSchema } from './finding';
import { ruleDefinitionSchema } from './rule-definition';
import { ruleIdSchema } from './rule-entry';
import { segmentDefinitionSchema, segmentIdSchema } from './segment';

/** As many accounts, or contacts, of a list are named; how many there are is told beside it. */
export const mostMatches = 200;

export const conditionReasonSchema = z.object({
  /** `Health score (43.2) is below 50.` */
  text: z.string(),
  verdict: z.enum(['holds', 'fails', 'unknown']),
});

export const matchedAccountSchema = z.object({
  id: organizationIdSchema,
  name: z.string(),
  /** Null where accounts are judged. */
  contact: ruleContactSchema.nullable(),
  owner: z.string().nullable(),
  /** A sentence for each condition, with the value that decides it. */
  reasons: z.array(conditionReasonSchema),
});
export type MatchedAccount = z.infer<typeof matchedAccountSchema>;

const someAccountsSchema = z.object({
  total: z.number().int(),
  /** By name. */
  accounts: z.array(matchedAccountSchema).max(mostMatches),
});
export type SomeAccounts = z.infer<typeof someAccountsSchema>;

/** Who would be addressed now, and why. Accounts that this desktop has. */
export const matchesSchema = z.object({
  /** What is wrong with the conditions: then nobody is judged. */
  findings: z.array(ruleFindingSchema),
  sentence: z.string().nullable(),
  /** The company's day as of which it is said; null: nothing was judged. */
  asOf: daySchema.nullable(),
  /** Accounts that were judged: of a rule the customers, of a segment all; or contacts of customers. */
  judged: z.number().int(),
  matching: someAccountsSchema,
  /** Those of which it is not known whether they match. */
  unknown: someAccountsSchema,
  /** For how many of those what is not known, the most first: `31 accounts can’t be judged. Open tickets are not known: no ticket data.`. */
  unknownWhy: z.array(z.object({ words: z.string(), accounts: z.number().int() })),
  /** Against what is saved: null where nothing is, or what is saved makes no sense. */
  difference: z
    .object({
      /** Whether the same accounts match as before. */
      isNone: z.boolean(),
      newlyAddressed: someAccountsSchema,
      noLongerAddressed: someAccountsSchema,
      /** In a sentence. */
      words: z.string(),
    })
    .nullable(),
});
export type Matches = z.infer<typeof matchesSchema>;

/** `id`: the saved one that it is held beside; null: there is none. */
export const previewRuleInputSchema = z.object({
  id: ruleIdSchema.nullable(),
  definition: ruleDefinitionSchema,
});
export const previewSegmentInputSchema = z.object({
  id: segmentIdSchema.nullable(),
  definition: segmentDefinitionSchema,
});
