import { type AttachedFile, mostAttachments } from '../../../src-preload/contract/attachments';
import { StewardError } from '../../lib/steward-error';
import { heldFile } from '../../store/attachments/held-files';
import { countAttachments, readAttachment } from '../../store/attachments/read-attachments';
import { readNote } from '../../store/notes/read-notes';
import type { Tx } from '../../store/types';
import { type AccountSubject, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

/**
 * Attaches a file that was taken in before (`holdFile`) to a note that stands.
 * @returns the attachment's key
 * @throws StewardError not_found for a note that was removed or a file that is not here any more, conflict for one file too many
 */
export function attachFile(
  context: ActionContext,
  { noteId, file }: { readonly noteId: string; readonly file: AttachedFile },
): string {
  return decide(context, 'attachment.add', (tx) => {
    const note = readNote(tx, noteId);
    if (note === undefined) throw new StewardError('not_found', 'This note was removed already.');
    const subject = accountSubject(tx, { organizationId: note.organizationId });
    return addAttachment(tx, context, { noteId, file, subject });
  });
}

interface NewAttachment {
  readonly noteId: string;
  readonly file: AttachedFile;
  readonly subject: AccountSubject;
}

/** In the transaction of another decision, that of a new note. @throws as `attachFile` */
export function addAttachment(
  tx: Tx,
  context: ActionContext,
  { noteId, file, subject }: NewAttachment,
): string {
  const held = heldFile(tx, subject.organizationId, file.sha256);
  if (held === undefined)
    throw new StewardError('not_found', `“${file.name}” is not here any more. Choose the file once more.`);
  if (countAttachments(tx, noteId) >= mostAttachments)
    throw new StewardError(
      'conflict',
      `“${file.name}” is one file too many: a note can have ${mostAttachments}. Remove another one, or write a second note.`,
    );
  return operate(tx, context, {
    kind: 'attachment.add',
    patch: { note: noteId, name: file.name, type: held.type, size: held.size, sha256: file.sha256 },
    subject,
  });
}

/** Takes a file away from its note, on every desktop. @throws StewardError not_found for one that was removed already */
export function detachFile(context: ActionContext, attachmentId: string): void {
  decide(context, 'attachment.remove', (tx) => {
    const found = readAttachment(tx, attachmentId);
    if (found === undefined) throw new StewardError('not_found', 'This file was removed already.');
    const subject = accountSubject(tx, { organizationId: found.organizationId });
    operate(tx, context, { kind: 'attachment.remove', patch: {}, subject, changes: { entry: attachmentId } });
  });
}
