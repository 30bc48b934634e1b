import { foldObjection, type Objection, type ObjectionKind } from '../../lib/operations/fold-objection';
import { contactNumber } from '../accounts/contact-number';
import type { Tx } from '../types';
import { changedFields } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { dropEntry, putEntry } from './put-entry';

export const objectionEntry: EntryFold<Objection, ObjectionKind> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], Objection & { readonly changed: string }>(
        `select organization_id as organizationId, user_id as contact, since_day as sinceDay,
                coalesce(earlier_author, author) as author, made_at as createdAt, withdrawn_at as takenBackAt, changed
           from copied_profiling_objections where objection_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const { changed, ...row } = found;
    return { row, changed: changedFields(changed) };
  },
  fold: foldObjection,
  put(tx, entry, objection) {
    const userId = objection === null ? undefined : numberOf(tx, objection);
    if (objection === null || userId === undefined) dropEntry(tx, 'profiling_objections', entry);
    else
      putEntry(tx, 'profiling_objections', entry, {
        organization_id: objection.organizationId,
        user_id: userId,
        since_day: objection.sinceDay,
        author: objection.author,
        created_at: objection.createdAt,
        withdrawn_at: objection.takenBackAt,
      });
  },
};

/** Undefined where the copy has no such contact: the company will say who it is. */
function numberOf(tx: Tx, { organizationId, contact }: Objection): number | undefined {
  if (typeof contact === 'number') return contact;
  return contactNumber(tx, organizationId, contact);
}
