import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteView, saveView } from '../../src-main/actions/desk/views';
import { readSavedViews } from '../../src-main/store/desk/saved-views';
import { decisionsOn } from '../support/action-context';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

const now = 1_795_000_000_000;
const list = {
  filter: { riskLevels: ['high' as const] },
  sort: { key: 'arr' as const, descending: true },
  columns: ['arr'],
};

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
    expect(saved).toEqual({ id: saved.id, name: 'At risk', createdAt: now, ...list });
    expect(views()).toEqual([saved]);
  });

  it('takes another name or state, and stays the same view', () => {
    const { id } = saveView(decisions(), { name: 'At risk', ...list });
    const changed = saveView(decisions(), { id, name: 'Losses', ...list, columns: ['score'] });
    expect(changed).toEqual({ id, name: 'Losses', createdAt: now, ...list, columns: ['score'] });
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
