/** How deep calls nest: ours go to about ten. */
const deepest = 100;

export type CarriedSize = number | 'too large' | 'not plain';

/**
 * How much a structured clone of the value carries, in characters of text and bytes of everything else. Where one thing
 * stands in several places it counts in each, because whoever reads it reads it as often. Stops as soon as the limit
 * is passed, so a hostile value costs no more than an honest one.
 * @returns `not plain` for what goes round in a circle, nests without end, or is no data of ours
 */
export function carriedSize(value: unknown, limit: number): CarriedSize {
  let size = 0;
  const around = new Set<object>();

  /** @returns null to go on */
  function add(part: unknown): Exclude<CarriedSize, number> | null {
    size += ownSize(part);
    if (size > limit) return 'too large';
    if (['function', 'symbol', 'bigint'].includes(typeof part)) return 'not plain';
    if (typeof part !== 'object' || part === null) return null;
    if (around.has(part) || around.size >= deepest) return 'not plain';
    around.add(part);
    for (const inner of partsOf(part)) {
      const verdict = add(inner);
      if (verdict !== null) return verdict;
    }
    around.delete(part);
    return null;
  }

  return add(value) ?? size;
}

/** What a number, a date or the frame of an object takes. */
const word = 8;

function ownSize(part: unknown): number {
  if (typeof part === 'string') return part.length + 2;
  if (typeof part === 'bigint') return part.toString(16).length;
  if (part instanceof ArrayBuffer || part instanceof SharedArrayBuffer) return word + part.byteLength;
  // A view of one byte carries all that it is a view of.
  if (ArrayBuffer.isView(part)) return word + part.buffer.byteLength;
  // Places without a value are carried as their number alone, and gone through one by one.
  if (Array.isArray(part)) return word + part.length;
  if (part instanceof Map || part instanceof Set) return word + part.size;
  if (part instanceof RegExp) return word + part.source.length;
  if (part instanceof String) return word + part.length;
  return word;
}

function* partsOf(part: object): Iterable<unknown> {
  if (ArrayBuffer.isView(part) || part instanceof ArrayBuffer || part instanceof SharedArrayBuffer) return;
  if (part instanceof Map) {
    for (const [key, value] of part) yield* [key, value];
  } else if (part instanceof Set) {
    yield* part;
  } else if (part instanceof Error) {
    yield* [part.name, part.message, part.stack, part.cause];
  } else if (!(part instanceof String)) {
    yield* namedParts(part);
  }
}

function* namedParts(part: object): Iterable<unknown> {
  const isList = Array.isArray(part);
  for (const name in part) {
    if (!Object.hasOwn(part, name)) continue;
    // The places of a list are counted already.
    if (!isList || !/^\d+$/.test(name)) yield name;
    yield Reflect.get(part, name);
  }
}
