import type { FactTest } from '../../../src-preload/contract/rules/checked';
import type { CodedWords } from './fact-columns';
import { foldCase } from './fold-case';
import { no, unknown, type Verdicts, yes } from './verdict';

type WordsTest = Extract<FactTest, { asks: 'words' }>;

/** Each different word is looked at once, however many subjects have it. */
export function judgeWords({ codes, words }: CodedWords, test: WordsTest, out: Verdicts): void {
  const fits = wordFits(test);
  // In the first place stands the verdict of no word.
  const verdicts = Uint8Array.from([
    unknown,
    ...words.map((word) => (fits(foldCase(word)) === test.wanted ? yes : no)),
  ]);
  for (let row = 0; row < out.length; row++) out[row] = verdicts[(codes[row] as number) + 1] as number;
}

export function wordsKnown({ codes }: CodedWords, wanted: boolean, out: Verdicts): void {
  for (let row = 0; row < out.length; row++) out[row] = (codes[row] as number) >= 0 === wanted ? yes : no;
}

function wordFits({ how, words }: WordsTest): (folded: string) => boolean {
  const wanted = words.map(foldCase);
  if (how === 'equal') {
    const all = new Set(wanted);
    return (word) => all.has(word);
  }
  const [one = ''] = wanted;
  if (how === 'contain') return (word) => word.includes(one);
  return how === 'begin' ? (word) => word.startsWith(one) : (word) => word.endsWith(one);
}
