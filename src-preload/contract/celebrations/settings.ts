import { z } from 'zod';

/** Whom of an account's people a mail is for that celebrates a milestone of the account; a contact's own goes to the contact. */
export const celebratedPeople = ['champion', 'admin', 'every-contact'] as const;
export const longestHold = 168;

/** How achievements are celebrated, as a whole. */
export const celebrationSettingsSchema = z
  .object({
    is_on: z.boolean(),
    /** Of mails, of the category `celebration`; null: nobody is written to. */
    template: z.uuid().nullable(),
    to: z.enum(celebratedPeople),
    /** Hours in which a manager may add words, before a mail goes. */
    hold_hours: z.number().int().min(0).max(longestHold),
    /** What becomes of one that nobody released by then. */
    after_hold: z.enum(['goes', 'dropped']),
    /** Nothing is celebrated that was reached more days ago. */
    oldest_days: z.number().int().min(0).max(365),
    /** Whether whoever has the account is told on the desktop. */
    desktop: z.boolean(),
  })
  .refine(({ hold_hours, after_hold }) => after_hold === 'goes' || hold_hours > 0, {
    path: ['hold_hours'],
    message: 'must be at least 1: nothing goes before a person lets it',
  });
export type CelebrationSettings = z.infer<typeof celebrationSettingsSchema>;

/** What they begin as. */
export const proposedCelebrations: CelebrationSettings = {
  is_on: false,
  template: null,
  to: 'champion',
  hold_hours: 24,
  after_hold: 'goes',
  oldest_days: 14,
  desktop: true,
};
