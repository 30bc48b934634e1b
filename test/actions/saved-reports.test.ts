import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveReport } from '../../src-main/actions/desk/saved-reports';
import { saveTaskView } from '../../src-main/actions/desk/task-views';
import { deleteView, saveView } from '../../src-main/actions/desk/views';
import { writeMembership } from '../../src-main/store/copy/membership';
import { readReportViews, readSavedViews, readTaskViews } from '../../src-main/store/desk/saved-views';
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
const reports = () => readReportViews(temporary.store.read);
const state = {
  show: 'change',
  ownerId: 7,
  rates: 'constant',
  period: { relative: 'last_quarter' },
} as const;

describe('a saved report', () => {
  it('keeps which one, whose, at which rates and of when, and is no view of accounts or tasks', () => {
    const id = saveReport(context(), { name: 'For the board', state, shared: true });
    saveView(context(), {
      ...{ name: 'Accounts of mine', filter: {}, columns: [] },
      sort: { key: 'name', descending: false },
    });
    saveTaskView(context(), { name: 'What presses', state: { show: 'board' }, shared: false });
    expect(reports()).toMatchObject([{ id, name: 'For the board', state, shared: true, isPending: true }]);
    expect(reports()).toHaveLength(1);
    expect(readSavedViews(temporary.store.read).map(({ name }) => name)).toEqual(['Accounts of mine']);
    expect(readTaskViews(temporary.store.read).map(({ name }) => name)).toEqual(['What presses']);
  });

  it('is deleted, and saved once more as it was', () => {
    const id = saveReport(context(), { name: 'For the board', state, shared: true });
    deleteView(context(), id);
    expect(reports()).toEqual([]);
    saveReport(context(), { name: 'For the board', state, shared: true });
    expect(reports()).toMatchObject([{ name: 'For the board', state, shared: true }]);
  });

  it('has a name of its own among all views', () => {
    saveTaskView(context(), { name: 'For the board', state: {}, shared: false });
    expect(() => saveReport(context(), { name: 'FOR THE BOARD', state, shared: false })).toThrow(
      /exists already/,
    );
  });

  it('is not shared by who may only look, and kept by them for themselves', () => {
    writeTransaction(temporary.store, 'test role', (tx) =>
      writeMembership(tx, { role: 'viewer', managerId: null }),
    );
    expect(() => saveReport(context(), { name: 'Ours', state, shared: true })).toThrow(/managers and admins/);
    saveReport(context(), { name: 'Mine', state, shared: false });
    expect(reports().map(({ name }) => name)).toEqual(['Mine']);
  });

  it.each([
    ['$.view.report.show', 'forecast'],
    ['$.view.report.period.relative', 'last_week'],
  ])('that a newer Steward made, of which this one can’t read %s, is left aside', (path, value) => {
    const id = saveReport(context(), { name: 'Newer', state, shared: false });
    temporary.store.db.client.exec(
      `update operations set patch = json_set(patch, '${path}', '${value}') where entry = '${id}'`,
    );
    writeTransaction(temporary.store, 'test fold', (tx) => refold(tx, 'view.save', id));
    expect(reports()).toEqual([]);
    expect(readSavedViews(temporary.store.read)).toEqual([]);
  });
});
