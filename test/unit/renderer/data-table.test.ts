import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortAfterClick } from '../../../src-renderer/ui/table/column';
import { rowAfterKey } from '../../../src-renderer/ui/table/row-after-key';
import { placeOf, rememberPlace } from '../../../src-renderer/ui/table/table-place';
import { readWidths } from '../../../src-renderer/ui/table/use-column-widths';

describe('keys in a table', () => {
  test.each([
    ['ArrowDown', 4, 5],
    ['j', 4, 5],
    ['ArrowUp', 4, 3],
    ['k', 4, 3],
    ['PageDown', 4, 24],
    ['PageUp', 40, 20],
    ['Home', 40, 0],
    ['End', 40, 99],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['ArrowDown', -1, 0],
  ])('%s on row %i goes to row %i', (key, active, next) => {
    expect(rowAfterKey(key, active, 100, 20)).toBe(next);
  });

  test('other keys, and any key in an empty table, move nothing', () => {
    expect(rowAfterKey('x', 4, 100, 20)).toBeUndefined();
    expect(rowAfterKey('End', -1, 0, 20)).toBeUndefined();
  });

  test('no key leads out of the table', () => {
    const key = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'j', 'k');
    fc.assert(
      fc.property(
        key,
        fc.integer({ min: 1, max: 1e6 }),
        fc.nat(100),
        fc.nat(),
        (pressed, count, pageRows, at) => {
          const next = rowAfterKey(pressed, at % count, count, pageRows) ?? -1;
          expect(next >= 0 && next < count).toBe(true);
        },
      ),
    );
  });
});

describe('a click on a column’s name', () => {
  test('sorts its own first way, then the other', () => {
    const arr = { id: 'arr', firstSort: 'descending' } as const;
    const first = sortAfterClick(arr, { key: 'name', descending: false });
    expect(first).toEqual({ key: 'arr', descending: true });
    expect(sortAfterClick(arr, first)).toEqual({ key: 'arr', descending: false });
  });
});

describe('the place in a named table', () => {
  test('is found again by its name, and unnamed tables begin at the top', () => {
    rememberPlace('accounts', { offset: 3_200, active: 101 });
    rememberPlace(undefined, { offset: 9, active: 9 });
    expect(placeOf('accounts')).toEqual({ offset: 3_200, active: 101 });
    expect(placeOf('others')).toEqual({ offset: 0, active: -1 });
    expect(placeOf(undefined)).toEqual({ offset: 0, active: -1 });
  });
});

describe('kept column widths', () => {
  test('come back as they were dragged', () => {
    expect(readWidths('{"arr":120,"name":300}')).toEqual({ arr: 120, name: 300 });
  });

  test.each([undefined, '', 'moon', '[]', '7', '{"arr":"wide"}', '{"arr":3}'])('%j is no width', (kept) => {
    expect(readWidths(kept)).toEqual({});
  });
});
