import { z } from 'zod';
import { daySchema } from '../domain';
import { currencySchema, otherMoneySchema } from '../money';

/** The books as of the end of an earlier day beside those of now. */
export const bookThenInputSchema = z.object({ from: daySchema });
export type BookThenInput = z.infer<typeof bookThenInputSchema>;

/**
 * What became of the customers of a book. Then: stayed, went and churned; now: stayed, came, began and appeared.
 * Went and came: to and from another owner, or nobody. Began: were no customers then. Appeared: were customers then, but nothing
 * is known of whose, for they came into the company's data only later.
 */
export const bookMoves = ['stayed', 'came', 'began', 'appeared', 'went', 'churned'] as const;
export type BookMove = (typeof bookMoves)[number];
export const bookParts = ['was', ...bookMoves, 'now'] as const;
export type BookPart = (typeof bookParts)[number];

const moveSchema = z.object({
  accounts: z.number().int(),
  /** ARR of each of the two days, at the rates of the day of the data; 0 on the one on which they were not of the book. */
  arrThen: z.number(),
  arrNow: z.number(),
});
export type MoveOfBook = z.infer<typeof moveSchema>;

const bookThenSchema = z.object({
  /** Null: of nobody. */
  ownerId: z.number().int().nullable(),
  /** Null: of nobody, or of somebody who is no manager any more. */
  owner: z.string().nullable(),
  moves: z.record(z.enum(bookMoves), moveSchema),
});
export type BookThen = z.infer<typeof bookThenSchema>;

export const bookThenReportSchema = z.object({
  asOf: daySchema.nullable(),
  currency: currencySchema.nullable(),
  /** The day whose end is told of. */
  from: daySchema,
  /** The first day at whose end any account's owner is known; null where none was written down. */
  knownSince: daySchema.nullable(),
  /** One's own, and of nobody. Empty where the day lies before anything is known. */
  books: z.array(bookThenSchema).max(4000),
  /** All books together, what came to one went from another; null where others are too few to be told together. */
  total: bookThenSchema.shape.moves.nullable(),
  /** Customers then who left since, of whom is not known whose they were: they are in no book. */
  unknownLost: z.number().int(),
  /** Of the two days, in currencies without a rate: in no sum. */
  otherThen: z.array(otherMoneySchema),
  otherNow: z.array(otherMoneySchema),
});
export type BookThenReport = z.infer<typeof bookThenReportSchema>;

export const bookThenAccountsInputSchema = bookThenInputSchema.extend({
  /** One's own; null: of nobody. */
  ownerId: z.number().int().nullable(),
  part: z.enum(bookParts),
});
export type BookThenAccountsInput = z.infer<typeof bookThenAccountsInputSchema>;

export const mostBookThenAccounts = 500;
const ownerSchema = z.object({
  id: z.number().int().nullable(),
  name: z.string().nullable(),
});
export const bookThenAccountsSchema = z.object({
  rows: z
    .array(
      z.object({
        id: z.number().int(),
        name: z.string(),
        arrThen: z.number(),
        arrNow: z.number(),
        /** Null where it is not known. */
        ownerThen: ownerSchema.nullable(),
        ownerNow: ownerSchema,
        /** When it was given to somebody else last, since then, and the login of who did it; null where it was not. */
        movedOn: daySchema.nullable(),
        movedBy: z.string().nullable(),
      }),
    )
    .max(mostBookThenAccounts),
  total: z.number().int(),
  /** Of all of them, listed or not. */
  arrThen: z.number(),
  arrNow: z.number(),
});
export type BookThenAccounts = z.infer<typeof bookThenAccountsSchema>;
