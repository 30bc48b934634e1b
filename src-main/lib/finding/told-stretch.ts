import type { Phrase } from './typed-phrases';
import { wordPattern, wordsApart, wordsTogether } from './words-apart';

/** A part of a text; `fits`: it is what was typed. */
export interface TextPart {
  readonly text: string;
  readonly fits: boolean;
}

interface Word {
  readonly from: number;
  readonly to: number;
  readonly folded: string;
}

/** So much of a text is told, beginning a little before what fits first. */
const longestStretch = 100;
const before = 30;
/** Beyond, a text is not looked through for what fits. */
const longestLooked = 20_000;

/** A stretch of a text around what fits first, with all that fits in it told apart. */
export function toldStretch(text: string, phrases: readonly Phrase[]): TextPart[] {
  const line = wordsApart(text.slice(0, longestLooked)).replaceAll(/\s+/g, ' ').trim();
  const words = wordsIn(line);
  const fitting = fittingOf(words, phrases);
  const [from, to] = stretchOf(line, words, fitting[0]?.from ?? 0);
  const parts: TextPart[] = [];
  let at = from;
  for (const place of fitting) {
    if (place.from < at || place.to > to) continue;
    parts.push({ text: line.slice(at, place.from), fits: false });
    parts.push({ text: line.slice(place.from, place.to), fits: true });
    at = place.to;
  }
  parts.push({ text: line.slice(at, to), fits: false });
  return joined(parts, {
    isCutBefore: from > 0,
    isCutBehind: to < line.length || text.length > longestLooked,
  });
}

/** Whether every one of the phrases stands in it. */
export function fitsWhole(text: string, phrases: readonly Phrase[]): boolean {
  const words = wordsIn(wordsApart(text.slice(0, longestLooked)));
  return phrases.every((phrase) => fittingOf(words, [phrase]).length > 0);
}

function wordsIn(line: string): Word[] {
  return [...line.matchAll(wordPattern)].map(({ index, 0: word }) => ({
    ...{ from: index, to: index + word.length },
    folded: folded(word),
  }));
}

/** As the index of words sees it: small, and without marks. */
function folded(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Every place at which one of the phrases stands, in the text's order, none in another. */
function fittingOf(words: readonly Word[], phrases: readonly Phrase[]): { from: number; to: number }[] {
  const sought = phrases.map(({ words: own, isOpen }) => ({ own: own.map(folded), isOpen }));
  const places: { from: number; to: number }[] = [];
  for (let at = 0; at < words.length; at++) {
    const longest = sought.reduce(
      (most, { own, isOpen }) => (standsAt(words, at, own, isOpen) ? Math.max(most, own.length) : most),
      0,
    );
    const [first, last] = [words[at], words[at + longest - 1]];
    if (longest === 0 || first === undefined || last === undefined) continue;
    places.push({ from: first.from, to: last.to });
    at += longest - 1;
  }
  return places;
}

function standsAt(words: readonly Word[], at: number, own: readonly string[], isOpen: boolean): boolean {
  return own.every((word, place) => {
    const there = words[at + place]?.folded;
    if (there === undefined) return false;
    return isOpen && place === own.length - 1 ? there.startsWith(word) : there === word;
  });
}

/** Cut between words, so that none is told in part, unless it is longer than all that is told. */
function stretchOf(line: string, words: readonly Word[], first: number): [number, number] {
  if (line.length <= longestStretch) return [0, line.length];
  const wanted = Math.max(0, Math.min(first - before, line.length - longestStretch));
  const from =
    wanted === 0 ? 0 : (words.find((word) => word.from >= wanted && word.from <= first)?.from ?? first);
  const last = words.findLast((word) => word.from >= from && word.to <= from + longestStretch);
  const to = from + longestStretch >= line.length ? line.length : (last?.to ?? from + longestStretch);
  return [from, to];
}

function joined(
  parts: readonly TextPart[],
  { isCutBefore, isCutBehind }: { readonly isCutBefore: boolean; readonly isCutBehind: boolean },
): TextPart[] {
  const told = [
    { text: isCutBefore ? '…' : '', fits: false },
    ...parts,
    { text: isCutBehind ? '…' : '', fits: false },
  ];
  const whole: TextPart[] = [];
  for (const { text, fits } of told) {
    const own = wordsTogether(text);
    const last = whole.at(-1);
    if (own === '') continue;
    // Letters that stand for themselves fit one by one: side by side they are one place.
    if (last?.fits === fits) whole[whole.length - 1] = { text: last.text + own, fits };
    else whole.push({ text: own, fits });
  }
  return whole;
}
