import { describe, expect, it } from 'vitest';
import { compileConfig } from '../../../src-main/engines/health/compile-config';
import { explainScore } from '../../../src-main/engines/health/explain-score';
import { measureIds } from '../../../src-main/engines/health/measures';
import { starterConfig } from '../../../src-main/engines/health/starter-config';
import { bookSign } from '../../../src-main/engines/today/book-sign';
import { type Movement, movementsOf } from '../../../src-main/lib/book-movement';
import { asOf, company } from './batch';
import { contacts, days, measure, seats, use } from './measured';

const fell: Movement = {
  id: 7,
  endedDay: asOf - 1,
  segment: null,
  accounts: 300,
  week: 0.72,
  month: 0.8,
  quarter: 0.9,
  depth: 0.95,
  peopleDays: 0.6,
};

describe('the movement that serves a day', () => {
  const movements = movementsOf([
    { ...fell, id: 1, endedDay: 90 },
    { ...fell, id: 2, endedDay: 97 },
    { ...fell, id: 3, endedDay: 97, segment: 'SMB' },
    { ...fell, id: 4, endedDay: 104 },
  ]);

  it('is the latest up to it, of the account’s own segment where that has one as late', () => {
    expect(movements.of(null, 97)?.id).toBe(2);
    expect(movements.of('SMB', 97)?.id).toBe(3);
    expect(movements.of('Enterprise', 97)?.id).toBe(2);
    expect(movements.of('SMB', 104)?.id).toBe(4);
    expect(movements.of(null, 96)?.id).toBe(1);
  });

  it('is that of all accounts where the segment’s own ended sooner, however little', () => {
    const both = movementsOf([
      { ...fell, id: 1, endedDay: 97, segment: 'SMB' },
      { ...fell, id: 2, endedDay: 98 },
    ]);
    expect([both.of('SMB', 97)?.id, both.of('SMB', 98)?.id]).toEqual([1, 2]);
    const own = movementsOf([{ ...fell, id: 1, endedDay: 97, segment: 'SMB' }]);
    expect([own.of('SMB', 98)?.id, own.of(null, 98), own.of('Enterprise', 98)]).toEqual([1, null, null]);
  });

  it('is the one that was made last of the same weeks', () => {
    const anew = movementsOf([
      { ...fell, id: 9, endedDay: 97 },
      { ...fell, id: 2, endedDay: 97 },
      { ...fell, id: 8, endedDay: 90 },
    ]);
    expect([anew.of(null, 97)?.id, anew.of(null, 96)?.id]).toEqual([9, 8]);
  });

  it('is none before the first and more than six days after the last', () => {
    expect([movements.of(null, 89), movements.of(null, 110)?.id, movements.of(null, 111)]).toEqual([
      null,
      4,
      null,
    ]);
  });
});

describe('an account’s own past', () => {
  const level = days(asOf - 120, asOf, (day) => [use(1, 1, day >= asOf - 7 ? 7 : 10)]);
  const story = { ...seats(10), ...contacts(1) };

  it('is taken against what the book did in the same weeks: who fell with it has not fallen', () => {
    const alone = measure(level, story);
    const withBook = measure(level, story, { ...company, movements: movementsOf([fell]) });
    expect(alone.raw('usage_against_baseline')).toBeCloseTo(-0.3, 9);
    expect(withBook.raw('usage_against_baseline')).toBeCloseTo(0.7 / 0.72 - 1, 9);
    expect(withBook.ofContact('usage_against_baseline', 0)).toBeCloseTo(0.7 / 0.72 - 1, 9);
    expect(withBook.raw('active_days')).toBeCloseTo((alone.raw('active_days') ?? 0) / 0.6, 9);
    expect(withBook.raw('nps')).toBeNaN();
    for (const id of ['active_share', 'days_since_activity', 'license_adoption'] as const)
      expect(withBook.raw(id)).toBe(alone.raw(id));
  });

  it('stands as it is without a movement, and says nothing while the whole book is silent', () => {
    const silent = movementsOf([{ ...fell, week: 0 }]);
    expect(measure(level, story, { ...company, movements: silent }).raw('usage_against_baseline')).toBeNaN();
    expect(measure(level, story, { ...company, movements: movementsOf([]) }).facts.movement).toBeNull();
  });

  it('is told beside the book’s: fell 30 %, the book fell 28 %', () => {
    const { raw, facts } = measure(level, story, { ...company, movements: movementsOf([fell]) });
    const raws = Float64Array.from(measureIds, (id) => raw(id) ?? Number.NaN);
    const config = compileConfig(1, starterConfig);
    const profile = config.organizationProfiles[1];
    if (profile === undefined) throw new Error('no default profile');
    const told = explainScore(config, profile, raws, asOf, facts.movement);
    const book = (id: string) => told?.measures.find((each) => each.id === id)?.book;
    expect(book('usage_against_baseline')).toEqual({
      own: expect.closeTo(-0.3, 9),
      change: expect.closeTo(-0.28, 9),
      accounts: 300,
    });
    expect(book('active_days')).toEqual({
      own: expect.closeTo(28, 9),
      change: expect.closeTo(-0.4, 9),
      accounts: 300,
    });
    expect(book('active_share')).toBeNull();
    expect(explainScore(config, profile, raws, asOf)?.measures.every((each) => each.book === null)).toBe(
      true,
    );
  });
});

describe('the sign of the book on Today', () => {
  it('is told from a fall of 15 % on, as a quantity with its day and its accounts', () => {
    expect(bookSign(null)).toBeNull();
    expect(bookSign({ ...fell, week: 0.86 })).toBeNull();
    expect(bookSign({ ...fell, week: 0.85 })).not.toBeNull();
    expect(bookSign(fell)).toMatchObject({
      day: '2024-10-03',
      change: expect.closeTo(-0.28, 9),
      accounts: 300,
      text: expect.stringMatching(
        /^Usage of the whole book fell 28% in the 7 days to Oct 3, 2024: of 300 accounts half /,
      ),
    });
  });
});
