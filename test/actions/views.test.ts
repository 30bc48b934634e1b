import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteView, saveView } from '../../src-main/actions/desk/views';
import { readSavedViews } from '../../src-main/store/desk/saved-views';
import type { Role } from '../../src-preload/contract/roles';
import { decisionsOn } from '../support/action-context';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

const now = 1_795_000_000_000;
const list = {
  filter: { riskLevels: ['high' as const] },
  sort: { key: 'arr' as const, descending: true },
  columns: ['arr'],
};

const own = { shared: false, sharedBy: null, isPending: true };

let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => now);
});
afterEach(() => temporary.remove());

const decisions = () => decisionsOn(temporary.store, now);
const views = () => readSavedViews(temporary.store.read);

describe('a view', () => {
  it('is kept under its name, as it was saved', () => {
    const saved = saveView(decisions(), { name: 'At risk', ...list });
    expect(saved).toEqual({ id: saved.id, name: 'At risk', createdAt: now, ...own, ...list });
    expect(views()).toEqual([saved]);
  });

  it('takes another name or state, and stays the same view', () => {
    const { id } = saveView(decisions(), { name: 'At risk', ...list });
    const changed = saveView(decisions(), { id, name: 'Losses', ...list, columns: ['score'] });
    expect(changed).toEqual({ id, name: 'Losses', createdAt: now, ...own, ...list, columns: ['score'] });
    expect(views()).toEqual([changed]);
  });

  it('keeps its own name, but takes nobody else’s, letter case aside', () => {
    const { id } = saveView(decisions(), { name: 'At risk', ...list });
    saveView(decisions(), { name: 'Renewals', ...list });
    expect(saveView(decisions(), { id, name: 'AT RISK', ...list }).name).toBe('AT RISK');
    expect(() => saveView(decisions(), { id, name: 'renewals', ...list })).toThrow(/exists already/);
    expect(() => saveView(decisions(), { name: 'at risk', ...list })).toThrow(/exists already/);
    expect(views().map(({ name }) => name)).toEqual(['AT RISK', 'Renewals']);
  });

  it('that was deleted can’t be changed, and is deleted once or twice', () => {
    const { id } = saveView(decisions(), { name: 'At risk', ...list });
    deleteView(decisions(), id);
    deleteView(decisions(), id);
    expect(views()).toEqual([]);
    expect(() => saveView(decisions(), { id, name: 'At risk', ...list })).toThrow(/was deleted/);
  });
});

describe('a view of the team', () => {
  const login = (role: Role) => {
    temporary.store.db.client.exec(
      `replace into settings (key, value) values ('role', '${role}');
       insert into sync_state (id, login, raw_event_days) values (1, 'ann', 90) on conflict do nothing`,
    );
  };
  const save = (more: { id?: string; shared?: boolean; name?: string } = {}) =>
    saveView(decisions(), { name: 'At risk', ...list, ...more });
  const ben = (id: string) =>
    temporary.store.db.client
      .prepare(`update saved_views set owner = 'ben', shared = 1 where view_id = ?`)
      .run(id);
  const patches = () =>
    temporary.store.read.prepared<[], string>('select patch from operations order by seq').pluck().all();

  it.each(['manager', 'admin'] as const)('is shared by a %s, and taken back as one’s own', (role) => {
    login(role);
    const { id } = save({ shared: true });
    expect(views()).toMatchObject([{ shared: true, sharedBy: null }]);
    save({ id });
    expect(patches()).toHaveLength(1);
    save({ id, shared: false });
    expect(patches()[1]).toBe('{"shared":false}');
    expect(views()).toMatchObject([{ shared: false }]);
  });

  it('is nothing that a viewer makes, changes or removes; its own it may', () => {
    login('viewer');
    expect(() => save({ shared: true })).toThrow(/Only managers and admins share/);
    const { id } = save();
    expect(() => save({ id, shared: true })).toThrow(/Only managers and admins share/);
    expect(save({ id, name: 'Mine' }).name).toBe('Mine');
    deleteView(decisions(), id);
    expect(views()).toEqual([]);
  });

  it('that a colleague shares says who, and is changed or removed by an admin alone', () => {
    login('manager');
    const { id } = save();
    ben(id);
    expect(views()).toMatchObject([{ shared: true, sharedBy: 'ben' }]);
    expect(() => save({ id, name: 'Ours' })).toThrow(/ben shares this view/);
    expect(() => deleteView(decisions(), id)).toThrow(/ben shares this view/);
    expect(patches()).toHaveLength(1);
    login('admin');
    save({ id, name: 'Ours' });
    deleteView(decisions(), id);
    expect(patches()).toHaveLength(3);
  });

  it('is marked until the company has answered', () => {
    login('manager');
    save();
    expect(views()).toMatchObject([{ isPending: true }]);
    temporary.store.db.client.exec(`update operations set state = 'acknowledged'`);
    expect(views()).toMatchObject([{ isPending: false }]);
  });
});
