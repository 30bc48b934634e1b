import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeTasks, removeTask } from '../../src-main/actions/ctas/tasks';
import { addHolidays } from '../../src-main/actions/holidays/holidays';
import { addNote, changeNote, removeNote } from '../../src-main/actions/notes/notes';
import { stepsToTasks } from '../../src-main/actions/notes/steps-to-tasks';
import { formatDay } from '../../src-main/lib/day';
import { stepDigest, stepTaskId } from '../../src-main/lib/step-key';
import { readNotes } from '../../src-main/store/notes/read-notes';
import { taskList } from '../../src-main/work/ctas/task-list';
import { decisionsOn } from '../support/action-context';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

/** A Wednesday: 2026-11-18. */
const today = 20_775;
const now = today * 86_400_000 + 3_600_000;
const text = 'They renew.\nNext steps:\n- Send the contract\n- Call Ada\n';

let temporary: TemporaryStore;
let id: number;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  id = addAccount(temporary.store, today);
  temporary.store.db.client.exec(`
    insert into managers (manager_id, email, name) values (1, 'ann@x.test', 'Ann'), (2, 'bob@x.test', 'Bob');
    insert into settings (key, value) values ('manager', '2');
    update organizations set owner_id = 1`);
});
afterEach(() => temporary.remove());

const context = () => decisionsOn(temporary.store, now);
const write = (written = text) =>
  addNote(context(), { account: { organizationId: id }, contactId: null, text: written });
const make = (noteId: string, steps: 'all' | string[] = 'all') => stepsToTasks(context(), { noteId, steps });
const tasks = () =>
  taskList(temporary.store.read, { show: 'both' }, now).tasks.toSorted((a, b) =>
    a.title < b.title ? -1 : 1,
  );
const stepsOfNote = () =>
  readNotes(temporary.store.read, { organizationId: id }).notes[0]?.steps.map(({ words, task }) => [
    words,
    task?.title ?? null,
  ]);

describe('a next step of a note', () => {
  it('becomes a task of the account: of who makes it, due in a week’s work, that says of which note it is', () => {
    addHolidays(context(), [{ day: formatDay(today + 2), name: 'A day off', country: null }]);
    const noteId = write();
    const made = make(noteId, ['Call Ada']);
    expect(made).toEqual([{ taskId: stepTaskId(noteId, stepDigest('Call Ada'), 0), title: 'Call Ada' }]);
    expect(tasks()).toMatchObject([
      {
        ...{ id: made[0]?.taskId, title: 'Call Ada', accountId: id, noteId, cta: null, every: null },
        ...{ owner: { name: 'Bob' }, givenTo: 2, due: formatDay(today + 8), isPending: true },
      },
    ]);
    expect(stepsOfNote()).toEqual([
      ['Send the contract', null],
      ['Call Ada', 'Call Ada'],
    ]);
  });

  it('is of whoever has the account where that is who makes it, and where nobody knows who does', () => {
    temporary.store.db.client.exec(`update settings set value = '1' where key = 'manager'`);
    make(write('Next: one'));
    temporary.store.db.client.exec(`delete from settings where key = 'manager'`);
    make(write('Next: two'));
    expect(tasks().map(({ givenTo, owner }) => [givenTo, owner?.name])).toEqual([
      [null, 'Ann'],
      [null, 'Ann'],
    ]);
  });

  it('becomes one task, however often it is asked for, and the same words of another note another', () => {
    const noteId = write();
    expect(make(noteId, ['Call Ada'])).toHaveLength(1);
    expect(make(noteId, ['Call Ada'])).toEqual([]);
    expect(make(noteId).map(({ title }) => title)).toEqual(['Send the contract']);
    expect(make(noteId)).toEqual([]);
    expect(tasks()).toHaveLength(2);
    expect(make(write())).toHaveLength(2);
  });

  it('keeps its task as its words are changed, done or not, and one that comes new has none', () => {
    const noteId = write();
    make(noteId);
    const [call] = tasks();
    changeTasks(context(), [{ taskId: call?.id ?? '', done: true }]);
    const changed = 'They renew.\nNext steps:\n- Book a room\n- send the signed contract\n- CALL ADA.\n';
    changeNote(context(), { noteId, text: changed });
    expect(stepsOfNote()).toEqual([
      ['Book a room', null],
      ['send the signed contract', 'Send the contract'],
      ['CALL ADA.', 'Call Ada'],
    ]);
    expect(make(noteId).map(({ title }) => title)).toEqual(['Book a room']);
  });

  it('keeps its task as the task gets another title', () => {
    const noteId = write();
    const [made] = make(noteId, ['Call Ada']);
    changeTasks(context(), [{ taskId: made?.taskId ?? '', title: 'Something else' }]);
    expect(stepsOfNote()?.[1]).toEqual(['Call Ada', 'Something else']);
    expect(make(noteId, ['Call Ada'])).toEqual([]);
  });

  it('becomes another task where its task was removed, a few times', () => {
    const noteId = write('Next: Call Ada');
    for (let again = 0; again < 5; again++) {
      const [made] = make(noteId);
      expect(made?.taskId).toBe(stepTaskId(noteId, stepDigest('Call Ada'), again));
      removeTask(context(), made?.taskId ?? '');
      expect(stepsOfNote()).toEqual([['Call Ada', null]]);
    }
    expect(() => make(noteId)).toThrow(/removed 5 times/);
  });

  it('becomes none where the note names it no more or was removed, and then none of the others does', () => {
    const noteId = write();
    expect(() => make(noteId, ['Call Ada', 'Call Otto'])).toThrow(/no more/);
    expect(tasks()).toEqual([]);
    removeNote(context(), noteId);
    expect(() => make(noteId)).toThrow(/removed already/);
  });

  it('is told apart from that of a note that is gone: its task says of no note', () => {
    const noteId = write('Next: Call Ada');
    make(noteId);
    removeNote(context(), noteId);
    expect(tasks()).toMatchObject([{ title: 'Call Ada', noteId: null }]);
  });
});
