/** A Liquid tag of a text, as it is written. */
export interface LiquidTag {
  readonly source: string;
  /** An output `{{ … }}`, or a tag `{% … %}` by its name: `if`, `endif`. */
  readonly kind: 'output' | { readonly tag: string };
  /** Counted from 1. */
  readonly line: number;
}

export interface Masked {
  readonly text: string;
  readonly tags: readonly LiquidTag[];
}

const liquid = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const mark = /lqz(\d+)z/g;

/**
 * Puts a word in the place of each Liquid tag, so that a parser of mail layout or of HTML neither changes nor is misled by
 * it. Who masks asks `holdsMarks` before.
 */
export function mask(text: string): Masked {
  const tags: LiquidTag[] = [];
  let line = 1;
  let end = 0;
  const masked = text.replace(liquid, (source, at: number) => {
    line += linesIn(text.slice(end, at));
    end = at;
    tags.push({ source, kind: kindOf(source), line });
    return `lqz${tags.length - 1}z`;
  });
  return { text: masked, tags };
}

/** Whether a text holds a word that would be taken for a mark. */
export function holdsMarks(text: string): boolean {
  return /lqz\d+z/i.test(text);
}

export function unmask(text: string, tags: readonly LiquidTag[]): string {
  return text.replace(mark, (whole, number: string) => tags[Number(number)]?.source ?? whole);
}

/** The numbers of the tags whose marks stand in a text, in their order. */
export function marksIn(text: string): number[] {
  return Array.from(text.matchAll(mark), ([, number]) => Number(number));
}

function kindOf(source: string): LiquidTag['kind'] {
  if (source.startsWith('{{')) return 'output';
  return { tag: /^\{%-?\s*([\w#]*)/.exec(source)?.[1] ?? '' };
}

export function linesIn(text: string): number {
  return text.split('\n').length - 1;
}
