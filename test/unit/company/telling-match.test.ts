import { describe, expect, test } from 'vitest';
import { lookedFor, patternOf, type Sweep } from '../../../src-main/company/privacy/telling-match';
import type { Telling } from '../../../src-main/lib/privacy/erased-words';

const telling = (...words: string[]): Telling => ({ words, exactCase: false }) as Telling;
const email = telling('ana', 'lopez', 'acme', 'test');
const name = telling('ana', 'lopez');
const single = telling('rose');
const sweep: Sweep = { emails: [email], names: [name, single], accounts: [3, 5] };
const at = (kind: 'text' | 'list', ofAccount: boolean) =>
  lookedFor(sweep, { kind, ofAccount } as Parameters<typeof lookedFor>[1]);

describe('a person is looked for', () => {
  test('by address everywhere, and by name in the texts of their accounts', () => {
    expect(at('text', true)).toEqual([
      [email, null],
      [name, [3, 5]],
      [single, [3, 5]],
    ]);
  });

  test('by a name of several words in what is about no account, for a single one is a word of the language', () => {
    expect(at('text', false)).toEqual([
      [email, null],
      [name, null],
    ]);
  });

  test('by a name of several words in lists', () => {
    expect(at('list', true)).toEqual([
      [email, null],
      [name, [3, 5]],
    ]);
  });
});

test('words in a row are found whatever stands between them, and not within others', () => {
  // PostgreSQL's classes, as JavaScript writes them.
  const found = new RegExp(patternOf(name).replaceAll('[:alnum:]', 'a-z0-9'), 'i');
  for (const text of ['Ana Lopez', 'to ana.lopez@x', '(ANA  LOPEZ)', 'Ana\n-Lopez,', '"\\nAna\\tLopez\\n"'])
    expect([text, found.test(text)]).toEqual([text, true]);
  for (const text of ['Anabel Lopez', 'Ana Lopezosa', 'xana lopez', 'ana b lopez', 'analopez'])
    expect([text, found.test(text)]).toEqual([text, false]);
});
