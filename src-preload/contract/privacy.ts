import { z } from 'zod';

/** Requests about one person's data, as who looks after the company carries them out. */

const byAddressSchema = z.object({
  email: z
    .string()
    .trim()
    .max(1000)
    .regex(/^[^@\s<>,;]+@[^@\s<>,;]+$/, 'write an e-mail address'),
});
/** Ids of the company's own: one may be another person's in another account. */
const byIdSchema = z.object({ contact: z.string().min(1).max(1000), account: z.string().min(1).max(1000) });
/** Whose data it is: everybody's who has an address, or the one contact's of an id. */
export const whoIsAskedSchema = z.union([byAddressSchema, byIdSchema]);
export type WhoIsAsked = z.infer<typeof whoIsAskedSchema>;

export const personAskedSchema = z.object({
  who: whoIsAskedSchema,
  /** What texts call the person besides. */
  names: z.array(z.string().trim().min(1).max(200)).max(20),
});
/** It can't be undone, so whoever asks writes the address, or the id, once more. */
export const erasePersonInputSchema = personAskedSchema.extend({ typed: z.string().max(1000) });

/** Rows, by table of the company's database. */
const rowsSchema = z.record(z.string(), z.number().int());

export const erasurePlanSchema = z.object({
  contacts: z.array(z.object({ account: z.string(), contact: z.number().int() })),
  removed: rowsSchema,
});
export type ErasurePlan = z.infer<typeof erasurePlanSchema>;

/** How far an erasure has come. Instants are texts of ISO 8601. */
export const erasureStatusSchema = z.object({
  erasure: z.number().int(),
  /** Null: the account is gone. */
  account: z.string().nullable(),
  contact: z.number().int(),
  by: z.string(),
  at: z.string(),
  company: rowsSchema,
  /** Copies that hold nothing of the person; `removed` is null where a copy was made afterwards. */
  done: z.array(
    z.object({
      login: z.string(),
      machine: z.string().nullable(),
      at: z.string(),
      removed: rowsSchema.nullable(),
    }),
  ),
  waitsFor: z.array(
    z.object({ login: z.string(), machine: z.string().nullable(), lastSeen: z.string().nullable() }),
  ),
});
export type ErasureStatus = z.infer<typeof erasureStatusSchema>;
export const certificateSchema = z.object({ erasures: z.array(erasureStatusSchema) });

export const exportedPersonSchema = z.object({
  /** Null: whoever was asked where to chose no file, and nothing was written. */
  path: z.string().nullable(),
  contacts: erasurePlanSchema.shape.contacts,
  rows: rowsSchema,
  mentions: z.number().int(),
  audit: z.number().int(),
});
export type ExportedPerson = z.infer<typeof exportedPersonSchema>;
