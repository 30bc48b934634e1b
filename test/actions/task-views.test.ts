import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveTaskView } from '../../src-main/actions/desk/task-views';
import { deleteView, saveView } from '../../src-main/actions/desk/views';
import { writeMembership } from '../../src-main/store/copy/membership';
import { readSavedViews, readTaskViews } from '../../src-main/store/desk/saved-views';
import { refold } from '../../src-main/store/operations/refold';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { decisionsOn } from '../support/action-context';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

const now = 20_775 * 86_400_000;

let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  writeTransaction(temporary.store, 'test role', (tx) =>
    writeMembership(tx, { role: 'manager', managerId: 1 }),
  );
});
afterEach(() => temporary.remove());

const context = () => decisionsOn(temporary.store, now);
const ofTasks = () => readTaskViews(temporary.store.read);
const ofAccounts = () => readSavedViews(temporary.store.read).map(({ name }) => name);
const state = { show: 'board', priority: 'high', words: 'acme' } as const;

describe('a view of tasks', () => {
  it('keeps how they are shown and what narrows them, and is none of accounts', () => {
    const id = saveTaskView(context(), { name: 'What presses', state, shared: true });
    saveView(context(), {
      ...{ name: 'Accounts of mine', filter: {}, columns: [] },
      sort: { key: 'name', descending: false },
    });
    expect(ofTasks()).toMatchObject([{ id, name: 'What presses', state, shared: true, isPending: true }]);
    expect(ofTasks()).toHaveLength(1);
    expect(ofAccounts()).toEqual(['Accounts of mine']);
    deleteView(context(), id);
    expect(ofTasks()).toEqual([]);
    expect(ofAccounts()).toEqual(['Accounts of mine']);
  });

  it('has a name of its own, also beside those of accounts', () => {
    saveTaskView(context(), { name: 'What presses', state: {}, shared: false });
    for (const name of ['What presses', 'WHAT PRESSES'])
      expect(() => saveTaskView(context(), { name, state: {}, shared: false })).toThrow(/exists already/);
  });

  it('that a newer Steward made, of which this one can’t read all, is left aside', () => {
    const id = saveTaskView(context(), { name: 'Newer', state, shared: false });
    temporary.store.db.client.exec(
      `update operations set patch = json_set(patch, '$.view.tasks.show', 'tree') where entry = '${id}'`,
    );
    writeTransaction(temporary.store, 'test fold', (tx) => refold(tx, 'view.save', id));
    expect(ofTasks()).toEqual([]);
    expect(ofAccounts()).toEqual([]);
  });

  it('is not shared by who may only look', () => {
    writeTransaction(temporary.store, 'test role', (tx) =>
      writeMembership(tx, { role: 'viewer', managerId: null }),
    );
    expect(() => saveTaskView(context(), { name: 'Mine', state, shared: true })).toThrow(/Only managers/);
    saveTaskView(context(), { name: 'Mine', state, shared: false });
    expect(ofTasks()).toMatchObject([{ name: 'Mine', shared: false }]);
  });
});
