import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toldStretch } from '../../../src-main/lib/finding/told-stretch';
import { typedPhrases } from '../../../src-main/lib/finding/typed-phrases';
import { lettersTyped, wordsApart, wordsTogether } from '../../../src-main/lib/finding/words-apart';

const open = (...words: string[]) => ({ words, isOpen: true });
const marked = (text: string, typed: string) =>
  toldStretch(text, typedPhrases(typed))
    .map(({ text: part, fits }) => (fits ? `[${part}]` : part))
    .join('');

describe('what somebody types to find a text', () => {
  test('is words alone, each the beginning of one, whatever an index’s own language would make of it', () => {
    expect(typedPhrases('renewal plan')).toEqual([open('renewal'), open('plan')]);
    expect(typedPhrases('a OR b* NEAR(c) -d')).toEqual([
      open('a'),
      open('OR'),
      open('b'),
      open('NEAR', 'c'),
      open('d'),
    ]);
    expect(typedPhrases('  "*()-  ')).toEqual([]);
    expect(typedPhrases('größe 2026')).toEqual([open('größe'), open('2026')]);
  });

  test('stands just so between two quotes, and a quote that is alone is none', () => {
    expect(typedPhrases('call "success plan" an')).toEqual([
      open('call'),
      { words: ['success', 'plan'], isOpen: false },
      open('an'),
    ]);
    expect(typedPhrases('"success plan')).toEqual([open('success'), open('plan')]);
    expect(typedPhrases('""')).toEqual([]);
  });

  test('is cut where nobody types so much', () => {
    expect(typedPhrases('word '.repeat(10_000))).toHaveLength(16);
    expect(typedPhrases('x'.repeat(10_000))[0]?.words[0]).toHaveLength(400);
  });

  test('tells more by a letter that is a word of its own', () => {
    expect(lettersTyped('ab')).toBe(2);
    expect(lettersTyped('客')).toBe(3);
    expect(lettersTyped('、 "')).toBe(0);
  });
});

describe('a text that was found', () => {
  test('tells what fits apart, whatever marks and capitals it has', () => {
    expect(marked('Talk in the CAFÉ about cafés', 'cafe')).toBe('Talk in the [CAFÉ] about [cafés]');
    expect(marked('Talk in the CAFÉ about cafés', '"cafe"')).toBe('Talk in the [CAFÉ] about cafés');
    expect(marked('the plan, a success; the success plan', '"success plan"')).toBe(
      'the plan, a success; the [success plan]',
    );
  });

  test('is cut between words around what fits first', () => {
    const long = `${'so on and on '.repeat(30)}renewal ${'and so forth '.repeat(30)}`;
    const told = marked(long, 'renew');
    expect(told).toMatch(/^…(so|on|and) .*\[renewal\] .*(and|so|forth)…$/);
    expect(told.length).toBeLessThan(120);
  });

  test('is found within a stretch of letters that are written without spaces, and shown as it was written', () => {
    expect(marked('与客户成功团队开会', '成功')).toBe('与客户[成功]团队开会');
    expect(marked('ลูกค้าสำเร็จ', 'สำเร็จ')).toMatch(/^ลูกค้า\[/);
    expect(marked('नमस्ते हिन्दी', 'हिन्दी')).toMatch(/^नमस्ते \[/);
  });

  test('is told as it was written, whatever was typed', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 150 }).map((drawn) => wordsTogether(drawn));
    fc.assert(
      fc.property(text, fc.string({ unit: 'grapheme', maxLength: 20 }), (written, typed) => {
        const told = toldStretch(written, typedPhrases(typed));
        const whole = told.map((part) => part.text).join('');
        const line = written.replaceAll(/\s+/g, ' ').trim();
        if (wordsApart(line).length <= 100) expect(whole).toBe(line);
        else expect(line).toContain(whole.replaceAll(/^…|…$/g, ''));
      }),
    );
  });

  test('is put together again as it was taken apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (drawn) => {
        const text = wordsTogether(drawn);
        expect(wordsTogether(wordsApart(text))).toBe(text);
      }),
    );
  });
});
