import { z } from 'zod';

/** What Steward does on the desktop beside its windows, as a person chose. */
export const habitsSchema = z.object({
  /** Its icon in the tray, with what waits. */
  showsTray: z.boolean(),
  /** The last window closed leaves it running there: it goes on syncing, sending and telling. */
  staysInTray: z.boolean(),
  /** A key of the whole desktop opens a quick note. */
  hasNoteKey: z.boolean(),
  /** It starts when the person logs in; without a window where it stays in the tray. */
  startsAtLogin: z.boolean(),
});
export type Habits = z.infer<typeof habitsSchema>;

export const habitsChangeSchema = habitsSchema.partial();
export type HabitsChange = z.infer<typeof habitsChangeSchema>;

export const desktopSchema = z.object({
  habits: habitsSchema,
  /** As it is written on a menu: `Ctrl+Alt+N`. */
  noteKey: z.string(),
  /** Another program has the key: it does nothing here. */
  isNoteKeyTaken: z.boolean(),
});
export type DesktopState = z.infer<typeof desktopSchema>;

/** What waits for a person: of their own accounts where they own any. */
export const whatWaitsSchema = z.object({
  /** Accounts on Today. */
  today: z.number().int(),
  overdueCtas: z.number().int(),
  dueCtas: z.number().int(),
  overdueTasks: z.number().int(),
  dueTasks: z.number().int(),
  approvals: z.number().int(),
  replies: z.number().int(),
});
export type WhatWaits = z.infer<typeof whatWaitsSchema>;
