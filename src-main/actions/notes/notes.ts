import type { z } from 'zod';
import type { ActivityPatch, activityInputSchema } from '../../../src-preload/contract/activities';
import type { AttachedFile } from '../../../src-preload/contract/attachments';
import type { Mentionable } from '../../../src-preload/contract/mentions';
import type { OperationPatch } from '../../../src-preload/contract/operations';
import { StewardError } from '../../lib/steward-error';
import { readContact, readNote } from '../../store/notes/read-notes';
import { lostOf, versionOf } from '../../store/operations/open-operation';
import { newestOperationOf, readOperation } from '../../store/operations/outbox';
import type { Tx } from '../../store/types';
import { type AccountReference, type AccountSubject, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';
import { addAttachment } from './attachments';
import { mentionsOf } from './mentions-of';

export interface NewNote {
  readonly account: AccountReference;
  /** The contact it is about, by its number in the copy; null: the account. */
  readonly contactId: number | null;
  readonly text: string;
  /** What took place, where it is of a call, a meeting and the like. */
  readonly activity?: ActivityInput | undefined;
  /** Whom its writer chose to mention. */
  readonly meant?: readonly Mentionable[] | undefined;
  /** Attached to it, in the same transaction. */
  readonly files?: readonly AttachedFile[] | undefined;
}

type ActivityInput = z.infer<typeof activityInputSchema>;

/**
 * Writes something down about an account or one of its contacts, for the whole team. What took place is a contact: the
 * account is scored anew with it.
 * @returns the note's key
 * @throws StewardError not_found, or conflict for another account than was meant
 */
export function addNote(
  context: ActionContext,
  { account, contactId, text, activity, meant = [], files = [] }: NewNote,
): string {
  return decide(context, 'note.add', (tx) => {
    const subject = accountSubject(tx, account);
    const contact = contactId === null ? null : contactOf(tx, subject.organizationId, contactId);
    const mentions = mentionsOf(tx, subject.organizationId, text, { meant, before: null });
    const said = { text, contact, ...(mentions && { mentions }) };
    const patch = activity === undefined ? said : tookPlaceWith(context, tx, { subject, activity, said });
    const noteId = operate(tx, context, { kind: 'note.add', patch, subject });
    for (const file of files) addAttachment(tx, context, { noteId, file, subject });
    return noteId;
  });
}

interface TookPlace {
  readonly subject: AccountSubject;
  readonly activity: ActivityInput;
  readonly said: OperationPatch<'note.add'>;
}

/** What was written, with what took place. With one contact alone it is about them, and goes with them. */
function tookPlaceWith(context: ActionContext, tx: Tx, { subject, activity, said }: TookPlace) {
  const tookPlace = activityOf(context, tx, subject.organizationId, activity);
  const [only, ...others] = tookPlace.contacts;
  context.rescore(tx, [subject.organizationId]);
  const contact = said.contact ?? (others.length === 0 ? (only ?? null) : null);
  return { ...said, contact, activity: tookPlace };
}

function activityOf(
  context: ActionContext,
  tx: Tx,
  organizationId: number,
  { contacts, ...activity }: ActivityInput,
): ActivityPatch {
  if (activity.at > context.now())
    throw new StewardError('invalid_input', 'It has not taken place yet. Make a CTA of what is to come.');
  return { ...activity, contacts: contacts.map((number) => contactOf(tx, organizationId, number)) };
}

function contactOf(tx: Tx, organizationId: number, contactId: number): string {
  const contact = readContact(tx, organizationId, contactId);
  if (contact === undefined)
    throw new StewardError('not_found', 'This contact is not in your copy any more.');
  return contact;
}

export interface NoteChange {
  readonly noteId: string;
  readonly text: string;
  /** What took place, where that is corrected. */
  readonly activity?: ActivityInput | undefined;
  /** Whom its writer chose to mention. */
  readonly meant?: readonly Mentionable[] | undefined;
  /** That it was begun on: what a colleague changed since is not overwritten unseen. */
  readonly version?: number | undefined;
  /** The change, by its operation, that this one takes back: what a colleague changed after that stays. */
  readonly undoes?: string | undefined;
}

/**
 * Puts another text in a note's place.
 * @returns the operation that does
 * @throws StewardError not_found for one that was removed, conflict for a change to take back that never came into force
 */
export function changeNote(
  context: ActionContext,
  { noteId, text, activity, meant = [], version: begun, undoes }: NoteChange,
): string {
  return decide(context, 'note.change', (tx) => {
    const { note, subject } = standingNote(tx, noteId);
    const { version } = note;
    const mentions = mentionsOf(tx, subject.organizationId, text, { meant, before: note });
    const seen = undoes === undefined ? begun : versionMadeBy(tx, undoes);
    if (activity !== undefined) context.rescore(tx, [subject.organizationId]);
    operate(tx, context, {
      kind: 'note.change',
      patch: {
        text,
        ...(mentions && { mentions }),
        ...(activity && { activity: activityOf(context, tx, subject.organizationId, activity) }),
      },
      subject,
      changes: { entry: noteId, version: Math.min(seen ?? version, version) },
    });
    return newestOperationOf(tx, noteId) ?? noteId;
  });
}

/** The version that a change made of the note, or was made of while nobody has answered it; undefined for one that is forgotten. */
function versionMadeBy(tx: Tx, opId: string): number | undefined {
  const row = readOperation(tx, opId);
  if (row === undefined) return undefined;
  const isInForce = row.state === 'acknowledged' || row.state === 'seen';
  if ((row.state !== 'pending' && !isInForce) || Object.keys(lostOf(row)).length > 0)
    throw new StewardError(
      'conflict',
      'The change did not come into force, so there is nothing to undo. What was written is kept under Monitor, Your decisions.',
    );
  return isInForce ? (versionOf(row) ?? undefined) : (row.baseVersion ?? undefined);
}

/** Takes a note away, on every desktop. @throws StewardError not_found for one that was removed already */
export function removeNote(context: ActionContext, noteId: string): void {
  decide(context, 'note.remove', (tx) => {
    const { subject, note } = standingNote(tx, noteId);
    operate(tx, context, { kind: 'note.remove', patch: {}, subject, changes: { entry: noteId } });
    if (note.tookPlace) context.rescore(tx, [subject.organizationId]);
  });
}

function standingNote(tx: Tx, noteId: string) {
  const note = readNote(tx, noteId);
  if (note === undefined) throw new StewardError('not_found', 'This note was removed already.');
  return { note, subject: accountSubject(tx, { organizationId: note.organizationId }) };
}
