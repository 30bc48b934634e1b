import { z } from 'zod';
import { daySchema, instantSchema, organizationIdSchema, userIdSchema } from './domain';

/** What an account's timeline tells of, in the order in which it is filtered by. */
export const timelineKinds = [
  'note',
  'message',
  'reply',
  'cta',
  'milestone',
  'deed',
  'judgement',
  'score',
  'risk',
  'use',
  'ticket',
  'survey',
  'term',
  'contact',
] as const;
export const timelineKindSchema = z.enum(timelineKinds);
export type TimelineKind = z.infer<typeof timelineKindSchema>;

export const timelineKindWords: Readonly<Record<TimelineKind, string>> = {
  note: 'Notes, calls and meetings',
  message: 'Messages',
  reply: 'What came back',
  cta: 'CTAs and tasks',
  milestone: 'Milestones',
  deed: 'Interventions',
  judgement: 'Pulses and scores by hand',
  score: 'Health',
  risk: 'Risk',
  use: 'Use',
  ticket: 'Tickets',
  survey: 'Surveys',
  term: 'Subscriptions',
  contact: 'Contacts',
};

/** Where a page ends: the next one begins behind it. Of two at the same moment the greater key comes first. */
export const timelinePlaceSchema = z.object({ at: instantSchema, key: z.string().max(200) });
export type TimelinePlace = z.infer<typeof timelinePlaceSchema>;

export const timelineInputSchema = z.object({
  id: organizationIdSchema,
  /** Of this contact alone: what is only told of accounts is not in it. */
  contactId: userIdSchema.optional(),
  /** None: all. */
  kinds: z.array(timelineKindSchema).max(timelineKinds.length).optional(),
  /** Only what somebody of the team did. */
  byPeople: z.boolean().optional(),
  limit: z.number().int().min(1).max(200).default(60),
  cursor: timelinePlaceSchema.nullish(),
});

export const timelineEntrySchema = timelinePlaceSchema.extend({
  kind: timelineKindSchema,
  /** The company's day on which it lies. */
  day: daySchema,
  /** Of the day as a whole: no time of it is known. */
  isWholeDay: z.boolean(),
  sentence: z.string(),
  /** What was written, or why. */
  detail: z.string().nullable(),
  contact: z.object({ id: userIdSchema, name: z.string() }).nullable(),
  /** How a message stands, by its own words. */
  delivery: z.object({ stage: z.string(), reason: z.string(), channel: z.string() }).nullable(),
  /** Whether it is still on its way to the company. */
  isPending: z.boolean(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** The newest first. */
export const timelineSchema = z.object({
  entries: z.array(timelineEntrySchema).max(200),
  /** Null: there is nothing earlier. */
  next: timelinePlaceSchema.nullable(),
});
export type Timeline = z.infer<typeof timelineSchema>;
