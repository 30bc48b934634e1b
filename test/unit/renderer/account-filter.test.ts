import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountFilter } from '../../../src-preload/contract/accounts';
import type { AttributeTest, AttributeType } from '../../../src-preload/contract/attributes';
import { readAccountSearch } from '../../../src-renderer/features/accounts/account-search';
import {
  type FilterPart,
  filterWords,
  isFiltered,
  partsSet,
  withoutPart,
} from '../../../src-renderer/features/accounts/filter/filter-words';
import { testOf, testWords, withTest } from '../../../src-renderer/features/accounts/filter/own-field-words';
import { type ListState, sameList } from '../../../src-renderer/features/accounts/views/list-state';
import { sparklineWords } from '../../../src-renderer/ui/words/sparkline-words';

const owners = new Map([[7, 'Dana Whitfield']]);
function words(filter: AccountFilter, part: FilterPart): string | null {
  return filterWords(filter, part, (id) => owners.get(id));
}

describe('what a part of the filter says', () => {
  test.each<[AccountFilter, FilterPart, string | null]>([
    [{}, 'bands', null],
    [{ bands: [] }, 'bands', null],
    [{ bands: ['poor', 'middle'] }, 'bands', 'Poor, Middle'],
    [{ riskLevels: ['critical', 'high', 'medium'] }, 'riskLevels', 'Critical, High and 1 more'],
    [{ ownerIds: [7, 8] }, 'ownerIds', 'Dana Whitfield, Owner 8'],
    [{ renewsWithinDays: 90 }, 'renewsWithinDays', 'within 90 days'],
    [{ silentForDays: 14 }, 'silentForDays', '14 days or more'],
    [{ silentForDays: 1 }, 'silentForDays', '1 day or more'],
    [{ noOwner: true }, 'ownerIds', 'No owner'],
    [{ noOwner: true, ownerIds: [7] }, 'ownerIds', 'No owner, Dana Whitfield'],
    [{ countries: ['NL'] }, 'countries', 'NL'],
    [{ minChurn90: 0.205 }, 'churn90', 'from 20.5%'],
    [{ minChurn90: 0.1, maxChurn90: 0.5 }, 'churn90', '10% to 50%'],
    [{ maxNps: -20 }, 'nps', 'to −20'],
    [{ minOpenTickets: 3 }, 'minOpenTickets', '3 or more'],
  ])('%o in %s reads “%s”', (filter, part, expected) => {
    expect(words(filter, part)).toBe(expected);
  });

  test('ARR says which sides are closed', () => {
    expect(words({ minArr: 500 }, 'arr')).toMatch(/^from \D*500$/);
    expect(words({ maxArr: 500 }, 'arr')).toMatch(/^to \D*500$/);
    expect(words({ minArr: 500, maxArr: 900 }, 'arr')).toMatch(/500 to \D*900$/);
    expect(words({}, 'arr')).toBeNull();
  });
});

describe('a test of one of the company’s own fields', () => {
  test.each<[AttributeTest, AttributeType, RegExp]>([
    [{ name: 'x', test: 'unknown' }, 'text', /^not known$/],
    [{ name: 'x', test: 'contains', text: 'ü' }, 'text', /^contains “ü”$/],
    [{ name: 'x', test: 'one of', values: ['M', 'L', 'XL'] }, 'choice', /^M, L and 1 more$/],
    [{ name: 'x', test: 'between', least: 1.5 }, 'number', /^from 1\.5$/],
    [{ name: 'x', test: 'between', least: 0, most: 20 }, 'money', /^\$0 to \$20$/],
    [{ name: 'x', test: 'in days', to: '2026-01-31' }, 'day', /^to .*2026$/],
    [{ name: 'x', test: 'is', value: false }, 'yes-no', /^No$/],
  ])('%j of type %s is told', (asked, type, words) => {
    expect(testWords(asked, type)).toMatch(words);
  });

  test('takes the place of the one before, leaves those of others, and goes whole', () => {
    const other: AttributeTest = { name: 'other', test: 'unknown' };
    const one = withTest({ search: 'a', attributes: [other] }, 'x', { name: 'x', test: 'is', value: true });
    const two = withTest(one, 'x', { name: 'x', test: 'unknown' });
    expect(two).toEqual({ search: 'a', attributes: [other, { name: 'x', test: 'unknown' }] });
    expect(testOf(two, 'x')).toEqual({ name: 'x', test: 'unknown' });
    expect([partsSet(two), isFiltered(two)]).toEqual([2, true]);
    expect(withTest(withTest(two, 'x', undefined), 'other', undefined)).toEqual({ search: 'a' });
  });

  test('comes back from the address, and one that is none is left out with its part alone', () => {
    const attributes = [{ name: 'größe', test: 'between', least: 2 }];
    expect(readAccountSearch({ filter: { attributes, search: 'a' } }).filter).toEqual({
      attributes,
      search: 'a',
    });
    expect(readAccountSearch({ filter: { attributes: [{ name: 'x' }], search: 'a' } }).filter).toEqual({
      search: 'a',
    });
    const sort = { key: 'attribute:größe', descending: true };
    expect(readAccountSearch({ sort }).sort).toEqual(sort);
  });
});

