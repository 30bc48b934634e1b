import type { ActionContext } from '../../../src-main/actions/action-context';
import { attachFile } from '../../../src-main/actions/notes/attachments';
import { addNote } from '../../../src-main/actions/notes/notes';
import { createIds } from '../../../src-main/ports/ids';
import { holdFile } from '../../../src-main/store/attachments/held-files';
import { readNotes } from '../../../src-main/store/notes/read-notes';
import type { OutboxRow } from '../../../src-main/store/operations/outbox';
import { readOutbox } from '../../../src-main/store/operations/set-backs';
import type { Store } from '../../../src-main/store/types';
import { writeTransaction } from '../../../src-main/store/write-transaction';
import type { AttachmentType } from '../../../src-preload/contract/attachments';
import type { SetBack } from '../../../src-preload/contract/operations';
import { digestOf } from '../../support/files';

interface HasStore {
  readonly store: Store;
}

/** Decisions at a desk in a test, by the real clock. */
export function decidingAt({ store }: HasStore): ActionContext {
  return {
    store,
    ids: createIds({ now: Date.now }),
    now: Date.now,
    author: 'Ann at her desk',
    rescore: () => undefined,
    pushSoon: () => undefined,
  };
}

/** The account of this place in the desk's copy, by its number. */
export function accountAt({ store }: HasStore, place = 0): number {
  const id = store.read
    .prepared<[number], number>('select organization_id from organizations order by 1 limit 1 offset ?')
    .pluck()
    .get(place);
  if (id === undefined) throw new Error('the copy has no such account');
  return id;
}

export function writeNote(desk: HasStore, text: string, organizationId = accountAt(desk)): string {
  return addNote(decidingAt(desk), { account: { organizationId }, contactId: null, text });
}

/** Texts of the account's notes as screens show them, each with a star while it is on its way. */
export function shownNotes({ store }: HasStore, organizationId: number): string[] {
  return readNotes(store.read, { organizationId })
    .notes.map(({ text, isPending }) => (isPending ? `${text} *` : text))
    .sort();
}

type ShownOperation = Pick<
  OutboxRow,
  'opId' | 'kind' | 'entry' | 'state' | 'reason' | 'attempts' | 'retryAt' | 'baseVersion'
>;

export function outboxOf({ store }: HasStore): ShownOperation[] {
  return store.read
    .prepared<[], ShownOperation>(
      `select op_id as opId, kind, entry, state, reason, attempts, retry_at as retryAt, base_version as baseVersion
         from operations order by seq`,
    )
    .all();
}

/** How many operations are in which state, as `pending 3`. */
export function outboxStates(desk: HasStore): string[] {
  const states = outboxOf(desk).map(({ state }) => state);
  return [...new Set(states)]
    .sort()
    .map((state) => `${state} ${states.filter((one) => one === state).length}`);
}

export function setBacksOf({ store }: HasStore): readonly SetBack[] {
  return readOutbox(store.read).setBack;
}

/** Attaches a file to a note, as one that somebody chose. */
export function attachTo(
  desk: HasStore,
  noteId: string,
  name: string,
  content: Buffer,
  type: AttachmentType = 'image/png',
): string {
  const sha256 = digestOf(content);
  writeTransaction(desk.store, 'files.hold', (tx) => holdFile(tx, { sha256, type }, content, Date.now()));
  return attachFile(decidingAt(desk), { noteId, file: { name, sha256 } });
}
