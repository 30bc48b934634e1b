import { describe, expect, test } from 'vitest';
import type { MailPlan } from '../../../src-main/delivery/dry-run';
import { planLines } from '../../../src-main/host/commands/dry-run-mail';

const goes = { run: 'r1', of: 'template', to: 'acme.example', wouldGo: true, words: null } as const;
const byHand = { ...goes, run: 'r2', of: 'person' } as const;
const stays = { ...goes, run: 'r3', wouldGo: false, words: 'they unsubscribed' } as const;
const plan = (more: Partial<MailPlan> = {}): string[] =>
  planLines({ mails: [], isCut: false, stopped: null, nextIn: null, ...more });

describe('steward run --dry-run-mail', () => {
  test('tells of each mail what would become of it, and counts those that would go', () => {
    expect(plan({ mails: [goes, stays, byHand] })).toEqual([
      'would go    r1  of a template, to acme.example',
      'would stay  r3  to acme.example: they unsubscribed',
      'would go    r2  by hand, to acme.example',
      '2 mails would go now. Nothing was claimed, and nothing sent.',
    ]);
    expect(plan({ mails: [stays] }).at(-1)).toMatch(/^0 mails would go now\./);
  });

  test('says what holds all of it back, and when it looks at the next', () => {
    expect(plan({ stopped: 'person' })[0]).toBe('Nothing goes: somebody stopped everything.');
    expect(plan({ stopped: 'something new' })[0]).toBe('Nothing goes: something new.');
    expect(plan({ nextIn: 90_000 }).at(-1)).toMatch(/^The next one is looked at in /);
  });

  test('says that there are more than it looked at, and then nothing of the next', () => {
    expect(plan({ mails: [goes], isCut: true, nextIn: 90_000 })).toEqual([
      expect.stringMatching(/^would go/),
      '1 mail would go now, and more after that. Nothing was claimed, and nothing sent.',
    ]);
  });
});
