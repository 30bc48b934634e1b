import { z } from 'zod';
import { daySchema, organizationIdSchema, riskLevelSchema } from './domain';
import { currencySchema } from './money';

/** Of a figure so many accounts are named. */
export const mostWeekAccounts = 100;

const riskMoveSchema = z.object({
  id: organizationIdSchema,
  name: z.string(),
  /** Null: nothing was known of it before. */
  before: riskLevelSchema.nullable(),
  after: riskLevelSchema,
});
const moneyMoveSchema = z.object({
  id: organizationIdSchema,
  name: z.string(),
  /** MRR with which the week began and ended. */
  opening: z.number(),
  closing: z.number(),
});
const risksSchema = z.object({
  count: z.number().int(),
  accounts: z.array(riskMoveSchema).max(mostWeekAccounts),
});
const movesSchema = z.object({
  count: z.number().int(),
  /** Of all of them together. */
  amount: z.number(),
  accounts: z.array(moneyMoveSchema).max(mostWeekAccounts),
});
export type WeekRisks = z.infer<typeof risksSchema>;
export type WeekMoves = z.infer<typeof movesSchema>;

/** What changed in the week that is over, from Monday to Sunday of the company. */
export const weekSchema = z.object({
  from: daySchema,
  until: daySchema,
  currency: currencySchema.nullable(),
  /** Came into high or critical risk, and out of it; null while no level of the week's beginning is known. */
  newRisks: risksSchema.nullable(),
  goneRisks: risksSchema.nullable(),
  /** A subscription ended: the account pays on, or has nothing in force any more. */
  renewalsWon: movesSchema,
  renewalsLost: movesSchema,
  /** Every account whose MRR is another at the end: they add up to what the book's MRR moved. */
  moved: movesSchema,
  tasksDone: z.number().int(),
  /** Now, as Tasks counts them. */
  tasksOpen: z.number().int(),
});
export type Week = z.infer<typeof weekSchema>;

export const weekInputSchema = z.object({ ownerId: z.number().int().optional() });
/** Null: it was put away, or nothing is known of that week. */
export const weekAnswerSchema = z.object({ week: weekSchema.nullable() });
export const weekPutAwayInputSchema = z.object({ from: daySchema });
