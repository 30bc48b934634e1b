import { beforeAll, describe, expect, test } from 'vitest';
import type { Foreseen } from '../../../src-preload/contract/interventions/launch';
import { interventionStages } from '../../../src-preload/contract/interventions/stages';
import { readAs } from '../../../src-renderer/ui/format/reader';
import { holdWords } from '../../../src-renderer/ui/words/hold-words';
import { reasonWords, stageTitle } from '../../../src-renderer/ui/words/message-words';

// Noon where the reader sits, wherever that is.
const now = new Date(2026, 11, 1, 12).getTime();
const hour = 3_600_000;
const seen = (more: Partial<Foreseen> = {}): Foreseen => ({
  organizationId: 1,
  contactId: 2,
  stage: 'goes',
  reason: null,
  at: now,
  waits: [],
  caps: [{ count: 2, days: 7, had: 0 }],
  said: null,
  suppressed: null,
  ...more,
});
const words = (more: Partial<Foreseen>, isPersonal = true) => holdWords(seen(more), 'Bob', isPersonal, now);
const full = [{ count: 2, days: 7, had: 2 }];

beforeAll(() => readAs('en-US'));

describe('what holds a message back is said beside the name', () => {
  test('nothing, at once or at the time that was chosen', () => {
    expect(words({ at: now + 10_000 })).toEqual({ kind: 'goes', words: 'Goes at once' });
    expect(words({ at: now + 48 * hour }).words).toMatch(/^Goes Thursday, \d/);
  });

  test('a cap, with how many of them they had and until when it waits', () => {
    const cap = { waits: [{ reason: 'cap', until: now + 45 * hour }], at: now + 45 * hour, caps: full };
    expect(words(cap)).toMatchObject({ kind: 'waits' });
    expect(words(cap).words).toMatch(
      /^Bob already got 2 in the last 7 days: this one waits until Thursday, /,
    );
  });

  test('of several caps the one over the longest time that is full', () => {
    const caps = [{ count: 1, days: 1, had: 1 }, ...full, { count: 9, days: 30, had: 8 }];
    expect(words({ waits: [{ reason: 'cap', until: now + hour }], at: now + hour, caps }).words).toContain(
      'Bob already got 2 in the last 7 days',
    );
  });

  test('a cap and then the night', () => {
    const waits = [
      { reason: 'cap', until: now + 30 * hour },
      { reason: 'quiet', until: now + 40 * hour },
    ];
    expect(words({ waits, at: now + 40 * hour, caps: full }).words).toMatch(
      /^Bob already got 2 in the last 7 days, and then it is night there: this one waits until Thursday/,
    );
  });

  test('a cap that one which is full would not wait for', () => {
    expect(words({ stage: 'dropped', reason: 'cap', caps: full })).toEqual({
      kind: 'ends',
      words: 'Bob already got 2 in the last 7 days: this one would not go',
    });
  });

  test('who unsubscribed gets nothing of a template, and own words for a reason', () => {
    const said = {
      state: 'withdrawn',
      category: '*',
      basis: null,
      said_by: 'link',
      at: Date.parse('2026-12-01T12:00:00Z'),
    } as const;
    const left = { stage: 'cancelled', reason: 'unsubscribed', said };
    expect(words(left, false)).toEqual({
      kind: 'ends',
      words: 'Bob unsubscribed from all mail on Dec 1, 2026: gets nothing of it',
    });
    expect(words(left)).toMatchObject({ kind: 'needs_reason' });
    expect(words({ stage: 'dropped', reason: 'suppressed' })).toMatchObject({ kind: 'needs_reason' });
    expect(words({ stage: 'dropped', reason: 'suppressed' }, false)).toMatchObject({ kind: 'ends' });
    expect(words({ stage: 'dropped', reason: 'complained' })).toMatchObject({ kind: 'ends' });
  });
});

describe('how a message stands', () => {
  test.each([...interventionStages])('%s has a title of its own', (stage) => {
    expect(stageTitle(stage)).not.toBe(stage);
  });

  test('a reason of a newer company is said as it says it', () => {
    expect(reasonWords('waiting', 'full_moon')).toBe('full moon');
    expect(stageTitle('parked')).toBe('parked');
  });
});
