import { beforeEach, describe, expect, test } from 'vitest';
import { changeNote } from '../../src-main/actions/notes/notes';
import type { Connection } from '../../src-main/sync/wire/connect';
import { accountAt, decidingAt, setBacksOf, shownNotes, writeNote } from './support/decide';
import { type Desk, openDesk } from './support/desk';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6, scope: 'book' });
const shown = () => shownNotes(here.desk, accountAt(here.desk));
const colleague = () => here.company.createLogin({ role: 'admin', scope: 'all' });

async function notesAtCompany(): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ text: string }>(
    'select text from customer_success.notes where removed_at is null order by row_id',
  );
  return rows.map(({ text }) => text);
}

/** A desk of another login; synced, and closed after its use. */
async function atAColleagues(use: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = openDesk(await colleague());
  try {
    await desk.sync();
    await use(desk);
  } finally {
    desk.close();
  }
}

/** The company has it and has answered, and the pull that should bring it fails. */
async function pushWithoutPull(): Promise<void> {
  const noPull = (connection: Connection): Connection => ({
    ...connection,
    query(text, values) {
      if (text.includes('repeatable read')) throw new Error('Connection terminated unexpectedly');
      return connection.query(text, values);
    },
  });
  await expect(here.desk.syncOver(noPull)).rejects.toThrow();
}

beforeEach(async () => {
  await here.desk.sync();
});

describe('of a note that was changed,', () => {
  test('an undo that was offered before a colleague’s change came does not take that back', async () => {
    const noteId = writeNote(here.desk, 'first');
    await here.desk.sync();
    const undoes = changeNote(decidingAt(here.desk), { noteId, text: 'second' });
    await here.desk.sync();
    await atAColleagues(async (other) => {
      changeNote(decidingAt(other), { noteId, text: 'a colleague’s' });
      await other.sync();
    });
    await here.desk.sync();
    changeNote(decidingAt(here.desk), { noteId, text: 'first', undoes });
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['a colleague’s']);
    expect(setBacksOf(here.desk)).toMatchObject([{ what: 'lost', text: 'first' }]);
  });

  test.each(['at once', 'after its answer', 'after the next sync'])(
    'an undo %s puts back what was there where nobody else changed it',
    async (when) => {
      const noteId = writeNote(here.desk, 'first');
      await here.desk.sync();
      const undoes = changeNote(decidingAt(here.desk), { noteId, text: 'second' });
      if (when === 'after its answer') await pushWithoutPull();
      if (when === 'after the next sync') await here.desk.sync();
      changeNote(decidingAt(here.desk), { noteId, text: 'first', undoes });
      await here.desk.sync();
      expect(await notesAtCompany()).toEqual(['first']);
      expect(setBacksOf(here.desk)).toEqual([]);
    },
  );

  test('an undo of the second of two changes on their way puts back the first', async () => {
    const noteId = writeNote(here.desk, 'one');
    await here.desk.sync();
    changeNote(decidingAt(here.desk), { noteId, text: 'two' });
    const undoes = changeNote(decidingAt(here.desk), { noteId, text: 'three' });
    await here.desk.sync();
    await here.desk.sync();
    changeNote(decidingAt(here.desk), { noteId, text: 'two', undoes });
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['two']);
    expect(setBacksOf(here.desk)).toEqual([]);
  });

  test('a change that lost leaves nothing to undo, and says so', async () => {
    const noteId = writeNote(here.desk, 'one');
    await here.desk.sync();
    await atAColleagues(async (other) => {
      changeNote(decidingAt(other), { noteId, text: 'a colleague’s' });
      await other.sync();
    });
    const undoes = changeNote(decidingAt(here.desk), { noteId, text: 'two' });
    await here.desk.sync();
    expect(() => changeNote(decidingAt(here.desk), { noteId, text: 'one', undoes })).toThrow(
      /did not come into force/,
    );
    expect(await notesAtCompany()).toEqual(['a colleague’s']);
  });

  test('changes made while the copy lags behind the company’s answers don’t lose against one’s own', async () => {
    const noteId = writeNote(here.desk, 'one');
    await here.desk.sync();
    for (const text of ['two', 'three', 'four']) {
      changeNote(decidingAt(here.desk), { noteId, text });
      await pushWithoutPull();
    }
    expect(await notesAtCompany()).toEqual(['four']);
    await here.desk.sync();
    expect(shown()).toEqual(['four']);
    expect(setBacksOf(here.desk)).toEqual([]);
  });
});
