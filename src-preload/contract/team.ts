import { z } from 'zod';
import { instantSchema } from './domain';
import { roleSchema } from './roles';

/** The team as an administrator looks after it. */
export const memberStates = ['in', 'invited', 'out of date', 'no login'] as const;
export const teamMemberSchema = z.object({
  login: z.string(),
  role: roleSchema,
  /** all: every account; book: the accounts of its manager. */
  scope: z.enum(['all', 'book']),
  managerEmail: z.string().nullable(),
  managerName: z.string().nullable(),
  /** How many accounts of its manager the one who looks sees. */
  accounts: z.number().int(),
  /**
   * in: signs in with a password of its own; invited: has not signed in yet; out of date: its password is over; no login:
   * the server has no such login, or lets it in no more.
   */
  state: z.enum(memberStates),
  /** When its password ends, by the server; null: never. */
  passwordUntil: instantSchema.nullable(),
});
export type TeamMember = z.infer<typeof teamMemberSchema>;

/** What a file of assignments would do, before anything is done. */
export const assignmentPlanSchema = z.object({
  /** Names this plan: only what was looked at is carried out. */
  digest: z.string(),
  moves: z.number().int(),
  unchanged: z.number().int(),
  /** Managers whose books change, or who come to be. */
  managers: z.array(
    z.object({
      email: z.string(),
      name: z.string(),
      isNew: z.boolean(),
      before: z.number().int(),
      after: z.number().int(),
    }),
  ),
  /** The first of the moves, by the account's name. */
  first: z.array(
    z.object({
      account: z.string(),
      name: z.string(),
      from: z.string().nullable(),
      to: z.string(),
    }),
  ),
  /** Lines that nothing is done for: how many, and the first of them. */
  setAside: z.number().int(),
  firstSetAside: z.array(z.object({ line: z.number().int(), reason: z.string() })),
});
export type AssignmentPlan = z.infer<typeof assignmentPlanSchema>;

/** What goes along when a book changes hands, and what doesn't. */
export const handOverPlanSchema = z.object({
  digest: z.string(),
  from: z.object({ email: z.string(), name: z.string() }),
  to: z.object({ email: z.string(), name: z.string() }),
  accounts: z.number().int(),
  /** Subscriptions of those accounts that renew within 90 days. */
  renewals: z.number().int(),
  openTickets: z.number().int(),
  /** CTAs that are open: of those accounts, and given to that person by name, who hands these over, too. */
  ctas: z.number().int(),
  /** Entries of the team that stand; they stay with their accounts. */
  notes: z.number().int(),
  pulses: z.number().int(),
  overrides: z.number().int(),
  /** Logins of that book. What they put away from Today is theirs alone, and shows again with whoever has the account. */
  logins: z.array(
    z.object({
      login: z.string(),
      /** Items put away until a day to come. */
      snoozed: z.number().int(),
      sharedViews: z.number().int(),
      /** When a desktop of it last sent a decision; null: never. What it hasn't sent by then, it is refused. */
      lastSentAt: instantSchema.nullable(),
    }),
  ),
});
export type HandOverPlan = z.infer<typeof handOverPlanSchema>;

const emailSchema = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^\s@]+@[^\s@]+$/, 'write an e-mail address');
const loginSchema = z.string().trim().min(1, 'name the login').max(63);
const seenSchema = z.object({
  scope: z.enum(['all', 'book']),
  /** Whose accounts are the login's own; null: nobody's. */
  managerEmail: emailSchema.nullable(),
});

export const teamSchema = z.object({
  members: z.array(teamMemberSchema),
  /** Everybody whose accounts they may be. */
  managers: z.array(z.object({ email: z.string(), name: z.string() })),
  /** Whoever looks after the company and has unlocked changes; null: nobody has. */
  keeper: z.object({ login: z.string(), mayMakeLogins: z.boolean() }).nullable(),
});
export type Team = z.infer<typeof teamSchema>;

export const unlockTeamInputSchema = z.object({ login: loginSchema, password: z.string().max(1000) });
export const inviteInputSchema = seenSchema.extend({
  login: loginSchema,
  role: roleSchema,
  /** What the manager is called, where no account has named the e-mail yet. */
  managerName: z.string().trim().min(1).max(200).nullable(),
  days: z.number().int().min(1).max(90),
});
export type InviteInput = z.infer<typeof inviteInputSchema>;
export const invitedSchema = z.object({
  login: z.string(),
  /** For the first sign-in, shown once; null: the server had the login already. */
  password: z.string().nullable(),
  validUntil: instantSchema.nullable(),
  /** The text of the invitation's file, with the password. */
  invitation: z.string(),
});
export type Invited = z.infer<typeof invitedSchema>;
export const saveInvitationInputSchema = z.object({ login: loginSchema, text: z.string().max(20_000) });
export const assignInputSchema = seenSchema.extend({ login: loginSchema, role: roleSchema });
export type AssignInput = z.infer<typeof assignInputSchema>;
export const memberInputSchema = z.object({ login: loginSchema });

/** Characters of a file that is looked at on the screen; the command line takes larger ones. */
export const mostAssignmentText = 200_000;
export const assignmentTextSchema = z.object({
  text: z
    .string()
    .max(mostAssignmentText, 'this file is too large for the screen; use “steward team import”'),
});
export const importInputSchema = assignmentTextSchema.extend({ digest: z.string().length(64) });
export const handOverInputSchema = z.object({ from: emailSchema, to: emailSchema });
export const doHandOverInputSchema = handOverInputSchema.extend({ digest: z.string().length(64) });
