import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLines, findNearLines } from '../../../src-main/lib/finding/find-lines';
import { foldText, withoutDigraphs } from '../../../src-main/lib/finding/fold-text';
import { nameLines } from '../../../src-main/lib/finding/name-lines';
import { typedWords } from '../../../src-main/lib/finding/typed-words';

const found = (names: readonly string[], query: string): string[] =>
  [...findLines(nameLines(names.map((name) => [name])), typedWords(query))].map(
    ({ line }) => names[line] as string,
  );
const nearly = (names: readonly string[], query: string): string[] =>
  [...findNearLines(nameLines(names.map((name) => [name])), typedWords(query))].map(
    (line) => names[line] as string,
  );

describe('text as it is compared', () => {
  it('has small letters without marks, and nothing that isn’t seen', () => {
    const pairs = [
      ['Krüger', 'kruger'],
      ['ÅNGSTRÖM', 'angstrom'],
      ['Łódź', 'lodz'],
      ['Straße', 'strasse'],
      ['Ærø', 'aero'],
      ['İSTANBUL', 'istanbul'],
      ['Diyarbakır', 'diyarbakir'],
      ['  Two \u00a0 words\t', 'two words'],
      ['zero\u200bwidth\ufeff', 'zerowidth'],
      ['ﬁnance', 'finance'],
      ['日本', '日本'],
    ];
    expect(pairs.map(([text]) => foldText(text as string))).toEqual(pairs.map(([, folded]) => folded));
  });
  it('is the same whether umlauts were at hand or not', () => {
    const same = (left: string, right: string) =>
      expect(withoutDigraphs(foldText(left))).toBe(withoutDigraphs(foldText(right)));
    same('Krueger', 'Krüger');
    same('MÖLLER', 'moeller');
    same('Jaeger', 'Jäger');
  });
  it('comes to rest: folded again, it stays', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = foldText(text);
        expect(foldText(once)).toBe(once);
      }),
    ));
});

describe('names', () => {
  it('are found by their words in any order, at any place', () => {
    const names = ['North Harbour Ltd', 'Harbour Freight', 'Northern Light'];
    expect(found(names, 'harbour north')).toEqual(['North Harbour Ltd']);
    expect(found(names, 'NORTH')).toEqual(['North Harbour Ltd', 'Northern Light']);
    expect(found(names, 'ight')).toEqual(['Harbour Freight', 'Northern Light']);
    expect(found(names, 'north freight')).toEqual([]);
    expect(found(names, '   ')).toEqual([]);
  });
  it('are found with umlauts, without them, and with an e in their place', () => {
    const names = ['Krüger', 'Kruger', 'Krueger'];
    expect(found(names, 'krüger').sort()).toEqual(['Krueger', 'Kruger', 'Krüger']);
    expect(found(names, 'krueger').sort()).toEqual(['Krueger', 'Kruger', 'Krüger']);
    // Without either, the one written with an e is found by the letters it shares.
    expect(found(names, 'kruger')).toEqual(names);
    expect(found(['Samuel'], 'el')).toEqual(['Samuel']);
    expect(found(['Feuer'], 'feue')).toEqual(['Feuer']);
  });
  it('never run into each other', () => {
    expect(found(['ab', 'cd'], 'bc')).toEqual([]);
    expect(found(['ab', 'cd'], 'b c')).toEqual([]);
    expect([...findLines(nameLines([['ab', 'cd']]), typedWords('bc'))]).toEqual([]);
  });
  it('say how well they fit', () => {
    const lines = nameLines([['Harbour Freight'], ['East Harbour'], ['Enharbouring'], ['Freight, Harbour']]);
    expect([...findLines(lines, typedWords('harbour'))]).toEqual([
      { line: 0, fit: 0 },
      { line: 1, fit: 1 },
      { line: 2, fit: 2 },
      { line: 3, fit: 1 },
    ]);
    const atBeginning = [...findLines(lines, typedWords('harbour f'), 'at the beginning')];
    expect(atBeginning).toEqual([{ line: 0, fit: 0 }]);
  });

  const lineOf = (name: string) => nameLines([[name]]).text.slice(1);
  const letters = fc.string({
    unit: fc.constantFrom('a', 'b', 'e', 'ü', ' ', '-', '%', '_', '\\'),
    maxLength: 8,
  });
  it('are all found, and nothing else: as by looking at each', () =>
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 12 }), letters, (names, query) => {
        const isFound = (name: string) =>
          typedWords(query).every(([word, plain = word]) => {
            const folded = foldText(name);
            return (
              folded.includes(word) || [word, plain].some((way) => withoutDigraphs(folded).includes(way))
            );
          });
        const expected = typedWords(query).length === 0 ? [] : names.filter(isFound);
        expect(found(names, query).sort()).toEqual(expected.sort());
        const lines = nameLines(names.map((name) => [name]));
        const [first] = typedWords(query);
        const begin = expected.filter((name) => first?.some((way) => lineOf(name).startsWith(way)));
        const atBeginning = [...findLines(lines, typedWords(query), 'at the beginning')];
        expect(atBeginning.map(({ line }) => names[line]).sort()).toEqual(begin.sort());
      }),
      { numRuns: 300 },
    ));
});

describe('a slip of the fingers', () => {
  it('is forgiven: a letter wrong, missing, too many, or two the wrong way round', () => {
    for (const typed of [
      'harvour',
      'habour',
      'harrbour',
      'hrabour',
      'harboru',
      'harbout',
      'arbour',
      'xharbour',
    ])
      expect(nearly(['North Harbour', 'Hamburg'], typed), typed).toEqual(['North Harbour']);
  });
  it('is forgiven in each word', () =>
    expect(nearly(['North Harbour', 'North Sea'], 'nroth habour')).toEqual(['North Harbour']));
  it('is one slip, not two, and none in a short word', () => {
    expect(nearly(['North Harbour'], 'hxrvour')).toEqual([]);
    expect(nearly(['Acme'], 'acx')).toEqual([]);
    expect(nearly(['Acme'], 'axme')).toEqual(['Acme']);
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 4, maxLength: 9 });
  it('is forgiven wherever it happens', () =>
    fc.assert(
      fc.property(
        word,
        fc.nat(8),
        fc.constantFrom('wrong', 'missing', 'too many', 'swapped'),
        (name, at, slip) => {
          const place = at % (name.length - 1);
          const [before, here, next, rest] = [
            name.slice(0, place),
            name[place] as string,
            name[place + 1] as string,
            name.slice(place + 2),
          ];
          const typed = {
            wrong: `${before}z${next}${rest}`,
            missing: before + next + rest,
            'too many': `${before}${here}z${next}${rest}`,
            swapped: before + next + here + rest,
          }[slip];
          fc.pre(typed.length >= 4);
          expect(nearly([name], typed)).toEqual([name]);
        },
      ),
      { numRuns: 500 },
    ));
});
