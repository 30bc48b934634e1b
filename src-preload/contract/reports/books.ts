import { z } from 'zod';
import { currencySchema, otherMoneySchema } from '../money';

const bookSchema = z.object({
  /** Null: of nobody. */
  ownerId: z.number().int().nullable(),
  owner: z.string().nullable(),
  /** Customers, those that are leaving among them. */
  accounts: z.number().int(),
  arr: z.number(),
  otherArr: z.array(otherMoneySchema),
  /** Accounts that renew within 90 days, or are overdue. */
  renewals90: z.number().int(),
  /** Calls to action that are open, resting ones among them. */
  openCtas: z.number().int(),
});
export type Book = z.infer<typeof bookSchema>;

export const bookReportSchema = z.object({
  asOf: z.string().nullable(),
  currency: currencySchema.nullable(),
  /** By the owner's name; accounts of nobody last. */
  books: z.array(bookSchema).max(2000),
  total: bookSchema.omit({ ownerId: true, owner: true }),
});
export type BookReport = z.infer<typeof bookReportSchema>;
