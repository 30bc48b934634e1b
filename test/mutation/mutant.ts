/** One fault put into one file: its text from `start` to `end` replaced. */
export interface Mutant {
  /** From the checkout's root. */
  readonly file: string;
  /** Kind of fault, as the report names it. */
  readonly kind: string;
  /** Places in the file's text. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

export function mutatedText(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** @returns line and column of a place, both from 1 */
export function placeOf(text: string, at: number): Place {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** `file:line kind: what stood there -> what stands there now`, short enough for a list. */
export function describeMutant(text: string, mutant: Mutant): string {
  const { line } = placeOf(text, mutant.start);
  const was = onOneLine(text.slice(mutant.start, mutant.end));
  return `${mutant.file}:${line} ${mutant.kind}: ${was} -> ${onOneLine(mutant.replacement) || '(nothing)'}`;
}

function onOneLine(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 87)}...` : line;
}
