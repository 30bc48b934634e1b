import { describe, expect, test } from 'vitest';
import {
  foldActivityTemplate,
  type StoredActivityTemplate,
} from '../../../src-main/lib/operations/fold-activity-template';
import type { OperationPatch } from '../../../src-preload/contract/operations';

const operation = { opId: 'o1', subject: null, author: 'bob', madeAt: 1, place: 1 } as const;
const save = (patch: OperationPatch<'activity_template.save'>) =>
  ({ ...operation, kind: 'activity_template.save', patch }) as const;
const remove = { ...operation, kind: 'activity_template.remove', patch: {} } as const;

const ours: StoredActivityTemplate = {
  ...{ name: 'Ours', kind: 'call', text: 'Next:', place: 2, hidden: false, author: 'ann', version: 3 },
  ...{ isShipped: false, isRemoved: false },
};
const shipped: StoredActivityTemplate = { ...ours, name: 'Renewal talk', author: '', isShipped: true };
const all = { name: 'Mine', kind: 'meeting', text: 'Said:', place: 7, hidden: true } as const;

describe('a template of activities with one more operation', () => {
  test('is what a new one says, of who made it, and is offered unless it says otherwise', () => {
    const { hidden, ...shown } = all;
    const made = { version: 1, author: 'bob', isShipped: false, isRemoved: false };
    expect(foldActivityTemplate(null, save(all))).toEqual({ ...all, ...made });
    expect(foldActivityTemplate(null, save(shown))).toEqual({ ...shown, ...made, hidden: false });
  });

  test.each(['name', 'kind', 'text', 'place'] as const)('is none without its %s', (part) => {
    expect(foldActivityTemplate(null, save({ ...all, [part]: undefined }))).toBeNull();
  });

  test('changes by what is said, and stays whose it was', () => {
    expect(foldActivityTemplate(ours, save(all))).toEqual({ ...ours, ...all });
    expect(foldActivityTemplate(ours, save({ text: 'Said:' }))).toEqual({ ...ours, text: 'Said:' });
    expect(foldActivityTemplate(ours, save({}))).toEqual(ours);
  });

  test('that is Steward’s own takes its place and whether it is hidden alone, of who said so first', () => {
    const said = { ...shipped, place: 7, hidden: true, author: 'bob' };
    expect(foldActivityTemplate(shipped, save(all))).toEqual(said);
    expect(foldActivityTemplate({ ...shipped, author: 'ann' }, save(all))).toEqual({
      ...said,
      author: 'ann',
    });
  });

  test('is gone once it is removed; Steward’s own stays', () => {
    expect(foldActivityTemplate(ours, remove)).toEqual({ ...ours, isRemoved: true });
    expect(foldActivityTemplate({ ...ours, isRemoved: true }, save(all))?.isRemoved).toBe(true);
    expect(foldActivityTemplate(shipped, remove)).toEqual(shipped);
    expect(foldActivityTemplate(null, remove)).toBeNull();
  });
});
