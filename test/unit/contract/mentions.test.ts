import { describe, expect, test } from 'vitest';
import {
  markOf,
  marksOf,
  mostMentions,
  nameInMark,
  piecesOf,
  withoutMarks,
} from '../../../src-preload/contract/mentions';
import { stepsOf } from '../../../src-preload/contract/note-steps';
import { mentionAt } from '../../../src-renderer/ui/notes/mention-at';

describe('the marks of a text', () => {
  test('are names between @[ and ], and nothing that is cut, empty, or over two lines', () => {
    expect(marksOf('Ask @[Ada Lovelace], @[Ben]@[Ben]')).toEqual(['Ada Lovelace', 'Ben', 'Ben']);
    expect(marksOf('@Ada @[] @[A\nB] [Ada] @ [Ada] @[Ada @[Ben]')).toEqual(['Ben']);
    expect(marksOf('@[Ben] '.repeat(mostMentions + 1))).toHaveLength(mostMentions);
  });

  test('read as an @ and the name, in a text and in the title of a next step', () => {
    expect(withoutMarks('Ask @[Ada L.] and @[Ben]')).toBe('Ask @Ada L. and @Ben');
    expect(stepsOf('- [ ] Ask @[Ada]').map(({ words }) => words)).toEqual(['Ask @Ada']);
  });

  test('part it into names, counted from those before, and what stands between them', () => {
    expect(piecesOf('Ask @[Ada] and @[Ben]', 3)).toEqual([
      { text: 'Ask ', mark: null },
      { text: '@Ada', mark: 3 },
      { text: ' and ', mark: null },
      { text: '@Ben', mark: 4 },
    ]);
    expect(piecesOf('')).toEqual([]);
    expect(piecesOf('none')).toEqual([{ text: 'none', mark: null }]);
  });

  test('hold any name, without what would end them', () => {
    expect(markOf('Ada [QA]\nLovelace')).toBe('@[Ada QA Lovelace]');
    expect(marksOf(markOf(`${'x'.repeat(99)}😀`))).toEqual(['x'.repeat(99)]);
    expect(nameInMark('Ben')).toBe('Ben');
  });
});

test('a mention is typed from an @ that begins a word up to the caret, over two words at most', () => {
  const typed = (text: string, caret = text.length) => mentionAt(text, caret)?.words;
  expect(mentionAt('Ask @ad', 7)).toEqual({ from: 4, to: 7, words: 'ad' });
  expect(typed('@')).toBe('');
  expect(typed('(@ada lov')).toBe('ada lov');
  expect(typed('Ask @ada and so on')).toBeUndefined();
  expect(typed('ada@book.test')).toBeUndefined();
  expect(typed('@[Ada]')).toBeUndefined();
  expect(typed('@ada\n')).toBeUndefined();
  expect(typed('Ask @ada', 6)).toBe('a');
  expect(typed('Ask @ada', 4)).toBeUndefined();
  expect(typed('@ ada')).toBeUndefined();
});
