import {
  type Mentionable,
  type MentionPatch,
  marksOf,
  nameInMark,
  type StoredMention,
} from '../../../src-preload/contract/mentions';
import { readManagerEmail } from '../../store/ctas/read-ctas';
import { peopleNamed } from '../../store/notes/people-named';
import { readContact } from '../../store/notes/read-notes';
import type { Tx } from '../../store/types';

/** What is known of who is meant by the marks of a note. */
interface Known {
  /** Whom the writer chose, by the name in the mark. */
  readonly meant: readonly Mentionable[];
  /** As it stands: its text, and whom that mentions. */
  readonly before: { readonly text: string; readonly mentions: readonly StoredMention[] } | null;
}

/**
 * Whom each mark of a text means, in its order: whom the writer chose, else whom it meant before, else the only colleague or contact of
 * the account of that name; null: a name alone. @returns undefined where it has no marks
 */
export function mentionsOf(
  tx: Tx,
  organizationId: number,
  text: string,
  { meant, before }: Known,
): MentionPatch[] | undefined {
  const marks = marksOf(text);
  if (marks.length === 0) return undefined;
  const chosen = new Map(meant.map((one) => [nameInMark(one.name), one]));
  const marksBefore = before === null ? [] : marksOf(before.text);
  return marks.map((name) => {
    const one = chosen.get(name);
    const asChosen = one === undefined ? null : patchOf(tx, organizationId, one);
    return (
      asChosen ?? asBefore(before?.mentions[marksBefore.indexOf(name)]) ?? theOnly(tx, organizationId, name)
    );
  });
}

function asBefore(mention: StoredMention | undefined): MentionPatch {
  if (mention == null) return null;
  return 'manager' in mention ? { manager: mention.manager } : mention;
}

function theOnly(tx: Tx, organizationId: number, name: string): MentionPatch {
  const [one, ...others] = peopleNamed(tx, organizationId, name);
  return one === undefined || others.length > 0 ? null : patchOf(tx, organizationId, one);
}

function patchOf(
  tx: Tx,
  organizationId: number,
  { kind, id }: Pick<Mentionable, 'kind' | 'id'>,
): MentionPatch {
  if (kind === 'colleague') {
    const manager = readManagerEmail(tx, id);
    return manager === undefined ? null : { manager };
  }
  const contact = readContact(tx, organizationId, id);
  return contact === undefined ? null : { contact };
}
