/** Templates of mails: as the company has them, and as screens read them. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

const copiedDecision = { author: text('author').notNull(), madeAt: integer('made_at').notNull() };

export const copiedTemplates = sqliteTable(
  'copied_email_templates',
  {
    rowId: integer('row_id').primaryKey(),
    templateId: text('template_id').notNull(),
    name: text('name').notNull(),
    category: text('category').notNull(),
    language: text('language').notNull(),
    /** JSON of a TemplateContent (contract/templates). */
    content: text('content').notNull(),
    /** 1: recipients have to get it in any case. */
    transactional: integer('transactional').notNull(),
    archived: integer('archived').notNull(),
    ...copiedDecision,
    version: integer('version').notNull(),
    changed: text('changed').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('copied_email_templates_by_entry').on(table.templateId)],
);

/** Without what the layout was compiled to: who sends a version that is no longer the latest asks the company for it. */
export const copiedTemplateVersions = sqliteTable(
  'email_template_versions',
  {
    rowId: integer('row_id').primaryKey(),
    templateId: text('template_id').notNull(),
    version: integer('version').notNull(),
    subject: text('subject').notNull(),
    preheader: text('preheader').notNull(),
    mjml: text('mjml').notNull(),
    ...copiedDecision,
  },
  (table) => [index('email_template_versions_by_template').on(table.templateId, table.version)],
);

/** Each was set as a whole; the one with the highest row holds. */
export const copiedBrands = sqliteTable(
  'copied_brand_settings',
  {
    rowId: integer('row_id').primaryKey(),
    brandId: text('brand_id').notNull(),
    /** JSON of a Brand (contract/templates). */
    brand: text('brand').notNull(),
    ...copiedDecision,
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('copied_brand_settings_by_entry').on(table.brandId)],
);

export const emailTemplates = sqliteTable('email_templates', {
  templateId: text('template_id').primaryKey(),
  name: text('name').notNull(),
  category: text('category').notNull(),
  language: text('language').notNull(),
  subject: text('subject').notNull(),
  preheader: text('preheader').notNull(),
  mjml: text('mjml').notNull(),
  html: text('html').notNull(),
  /** By which way it goes. */
  channel: text('channel').notNull().default('email'),
  transactional: integer('transactional').notNull(),
  archived: integer('archived').notNull(),
  version: integer('version').notNull(),
  author: text('author').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const brandSettings = sqliteTable('brand_settings', {
  brandId: text('brand_id').primaryKey(),
  brand: text('brand').notNull(),
  author: text('author').notNull(),
  /** Its place in the company's order, or behind all of that while it is on its way there. */
  companyRow: integer('company_row').notNull(),
});
