import { z } from 'zod';
import { currencySchema, otherMoneySchema } from '../money';

/** Figures of several people are told from so many on: of fewer, each could be found out by the others. */
export const fewestOwners = 5;

/** What there is to look after. */
const loadSchema = z.object({
  /** Customers, those that are leaving among them. */
  accounts: z.number().int(),
  arr: z.number(),
  otherArr: z.array(otherMoneySchema),
  /** Customers at high or critical risk. */
  atRisk: z.number().int(),
  /** Customers that renew within 90 days, or are overdue. */
  renewals90: z.number().int(),
  /** Calls to action that are open, resting ones among them. */
  openCtas: z.number().int(),
  /** Tasks that are to be done, resting ones among them. */
  openTasks: z.number().int(),
  overdueTasks: z.number().int(),
});
export type Load = z.infer<typeof loadSchema>;
export type LoadKey = Exclude<keyof Load, 'otherArr'>;

/** Of `fewestOwners` owners at least, of whom none is the one who asks. */
const togetherSchema = z.object({
  owners: z.number().int().min(fewestOwners),
  sum: loadSchema,
  /** To each owner's book, to the tenth; ARR to the minor unit. */
  mean: loadSchema.omit({ otherArr: true }).extend({
    accounts: z.number(),
    atRisk: z.number(),
    renewals90: z.number(),
    openCtas: z.number(),
    openTasks: z.number(),
    overdueTasks: z.number(),
  }),
});
export type Together = z.infer<typeof togetherSchema>;

const ofSegmentSchema = togetherSchema.extend({
  /** Null: of none. */
  segment: z.string().nullable(),
});

export const bookReportSchema = z.object({
  asOf: z.string().nullable(),
  currency: currencySchema.nullable(),
  /** One's own book, and one's own number by which lists find it; null where there is none, or it is not told. */
  own: loadSchema.extend({ ownerId: z.number().int() }).nullable(),
  /** Whether the company lets anybody see figures of their own. */
  arePersonalShown: z.boolean(),
  /** How many owners there are besides the one who asks. */
  otherOwners: z.number().int(),
  /** Null: they are too few. */
  others: togetherSchema.nullable(),
  /** Of their accounts, by segment: those that nobody can be found out by. */
  segments: z.array(ofSegmentSchema).max(200),
  /** All other segments together, so that the parts add up; null where there are none. */
  otherSegments: togetherSchema.nullable(),
  /** Accounts and work of nobody. */
  nobody: loadSchema.nullable(),
});
export type BookReport = z.infer<typeof bookReportSchema>;

export const personalFiguresSchema = z.object({ areShown: z.boolean() });
