import { beforeAll, describe, expect, test } from 'vitest';
import type { CelebrationMail } from '../../../src-preload/contract/celebrations/celebrations';
import type { MeasureScore } from '../../../src-preload/contract/health';
import type { ListedMilestone } from '../../../src-preload/contract/milestones/milestones';
import type { FoundAccount } from '../../../src-preload/contract/palette';
import { configMarks } from '../../../src-renderer/features/account/health/history-marks';
import {
  basisWords,
  categoryWords,
  consentWords,
} from '../../../src-renderer/features/account/person/consent-words';
import { proofOf, whoIs } from '../../../src-renderer/features/account/person/who-is';
import { toWhom, whenWords } from '../../../src-renderer/features/milestones/celebrations/celebration-words';
import { stepsOf } from '../../../src-renderer/features/milestones/editor/needs-order';
import { guessedAccount, wordsOfGuess } from '../../../src-renderer/features/notes/guessed-account';
import { cohortViews } from '../../../src-renderer/features/reports/cohorts/cohort-view';
import {
  allUsers,
  segmentSentence,
  usedByWords,
} from '../../../src-renderer/features/rules/segments/segment-words';
import {
  clockOf,
  minuteOf,
  newStep,
  newStepId,
  newWaits,
} from '../../../src-renderer/features/rules/sequences/sequence-words';
import { countAxis } from '../../../src-renderer/ui/charts/count-axis';
import { formatSoon } from '../../../src-renderer/ui/format/instant';
import { readAs } from '../../../src-renderer/ui/format/reader';
import { shortened } from '../../../src-renderer/ui/format/shortened';
import { missingWords } from '../../../src-renderer/ui/words/health-words';
import { lastContactOf, lastContactWords } from '../../../src-renderer/ui/words/last-contact-words';

beforeAll(() => readAs('en-US'));
const now = new Date(2026, 11, 1, 12).getTime();
const hour = 3_600_000;

describe('a time that comes soon', () => {
  test('is told by the hour today, by the weekday for six days, then by the date', () => {
    expect(formatSoon(now + 3 * hour, now)).toBe('today, 3:00 PM');
    expect(formatSoon(now + 12 * hour, now)).toBe('Wednesday, 12:00 AM');
    expect(formatSoon(now + 6 * 24 * hour, now)).toBe('Monday, 12:00 PM');
    expect(formatSoon(now + 6 * 24 * hour + 60_000, now)).toBe('Dec 7, 2026, 12:01 PM');
  });

  test('is no weekday once it has gone by', () => {
    expect(formatSoon(now, now)).toBe('today, 12:00 PM');
    expect(formatSoon(now - 60_000, now)).toBe('Dec 1, 2026, 11:59 AM');
  });
});

describe('a measure without a fresh value', () => {
  const measure = (raw: number | null, points: number | null) => ({ raw, points }) as MeasureScore;

  test('is said to be left out, poor or neutral, as the rule has it', () => {
    expect(missingWords(measure(null, null))).toBe('left out, the rest weighs more');
    expect(missingWords(measure(null, 0))).toBe('counted as poor, 0');
    expect(missingWords(measure(null, 50))).toBe('counted as neutral, 50');
  });

  test('has nothing to say where there is one, 0 too', () => {
    expect(missingWords(measure(0, 0))).toBeNull();
  });
});

test.each([
  [0, 4],
  [4, 4],
  [5, 8],
  [39, 40],
  [40, 40],
  [41, 80],
  [320, 320],
  [321, 400],
  [390, 400],
  [401, 800],
])('an axis of counts up to %i ends at %i, in four whole steps', (highest, end) => {
  const { domain, ticks } = countAxis(highest);
  expect(domain).toEqual([0, end]);
  expect(ticks).toEqual([0, end / 4, end / 2, (3 * end) / 4, end]);
});

