import { describe, expect, test } from 'vitest';
import { activityOutlines } from '../../../src-preload/contract/activities';
import { mostCtaTitle } from '../../../src-preload/contract/ctas/cta-kinds';
import { mostNoteSteps, stepAt, stepsOf } from '../../../src-preload/contract/note-steps';

const wordsOf = (text: string) => stepsOf(text).map(({ words }) => words);

describe('the next steps of a note', () => {
  test('are boxes that are not ticked, wherever they stand', () => {
    expect(
      wordsOf('They like it.\n- [ ] Send the deck\n* [] Call Ada\n[ ] Ask Otto\n- [x] Done\n[X] Done too'),
    ).toEqual(['Send the deck', 'Call Ada', 'Ask Otto']);
  });

  test.each([
    'Next',
    'next step',
    'NEXT STEPS',
    'To do',
    'todo',
    'Action items',
    'Follow-up',
    '## Next steps',
  ])('are what stands behind “%s:”', (name) => {
    expect(wordsOf(`Good talk\n${name}: Send the deck\nNot this`)).toEqual(['Send the deck']);
  });

  test('are the lines under a heading, until another, or an empty line behind one of them', () => {
    expect(wordsOf('Next steps:\n\n- Send the deck\n2. Call Ada\nAsk Otto\n\nThey were glad.')).toEqual([
      'Send the deck',
      'Call Ada',
      'Ask Otto',
    ]);
    expect(wordsOf('# Next steps\nSend the deck\n# Mood\nGlad')).toEqual(['Send the deck']);
    expect(wordsOf('To do:\nSend the deck\nMood:\nGlad')).toEqual(['Send the deck']);
  });

  test.each([
    ['business_review', 'What is next:'],
    ['onboarding_call', 'What is open:'],
    ['renewal_talk', 'What is to be done:'],
  ] as const)('are those of the outline of a %s, and none of it as it begins', (kind, name) => {
    const outline = activityOutlines[kind] ?? '';
    expect(outline).toContain(name);
    expect(wordsOf(outline)).toEqual([]);
    const filled = outline.replaceAll(':\n', (found) => `${found}Some words\n`);
    expect(wordsOf(filled)).toEqual(['Some words']);
    expect(stepsOf(filled)[0]?.line).toBe(filled.split('\n').indexOf(name) + 1);
  });

  test('are none where a sentence only begins like one', () => {
    expect(
      wordsOf('Next week they decide\nTodo list is empty\nWe act: slowly\n[link] to it\n- plain'),
    ).toEqual([]);
  });

  test('are one where the same words stand twice, in whatever letters', () => {
    expect(stepsOf('- [ ] Call Ada\n- [ ] call  ADA!\n- [ ] Call Adam')).toEqual([
      { line: 0, words: 'Call Ada' },
      { line: 2, words: 'Call Adam' },
    ]);
  });

  test('have words that a title can have: one line, none that steer or that nobody sees, no half letters', () => {
    expect(wordsOf('- [ ] Send\u200b the\u202e\tdeck\u0007')).toEqual(['Send the deck']);
    const [long] = wordsOf(`- [ ] ${'x'.repeat(mostCtaTitle - 2)}😀 and more`);
    expect(long).toBe(`${'x'.repeat(mostCtaTitle - 2)}…`);
    expect(wordsOf(`- [ ] ${'x'.repeat(mostCtaTitle)}`)).toEqual(['x'.repeat(mostCtaTitle)]);
    expect(wordsOf('- [ ]\n- [ ]   \nNext:   ')).toEqual([]);
    expect(wordsOf('- [ ] 😀')).toEqual(['😀']);
  });

  test(`are ${mostNoteSteps} at most, and found at once in a text made to be slow`, () => {
    const many = Array.from({ length: mostNoteSteps + 1 }, (_, n) => `- [ ] Step ${n}`).join('\n');
    expect(wordsOf(many)).toHaveLength(mostNoteSteps);
    const began = performance.now();
    for (const hostile of [' '.repeat(10_000), '#'.repeat(10_000), '[ '.repeat(5000), 'next '.repeat(2000)])
      stepsOf(hostile);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

test('the step under the caret is that of its line', () => {
  const text = 'Talk\r\n- [ ] Send\r\n- [ ] Call';
  const at = (words: string) => stepAt(text, text.indexOf(words))?.words;
  expect(at('Talk')).toBeUndefined();
  expect(at('- [ ] Send')).toBe('Send');
  expect(at('Send')).toBe('Send');
  expect(stepAt(text, text.length)?.words).toBe('Call');
});
