import { z } from 'zod';
import { attributeOfSchema, mostAttributes } from './attributes';
import {
  bandSchema,
  daySchema,
  featureKindSchema,
  instantSchema,
  lifecycleStageSchema,
  organizationIdSchema,
  ticketSeveritySchema,
} from './domain';
import {
  breakdownSchema,
  healthSummarySchema,
  overrideSchema,
  scoreChangeSchema,
  standingScoreSchema,
} from './health';
import { measureIdSchema } from './health-config';
import { accountLifeSchema } from './life';
import { currencySchema, otherMoneySchema } from './money';

export const accountIdInputSchema = z.object({ id: organizationIdSchema });

/** A measure of an account's profile whose value isn't known now. */
const missingMeasureSchema = z.object({
  measure: measureIdSchema,
  /** Share of the whole score that it would have, were everything known, 0-1. */
  weight: z.number(),
  /** The last day on which it was known; null when it never was. */
  lastKnown: daySchema.nullable(),
});

export const accountOverviewSchema = z.object({
  id: organizationIdSchema,
  externalId: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  segment: z.string().nullable(),
  industry: z.string().nullable(),
  country: z.string().nullable(),
  /** Every field of the company's own. */
  attributes: z.array(attributeOfSchema).max(mostAttributes),
  stage: lifecycleStageSchema,
  createdOn: daySchema,
  life: accountLifeSchema,
  arr: z.number(),
  mrr: z.number(),
  /** A month's amounts in other currencies, for which there is no rate: they are in neither. */
  otherMrr: z.array(otherMoneySchema).optional(),
  seats: z.number().nullable(),
  activeUsers: z.number().int().nullable(),
  users: z.number().int(),
  renewsOn: daySchema.nullable(),
  lastActivity: daySchema.nullable(),
  /** Of the last call, meeting or answer; null: nobody spoke yet. */
  lastContact: daySchema.nullable(),
  /** Whom to write to: a champion who is still there and has an address. */
  champion: z.object({ name: z.string(), email: z.string() }).nullable(),
  health: healthSummarySchema,
  standing: standingScoreSchema,
  /** Which of rules, model and manager made the risk level; null where there is none. */
  levelReason: z.string().nullable(),
  /** The computed score with its explanation; null when there was nothing to score. */
  breakdown: breakdownSchema.nullable(),
  /** What of the score isn't known, by weight, and until when it was; the largest first. */
  missing: z.array(missingMeasureSchema),
});
export type AccountOverview = z.infer<typeof accountOverviewSchema>;

export const scoreHistorySchema = z.object({
  points: z
    .array(
      z.object({
        day: daySchema,
        score: z.number(),
        /** Null where too little was known. */
        band: bandSchema.nullable(),
        confidence: z.number(),
        configVersion: z.number().int(),
      }),
    )
    .max(1000),
});

/** `from` defaults to 28 days before the latest score. The days used are those of the nearest scores on or before. */
export const changeInputSchema = z.object({
  id: organizationIdSchema,
  from: daySchema.optional(),
  to: daySchema.optional(),
});
export const changeSchema = scoreChangeSchema.nullable();

export const usageInputSchema = z.object({
  id: organizationIdSchema,
  days: z.number().int().min(7).max(730),
});
export const usageSchema = z.object({
  /** One point a day (or a week, where usage comes by week): events and distinct users. */
  step: z.enum(['day', 'week']),
  points: z
    .array(z.object({ day: daySchema, events: z.number(), activeUsers: z.number().nullable() }))
    .max(800),
  /** Weekly events per feature, for the heat map; features by total use, weeks ascending. */
  weeks: z.array(daySchema).max(110),
  features: z
    .array(
      z.object({
        id: z.number().int(),
        name: z.string(),
        kind: featureKindSchema,
        firstUsed: daySchema.nullable(),
        total: z.number(),
        users: z.number().int().nullable(),
        weekly: z.array(z.number()).max(110),
      }),
    )
    .max(60),
  /** Events of machine features and of internal users in the same days: they are in no other figure. */
  apart: z.object({ machineEvents: z.number(), internalEvents: z.number() }),
});

export const supportSchema = z.object({
  open: z.number().int(),
  opened90: z.number().int(),
  tickets: z
    .array(
      z.object({
        id: z.number().int(),
        subject: z.string(),
        severity: ticketSeveritySchema,
        openedAt: instantSchema,
        resolvedAt: instantSchema.nullable(),
        satisfaction: z.number().nullable(),
        contact: z.string().nullable(),
      }),
    )
    .max(200),
});

export const surveysSchema = z.object({
  nps: z.number().nullable(),
  responses: z
    .array(
      z.object({
        id: z.number().int(),
        kind: z.enum(['nps', 'csat', 'ces']),
        score: z.number(),
        comment: z.string().nullable(),
        respondedAt: instantSchema,
        contact: z.string().nullable(),
      }),
    )
    .max(200),
});

export const subscriptionSchema = z.object({
  terms: z
    .array(
      z.object({
        id: z.number().int(),
        product: z.string(),
        startedOn: daySchema,
        endedOn: daySchema.nullable(),
        /** In its own currency. */
        mrr: z.number(),
        /** Where it is not the company's. */
        currency: currencySchema.optional(),
        quantity: z.number().nullable(),
        unit: z.string().nullable(),
        billingMonths: z.number().int(),
        discount: z.number(),
        renewsOn: daySchema.nullable(),
        inForce: z.boolean(),
        /** Tried and not paid for. */
        isTrial: z.boolean(),
      }),
    )
    .max(500),
  /** Monthly MRR and seats, oldest first. */
  history: z.array(z.object({ month: daySchema, mrr: z.number(), seats: z.number().nullable() })).max(120),
  /** What is in other currencies without a rate is in no month of the history. */
  otherMrr: z.array(otherMoneySchema).optional(),
});

/** An account to write about. */
export const accountReferenceSchema = accountIdInputSchema.extend({
  /** The company's own id of it: another account under the same number is then refused. Screens always say it. */
  externalId: z.string().max(1000).optional(),
});
export const setOverrideInputSchema = accountReferenceSchema.extend(overrideSchema.shape);
export const setPulseInputSchema = accountReferenceSchema.extend({
  points: z.number().min(0).max(100),
  reason: z.string().trim().min(3, 'say why, in a few words').max(500),
});
/** The key of the pulse, by which it can be taken back. */
export const pulseKeySchema = z.object({ pulseId: z.uuidv7() });
export const takeBackPulseInputSchema = accountReferenceSchema.extend(pulseKeySchema.shape);
