import { describe, expect, test } from 'vitest';
import type { Today } from '../../../src-preload/contract/today';
import { placeOf } from '../../../src-renderer/features/today/queue/place-of';
import { currentIndexOf } from '../../../src-renderer/features/today/queue/use-current-item';
import { withoutItem } from '../../../src-renderer/features/today/queue/without-item';

function queueOf(...keys: string[]): Today {
  const item = {
    kind: 'silent',
    alsoKinds: [],
    accountId: 1,
    accountName: 'Northwind',
    reason: 'No activity for 20 days.',
    suggestion: 'Call.',
    launch: 'write_email' as const,
    intervention: null,
    arr: 12_000,
    score: 40,
    band: 'poor',
    tooLittle: null,
    change28: null,
    risk: null,
    renewsOn: null,
    rank: 1,
    since: null,
    mentionedIn: null,
  } as const;
  const why = { arr: 12_000, chance: 0.02, chanceOf: 'level' as const, calm: 1, presses: [] };
  return {
    asOf: '2026-11-22',
    headline: {
      accounts: 3,
      trials: 0,
      ended: 0,
      leaving: 0,
      users: 30,
      events: 900,
      atRiskAccounts: 0,
      atRiskArr: 0,
      arr: 36_000,
      renewals90: 0,
      renewalArr90: 0,
      silent: 3,
      scoreDrops: 0,
      healthy: 0,
      middle: 0,
      poor: 3,
      tooLittleKnown: 0,
      unscored: 0,
    },
    bookSign: null,
    items: keys.map((key) => ({ ...item, alsoKinds: [], why, key })),
    kinds: ['silent'],
    total: keys.length,
    doneToday: 4,
    scoring: false,
    progress: null,
    synced: true,
    snoozed: 1,
    setBackElsewhere: 0,
  };
}

describe('an item that is put away', () => {
  test('leaves the queue and counts as done', () => {
    const today = withoutItem(queueOf('1:silent', '2:silent'), '1:silent', 'done');
    expect(today.items.map((item) => item.key)).toEqual(['2:silent']);
    expect(today).toMatchObject({ total: 1, doneToday: 5, snoozed: 1 });
  });

  test('leaves the queue and counts as snoozed', () => {
    expect(withoutItem(queueOf('1:silent'), '1:silent', 'snoozed')).toMatchObject({
      total: 0,
      doneToday: 4,
      snoozed: 2,
    });
  });

  test('twice counts once', () => {
    const once = withoutItem(queueOf('1:silent', '2:silent'), '1:silent', 'done');
    expect(withoutItem(once, '1:silent', 'done')).toEqual(once);
  });
});

describe('the current item', () => {
  const queue = (...ids: number[]) => ids.map((accountId) => ({ accountId }));
  test('stays with its account when the queue is reordered', () => {
    expect(currentIndexOf(queue(3, 1, 2), { index: 0, accountId: 1 })).toBe(1);
  });
  test('hands its place to the next one when it leaves', () => {
    expect(currentIndexOf(queue(3, 2), { index: 1, accountId: 1 })).toBe(1);
    expect(currentIndexOf(queue(3), { index: 1, accountId: 1 })).toBe(0);
  });
  test('is the first one until someone moves', () => {
    expect(currentIndexOf(queue(3, 1), { index: 0, accountId: null })).toBe(0);
  });
});

test('a row opens its account, the note that mentions the person, or what came back, as that presses most', () => {
  const mentionedIn = '01a1edab-7800-7000-b468-9de434f03a89';
  const place = (kind: 'mention' | 'silent' | 'set_back', noteId: string | null = mentionedIn) =>
    placeOf({ kind, accountId: 7, mentionedIn: noteId });
  expect(place('mention')).toBe(`/accounts/7?tab=notes&note=${mentionedIn}`);
  expect(place('mention', null)).toBe('/accounts/7');
  expect(place('silent')).toBe('/accounts/7');
  expect(place('set_back')).toBe('/monitor?about=7');
});
