import { describe, expect, test } from 'vitest';
import { choicesIn, spellingsOf } from '../../../src-main/company/choice-words';

describe('the words of a choice', () => {
  test.each([
    ['Gold|Silver|Bronze', ['Gold', 'Silver', 'Bronze']],
    ['a, b|c; d', ['a, b', 'c; d']],
    ['a, b; c', ['a, b', 'c']],
    ['a, b', ['a', 'b']],
    ['one', ['one']],
    [' Gold | |gold|GOLD| Silver ', ['Gold', 'Silver']],
    // One letter, written as one sign or as two.
    ['caf\u00e9|cafe\u0301', ['caf\u00e9']],
  ])('are parted by |, else by semicolons, else by commas, each once: %j', (cell, words) => {
    expect(choicesIn(cell)).toEqual(words);
  });

  test('are none where there is no word', () => {
    for (const cell of ['', ' ', '|', ' ; ']) expect(choicesIn(cell)).toBeNull();
  });

  test('are two hundred at most, of two hundred letters', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => `w${at}`).join('|');
    expect(choicesIn(many(200))).toHaveLength(200);
    expect(choicesIn(many(201))).toBeNull();
    expect(choicesIn('x'.repeat(200))).toHaveLength(1);
    expect(choicesIn(`short|${'x'.repeat(201)}`)).toBeNull();
  });
});

test('a word is known however it is spelt with capital letters, and by one sign or two', () => {
  expect(spellingsOf('gold').toSorted()).toEqual(['GOLD', 'Gold', 'gold']);
  expect(spellingsOf('\u00e9cru')).toEqual(
    expect.arrayContaining(['\u00e9cru', '\u00c9CRU', '\u00c9cru', 'e\u0301cru', 'E\u0301cru']),
  );
  expect(spellingsOf('A b')).toContain('A b');
});
