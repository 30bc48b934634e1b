import { activityPatchSchema } from '../../../src-preload/contract/activities';
import type { StoredMention } from '../../../src-preload/contract/mentions';
import type { Note } from '../../../src-preload/contract/notes';
import { typedPhrases } from '../../lib/finding/typed-phrases';
import { stepsWithTasks } from '../../lib/next-steps';
import { readAttachments } from '../attachments/read-attachments';
import { readLogin } from '../copy/sync-state';
import { matching } from '../texts/find-texts';
import type { ReadDb, Tx } from '../types';
import { isMentioned, peopleMeant, readStored } from './mentions';
import { readTasksOfNotes } from './tasks-of-notes';

const most = 200;

/** Which notes of an account. */
export interface NoteChoice {
  readonly organizationId: number;
  /** Words that all have to be in it, each as the beginning of one. */
  readonly search?: string | undefined;
  /** Of this contact alone. */
  readonly contactId?: number | undefined;
  /** This one alone. */
  readonly noteId?: string | undefined;
}

/** Of a query over notes n: whether the contact was there. */
const tookPart = `exists (select 1 from json_each(n.activity, '$.contacts') p join users x on x.external_id = p.value
  where x.organization_id = n.organization_id and x.user_id = @contactId)`;

interface NoteRow {
  id: string;
  text: string;
  version: number;
  contact: string | null;
  contactId: number | null;
  contactName: string | null;
  author: string;
  at: number;
  activity: string | null;
  mentions: string | null;
  isPending: number;
}

/** The notes of an account, the latest first, also those that are still on their way to the company. */
export function readNotes(db: ReadDb, choice: NoteChoice): { notes: Note[]; total: number } {
  const phrases = typedPhrases(choice.search ?? '');
  const words = phrases.length === 0 ? null : matching(phrases, choice.organizationId);
  const where = `n.organization_id = @organizationId
    and (@contactId is null or u.user_id = @contactId or ${tookPart} or ${isMentioned('@contactId')})
    and (@noteId is null or n.note_id = @noteId)
    and (@words is null or n.seq in (
      select cast(t.entry as integer) from texts_words join texts t on t.seq = texts_words.rowid
       where texts_words match @words and t.source = 'notes'))`;
  const from = `from notes n left join users u on u.external_id = n.contact and u.organization_id = n.organization_id`;
  const asked = {
    organizationId: choice.organizationId,
    contactId: choice.contactId ?? null,
    noteId: choice.noteId ?? null,
    words,
  };
  const rows = db
    .prepared<[typeof asked], NoteRow>(
      `select n.note_id as id, n.text, n.version, n.contact, u.user_id as contactId, u.name as contactName, n.author,
              n.created_at as at, n.activity, n.mentions,
              exists (select 1 from operations p where p.entry = n.note_id and p.state = 'pending') as isPending
         ${from} where ${where} order by n.created_at desc, n.note_id desc limit ${most}`,
    )
    .all(asked);
  const total = db
    .prepared<[typeof asked], number>(`select count(*) ${from} where ${where}`)
    .pluck()
    .get(asked);
  const login = readLogin(db);
  const tasks = Map.groupBy(
    readTasksOfNotes(
      db,
      rows.map(({ id }) => id),
    ),
    ({ noteId }) => noteId,
  );
  const files = readAttachments(
    db,
    rows.map(({ id }) => id),
  );
  return {
    total: total ?? 0,
    notes: rows.map(({ contact, contactId, contactName, isPending, activity, mentions, ...row }) => ({
      ...row,
      activity: activityOf(db, choice.organizationId, activity),
      mentions: peopleMeant(db, choice.organizationId, readStored(mentions)),
      files: files.get(row.id) ?? [],
      steps: stepsWithTasks(row.id, row.text, tasks.get(row.id) ?? []).map(({ task, ...step }) => ({
        ...step,
        task: task && { id: task.id, title: task.title, isDone: task.doneAt !== null },
      })),
      contact: contact === null ? null : { id: contactId, name: contactName },
      isPending: isPending === 1,
      isOwn: login === null || row.author === login,
    })),
  };
}

/** With its contacts as the copy knows them. */
function activityOf(db: ReadDb, organizationId: number, text: string | null): Note['activity'] {
  if (text === null) return null;
  const { contacts, ...activity } = activityPatchSchema.parse(JSON.parse(text));
  const person = db.prepared<[number, string], { id: number; name: string }>(
    'select user_id as id, name from users where organization_id = ? and external_id = ?',
  );
  return {
    ...activity,
    contacts: contacts.map((id) => person.get(organizationId, id) ?? { id: null, name: null }),
  };
}

/** What a change of a note has to know. */
interface StandingNote {
  readonly organizationId: number;
  readonly version: number;
  readonly text: string;
  readonly mentions: readonly StoredMention[];
  /** It is of something that took place. */
  readonly tookPlace: boolean;
}

/** Undefined where it was removed. */
export function readNote(tx: Tx, noteId: string): StandingNote | undefined {
  const found = tx
    .prepared<
      [string],
      Omit<StandingNote, 'mentions' | 'tookPlace'> & { mentions: string | null; took: number }
    >(
      `select organization_id as organizationId, version, text, mentions, activity is not null as took
         from notes where note_id = ?`,
    )
    .get(noteId);
  if (found === undefined) return undefined;
  const { mentions, took, ...note } = found;
  return { ...note, mentions: readStored(mentions), tookPlace: took === 1 };
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
