import { foldText, withoutDigraphs } from './fold-text';

/** Names of many things in one text, a line each, so that one search of the engine goes past all of them. */
export interface NameLines {
  /** Begins and ends with a line end. */
  readonly text: string;
  /** Where each line begins, ascending. */
  readonly starts: Int32Array;
}

const between = '\t';

/** @param entries the parts of each thing by which it is found, the name first */
export function nameLines(entries: readonly (readonly (string | null)[])[]): NameLines {
  const starts = new Int32Array(entries.length);
  const lines: string[] = [];
  let at = 1;
  entries.forEach((parts, line) => {
    starts[line] = at;
    const text = lineOf(parts);
    lines.push(text);
    at += text.length + 1;
  });
  return { text: `\n${lines.join('\n')}\n`, starts };
}

function lineOf(parts: readonly (string | null)[]): string {
  const folded = parts.map((part) => foldText(part ?? '')).join(between);
  const plain = withoutDigraphs(folded);
  return plain === folded ? folded : folded + between + plain;
}

/** @returns the line that holds a place of the text */
export function lineAt({ starts }: NameLines, place: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle;
  }
  return low;
}

export function textOfLine({ text, starts }: NameLines, line: number): string {
  return text.slice(starts[line], (starts[line + 1] ?? text.length) - 1);
}

/** Lines that hold a piece of text, ascending, each once. */
export function* linesWith(lines: NameLines, piece: string): Generator<number> {
  const { text, starts } = lines;
  for (let at = text.indexOf(piece); at >= 0; ) {
    // A piece that begins with a line end belongs to the line after it.
    const line = lineAt(lines, at + (piece.startsWith('\n') ? 1 : 0));
    yield line;
    const next = starts[line + 1];
    if (next === undefined) return;
    at = text.indexOf(piece, next - 1);
  }
}
