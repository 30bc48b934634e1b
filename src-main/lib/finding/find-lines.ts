import { linesWith, type NameLines, textOfLine } from './name-lines';
import { holdsAllNearly, piecesOf } from './near-words';
import { beginsWords, holdsAll, type TypedWord } from './typed-words';

/** How well a line fits: 0 begins with what was typed, 1 every word begins one of its words, 2 holds every word. */
export type Fit = 0 | 1 | 2;

export interface FoundLine {
  readonly line: number;
  readonly fit: Fit;
}

/**
 * Every line that holds all words, in any order.
 * @param where at the beginning: only lines that begin with the first word
 */
export function* findLines(
  lines: NameLines,
  words: readonly TypedWord[],
  where: 'at the beginning' | 'anywhere' = 'anywhere',
): Generator<FoundLine> {
  const [first] = words;
  if (first === undefined) return;
  const begins = first.map((way) => `\n${way}`);
  const ofEach: (readonly string[])[] = where === 'anywhere' ? [...words] : [begins, ...words.slice(1)];
  const pieces = rarestOf(lines.text, ofEach);
  if (pieces === null) return;
  for (const line of linesWithAny(lines, pieces)) {
    const text = textOfLine(lines, line);
    if (!holdsAll(text, words)) continue;
    if (where === 'anywhere' || first.some((way) => text.startsWith(way)))
      yield { line, fit: fitOf(text, words) };
  }
}

/** Counted no further: a word that stands so often is a common one. */
const common = 32;

/**
 * Of what must all be found the one that is found the least often: its lines are the fewest to look at. In "account 4711"
 * that is the number, wherever it is typed.
 * @returns null where one of them isn't there at all
 */
function rarestOf(text: string, ofEach: readonly (readonly string[])[]): readonly string[] | null {
  let rarest: readonly string[] | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const pieces of ofEach) {
    const count = pieces.reduce((sum, piece) => sum + timesIn(text, piece), 0);
    if (count === 0) return null;
    if (count < fewest) [rarest, fewest] = [pieces, count];
  }
  return rarest;
}

function timesIn(text: string, piece: string): number {
  let times = 0;
  for (let at = text.indexOf(piece); at >= 0 && times < common; at = text.indexOf(piece, at + 1)) times += 1;
  return times;
}

function fitOf(text: string, words: readonly TypedWord[]): Fit {
  if (!beginsWords(text, words)) return 2;
  return words[0]?.some((way) => text.startsWith(way)) ? 0 : 1;
}

/** Every line that holds all words with a slip of the fingers in each at most: for when nothing holds them. */
export function* findNearLines(lines: NameLines, words: readonly TypedWord[]): Generator<number> {
  const [first] = words;
  if (first === undefined) return;
  const rarest = words.reduce(
    (longest, word) => (word[0].length > longest[0].length ? word : longest),
    first,
  );
  for (const line of linesWithAny(lines, rarest.flatMap(piecesOf))) {
    if (holdsAllNearly(textOfLine(lines, line), words)) yield line;
  }
}

/** Lines with any of these pieces, each once. */
function* linesWithAny(lines: NameLines, pieces: readonly string[]): Generator<number> {
  const [only, ...others] = pieces;
  if (only === undefined) return;
  if (others.length === 0) {
    yield* linesWith(lines, only);
    return;
  }
  const seen = new Set<number>();
  for (const piece of pieces) {
    for (const line of linesWith(lines, piece)) {
      if (seen.has(line)) continue;
      seen.add(line);
      yield line;
    }
  }
}
