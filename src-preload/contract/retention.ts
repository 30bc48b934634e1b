import { z } from 'zod';
import { instantSchema } from './domain';

/** What piles up, and how long it is kept is for the company to say. */
export const retentionKinds = [
  'audit',
  'events',
  'scores',
  'operations',
  'removed',
  'ctas',
  'messages',
  'devices',
  'changes',
  'loads',
  'desktop decisions',
  'desktop backups',
] as const;
export const retentionKindSchema = z.enum(retentionKinds);
export type RetentionKind = z.infer<typeof retentionKindSchema>;

/** Rows by table. */
const rowsSchema = z.record(z.string(), z.number());

export const retentionSchema = z.object({
  kind: retentionKindSchema,
  /** Whole days; null: for ever. */
  days: z.number().int().nullable(),
  leastDays: z.number().int(),
  mostDays: z.number().int(),
  /** Whether the company's database keeps it; else each copy on a desktop does. */
  atCompany: z.boolean(),
  /** The last sweep that came to its end; null: there was none. */
  lastSweep: z.object({ at: instantSchema, rows: rowsSchema }).nullable(),
  /** Since when somebody's lock has been in the way of it; null: nobody's is. */
  waitsSince: instantSchema.nullable(),
});
export type Retention = z.infer<typeof retentionSchema>;

export const retentionsSchema = z.object({
  retentions: z.array(retentionSchema).max(50),
  /** Whether this login may change it: the company's database decides. */
  mayChange: z.boolean(),
});

export const setRetentionInputSchema = z.object({
  kind: retentionKindSchema,
  days: z
    .number('write whole days')
    .int('write whole days')
    .min(1, 'write whole days')
    .max(36_500, 'that is more than a hundred years')
    .nullable(),
});

/** What goes of each kind, or went. */
export const sweepSchema = z.object({
  kinds: z.array(
    z.object({
      kind: retentionKindSchema,
      rows: rowsSchema,
      /** Somebody's lock was in the way: it goes another time. */
      waits: z.boolean(),
    }),
  ),
});
export type Sweep = z.infer<typeof sweepSchema>;
