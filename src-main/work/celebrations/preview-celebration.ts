import type { z } from 'zod';
import type { celebrationPreviewInputSchema } from '../../../src-preload/contract/celebrations/celebrations';
import type { Rendering } from '../../../src-preload/contract/templates/message';
import { StewardError } from '../../lib/steward-error';
import { readCelebrationRun } from '../../store/celebrations/read-mails';
import { readCompiled } from '../../store/templates/read-templates';
import { messageValues } from '../templates/message-values';
import { deadLinks, type Previewing } from '../templates/previewing';

/**
 * A mail of celebrations as its contact would get it now, with words that are still being written. Links to unsubscribe lead nowhere.
 * @throws StewardError not_found
 */
export async function previewCelebration(
  { db, mail, now }: Previewing,
  { runId, id, words }: z.infer<typeof celebrationPreviewInputSchema>,
): Promise<Rendering> {
  const run = readCelebrationRun(db, runId);
  const template = run?.templateId == null ? undefined : readCompiled(db, run.templateId);
  if (run === undefined || template === undefined)
    throw new StewardError('not_found', 'This mail is not in your copy any more, or its template is not.');
  const { organizationId, contactId } = run;
  const celebrated = run.celebrated.map((one) => (one.id === id ? { ...one, words } : one));
  return mail.render({
    template,
    ...messageValues(db, { organizationId, contactId, now, ...deadLinks, celebrated }),
  });
}
