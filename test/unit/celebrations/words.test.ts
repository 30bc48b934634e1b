import { describe, expect, test } from 'vitest';
import { celebrationsSign } from '../../../src-main/engines/celebrations/sign';
import { type Celebrated, celebratedValues, listed } from '../../../src-main/lib/celebrations/celebrated';
import { hasPlaceForWords } from '../../../src-main/work/celebrations/list-celebrations';

const one = (name: string, more: Partial<Celebrated> = {}): Celebrated => ({
  ...{ name, reachedOn: '2026-11-20', words: null, points: 0, ...more },
});

describe('what a mail may name of what it celebrates', () => {
  test('is the one milestone, or all that fell together', () => {
    expect(celebratedValues([one('A habit', { words: 'Well done.', points: 50 })])).toEqual({
      'milestone.name': 'A habit',
      'milestone.reached_on': '2026-11-20',
      'celebration.count': 1,
      'celebration.words': 'Well done.',
      'celebration.points': 50,
    });
    expect(
      celebratedValues([
        one('A', { reachedOn: '2026-11-21', words: 'One.', points: 1 }),
        one('B', { words: 'Two.', points: 2 }),
        one('C', { words: 'One.' }),
      ]),
    ).toEqual({
      'milestone.name': 'A, B and C',
      'milestone.reached_on': '2026-11-21',
      'celebration.count': 3,
      'celebration.words': 'One. Two.',
      'celebration.points': 3,
    });
  });

  test('is missing where it celebrates nothing, or nobody added words, or it brought no points', () => {
    expect(Object.values(celebratedValues([]))).toEqual([null, null, null, null, null]);
    expect(celebratedValues([one('A')])).toMatchObject({
      'celebration.words': null,
      'celebration.points': null,
    });
  });

  test.each([
    [['A'], 'A'],
    [['A', 'B'], 'A and B'],
    [['A', 'B', 'C'], 'A, B and C'],
    [['A', 'B', 'C', 'D', 'E'], 'A, B, C and 2 more'],
  ])('%j reads %s', (names, words) => {
    expect(listed(names)).toBe(words);
  });
});

describe('what Today says of celebrations', () => {
  const fresh = (isWaiting: boolean, milestone: string) => ({ isWaiting, account: 'Northwind', milestone });

  test('is of those that wait, where some do, and else of the new ones', () => {
    expect(celebrationsSign([])).toBeNull();
    expect(celebrationsSign([fresh(false, 'A'), fresh(true, 'B')])).toEqual({
      what: '1 celebration waits',
      whose: 'Northwind (“B”).',
    });
    expect(celebrationsSign([fresh(false, 'A')])).toEqual({
      what: '1 celebration',
      whose: 'Northwind (“A”).',
    });
  });

  test('names three, and says how many more there are', () => {
    expect(celebrationsSign(['A', 'B', 'C', 'D', 'E'].map((name) => fresh(true, name)))).toEqual({
      what: '5 celebrations wait',
      whose: 'Northwind (“A”), Northwind (“B”), Northwind (“C”) and 2 more.',
    });
  });
});

test('a template has a place for words where it prints them', () => {
  expect(hasPlaceForWords('<p>{{ celebration.words | default: "" }}</p>')).toBe(true);
  expect(hasPlaceForWords('<p>{% if celebration.words %}x{% endif %}</p>')).toBe(false);
  expect(hasPlaceForWords('celebration.words')).toBe(false);
});
