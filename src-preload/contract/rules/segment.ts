import { z } from 'zod';
import { instantSchema } from '../domain';
import { conditionsSchema } from './condition';
import { ruleFindingSchema } from './finding';

export const segmentIdSchema = z.uuidv7();
const nameSchema = z.string().trim().min(1, 'give the segment a name').max(100);

/** Saved conditions by which accounts are chosen: as a filter of lists, and from within rules and other segments. */
export const segmentDefinitionSchema = z.strictObject({
  description: z.string().max(2000),
  conditions: conditionsSchema,
});
export type SegmentDefinition = z.infer<typeof segmentDefinitionSchema>;

/** A change says the fields that it changes; a new one all. */
export const segmentPatchSchema = z.object({
  name: z.string().optional(),
  definition: segmentDefinitionSchema.optional(),
});

export const segmentSchema = z.object({
  id: segmentIdSchema,
  name: z.string(),
  definition: segmentDefinitionSchema,
  version: z.number().int(),
  /** The login that wrote it first. */
  author: z.string(),
  at: instantSchema,
  /** Whether it, or a change of it, is still on its way to the company. */
  isPending: z.boolean(),
});
export type Segment = z.infer<typeof segmentSchema>;

/** What uses a segment, by name. */
const namesSchema = z.array(z.string());
export const usedBySchema = z.object({
  rules: namesSchema,
  segments: namesSchema,
  sequences: namesSchema,
  plans: namesSchema,
  milestones: namesSchema,
});
export type UsedBy = z.infer<typeof usedBySchema>;

export const listedSegmentSchema = segmentSchema.extend({
  /** The conditions in words; null while they make no sense. */
  sentence: z.string().nullable(),
  findings: z.array(ruleFindingSchema),
  usedBy: usedBySchema,
  /** Why this login may not change it, in words; null: it may. */
  locked: z.string().nullable(),
});
export type ListedSegment = z.infer<typeof listedSegmentSchema>;
export const segmentListSchema = z.object({ segments: z.array(listedSegmentSchema).max(500) });

export const segmentIdInputSchema = z.object({ id: segmentIdSchema });
export const saveSegmentInputSchema = z.object({
  /** Absent: a new one. */
  id: segmentIdSchema.optional(),
  /** The version that it was begun on. */
  version: z.number().int().min(1).optional(),
  name: nameSchema,
  definition: segmentDefinitionSchema,
});

export const segmentVersionSchema = z.object({
  version: z.number().int(),
  definition: segmentDefinitionSchema,
  author: z.string(),
  at: instantSchema,
});
/** What it held, the latest first; changes of the name alone have none. */
export const segmentVersionsSchema = z.array(segmentVersionSchema).max(200);
