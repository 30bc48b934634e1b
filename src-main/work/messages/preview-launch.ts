import type { z } from 'zod';
import type { launchPreviewInputSchema } from '../../../src-preload/contract/interventions/launch';
import type { Rendering } from '../../../src-preload/contract/templates/message';
import { StewardError } from '../../lib/steward-error';
import { readRecipient } from '../../store/templates/read-recipients';
import { readCompiled } from '../../store/templates/read-templates';
import { messageValues } from '../templates/message-values';
import { deadLinks, type Previewing } from '../templates/previewing';

/** A template as a contact would get it now, by the values of this copy. Links to unsubscribe lead nowhere. @throws StewardError not_found */
export async function previewLaunch(
  { db, mail, now }: Previewing,
  { organizationId, contactId, templateId }: z.infer<typeof launchPreviewInputSchema>,
): Promise<Rendering> {
  const template = readCompiled(db, templateId);
  if (template === undefined)
    throw new StewardError('not_found', 'This template is not there any more. Choose another one.');
  if (readRecipient(db, organizationId, contactId) === undefined)
    throw new StewardError('not_found', 'This contact is not in your copy any more.');
  return mail.render({
    template,
    ...messageValues(db, { organizationId, contactId, now, ...deadLinks }),
  });
}
