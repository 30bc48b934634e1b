import { z } from 'zod';
import { longestInvitation } from './company/invitation';

const shortest = 12;
const longest = 200;

/** What a password of one's own has to be, for whoever chooses one. */
export const passwordRules = `At least ${shortest} characters: letters, digits, signs and spaces of the English keyboard. Not the login, and not the password before`;

/** A server takes any; these are the ones that nobody guesses, and that every keyboard and server writes alike (SASLprep). */
export const ownPasswordSchema = z
  .string()
  .min(shortest, `it needs at least ${shortest} characters`)
  .max(longest, `it may have at most ${longest} characters`)
  .regex(
    /^[\x20-\x7e]+$/,
    'other systems write some of its characters otherwise: use letters, digits, signs and spaces of the English keyboard',
  );

interface PasswordBefore {
  readonly login: string;
  /** Null where it isn't known. */
  readonly before: string | null;
}

/** What is wrong with a password that somebody chose, as the end of a sentence; null where it will do. */
export function passwordProblem(password: string, { login, before }: PasswordBefore): string | null {
  const shape = ownPasswordSchema.safeParse(password);
  if (!shape.success) return shape.error.issues[0]?.message ?? 'it can’t be used';
  if (password === before) return 'it is the password before';
  if (new Set(password).size < 5) return 'it is a few characters over and over';
  if (password.trim().toLowerCase() === login.toLowerCase()) return 'it is the login';
  return null;
}

export const acceptInvitationInputSchema = z.object({
  /** Of the invitation's file. */
  text: z.string().max(longestInvitation),
  /** For the first sign-in, where the file doesn't hold it. */
  oneTime: z.string().max(longest).nullable(),
  /** The one that is chosen; null where the login keeps the one it has. */
  password: ownPasswordSchema.nullable(),
});

export const changePasswordInputSchema = z.object({
  /** As it is now: whoever finds a desktop open doesn't know it. */
  current: z.string().max(2000),
  next: ownPasswordSchema,
});
