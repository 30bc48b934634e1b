import { beforeAll, describe, expect, test } from 'vitest';
import type { AccountFilter } from '../../../src-preload/contract/accounts';
import {
  type FilterPart,
  filterWords,
  isFiltered,
  partsSet,
  rangeOf,
  withoutPart,
  withPart,
  withRange,
} from '../../../src-renderer/features/accounts/filter/filter-words';
import { readAs } from '../../../src-renderer/ui/format/reader';

beforeAll(() => readAs('en-US'));

/** A filter of each part alone, and how that part is told. */
const told: readonly (readonly [FilterPart, AccountFilter, string])[] = [
  ['bands', { bands: ['poor'] }, 'Poor'],
  ['riskLevels', { riskLevels: ['high'] }, 'High'],
  ['trends', { trends: ['falling', 'rising'] }, 'Falling, Rising'],
  ['stages', { stages: ['churned'], includeChurned: true }, 'Churned'],
  ['segments', { segments: ['SMB', 'Enterprise'] }, 'SMB, Enterprise'],
  ['segmentIds', { segmentIds: ['a'] }, 'Segment a'],
  ['ownerIds', { ownerIds: [7], noOwner: true }, 'No owner, Owner 7'],
  ['renewsWithinDays', { renewsWithinDays: 1 }, 'within 1 day'],
  ['silentForDays', { silentForDays: 14 }, '14 days or more'],
  ['arr', { minArr: 0, maxArr: 9_000 }, '$0 to $9K'],
  ['churn90', { maxChurn90: 0.2 }, 'to 20%'],
  ['minExpectedLoss', { minExpectedLoss: 0 }, 'from $0'],
  ['nps', { minNps: 0, maxNps: 0 }, '0 to 0'],
  ['minOpenTickets', { minOpenTickets: 0 }, '0 or more'],
  ['countries', { countries: ['NL', 'BE', 'LU'] }, 'NL, BE and 1 more'],
];
const whole = Object.assign({ search: 'a' }, ...told.map(([, filter]) => filter)) as AccountFilter;

describe.each(told)('the part %s', (part, filter, words) => {
  const wordsIn = (of: AccountFilter) =>
    filterWords(
      of,
      part,
      () => undefined,
      (id) => `Segment ${id}`,
    );

  test('is told in its own words, and not at all where nothing of it is set', () => {
    expect(wordsIn(filter)).toBe(words);
    expect(wordsIn({ search: 'a' })).toBeNull();
  });

  test('counts as one, alone and among all', () => {
    expect([partsSet(filter), partsSet(whole), partsSet(withoutPart(whole, part))]).toEqual([
      1,
      told.length,
      told.length - 1,
    ]);
    expect(isFiltered(filter)).toBe(true);
  });

  test('goes with all that came with it, and takes nothing else along', () => {
    expect(withoutPart(filter, part)).toEqual({});
    const others = told.filter(([other]) => other !== part).map(([, of]) => of);
    expect(withoutPart(whole, part)).toEqual(Object.assign({ search: 'a' }, ...others));
  });
});

test('a saved segment whose name is not here yet is told by a sign', () => {
  expect(filterWords({ segmentIds: ['a'] }, 'segmentIds', () => undefined)).toBe('…');
});

test('a part of one value is set, put in the place of another, and taken away', () => {
  expect(withPart({ search: 'a' }, 'silentForDays', 7)).toEqual({ search: 'a', silentForDays: 7 });
  expect(withPart({ silentForDays: 7 }, 'silentForDays', 14)).toEqual({ silentForDays: 14 });
  expect(withPart({ silentForDays: 7, search: 'a' }, 'silentForDays', undefined)).toEqual({ search: 'a' });
});

describe('a range', () => {
  test.each([
    ['arr', { minArr: 1, maxArr: 2 }],
    ['churn90', { minChurn90: 0.1, maxChurn90: 0.2 }],
    ['nps', { minNps: -1, maxNps: 1 }],
  ] as const)('of %s is read as it was set', (part, filter) => {
    const [least, most] = Object.values(filter);
    expect(rangeOf(filter, part)).toEqual({ least, most });
    expect(withRange({ search: 'a' }, part, { least, most })).toEqual({ search: 'a', ...filter });
  });

  test('that is open at an end forgets what was set there', () => {
    const before = { minArr: 1, maxArr: 2 };
    expect(withRange(before, 'arr', { least: undefined, most: 5 })).toEqual({ maxArr: 5 });
    expect(withRange(before, 'arr', { least: 0, most: undefined })).toEqual({ minArr: 0 });
    expect(withRange(before, 'arr', { least: undefined, most: undefined })).toEqual({});
    expect(Object.keys(withRange(before, 'arr', { least: undefined, most: undefined }))).toEqual([]);
  });
});

test.each<[string, AccountFilter, boolean]>([
  ['nothing', {}, false],
  ['how its parts are joined', { fits: 'any' }, false],
  ['what is switched off', { includeChurned: false, noOwner: false }, false],
  ['what is empty', { search: '', bands: [], attributes: [] }, false],
  ['accounts that have left', { includeChurned: true }, true],
  ['a word', { search: 'a' }, true],
  ['one of several', { bands: ['poor'] }, true],
  ['a figure of 0', { minArr: 0 }, true],
])('a list of %s is narrowed or widened: %o', (_, filter, expected) => {
  expect(isFiltered(filter)).toBe(expected);
});
