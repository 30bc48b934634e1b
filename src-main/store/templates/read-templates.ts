import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { CompiledTemplate } from '../../../src-preload/contract/templates/message';
import type { Template, templateVersionSchema } from '../../../src-preload/contract/templates/templates';
import { operations } from '../schema/operations';
import { copiedTemplateVersions, emailTemplates } from '../schema/templates';
import type { ReadDb, Tx } from '../types';

const { html, ...shown } = getTableColumns(emailTemplates);
const columns = {
  ...shown,
  isPending: sql<number>`exists (select 1 from ${operations}
    where ${operations.entry} = ${emailTemplates.templateId} and ${operations.state} = 'pending')`,
};

/** All templates of the company, by their names, also those that are still on their way there. */
export function readTemplates(db: ReadDb): Template[] {
  return db
    .select(columns)
    .from(emailTemplates)
    .orderBy(sql`${emailTemplates.name} collate nocase`, asc(emailTemplates.templateId))
    .limit(500)
    .all()
    .map(templateOf);
}

export function readTemplate(db: ReadDb | Tx, id: string): Template | undefined {
  const row = db.select(columns).from(emailTemplates).where(eq(emailTemplates.templateId, id)).get();
  return row && templateOf(row);
}

/** What its layout was compiled to, beside it: that is what is sent. */
export function readCompiled(db: ReadDb | Tx, id: string): CompiledTemplate | undefined {
  const { subject, preheader, language, channel } = shown;
  return db
    .select({ subject, preheader, language, channel, html })
    .from(emailTemplates)
    .where(eq(emailTemplates.templateId, id))
    .get();
}

/** Whether another template than `except` that is not archived has this name, letter case aside. */
export function isTemplateNameTaken(tx: Tx, name: string, except: string | undefined): boolean {
  return readTemplates(tx as unknown as ReadDb).some(
    (template) =>
      template.id !== except &&
      !template.isArchived &&
      template.name.toLowerCase() === name.trim().toLowerCase(),
  );
}

/** What it held before, as the company keeps it: the latest first. */
export function readTemplateVersions(db: ReadDb, id: string): z.infer<typeof templateVersionSchema>[] {
  return db
    .select({
      version: copiedTemplateVersions.version,
      subject: copiedTemplateVersions.subject,
      preheader: copiedTemplateVersions.preheader,
      mjml: copiedTemplateVersions.mjml,
      author: copiedTemplateVersions.author,
      at: copiedTemplateVersions.madeAt,
    })
    .from(copiedTemplateVersions)
    .where(eq(copiedTemplateVersions.templateId, id))
    .orderBy(desc(copiedTemplateVersions.version))
    .limit(200)
    .all();
}

function templateOf({
  templateId,
  transactional,
  archived,
  createdAt,
  isPending,
  ...row
}: Omit<typeof emailTemplates.$inferSelect, 'html'> & { isPending: number }): Template {
  return {
    ...row,
    id: templateId,
    at: createdAt,
    isTransactional: transactional === 1,
    isArchived: archived === 1,
    isPending: isPending === 1,
  };
}
