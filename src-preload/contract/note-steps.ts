/** What a note says is to be done next: lines of its text that screens and the store read alike. */

import { mostCtaTitle } from './ctas/cta-kinds';
import { withoutMarks } from './mentions';

export interface NoteStep {
  /** Of the text, counted from 0. */
  readonly line: number;
  /** As it was written, without its bullet; as long as the title of a task may be. */
  readonly words: string;
}

/** More than that is no list of next steps. */
export const mostNoteSteps = 50;

/** `- [ ] Send the deck`, with or without its bullet; `x` where it is done. */
const boxed = /^(?:[-*•+–]\s*)?\[([ xX]?)\]\s*(.*)$/;
/** `Next: call Ada`, and the headings of the outlines. */
const named =
  /^#{0,6}\s*(?:what (?:is|comes) next|what is to be done|what is open|next(?: steps?| actions?)?|to[- ]?dos?|to be done|actions?(?: items?)?|follow[- ]?ups?)\s*:\s*(.*)$/i;
const titled = /^#{1,6}\s*(?:next(?: steps?| actions?)?|to[- ]?dos?|actions?(?: items?)?|follow[- ]?ups?)$/i;
/** Another part of the note begins. */
const heading = /^#{1,6}\s|[:：]$/;
const bullet = /^(?:[-*•+–]|\d{1,3}[.)])\s+/;

/**
 * The next steps that a note names: boxes that are not ticked, what stands behind “Next:”, and the lines under a heading of that kind,
 * until the next heading, or a line that is empty behind one of them. The same words twice are one step.
 */
export function stepsOf(text: string): NoteStep[] {
  const steps: NoteStep[] = [];
  const known = new Set<string>();
  let part: 'other' | 'begun' | 'listed' = 'other';
  for (const [line, written] of text.split(/\r\n?|\n/).entries()) {
    const read = readLine(written.trim(), part);
    part = read.part;
    const words = titleOf(read.step ?? '');
    const key = stepWords(words);
    if (words === '' || known.has(key) || steps.length === mostNoteSteps) continue;
    known.add(key);
    steps.push({ line, words });
  }
  return steps;
}

/** The lines of a text under which next steps are written, as they stand there. */
export function stepHeadingsOf(text: string): string[] {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  return lines.filter((line) => readLine(line, 'other').part === 'begun');
}

interface ReadLine {
  readonly step: string | null;
  readonly part: 'other' | 'begun' | 'listed';
}

function readLine(line: string, part: ReadLine['part']): ReadLine {
  const box = boxed.exec(line);
  if (box !== null) return { step: box[1]?.trim() ? null : (box[2] ?? ''), part: nextPart(part) };
  const behind = named.exec(line)?.[1];
  if (behind !== undefined)
    return behind === '' ? { step: null, part: 'begun' } : { step: behind, part: 'other' };
  if (titled.test(line)) return { step: null, part: 'begun' };
  if (line === '') return { step: null, part: part === 'listed' ? 'other' : part };
  if (part === 'other' || heading.test(line)) return { step: null, part: 'other' };
  return { step: line.replace(bullet, ''), part: 'listed' };
}

function nextPart(part: ReadLine['part']): ReadLine['part'] {
  return part === 'other' ? 'other' : 'listed';
}

/** What no title may hold: what steers, and what nobody sees. As `customer_success.plain_line` has it. */
const unseen = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

function titleOf(words: string): string {
  const plain = withoutMarks(words).replace(/\s+/g, ' ').replace(unseen, '').trim();
  if (plain.length <= mostCtaTitle) return plain;
  // No half of a character is left at its end.
  const cut = plain.slice(0, mostCtaTitle - 1).replace(/[\ud800-\udbff]$/, '');
  return `${cut.trimEnd()}…`;
}

/** Words as steps are told apart by: whether they are written small or large, and what stands between them, makes no other step. */
export function stepWords(words: string): string {
  const said = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  return said === '' ? words : said;
}

/** The step in whose line a place of the text lies; undefined: in none. @param place counted in characters from its beginning */
export function stepAt(text: string, place: number): NoteStep | undefined {
  const line = text.slice(0, place).split(/\r\n?|\n/).length - 1;
  return stepsOf(text).find((step) => step.line === line);
}
