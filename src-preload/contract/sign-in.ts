import { z } from 'zod';
import { instantSchema } from './domain';
import { syncStatusSchema } from './sync';

/** Days for which a copy opens without the company's server, after the last good sign-in. */
export const offlineDays = 7;

/** Why the copy does not open, until the company's server answers. */
export const lockSchema = z.object({
  why: z.enum(['too long', 'another login']),
  /** Who signed in last, and when: the server's time. */
  login: z.string(),
  signedInAt: instantSchema,
  /** This computer's clock once showed this, and now shows an earlier time; null where it never went back. */
  clockWentBackFrom: instantSchema.nullable(),
  /** What was decided here and has not reached the company; it is kept. */
  waiting: z.number().int(),
});
export type Lock = z.infer<typeof lockSchema>;

/** A copy that was erased because its login's access was taken back, or this device was signed out. */
export const erasedSchema = z.object({
  at: instantSchema,
  login: z.string(),
  /** What was decided here and had not reached the company, by what it is called: it went with the copy. */
  unsent: z.array(z.object({ title: z.string(), count: z.number().int() })).max(50),
  /** Who signed this device out; absent: the access of the login was taken back. */
  signedOutBy: z.string().optional(),
});
export type Erased = z.infer<typeof erasedSchema>;

export const signInStateSchema = z.object({
  lock: lockSchema.nullable(),
  /** Until when the copy opens without the company's server, if nothing is heard of it; null: there is no copy, or it is locked. */
  opensUntil: instantSchema.nullable(),
  /** What was erased here, until a login is let in again. */
  erased: erasedSchema.nullable(),
  sync: syncStatusSchema,
});
export type SignInState = z.infer<typeof signInStateSchema>;
