import { z } from 'zod';
import {
  attributeKeySchema,
  attributeSchema,
  attributeTestSchema,
  attributeValuesSchema,
  mostAttributes,
} from './attributes';
import {
  bandSchema,
  daySchema,
  healthStateSchema,
  instantSchema,
  lifecycleStageSchema,
  organizationIdSchema,
  riskLevelSchema,
  standingSchema,
  trendSchema,
} from './domain';
import { tooLittleSchema } from './knowledge';
import { otherMoneySchema } from './money';
import { fileChoiceSchema } from './reports/files';

export const accountSortKeys = [
  'name',
  'score',
  'change28',
  'arr',
  'seats',
  'renewsOn',
  'lastActivity',
  'risk',
  'owner',
  'segment',
  'stage',
  'activeUsers',
  'churn90',
  'expectedLoss',
  'nps',
  'openTickets',
  'lastContact',
  'country',
] as const;

/**
 * Every part narrows the list; an empty or absent part doesn't. An account that a part knows nothing of, a probability or
 * an NPS, is in no range of it.
 */
export const accountFilterSchema = z.object({
  /** Whether an account must fit every part, as it does unless said, or one of them. The search narrows either way. */
  fits: z.enum(['all', 'any']).optional(),
  search: z.string().max(200).optional(),
  bands: z.array(healthStateSchema).max(4).optional(),
  riskLevels: z.array(riskLevelSchema).max(4).optional(),
  trends: z.array(trendSchema).max(3).optional(),
  stages: z.array(lifecycleStageSchema).max(5).optional(),
  /** Accounts that left, and trials that are over, are shown where they are asked for. */
  standings: z.array(standingSchema).max(6).optional(),
  segments: z.array(z.string().max(60)).max(50).optional(),
  /** Those in any of these saved segments (contract/rules/segment). */
  segmentIds: z.array(z.uuidv7()).max(20).optional(),
  ownerIds: z.array(z.number().int()).max(200).optional(),
  /** Those without an owner; with `ownerIds`, those too. */
  noOwner: z.boolean().optional(),
  countries: z.array(z.string().max(60)).max(50).optional(),
  renewsWithinDays: z.number().int().min(0).max(1000).optional(),
  silentForDays: z.number().int().min(1).max(1000).optional(),
  minArr: z.number().min(0).optional(),
  maxArr: z.number().min(0).optional(),
  /** Tests of the company's own fields; all of them hold. */
  attributes: z.array(attributeTestSchema).max(20).optional(),
  /** Probability to leave within 90 days, 0-1. */
  minChurn90: z.number().min(0).max(1).optional(),
  maxChurn90: z.number().min(0).max(1).optional(),
  minExpectedLoss: z.number().min(0).optional(),
  minNps: z.number().min(-100).max(100).optional(),
  maxNps: z.number().min(-100).max(100).optional(),
  minOpenTickets: z.number().int().min(1).max(10_000).optional(),
  /** Churned accounts are left out unless asked for. */
  includeChurned: z.boolean().optional(),
});
export type AccountFilter = z.infer<typeof accountFilterSchema>;

export const accountSortSchema = z.object({
  key: z.union([z.enum(accountSortKeys), attributeKeySchema]),
  descending: z.boolean(),
});
export type AccountSort = z.infer<typeof accountSortSchema>;

export const accountListInputSchema = z.object({
  filter: accountFilterSchema,
  sort: accountSortSchema,
  offset: z.number().int().min(0).max(1_000_000),
  limit: z.number().int().min(1).max(500),
});

