import { z } from 'zod';
import { messageChannels } from '../channels';
import { instantSchema, organizationIdSchema, userIdSchema } from '../domain';
import { renderingSchema } from './message';
import { templateProblemSchema } from './problem';

/** What a message is about: recipients end and choose messages by it. */
export const templateCategories = ['relationship', 'onboarding', 'renewal', 'celebration', 'news'] as const;
const categorySchema = z.enum(templateCategories);
const languageSchema = z
  .string()
  .max(20)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'write the language as en or de-AT');
const nameSchema = z.string().trim().min(1, 'give it a name').max(100);
const templateIdSchema = z.uuidv7();

const subjectSchema = z.string().max(500);
const layoutSchema = z.string().max(100_000, 'is longer than 100,000 characters');
/** What was written and what it was compiled to, which belong together: one field. */
export const templateContentSchema = z.object({
  subject: subjectSchema,
  preheader: subjectSchema,
  mjml: layoutSchema,
  html: z.string().max(200_000),
  /** By which way it goes, for good; absent: a mail. Of all others `mjml` and `html` are the text as it was written. */
  channel: z.string().max(20).optional(),
});
export type TemplateContent = z.infer<typeof templateContentSchema>;

/** A change says the fields that it changes; a new template all but the last two. A newer Steward may know more categories. */
export const templatePatchSchema = z.object({
  name: z.string().optional(),
  category: z.string().optional(),
  language: z.string().optional(),
  content: templateContentSchema.optional(),
  transactional: z.boolean().optional(),
  archived: z.boolean().optional(),
});

export const templateSchema = z.object({
  id: templateIdSchema,
  name: z.string(),
  category: z.string(),
  language: z.string(),
  subject: z.string(),
  preheader: z.string(),
  mjml: z.string(),
  channel: z.string(),
  isTransactional: z.boolean(),
  isArchived: z.boolean(),
  version: z.number().int(),
  author: z.string(),
  at: instantSchema,
  /** Whether it, or a change of it, is still on its way to the company. */
  isPending: z.boolean(),
});
export type Template = z.infer<typeof templateSchema>;

/** What the editor holds, to be looked at before it is saved. */
export const templateDraftSchema = z.object({
  subject: subjectSchema,
  preheader: subjectSchema,
  mjml: layoutSchema,
  language: languageSchema,
  isTransactional: z.boolean(),
  /** By which way it goes; absent: a mail. */
  channel: z.enum(messageChannels).optional(),
  /** What it is about: one of celebrations is tried with what was reached last. */
  category: z.string().max(40).optional(),
});
export type TemplateDraft = z.infer<typeof templateDraftSchema>;

export const saveTemplateInputSchema = templateDraftSchema.extend({
  /** Absent: a new one. */
  id: templateIdSchema.optional(),
  /** The version that it was begun on. */
  version: z.number().int().min(1).optional(),
  name: nameSchema,
  category: categorySchema,
});
export const archiveTemplateInputSchema = z.object({ id: templateIdSchema, archived: z.boolean() });
export const templateIdInputSchema = z.object({ id: templateIdSchema });

export const templateListSchema = z.object({
  templates: z.array(templateSchema.omit({ mjml: true })).max(500),
  starters: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      occasion: z.string(),
      category: categorySchema,
      subject: z.string(),
      preheader: z.string(),
      mjml: z.string(),
    }),
  ),
});

export const templateVersionSchema = z.object({
  version: z.number().int(),
  subject: z.string(),
  preheader: z.string(),
  mjml: z.string(),
  author: z.string(),
  at: instantSchema,
});
/** The latest first. */
export const templateVersionsSchema = z.array(templateVersionSchema).max(200);

/** Somebody who could be written to, by whom templates are tried. */
export const recipientSchema = z.object({
  organizationId: organizationIdSchema,
  userId: userIdSchema,
  name: z.string(),
  account: z.string(),
});
export type Recipient = z.infer<typeof recipientSchema>;
/** Nothing searched for: champions and admins first, one of each account before a second of any. */
export const recipientsInputSchema = z.object({ search: z.string().max(200) });
export const recipientsSchema = z.array(recipientSchema).max(50);

/** What is wrong with each template that is not archived and of which something is. */
export const templateFindingsSchema = z
  .array(z.object({ id: templateIdSchema, problems: z.array(templateProblemSchema).min(1) }))
  .max(500);

export const previewInputSchema = templateDraftSchema.extend({
  /** Null: it is looked at, and rendered for nobody. */
  organizationId: organizationIdSchema.nullable(),
  /** Null: nobody of the account; what is of a contact is missing. */
  contactId: userIdSchema.nullable(),
});
export const previewSchema = z.object({
  problems: z.array(templateProblemSchema),
  /** Null: it can't be compiled, or is for nobody. */
  rendering: renderingSchema.nullable(),
});

/** A mail to one's own address that was asked for. */
export const testMailSchema = z.object({ id: z.uuid(), address: z.string() });
export const testMailInputSchema = testMailSchema.pick({ id: true });
/** Null: it is not known any more. */
export const testStandingSchema = z
  .object({ stage: z.enum(['waiting', 'claimed', 'sent', 'failed']), reply: z.string().nullable() })
  .nullable();

export const tryTemplateInputSchema = templateDraftSchema.extend({
  /** How many contacts, of as many accounts as have some. */
  contacts: z.number().int().min(1).max(200),
});
/** What would become of it for so many contacts. */
export const triedTemplateSchema = z.object({
  tried: z.number().int(),
  rendered: z.number().int(),
  /** Why the others can't be: what is missing and for how many, the most first. */
  refused: z.array(
    z.object({
      words: z.string(),
      count: z.number().int(),
      /** The first of them. */
      contacts: z.array(recipientSchema).max(10),
    }),
  ),
  /** In a sentence. */
  words: z.string(),
});