describe('taking a part away', () => {
  test('leaves the others', () => {
    expect(withoutPart({ bands: ['poor'], silentForDays: 14 }, 'bands')).toEqual({ silentForDays: 14 });
  });

  test('of ARR takes both sides', () => {
    expect(withoutPart({ minArr: 1, maxArr: 2, search: 'a' }, 'arr')).toEqual({ search: 'a' });
  });

  test('of owners takes those without one, too', () => {
    expect(withoutPart({ ownerIds: [7], noOwner: true, fits: 'any' }, 'ownerIds')).toEqual({ fits: 'any' });
  });

  test('of stages leaves churned accounts out again', () => {
    expect(withoutPart({ stages: ['churned'], includeChurned: true }, 'stages')).toEqual({});
  });
});

test('an empty choice filters nothing', () => {
  expect(isFiltered({ bands: [], search: '' })).toBe(false);
  expect(isFiltered({ silentForDays: 7 })).toBe(true);
});

describe('a saved view', () => {
  const sort = { key: 'arr', descending: true } as const;

  test('is unchanged however its parts were chosen', () => {
    const saved: ListState = {
      filter: { bands: ['poor', 'middle'], search: 'a' },
      sort,
      columns: ['name', 'arr'],
    };
    const now: ListState = {
      filter: { search: 'a', bands: ['middle', 'poor'], stages: [] },
      sort,
      columns: ['arr', 'name'],
    };
    expect(sameList(saved, now)).toBe(true);
  });

  test('is changed by another filter, order or column', () => {
    const saved = { filter: {}, sort, columns: ['name'] };
    expect(sameList(saved, { ...saved, filter: { search: 'a' } })).toBe(false);
    expect(sameList(saved, { ...saved, sort: { ...sort, descending: false } })).toBe(false);
    expect(sameList(saved, { ...saved, columns: ['name', 'arr'] })).toBe(false);
  });
});

describe('the address of the list', () => {
  test('keeps filter, sort and view', () => {
    const search = {
      filter: { bands: ['poor'] },
      sort: { key: 'arr', descending: true },
      view: '019a0000-0000-7000-8000-000000000003',
    };
    expect(readAccountSearch(search)).toEqual(search);
  });

  test('drops what makes no sense', () => {
    expect(readAccountSearch({ filter: 'poor', sort: [1], view: 'x', other: 1 })).toEqual({});
  });

  test('drops the part of a filter that makes no sense, and keeps the others', () => {
    const filter = { bands: ['poor'], trends: ['sideways'], minArr: -1, moon: true, renewsWithinDays: 30 };
    expect(readAccountSearch({ filter, sort: { key: 'moon', descending: true } })).toEqual({
      filter: { bands: ['poor'], renewsWithinDays: 30 },
    });
  });

  test('is read the same when it is read again', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('filter', 'sort', 'view', 'x'), fc.jsonValue()), (search) => {
        const read = readAccountSearch(search);
        expect(readAccountSearch({ ...read })).toEqual(read);
      }),
    );
  });
});

describe('a sparkline in words', () => {
  test('says from where to where, and how far it went', () => {
    expect(sparklineWords([null, 71, 60, 74, 64])).toBe(
      'Score over 4 weeks: from 71.0 to 64.0, lowest 60.0, highest 74.0',
    );
  });

  test('says when there is little or nothing to say', () => {
    expect(sparklineWords([null, 64])).toBe('Score 64.0, the only one so far');
    expect(sparklineWords([])).toBe('No scores yet');
  });
});
