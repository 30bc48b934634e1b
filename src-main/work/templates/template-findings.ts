import type { z } from 'zod';
import type { templateFindingsSchema } from '../../../src-preload/contract/templates/templates';
import { readTemplates } from '../../store/templates/read-templates';
import type { ReadDb } from '../../store/types';
import type { MailRoom } from './mail-room';

/**
 * What is wrong with each template of the company that is not archived, as of today's rules: one that was saved before a
 * rule was there is not known by it.
 */
export async function templateFindings(
  db: ReadDb,
  mail: MailRoom,
): Promise<z.infer<typeof templateFindingsSchema>> {
  const findings: z.infer<typeof templateFindingsSchema> = [];
  for (const template of readTemplates(db)) {
    if (template.isArchived) continue;
    const { problems } = await mail.compile(template);
    if (problems.length > 0) findings.push({ id: template.id, problems: [...problems] });
  }
  return findings;
}
