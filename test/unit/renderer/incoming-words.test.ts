import { beforeAll, describe, expect, test } from 'vitest';
import type { IncomingMail } from '../../../src-preload/contract/interventions/incoming';
import { incomingKinds } from '../../../src-preload/contract/interventions/incoming-kinds';
import { readAs } from '../../../src-renderer/ui/format/reader';
import { inboxTroubles } from '../../../src-renderer/ui/words/inbox-words';
import {
  followedWords,
  incomingTitle,
  incomingTone,
  incomingWords,
} from '../../../src-renderer/ui/words/incoming-words';

beforeAll(() => readAs('en-US'));

const mail = (part: Partial<IncomingMail>) =>
  ({ kind: 'reply', untilDay: null, hint: null, followed: {}, ...part }) as IncomingMail;

describe('what came back', () => {
  test('is told in a sentence of its own for each kind', () => {
    const told = incomingKinds.map((kind) => incomingWords(mail({ kind })));
    expect(new Set(told).size).toBe(incomingKinds.length);
    for (const words of told) expect(words).toMatch(/^[A-Z].*\.$/);
    expect(new Set(incomingKinds.map(incomingTitle)).size).toBe(incomingKinds.length);
  });

  test('says of a reply what it seems to say', () => {
    expect(incomingWords(mail({}))).toBe('They wrote back.');
    expect(incomingWords(mail({ hint: 'left' }))).toContain('somebody left');
    expect(incomingWords(mail({ hint: 'unsubscribe' }))).toContain('no more mail');
  });

  test('says until when somebody is away, where that is known', () => {
    const away = mail({ kind: 'out_of_office' });
    expect(incomingWords(away)).toBe('They are away for a while.');
    expect(incomingWords({ ...away, untilDay: '2026-12-24' })).toBe('They are away until Dec 24, 2026.');
  });

  test('looks bad only where somebody can’t or won’t be written to', () => {
    const bad = incomingKinds.filter((kind) => incomingTone(kind) === 'high');
    expect(bad.toSorted()).toEqual(['blocked', 'bounced', 'complaint', 'gone']);
    expect(incomingTone('reply')).toBe('healthy');
    expect(incomingTone('out_of_office')).toBe('none');
  });
});

describe('what followed from it', () => {
  test('is told clause by clause, in order', () => {
    const followed = { suppressed: true, ended: 2, departure: true, in_a_row: 3, arrived: true, back: true };
    expect(followedWords(mail({ followed }))).toEqual([
      '2 sequences ended',
      '3 messages in a row',
      'the address gets nothing any more',
      'noted as gone',
      'no longer noted as gone',
      'so the message arrived',
    ]);
  });

  test('is nothing where nothing did', () => {
    const followed = { suppressed: false, departure: false, arrived: false, back: false };
    expect(followedWords(mail({ followed }))).toEqual([]);
    expect(followedWords(mail({ followed: { ended: 1 } }))).toEqual(['1 sequence ended']);
  });
});

describe('a mailbox that is in trouble', () => {
  const well = { trouble: null, untold: null } as Parameters<typeof inboxTroubles>[0];

  test('says what keeps it from being read, and what keeps the company from hearing of it', () => {
    expect(inboxTroubles({ ...well, trouble: 'the password is refused' })).toEqual([
      expect.stringMatching(/^The password is refused\. It is tried again/),
    ]);
    expect(inboxTroubles({ ...well, untold: 'no route!' })).toEqual([
      expect.stringMatching(/^The company could not be told of what lies there: No route! Nothing is lost/),
    ]);
    expect(inboxTroubles({ ...well, trouble: 'a', untold: 'b' })).toHaveLength(2);
  });

  test('has nothing to say while all is well', () => {
    expect(inboxTroubles(well)).toEqual([]);
  });
});
