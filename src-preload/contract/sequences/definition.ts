import { z } from 'zod';
import { ctaTypes, mostTasks } from '../rules/action';
import { conditionsSchema } from '../rules/condition';
import { ruleModes } from '../rules/rule-definition';

/** Minutes of the day on a clock on the wall. */
const minuteSchema = z.number().int().min(0).max(1439);
const titleSchema = z.string().max(200);
const workingDaysSchema = z.number().int().min(0).max(260);
/** Stays with a step as long as it is there, wherever it stands: people who wait there know it by this. */
export const stepIdSchema = z.string().regex(/^[a-z0-9]{4,20}$/);

export const mostSteps = 50;

/** How long until the next step. Hours that go by, and days of a calendar, are two things, and each says which it is. */
export const waitSchema = z.discriminatedUnion('kind', [
  /** Time that goes by, whatever clocks do. */
  z.strictObject({ kind: z.literal('elapsed'), hours: z.number().int().min(1).max(8760) }),
  /** So many days of the calendar later, at a time on the contact’s clocks; null: at the same time of the day. */
  z.strictObject({
    kind: z.literal('calendar'),
    days: z.number().int().min(1).max(365),
    minute: minuteSchema.nullable(),
  }),
  /** On the working day so many later. */
  z.strictObject({
    kind: z.literal('working'),
    days: z.number().int().min(1).max(260),
    minute: minuteSchema,
  }),
  /** Until a day that is known of the contact or the account, or so many days before (below zero) or after it. */
  z.strictObject({
    kind: z.literal('date'),
    fact: z.string().min(1).max(200),
    days: z.number().int().min(-365).max(365),
    minute: minuteSchema,
  }),
]);
export type Wait = z.infer<typeof waitSchema>;

/** What is not filled in yet is empty or null: it can be kept so, not switched on. */
export const stepSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    id: stepIdSchema,
    kind: z.literal('mail'),
    /** Null: what is written here. */
    templateId: z.uuidv7().nullable(),
    subject: z.string().max(500),
    text: z.string().max(50_000),
    /** Whether it is shown beneath the mail before it. */
    threads: z.boolean(),
  }),
  z.strictObject({ id: stepIdSchema, kind: z.literal('wait'), wait: waitSchema }),
  z.strictObject({
    id: stepIdSchema,
    kind: z.literal('branch'),
    /** Where they hold, the next step follows. */
    conditions: conditionsSchema,
    /** The later step that follows where they don’t; null: the end. */
    otherwise: stepIdSchema.nullable(),
    /** What counts where it is not known. */
    unknown: z.enum(['holds', 'fails']),
  }),
  z.strictObject({
    id: stepIdSchema,
    kind: z.literal('cta'),
    type: z.enum(ctaTypes),
    title: titleSchema,
    dueWorkingDays: workingDaysSchema,
  }),
  z.strictObject({
    id: stepIdSchema,
    kind: z.literal('playbook'),
    title: titleSchema,
    tasks: z.array(z.strictObject({ title: titleSchema, dueWorkingDays: workingDaysSchema })).max(mostTasks),
  }),
  z.strictObject({ id: stepIdSchema, kind: z.literal('exit') }),
]);
export type Step = z.infer<typeof stepSchema>;
export type StepKind = Step['kind'];

/** Whether somebody who was inside may come in again. */
export const reentrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('after'), days: z.number().int().min(1).max(3650) }),
  z.strictObject({ kind: z.literal('always') }),
]);
export type Reentry = z.infer<typeof reentrySchema>;

/** All that a sequence says besides its name. It is kept as a whole, by version. */
export const sequenceDefinitionSchema = z.strictObject({
  /** Why it is there, in the writer’s words. */
  description: z.string().max(2000),
  /** One after the other, but where a branch leads further on. */
  steps: z.array(stepSchema).max(mostSteps),
  /** Conditions of the contact and the account under which its end is reached early; null: none. */
  goal: conditionsSchema.nullable(),
  /** Who answers goes out. */
  onReply: z.boolean(),
  /** Whose account is no customer any more goes out. */
  onChurn: z.boolean(),
  reentry: reentrySchema,
  /** Mails and work begin in these hours of working days alone, on the contact’s clocks; null: whenever. */
  hours: z
    .strictObject({ from: minuteSchema, until: minuteSchema })
    .refine(({ from, until }) => from < until, 'working hours end after they begin')
    .nullable(),
  /** `approval`: a person looks at each mail before it goes. */
  mode: z.enum(ruleModes),
});
export type SequenceDefinition = z.infer<typeof sequenceDefinitionSchema>;

/** What a new sequence begins with. */
export const newSequence: SequenceDefinition = {
  description: '',
  steps: [],
  goal: null,
  onReply: true,
  onChurn: true,
  reentry: { kind: 'never' },
  hours: { from: 9 * 60, until: 17 * 60 },
  mode: 'approval',
};
