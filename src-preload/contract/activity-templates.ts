import { z } from 'zod';
import { type ActivityKind, activityKindSchema, activityOutlines, activityWords } from './activities';
import { isPlainName } from './plain-name';

/** Of the team's own. More of them nobody finds anything in. */
export const mostActivityTemplates = 100;
const mostName = 80;
const mostText = 4_000;
/** Places in the order lie between minus and plus this. */
export const outermostPlace = 1_000_000_000;

export const activityTemplateNameSchema = z
  .string()
  .trim()
  .min(1, 'give it a name')
  .max(mostName, `is longer than ${mostName} characters`)
  .refine(isPlainName, 'must be one line of characters that show');
const textSchema = z
  .string()
  .max(mostText, 'is longer than 4,000 characters')
  .refine((text) => text.trim() !== '', 'write what a note of it begins with');

/** A change says the fields that it changes; of one of Steward's own the last two alone. */
export const activityTemplatePatchSchema = z.object({
  name: activityTemplateNameSchema.optional(),
  kind: activityKindSchema.optional(),
  text: textSchema.optional(),
  /** Its place in the order: the lower comes first. */
  place: z.number().min(-outermostPlace).max(outermostPlace).optional(),
  hidden: z.boolean().optional(),
});

const templateIdSchema = z.uuidv7();

export const activityTemplateSchema = z.object({
  id: templateIdSchema,
  name: z.string(),
  kind: activityKindSchema,
  text: z.string(),
  /** Steward's own: hidden and ordered, and neither changed nor removed. */
  isShipped: z.boolean(),
  /** Offered to nobody. */
  isHidden: z.boolean(),
  version: z.number().int(),
  /** Who made it; null: Steward. */
  author: z.string().nullable(),
  /** Whether it, or a change of it, is still on its way to the company. */
  isPending: z.boolean(),
});
export type ActivityTemplate = z.infer<typeof activityTemplateSchema>;

/** In their order, hidden ones included. */
export const activityTemplatesSchema = z.object({ templates: z.array(activityTemplateSchema).max(500) });

export const saveActivityTemplateInputSchema = z.object({
  /** Absent: a new one. */
  id: templateIdSchema.optional(),
  /** The version that it was begun on. */
  version: z.number().int().min(1).optional(),
  name: activityTemplateNameSchema,
  kind: activityKindSchema,
  text: textSchema,
});
export const activityTemplateIdSchema = z.object({ id: templateIdSchema });
export const hideActivityTemplateInputSchema = z.object({ id: templateIdSchema, hidden: z.boolean() });
export const moveActivityTemplateInputSchema = z.object({
  id: templateIdSchema,
  /** Which one it comes to stand before; null: behind all. */
  before: templateIdSchema.nullable(),
});

export interface ShippedTemplate {
  /** As the company knows it, too (`shipped_activity_templates`). */
  readonly id: string;
  readonly name: string;
  readonly kind: ActivityKind;
  readonly text: string;
  readonly place: number;
}

const shippedKinds = ['business_review', 'onboarding_call', 'renewal_talk'] as const;

/** What Steward comes with. */
export const shippedActivityTemplates: readonly ShippedTemplate[] = shippedKinds.map((kind, at) => ({
  id: `00000000-0000-7000-8000-00000000000${at + 1}`,
  name: activityWords[kind],
  kind,
  text: activityOutlines[kind] ?? '',
  place: at + 1,
}));

/** Names by which templates are told apart: however their letters are composed, small or large, and spaced. */
export function activityTemplateKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
