import { z } from 'zod';
import { activityPatchSchema } from './activities';
import { activityTemplatePatchSchema } from './activity-templates';
import { attachPatchSchema } from './attachments';
import { celebrationPatchSchemas } from './celebrations/patches';
import { ctaPatchSchemas } from './ctas/cta-patches';
import { daySchema, instantSchema } from './domain';
import { holidayPatchSchema } from './holidays';
import { replyPatchSchema } from './interventions/incoming';
import {
  consentPatchSchema,
  decidePatchSchema,
  launchPatchSchema,
  releasePatchSchema,
  settlePatchSchema,
  stopPatchSchema,
} from './interventions/message-patches';
import { mentionPatchesSchema } from './mentions';
import { milestonePatchSchema } from './milestones/milestone-definition';
import { assignmentPatchSchema, planPatchSchema, progressPatchSchema } from './milestones/plan';
import { rewardPatchSchemas } from './rewards/reward-patches';
import { rulePatchSchema } from './rules/rule-entry';
import { segmentPatchSchema } from './rules/segment';
import { enrolmentPatchSchema, enrolPatchSchema } from './sequences/enrolment';
import { sequencePatchSchema } from './sequences/sequence';
import { brandSchema } from './templates/brand';
import { templatePatchSchema } from './templates/templates';
import { todayKindSchema } from './today';

/**
 * What a person decides, as it goes up to the company's database. Each kind has the shape of its patch here, its
 * decision in src-main/actions, its fold in src-main/lib/operations and its function at the company.
 */
const reasonSchema = z.string().trim().min(1).max(500);
const mostNoteCharacters = 10_000;
export const noteTextSchema = z.string().trim().min(1, 'write something').max(mostNoteCharacters);
const nothing = z.object({});

export const operationPatchSchemas = {
  /** Of a call, a meeting and the like it says what took place. */
  'note.add': z.object({
    text: noteTextSchema,
    contact: z.string().nullable(),
    activity: activityPatchSchema.optional(),
    /** Whom its marks mean. */
    mentions: mentionPatchesSchema.optional(),
  }),
  /** Mentions go with the text. */
  'note.change': z.object({
    text: noteTextSchema.optional(),
    activity: activityPatchSchema.optional(),
    mentions: mentionPatchesSchema.optional(),
  }),
  'note.remove': nothing,
  'attachment.add': attachPatchSchema,
  'attachment.remove': nothing,
  'pulse.set': z.object({ points: z.number().min(0).max(100), reason: reasonSchema }),
  'pulse.withdraw': nothing,
  'override.set': z.object({ score: z.number().min(0).max(100), reason: reasonSchema, until_day: daySchema }),
  'override.withdraw': nothing,
  /** That a contact objects to being profiled; `contact` is the company's own id. */
  'objection.record': z.object({ contact: z.string(), since_day: daySchema }),
  'objection.withdraw': nothing,
  'today.dispose': z.object({
    kind: todayKindSchema,
    day: daySchema,
    state: z.enum(['done', 'snoozed']),
    until_day: daySchema.nullable(),
    reason: z.string().nullable(),
  }),
  'today.restore': nothing,
  'view.save': z.object({
    name: z.string().optional(),
    view: z.record(z.string(), z.unknown()).optional(),
    shared: z.boolean().optional(),
  }),
  'view.remove': nothing,
  'config.publish': z.object({ config: z.record(z.string(), z.unknown()), note: z.string() }),
  'template.save': templatePatchSchema,
  'brand.set': z.object({ brand: brandSchema }),
  'rule.save': rulePatchSchema,
  'rule.remove': nothing,
  'segment.save': segmentPatchSchema,
  'segment.remove': nothing,
  'message.launch': launchPatchSchema,
  /** Of a launch, or of one message of it. */
  'message.cancel': nothing,
  'message.decide': decidePatchSchema,
  'message.settle': settlePatchSchema,
  'sending.stop': stopPatchSchema,
  'sending.release': releasePatchSchema,
  'consent.record': consentPatchSchema,
  'reply.settle': replyPatchSchema,
  'departure.settle': nothing,
  ...ctaPatchSchemas,
  'holiday.add': holidayPatchSchema,
  'holiday.remove': nothing,
  'sequence.save': sequencePatchSchema,
  'sequence.remove': nothing,
  /** Lets contacts in. */
  'sequence.enrol': enrolPatchSchema,
  'enrolment.end': enrolmentPatchSchema,
  'enrolment.skip': enrolmentPatchSchema,
  ...rewardPatchSchemas,
  'milestone.save': milestonePatchSchema,
  'milestone.remove': nothing,
  'plan.save': planPatchSchema,
  'plan.remove': nothing,
  'plan.assign': assignmentPatchSchema,
  'progress.set': progressPatchSchema,
  ...celebrationPatchSchemas,
  'activity_template.save': activityTemplatePatchSchema,
  'activity_template.remove': nothing,
} as const satisfies Record<string, z.ZodType>;

export type OperationKind = keyof typeof operationPatchSchemas;
export type OperationPatch<K extends OperationKind> = z.infer<(typeof operationPatchSchemas)[K]>;
export const operationKindSchema = z.enum(
  Object.keys(operationPatchSchemas) as [OperationKind, ...OperationKind[]],
);

/**
 * Who wants an operation, the foremost first: what a person decided goes up before what a rule did, and both before what
 * is only caught up on (entries of before, and what a restored company may have forgotten).
 */
export const operationOrigins = ['person', 'rule', 'backfill'] as const;
export type OperationOrigin = (typeof operationOrigins)[number];

/** pending: not answered yet; acknowledged: in force at the company; seen: in the copy as well. */
export const operationStates = ['pending', 'acknowledged', 'seen', 'refused', 'discarded'] as const;
export const operationReasons = [
  'not_yours',
  'role',
  'invalid',
  'too_large',
  'unknown_kind',
  'other_company',
  'other_account',
  'op_id_taken',
  'gone',
  'conflict',
  'too_late',
] as const;
export type OperationReason = (typeof operationReasons)[number];

/** An operation that the company refused, or of which a part lost against another's change. */
export const setBackSchema = z.object({
  opId: z.string(),
  kind: operationKindSchema,
  what: z.enum(['refused', 'lost']),
  /** What was meant, in words: `Note`, `Score set by hand`. */
  title: z.string(),
  /** Whose account; null: no account's, or one that is not in the copy. */
  accountId: z.number().int().nullable(),
  /** Null: no account's. One that left the copy is called what it was then. */
  accountName: z.string().nullable(),
  madeAt: instantSchema,
  /** Why, what is safe, and what can be done. */
  words: z.string(),
  /** What the person wrote, to copy or to hand over. */
  text: z.string(),
  /** Whether it can be sent once more as it is or with another text. */
  canRetry: z.boolean(),
  /** Whether its text can be edited before. */
  isText: z.boolean(),
});
export type SetBack = z.infer<typeof setBackSchema>;

export const outboxSchema = z.object({
  /** Not answered yet. */
  pending: z.number().int(),
  /** The oldest of them. */
  pendingSince: instantSchema.nullable(),
  /** Why nothing goes up, in words; null where all is well. */
  problem: z.string().nullable(),
  setBack: z.array(setBackSchema).max(200),
  setBackTotal: z.number().int(),
});
export type Outbox = z.infer<typeof outboxSchema>;

export const setBackInputSchema = z.object({ opId: z.string().max(40) });
export const retryInputSchema = setBackInputSchema.extend({
  text: z.string().max(mostNoteCharacters).optional(),
});
