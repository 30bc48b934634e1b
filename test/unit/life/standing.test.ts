import { describe, expect, test } from 'vitest';
import type { CustomerLife } from '../../../src-main/engines/life/spells';
import { isAskedAbout, lifeStateOf } from '../../../src-main/engines/life/standing';
import type { Term } from '../../../src-main/engines/life/term';
import { standingWords } from '../../../src-preload/contract/life';
import { undatedWords } from '../../../src-preload/contract/words';
import { term } from './told';

const today = 20_000;
const created = today - 1000;

function stands(
  told: Partial<CustomerLife>,
  ...terms: Term[]
): [standing: string, lastDay: number, isSaid: boolean] {
  const life = { createdDay: created, churnedDay: 0, noticeDay: 0, isMarkedChurned: false, terms, ...told };
  const { standing, lastDay, isSaid } = lifeStateOf(life, today);
  return [standing, lastDay, isSaid];
}

const open = term(created);

describe('an account stands as', () => {
  test('a customer while it pays, or where no subscription is told', () => {
    expect(stands({}, open)).toEqual(['customer', 0, false]);
    expect(stands({})).toEqual(['customer', 0, false]);
    expect(stands({ createdDay: today + 5 })).toEqual(['customer', 0, false]);
  });

  test('leaving until the day of the word is over', () => {
    expect(stands({ churnedDay: today + 1 }, open)).toEqual(['leaving', today + 1, true]);
    expect(stands({ churnedDay: today }, open)).toEqual(['leaving', today, true]);
    expect(stands({ churnedDay: today - 1 }, open)).toEqual(['left', today - 1, true]);
  });

  test('leaving by a notice of this spell, on the day it runs out where that is known', () => {
    expect(stands({ noticeDay: today }, open)).toEqual(['leaving', 0, true]);
    expect(stands({ noticeDay: today + 1 }, open)).toEqual(['customer', 0, false]);
    expect(stands({ noticeDay: today - 5 }, term(created, today + 40))).toEqual([
      'leaving',
      today + 40,
      true,
    ]);
    const back = [term(created, today - 500), term(today - 100)];
    expect(stands({ noticeDay: today - 520, churnedDay: today - 500 }, ...back)).toEqual([
      'customer',
      0,
      false,
    ]);
  });

  test('leaving where all it pays for runs out, none follows and no renewal is known', () => {
    const ends = term(created, today + 40);
    expect(stands({}, ends)).toEqual(['leaving', today + 40, false]);
    expect(stands({}, ends, term(created, today + 60))).toEqual(['leaving', today + 60, false]);
    expect(stands({}, ends, open)[0]).toBe('customer');
    expect(stands({}, ends, term(today + 70))[0]).toBe('customer');
    expect(stands({}, ends, term(today + 71))[0]).toBe('leaving');
    expect(stands({}, ends, term(today + 50, 0, { isTrial: true }))[0]).toBe('leaving');
    expect(stands({}, term(created, today + 40, { renewsDay: today + 35 }))[0]).toBe('customer');
    expect(stands({}, term(created, today + 40, { renewsDay: today + 34 }))[0]).toBe('leaving');
    expect(stands({}, open, term(today - 10, today + 21))[0]).toBe('customer');
    expect(stands({}, term(today - 10, today + 21))[0]).toBe('customer');
    expect(stands({}, term(today - 10, today + 22))[0]).toBe('leaving');
  });

  test('ended without a word, left with one, whether or not it has a day', () => {
    const over = term(created, today - 40);
    expect(stands({}, over)).toEqual(['ended', today - 41, false]);
    expect(stands({}, term(created, today))).toEqual(['ended', today - 1, false]);
    expect(stands({ isMarkedChurned: true }, over)).toEqual(['left', today - 41, true]);
    expect(stands({ churnedDay: today - 5 }, over)).toEqual(['left', today - 41, true]);
    expect(stands({ churnedDay: today - 11 }, over)).toEqual(['left', today - 11, true]);
    expect(stands({ isMarkedChurned: true }, open)).toEqual(['left', 0, true]);
    expect(
      stands(
        { isMarkedChurned: true, churnedDay: today - 500 },
        term(created, today - 500),
        term(today - 100),
      ),
    ).toEqual(['customer', 0, false]);
  });

  test('a word of an earlier spell says nothing of the last one', () => {
    const back = [term(created, today - 500), term(today - 300, today - 100)];
    expect(stands({ churnedDay: today - 500 }, ...back)).toEqual(['ended', today - 101, false]);
  });

  test('on trial, before it ever paid or after', () => {
    const trying = term(today - 5, today + 9, { isTrial: true });
    expect(stands({ createdDay: today - 5 }, trying)).toEqual(['trial', 0, false]);
    expect(stands({}, term(created, today - 40), trying)).toEqual(['trial', 0, false]);
    expect(stands({}, term(today - 20, today - 6, { isTrial: true }))).toEqual(['trial_over', 0, false]);
    expect(stands({ churnedDay: today - 1 }, trying)).toEqual(['trial_over', 0, true]);
  });
});

test('who ended is asked about for 180 days, and then as long as it is used', () => {
  const ended = (days: number) =>
    lifeStateOf(
      {
        createdDay: created,
        churnedDay: 0,
        noticeDay: 0,
        isMarkedChurned: false,
        terms: [term(created, today - days + 1)],
      },
      today,
    );
  expect([180, 181].map((days) => isAskedAbout(ended(days), 0, today))).toEqual([true, false]);
  expect([27, 28].map((days) => isAskedAbout(ended(300), today - days, today))).toEqual([true, false]);
  expect(isAskedAbout(ended(181), today - 181, today)).toBe(false);
  expect(isAskedAbout({ standing: 'left', spells: [], isSaid: true, lastDay: today - 3 }, 0, today)).toBe(
    false,
  );
});

test('standings are told in a few words, with a day where one is known', () => {
  expect(standingWords('leaving', 20_818)).toBe('Leaves on Dec 31, 2026');
  expect(standingWords('leaving', null)).toBe('Leaving');
  expect(standingWords('customer', 20_818)).toBe('Customer');
  expect(undatedWords(1)).toMatch(/^1 account is marked .* and counts as no departure/);
});
