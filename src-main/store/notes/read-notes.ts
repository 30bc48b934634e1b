import type { Note } from '../../../src-preload/contract/notes';
import { readLogin } from '../copy/sync-state';
import type { ReadDb, Tx } from '../types';
import { wordsQuery } from './words-query';

const most = 200;

/** Which notes of an account. */
export interface NoteChoice {
  readonly organizationId: number;
  /** Words that all have to be in it, each as the beginning of one. */
  readonly search?: string | undefined;
  /** Of this contact alone. */
  readonly contactId?: number | undefined;
}

interface NoteRow {
  id: string;
  text: string;
  version: number;
  contact: string | null;
  contactId: number | null;
  contactName: string | null;
  author: string;
  at: number;
  isPending: number;
}

/** The notes of an account, the latest first, also those that are still on their way to the company. */
export function readNotes(db: ReadDb, choice: NoteChoice): { notes: Note[]; total: number } {
  const words = wordsQuery(choice.search ?? '');
  const where = `n.organization_id = @organizationId
    and (@contactId is null or u.user_id = @contactId)
    and (@words is null or n.seq in (select rowid from notes_words where notes_words match @words))`;
  const from = `from notes n left join users u on u.external_id = n.contact and u.organization_id = n.organization_id`;
  const asked = { organizationId: choice.organizationId, contactId: choice.contactId ?? null, words };
  const rows = db
    .prepared<[typeof asked], NoteRow>(
      `select n.note_id as id, n.text, n.version, n.contact, u.user_id as contactId, u.name as contactName, n.author,
              n.created_at as at,
              exists (select 1 from operations p where p.entry = n.note_id and p.state = 'pending') as isPending
         ${from} where ${where} order by n.created_at desc, n.note_id desc limit ${most}`,
    )
    .all(asked);
  const total = db
    .prepared<[typeof asked], number>(`select count(*) ${from} where ${where}`)
    .pluck()
    .get(asked);
  const login = readLogin(db);
  return {
    total: total ?? 0,
    notes: rows.map(({ contact, contactId, contactName, isPending, ...row }) => ({
      ...row,
      contact: contact === null ? null : { id: contactId, name: contactName },
      isPending: isPending === 1,
      isOwn: login === null || row.author === login,
    })),
  };
}

/** What a change of a note has to know; undefined where it was removed. */
export function readNote(tx: Tx, noteId: string): { organizationId: number; version: number } | undefined {
  return tx
    .prepared<[string], { organizationId: number; version: number }>(
      'select organization_id as organizationId, version from notes where note_id = ?',
    )
    .get(noteId);
}

/** The company's own id of a contact; undefined where the account has none of that number. */
export function readContact(tx: ReadDb | Tx, organizationId: number, contactId: number): string | undefined {
  return tx
    .prepared<[number, number], string>(
      'select external_id from users where user_id = ? and organization_id = ?',
    )
    .pluck()
    .get(contactId, organizationId);
}