describe('a celebration’s mail', () => {
  const mail = (part: Partial<CelebrationMail>) =>
    ({ contact: null, stage: 'waiting', reason: 'quiet', until: now + 3 * hour, ...part }) as CelebrationMail;

  test('says when it goes, until when it waits, or by when it has to be let go', () => {
    expect(whenWords(mail({}), now)).toBe('until today, 3:00 PM');
    expect(whenWords(mail({ reason: 'due' }), now)).toBe('goes today, 3:00 PM');
    expect(whenWords(mail({ reason: 'approved' }), now)).toBe('goes today, 3:00 PM');
    expect(whenWords(mail({ stage: 'proposed', reason: 'due' }), now)).toBe(
      'let it go by today, 3:00 PM, or it is dropped',
    );
    expect(whenWords(mail({ until: null }), now)).toBeNull();
  });

  test('is to somebody by name, or to one who left', () => {
    expect(toWhom(mail({ contact: 'Ann' }))).toBe('Ann');
    expect(toWhom(mail({}))).toBe('a contact who left');
  });
});

describe('a segment', () => {
  const nobody = { rules: [], segments: [], sequences: [], plans: [], milestones: [] };

  test('says its conditions as a sentence, once they make one', () => {
    expect(segmentSentence('the score is below 40')).toBe('Accounts of which the score is below 40.');
    expect(segmentSentence(null)).toBe('Not a whole sentence yet');
  });

  test('says by name what uses it', () => {
    const usedBy = {
      ...nobody,
      rules: ['A', 'B'],
      segments: ['C'],
      sequences: ['D'],
      plans: ['E'],
      milestones: ['F'],
    };
    expect(usedByWords(usedBy)).toBe(
      '2 rules (A, B) and 1 segment (C) and 1 sequence (D) and 1 success plan (E) and 1 milestone (F)',
    );
    expect(usedByWords(nobody)).toBe('nothing');
    expect(allUsers(usedBy)).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
  });
});

describe('a note that names nobody yet', () => {
  const [named, meant] = [{ id: 1 }, { id: 2 }] as unknown as [FoundAccount, FoundAccount];

  test('is about whom it names, before the account that was open', () => {
    expect(guessedAccount([named], meant)).toEqual({ account: named, why: 'named' });
    expect(guessedAccount([], meant)).toEqual({ account: meant, why: 'meant' });
    expect(guessedAccount([], undefined)).toBeNull();
  });

  test('says why', () => {
    expect(wordsOfGuess(guessedAccount([named], meant))).toBe('The note names it.');
    expect(wordsOfGuess(guessedAccount([], meant))).toContain('open or chosen');
    expect(wordsOfGuess(null)).toBeUndefined();
  });
});

describe('the steps of a sequence', () => {
  test('are known by ids of eight letters and digits, each another', () => {
    const ids = Array.from({ length: 200 }, newStepId);
    for (const id of ids) expect(id).toMatch(/^[0-9a-z]{8}$/);
    expect(new Set(ids).size).toBe(200);
  });

  test('begin with nothing that a person would have to take back', () => {
    expect(newStep('wait', 'a')).toEqual({
      id: 'a',
      kind: 'wait',
      wait: { kind: 'calendar', days: 3, minute: null },
    });
    expect(newStep('mail', 'a')).toMatchObject({ templateId: null, threads: false });
    expect(newStep('branch', 'a')).toMatchObject({ otherwise: null, unknown: 'fails' });
    expect(newStep('exit', 'a')).toEqual({ id: 'a', kind: 'exit' });
  });

  test('wait at first for two days, for one of work until nine, or until a month before the renewal', () => {
    expect(newWaits).toEqual({
      elapsed: { kind: 'elapsed', hours: 48 },
      calendar: { kind: 'calendar', days: 3, minute: null },
      working: { kind: 'working', days: 1, minute: 9 * 60 },
      date: { kind: 'date', fact: 'account.renewal_on', days: -30, minute: 9 * 60 },
    });
  });

  test('are timed by clocks that are read as they are written', () => {
    for (const minute of [0, 9, 540, 600, 1439]) expect(minuteOf(clockOf(minute))).toBe(minute);
    expect(clockOf(545)).toBe('09:05');
    for (const odd of ['24:00', '9', '09:5', 'noon', '-1:00', '12:60:00']) expect(minuteOf(odd)).toBeNull();
    expect(minuteOf(' 7:05 ')).toBe(425);
  });
});

