import { z } from 'zod';
import { instantSchema } from './domain';
import { isPlainName } from './plain-name';

const profileIdSchema = z.union([z.literal('first'), z.uuid()]);
const profileNameSchema = z
  .string()
  .trim()
  .min(1, 'give it a name')
  .max(80, 'a name has at most 80 characters');

/** As somebody gives it now; one of an earlier Steward is kept as it is. */
const newNameSchema = profileNameSchema.refine(isPlainName, 'leave out characters that can’t be seen');

/** A company and a login of it, with a copy and a key of its own. */
export const profileSchema = z.object({
  id: profileIdSchema,
  /** As the manager calls it; null: nobody has named it, and its address says which it is. */
  name: profileNameSchema.nullable(),
  /** As it was connected to last, without the password; null until it was. */
  address: z.string().max(2000).nullable(),
  /** Somebody signed out here, and nobody has signed in since; absent where that is not so. */
  signedOut: z
    .object({
      /** By this machine's clock. */
      at: instantSchema,
      /** kept: locked, until the password opens it; erased: with its key, backups and damaged copies. */
      copy: z.enum(['kept', 'erased']),
      /** Who signed this device out from elsewhere; absent: it was done here. */
      by: z.string().max(100).optional(),
    })
    .optional(),
});
export type Profile = z.infer<typeof profileSchema>;

export const mostProfiles = 50;

export const profilesSchema = z.object({
  /** The one that is open, and that the next start opens. */
  open: profileIdSchema,
  profiles: z.array(profileSchema).min(1).max(mostProfiles),
  /** The list could not be read and was made anew; until somebody has read that. */
  lost: z
    .object({
      at: instantSchema,
      /** What the damaged list is called now, in Steward's folder. */
      file: z.string().max(100),
    })
    .optional(),
});
export type Profiles = z.infer<typeof profilesSchema>;

/**
 * What may be done about them: the desktop answers with how they stand then. The one that is open is the one removed,
 * and the one signed out of.
 */
export const profileChangeSchema = z.discriminatedUnion('change', [
  z.object({ change: z.literal('none') }),
  z.object({ change: z.literal('read-of-loss') }),
  z.object({ change: z.literal('add'), name: profileNameSchema }),
  z.object({ change: z.literal('open'), id: profileIdSchema }),
  z.object({ change: z.literal('rename'), id: profileIdSchema, name: profileNameSchema }),
  z.object({ change: z.literal('remove'), id: profileIdSchema }),
  z.object({ change: z.literal('sign-out'), id: profileIdSchema, copy: z.enum(['kept', 'erased']) }),
  /** The kept copy of one that is signed out is given up, as where its password is forgotten. */
  z.object({ change: z.literal('erase-kept'), id: profileIdSchema }),
]);
export type ProfileChange = z.infer<typeof profileChangeSchema>;

/** What was decided here and has not reached the company, by what it is called. */
export const unsentSchema = z.array(z.object({ title: z.string(), count: z.number().int() })).max(50);

export const shownProfilesSchema = profilesSchema.extend({ unsent: unsentSchema });
export type ShownProfiles = z.infer<typeof shownProfilesSchema>;

export const addProfileInputSchema = z.object({ name: newNameSchema });
export const profileIdInputSchema = z.object({ id: profileIdSchema });
export const signOutInputSchema = profileIdInputSchema.extend({ copy: z.enum(['kept', 'erased']) });
export const renameProfileInputSchema = profileIdInputSchema.extend({ name: newNameSchema });
