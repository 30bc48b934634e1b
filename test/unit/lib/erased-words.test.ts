import fc from 'fast-check';
import { expect, test } from 'vitest';
import { saysWho } from '../../../src-main/lib/privacy/erased-words';
import { toldByOf, withoutPeople } from '../../../src-main/store/erasing/told-by';

const key = new Uint8Array(32).fill(3);

/** What is left of a text about account 7 once the person of that account is erased. */
function left(name: string, email: string | null, text: string, account: number | null = 7): string {
  const toldBy = toldByOf(key, { name, email });
  const person = { erasure: 1, organizationId: 7, userId: 1, idDigest: null, keptAs: null, toldBy };
  return withoutPeople(key, [person])(text, account) ?? text;
}

test.each([
  ['Ana Lopez', 'Met Ana Lopez today', 'Met Erased contact today'],
  ['Ana Lopez', 'ana  LOPEZ, and Lopez, Ana', 'Erased contact, and Erased contact'],
  ['Ana Lopez', 'Ana Lopezosa and Anabel Lopez', 'Ana Lopezosa and Anabel Lopez'],
  ['Ana Lopez', '{"text":"with\\nAna\\nLopez"}', '{"text":"with\\nErased contact"}'],
  ['Zoë Ön', 'ZOË ÖN', 'Erased contact'],
  ['Zoë Ön', 'Zoë Ön'.normalize('NFD'), 'Erased contact'],
  ['Will', 'Will will go', 'Erased contact will go'],
  ['Zoë Ön', 'Ｚｏë Ｏ̈ｎ and Zo&#xEB;&nbsp;&Ouml;n', 'Erased contact and Erased contact'],
  ['Ana Lopez', '?name=Ana%20L\u00adopez', '?name=Erased contact'],
  ['Ana Lopez', '100%25 Ana Lopez', '100%25 Erased contact'],
  ['Hans Straßer', 'HANS STRASSER', 'Erased contact'],
  ['Zoë Ön', 'zoe on, zoe once', 'Erased contact, zoe once'],
  ['李小龙', '和李小龙 见面, 李小龙', '和李小龙 见面, Erased contact'],
])('a text without %s: %s', (name, text, expected) => {
  expect(left(name, null, text)).toBe(expected);
});

test('an address goes from any text, a name from texts about its account alone', () => {
  expect(left('Ana Lopez', 'ana.lopez@x.test', 'Ana Lopez <Ana.Lopez@X.test>', 8)).toBe(
    'Ana Lopez <Erased contact>',
  );
  expect(left('Ana Lopez', 'ana.lopez@x.test', 'Ana Lopez <Ana.Lopez@X.test>')).toBe(
    'Erased contact <Erased contact>',
  );
});

test('nothing of a person is left in any text that has them, and every other text stays as it was', () => {
  const word = fc.stringMatching(/^[a-z]{2,6}$/);
  fc.assert(
    fc.property(word, word, fc.array(word), fc.array(word), (first, last, before, after) => {
      const others = [...before, ...after].filter((one) => one !== first && one !== last);
      const said = others.join(' ');
      expect(left(`${first} ${last}`, null, said)).toBe(said);
      const named = `${said}. ${first.toUpperCase()}\t${last}; ${said}`;
      expect(left(`${first} ${last}`, null, named)).toBe(`${said}. Erased contact; ${said}`);
    }),
  );
});

test.each([
  ['ana@x.test', 'ana@x.test', 'Ana', true],
  ['alopez', 'ana@x.test', 'Ana Lopez', true],
  ['8f2c-11', 'ana@x.test', 'Ana Lopez', false],
  ['u7', null, 'u7', false],
])('whether the id %s of %s, %s, says who it is: %s', (id, email, name, says) => {
  expect(saysWho(id, email, name)).toBe(says);
});
