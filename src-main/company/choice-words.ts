import { trimCell } from '../lib/cell-text';

const mostChoices = 200;
const longestChoice = 200;

/**
 * The words of a choice in their order, each once whatever its capital letters: with | between, or where a cell has none,
 * with semicolons, else with commas.
 * @returns null where there is no word, one is too long, or there are too many
 */
export function choicesIn(cell: string): string[] | null {
  const mark = ['|', ';', ','].find((candidate) => cell.includes(candidate)) ?? '|';
  const words = new Map<string, string>();
  for (const part of cell.split(mark)) {
    const word = trimCell(part).normalize('NFC');
    const key = word.toLowerCase();
    if (word !== '' && !words.has(key)) words.set(key, word);
  }
  const choices = [...words.values()];
  const fit = choices.length > 0 && choices.length <= mostChoices;
  return fit && choices.every((word) => word.length <= longestChoice) ? choices : null;
}

/** How a word may stand in a cell: capital letters beyond A to Z are told apart by SQL, so they are named here. */
export function spellingsOf(word: string): string[] {
  const small = word.toLowerCase();
  const titled = small.replace(/^./u, (letter) => letter.toUpperCase());
  const spelt = [word, small, word.toUpperCase(), titled];
  return [...new Set(spelt.flatMap((text) => [text, text.normalize('NFD')]))];
}
