import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readColumnIds,
  usableSort,
  withColumn,
} from '../../../src-renderer/features/accounts/use-account-columns';
import { usableSort as usableRiskSort } from '../../../src-renderer/features/risk/sort-points';
import { movedTo, orderOf, placeBeside } from '../../../src-renderer/ui/table/column-order';
import { readSort } from '../../../src-renderer/ui/table/use-kept-sort';

const usual = ['name', 'score', 'risk', 'arr', 'stage'];
const ids = fc.uniqueArray(fc.constantFrom(...usual, 'of a newer one', 'of an older one'));

describe('the order of columns', () => {
  test('is the usual one where nobody gave another', () => {
    expect(orderOf([], usual)).toEqual(usual);
    expect(orderOf(['name', 'risk', 'stage'], usual)).toEqual(usual);
  });

  test('is a person’s own, with each other column behind the one that it stands behind as usual', () => {
    expect(orderOf(['arr', 'score'], usual)).toEqual(['name', 'arr', 'stage', 'score', 'risk']);
  });

  test('has every column once, the one that names the row first, and what was kept in its order', () => {
    fc.assert(
      fc.property(ids, (kept) => {
        const order = orderOf(kept, usual);
        expect(order.toSorted()).toEqual([...new Set([...usual, ...kept])].toSorted());
        expect(order[0]).toBe('name');
        const own = kept.filter((id) => id !== 'name');
        expect(order.filter((id) => own.includes(id))).toEqual(own);
      }),
    );
  });

  test('changes by one column that is moved, before or behind another', () => {
    const order = ['name', 'arr', 'new', 'risk'];
    expect(movedTo(order, 'risk', { beside: 'arr', side: 'before' })).toEqual(['name', 'risk', 'arr', 'new']);
    expect(movedTo(order, 'arr', { beside: 'risk', side: 'behind' })).toEqual(['name', 'new', 'risk', 'arr']);
    expect(movedTo(order, 'arr', { beside: 'arr', side: 'behind' })).toEqual(order);
    expect(movedTo(order, 'arr', { beside: 'gone', side: 'behind' })).toEqual(order);
    expect(movedTo(order, 'gone', { beside: 'arr', side: 'behind' })).toEqual(order);
  });

  test('goes step by step up to its ends: the first column stays, and nothing comes before it', () => {
    const visible = ['name', 'score', 'risk'];
    expect(placeBeside(visible, 'score', 1)).toEqual({ beside: 'risk', side: 'behind' });
    expect(placeBeside(visible, 'risk', -1)).toEqual({ beside: 'score', side: 'before' });
    for (const [id, step] of [
      ['risk', 1],
      ['score', -1],
      ['name', 1],
      ['gone', 1],
    ] as const)
      expect(placeBeside(visible, id, step), id).toBeNull();
  });

  test('a step there and back is no step, wherever one begins', () => {
    fc.assert(
      fc.property(ids, fc.constantFrom(...usual), (kept, id) => {
        const order = orderOf(kept, usual);
        const on = placeBeside(order, id, 1);
        if (on === null) return;
        const moved = movedTo(order, id, on);
        expect(moved.indexOf(id)).toBe(order.indexOf(id) + 1);
        const back = placeBeside(moved, id, -1);
        expect(back === null ? null : movedTo(moved, id, back)).toEqual(order);
      }),
    );
  });
});

describe('a column that is shown or hidden', () => {
  test('goes, and what only another version knows stays where it is', () => {
    expect(withColumn(['name', 'newer', 'arr'], 'arr', usual)).toEqual(['name', 'newer']);
  });

  test('comes behind the one that it stands behind as usual, in the order of one’s own', () => {
    expect(withColumn(['name', 'arr', 'newer', 'score'], 'stage', usual)).toEqual([
      ...['name', 'arr', 'stage', 'newer', 'score'],
    ]);
  });
});

describe('what was kept of a list', () => {
  test.each([undefined, '', '{', '7', 'null', '"name"', '[1]', `["${'x'.repeat(81)}"]`])(
    'is the usual columns and no sort where it can’t be read: %s',
    (kept) => {
      expect(readColumnIds(kept)).toContain('lastActivity');
      expect(readSort(kept)).toBeNull();
    },
  );

  test('is read as it was kept', () => {
    expect(readColumnIds('["arr","newer"]')).toEqual(['arr', 'newer']);
    expect(readSort('{"key":"arr","descending":false,"more":1}')).toEqual({ key: 'arr', descending: false });
    expect(readSort('{"key":"arr","descending":"no"}')).toBeNull();
  });

  test('a sort stands as long as there is its column', () => {
    const sort = (key: string) => ({ key, descending: true });
    expect(usableSort(sort('arr'), usual)).toEqual(sort('arr'));
    expect(usableSort(sort('attribute:plan'), usual)).toBeNull();
    expect(usableSort(sort('attribute:plan'), null)).toEqual(sort('attribute:plan'));
    expect(usableSort(sort('no such sort'), null)).toBeNull();
    expect(usableSort(null, usual)).toBeNull();
    expect(usableRiskSort(sort('arr'))).toEqual(sort('arr'));
    expect([usableRiskSort(sort('no such')), usableRiskSort(null)]).toEqual([null, null]);
  });
});
