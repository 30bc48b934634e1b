import { z } from 'zod';

/** Minutes of work that one firing is taken to cost a manager. */
const minutesSchema = z.number().min(0).max(10_000);
/** Days on which the company works, counted from the firing. */
const workingDaysSchema = z.number().int().min(0).max(260);
const lineSchema = z.string().max(200);

/** Whether a firing wakes the call to action where it rests; a snooze goes before a rule unless that says so. */
const wakesSchema = z.boolean().optional();

export const ctaTypes = ['risk', 'opportunity', 'lifecycle', 'activity'] as const;

/** Which of the account's people a mail is for; of several, each gets one. `contact`: the one whom a rule about contacts fires for. */
export const mailedPeople = ['champion', 'admin', 'every-contact', 'contact'] as const;

export const mostActions = 10;
export const mostTasks = 50;

/** What a rule does when it fires. What is not filled in yet is empty or null: it can be kept so, not switched on. */
export const ruleActionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cta'),
    type: z.enum(ctaTypes),
    title: lineSchema,
    dueWorkingDays: workingDaysSchema,
    minutes: minutesSchema,
    wakes: wakesSchema,
  }),
  z.strictObject({
    kind: z.literal('email'),
    /** Null: not chosen yet. */
    templateId: z.uuidv7().nullable(),
    to: z.enum(mailedPeople),
    minutes: minutesSchema,
  }),
  z.strictObject({
    kind: z.literal('playbook'),
    /** Of one that was written before it could be said: an activity. */
    type: z.enum(ctaTypes).optional(),
    title: lineSchema,
    tasks: z.array(z.strictObject({ title: lineSchema, dueWorkingDays: workingDaysSchema })).max(mostTasks),
    minutes: minutesSchema,
    wakes: wakesSchema,
  }),
  z.strictObject({
    kind: z.literal('sequence'),
    /** Lets these people in. Null: not chosen yet. */
    sequenceId: z.uuidv7().nullable(),
    to: z.enum(mailedPeople),
    minutes: minutesSchema,
  }),
  /** Points for the account, where it takes part in rewards. */
  z.strictObject({
    kind: z.literal('points'),
    points: z.number().int().min(1).max(1_000_000),
    /** What the ledger says; empty: the rule's name. */
    reason: z.string().max(300),
    minutes: minutesSchema,
  }),
  /** On the desktop of whoever has the account. */
  z.strictObject({ kind: z.literal('notification'), text: z.string().max(300), minutes: minutesSchema }),
]);
export type RuleAction = z.infer<typeof ruleActionSchema>;

/** Whether it says whom of the account's people it is for. */
export function addressesPeople(
  action: RuleAction,
): action is Extract<RuleAction, { kind: 'email' | 'sequence' }> {
  return action.kind === 'email' || action.kind === 'sequence';
}