describe('milestones of a plan', () => {
  const milestone = (id: string, ...prerequisites: string[]) =>
    ({ id, name: id.toUpperCase(), definition: { prerequisites } }) as unknown as ListedMilestone;
  const all = [milestone('c', 'a', 'b'), milestone('a'), milestone('b', 'a'), milestone('d')];

  test('stand after what they need, which comes along, each as deep as the longest way to it', () => {
    const steps = stepsOf(all, ['d', 'c']);
    expect(steps.map((step) => [step.milestone.id, step.depth, step.after])).toEqual([
      ['d', 0, []],
      ['a', 0, []],
      ['b', 1, ['A']],
      ['c', 2, ['A', 'B']],
    ]);
  });

  test('that are gone are passed over, and a circle ends', () => {
    expect(stepsOf([milestone('a', 'gone')], ['a', 'gone'])).toMatchObject([{ depth: 0, after: [] }]);
    expect(stepsOf([milestone('a', 'b'), milestone('b', 'a')], ['a'])).toHaveLength(2);
  });
});

describe('whose data is asked for', () => {
  const person = (email: string | null, externalId: string) =>
    ({ contact: { email }, externalId, account: { externalId: 'acme' } }) as unknown as Parameters<
      typeof whoIs
    >[0];

  test('is told by the address, by an id that is one, else by the contact of the account', () => {
    expect(whoIs(person('ann@acme.test', 'u1'))).toEqual({ email: 'ann@acme.test' });
    expect(whoIs(person(null, 'ann@acme.test'))).toEqual({ email: 'ann@acme.test' });
    expect(whoIs(person(null, 'u1'))).toEqual({ contact: 'u1', account: 'acme' });
  });

  test('is confirmed by typing what tells it', () => {
    expect(proofOf({ email: 'ann@acme.test' })).toBe('ann@acme.test');
    expect(proofOf({ contact: 'u1', account: 'acme' })).toBe('u1');
  });
});

test('a new configuration is marked on the day of its first score, the first of all on none', () => {
  const point = (day: string, configVersion: number) =>
    ({ day, configVersion }) as Parameters<typeof configMarks>[0][number];
  expect(configMarks([point('a', 1), point('b', 1), point('c', 2), point('d', 2), point('e', 4)])).toEqual([
    { day: 'c', version: 2 },
    { day: 'e', version: 4 },
  ]);
});

test('on what ground somebody is written to is named, one of a newer company as it names it', () => {
  expect(basisWords('contract')).toBe('The contract');
  expect(basisWords('moonlight')).toBe('moonlight');
  expect(categoryWords('*')).toBe('All mail');
  expect(categoryWords('product news')).toBe('Product news');
  expect([consentWords('email', 'news'), consentWords('email', '*')]).toEqual(['News', 'All mail']);
  expect([consentWords('sms', 'news'), consentWords('sms', '*')]).toEqual(['News, by SMS', 'All SMS']);
});

test('a cohort’s share is of its accounts, or of what they paid first; of nobody there is none', () => {
  const cell = { accounts: 3, revenue: 1200, firstRevenue: 1000 };
  expect(cohortViews.accounts.share(cell, 4)).toBe(0.75);
  expect(cohortViews.revenue.share(cell, 4)).toBe(1.2);
  expect(cohortViews.accounts.share(cell, 0)).toBeNull();
  expect(cohortViews.revenue.share({ ...cell, firstRevenue: 0 }, 4)).toBeNull();
});

describe('the last contact', () => {
  test('is the same day by the account and by its score’s measure, whatever day the score is of', () => {
    expect(lastContactWords('2026-11-18')).toBe('The last call, meeting or answer: Nov 18, 2026');
    expect(lastContactOf(12, '2026-11-30')).toBe(lastContactWords('2026-11-18'));
    expect(lastContactOf(0, '2026-03-01')).toBe(lastContactWords('2026-03-01'));
    expect(lastContactOf(1, '2024-03-01')).toBe(lastContactWords('2024-02-29'));
    expect(lastContactOf(null, '2026-11-30')).toBe('not spoken yet');
    expect(lastContactWords(null)).toBe('not spoken yet');
  });
});

test('a name is whole where there is room for it, and else says that it goes on, no character halved', () => {
  expect(shortened('Mobile check-in', 15)).toBe('Mobile check-in');
  expect(shortened('Mobile check-in', 14)).toBe('Mobile check-…');
  expect(shortened('Mobile check-in', 8)).toBe('Mobile…');
  expect(shortened('🚀🚀🚀', 2)).toBe('🚀…');
});