export const accountRowSchema = z.object({
  id: organizationIdSchema,
  name: z.string(),
  owner: z.string().nullable(),
  segment: z.string().nullable(),
  stage: lifecycleStageSchema,
  standing: standingSchema,
  /** Leaving: the day it leaves. Ended or left: the last day as a customer. Null where no day is known. */
  standingDay: daySchema.nullable(),
  /** The standing in a few words, with its day. */
  standingText: z.string(),
  /** Annual recurring revenue = 12 x MRR in force today, in the company's currency. */
  arr: z.number(),
  /** The same in other currencies, for which there is no rate. */
  otherArr: z.array(otherMoneySchema).optional(),
  seats: z.number().nullable(),
  /** Users active in the last 28 days. */
  activeUsers: z.number().int().nullable(),
  /** The most pressing renewal; one in the past is overdue. */
  renewsOn: daySchema.nullable(),
  lastActivity: daySchema.nullable(),
  /** What counts now: set by hand as long as that holds, else computed. */
  score: z.number().nullable(),
  band: bandSchema.nullable(),
  confidence: z.number().nullable(),
  tooLittle: tooLittleSchema.nullable(),
  /** Of a score set by hand there is none. */
  change28: z.number().nullable(),
  trend: trendSchema.nullable(),
  risk: riskLevelSchema.nullable(),
  indicatorCount: z.number().int(),
  /** Whether a manager set the score; then what was computed stands beside it. */
  overridden: z.boolean(),
  computedScore: z.number().nullable(),
  /** Probability to leave within 90 days, 0-1; null where none is foretold. */
  churn90: z.number().nullable(),
  /** ARR x `churn90`. */
  expectedLoss: z.number().nullable(),
  /** Of people's latest answers in 180 days, -100 to 100; null without answers. */
  nps: z.number().nullable(),
  openTickets: z.number().int(),
  /** Of the last call, meeting or answer; null: nobody spoke yet. */
  lastContact: daySchema.nullable(),
  country: z.string().nullable(),
  /** Up to 13 weekly scores, oldest first; null where none was made. */
  sparkline: z.array(z.number().nullable()).max(13),
  /** The company's own fields, by name. */
  attributes: attributeValuesSchema,
});
export type AccountRow = z.infer<typeof accountRowSchema>;

export const accountListSchema = z.object({
  total: z.number().int(),
  arrTotal: z.number(),
  /** What no rate turns into the company's currency: it is not in the total. */
  otherArrTotal: z.array(otherMoneySchema).optional(),
  rows: z.array(accountRowSchema).max(500),
});

/** What the filters can offer, from the accounts themselves. */
export const accountFacetsSchema = z.object({
  segments: z.array(z.string()),
  owners: z.array(z.object({ id: z.number().int(), name: z.string() })),
  stages: z.array(lifecycleStageSchema),
  /** The company's own fields of accounts. */
  attributes: z.array(attributeSchema).max(mostAttributes),
  countries: z.array(z.string()),
});

/** Columns of a list: those of every company, and one for each field of the company's own. */
export const mostColumns = 60 + mostAttributes;

/** The key of a view, a UUIDv7. */
const viewIdSchema = z.uuidv7();

export const savedViewSchema = z.object({
  id: viewIdSchema,
  name: z.string(),
  filter: accountFilterSchema,
  sort: accountSortSchema,
  columns: z.array(z.string().max(80)).max(mostColumns),
  createdAt: instantSchema,
  /** Whether everybody of the team sees it. */
  shared: z.boolean(),
  /** The colleague who shares it; null: it is one's own. */
  sharedBy: z.string().nullable(),
  /** Whether it, or a change of it, is still on its way to the company. */
  isPending: z.boolean(),
});
export type SavedView = z.infer<typeof savedViewSchema>;
/** What a view keeps of a list. */
export const viewStateSchema = savedViewSchema.pick({ filter: true, sort: true, columns: true });
export const saveViewInputSchema = viewStateSchema.extend({
  id: viewIdSchema.optional(),
  name: z.string().trim().min(1, 'give the view a name').max(60),
  /** As it is when absent; a new one is one's own. */
  shared: z.boolean().optional(),
});

export const exportInputSchema = fileChoiceSchema.extend({
  /** Of the list, these accounts alone; all of it when absent. */
  ids: z.array(organizationIdSchema).max(10_000).optional(),
  filter: accountFilterSchema,
  sort: accountSortSchema,
  columns: z.array(z.string().max(80)).max(mostColumns),
});
export const deleteViewInputSchema = z.object({ id: viewIdSchema });
