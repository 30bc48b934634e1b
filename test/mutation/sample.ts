import { createRandom, shuffledIndices } from '../../src-main/lib/statistics/random';
import type { Mutant } from './mutant';
import { roomOf } from './rooms';

/** So many faults a sample holds, unless it is said. */
export const sampleSize = 300;

/**
 * Faults drawn at random, as many from each room as it has lines of all; the same seed draws the same ones from the same
 * sources.
 */
export function drawSample(
  mutants: readonly Mutant[],
  linesOf: (file: string) => number,
  { seed, size = sampleSize }: { readonly seed: number; readonly size?: number },
): Mutant[] {
  const byRoom = Map.groupBy(mutants, ({ file }) => roomOf(file));
  const lines = new Map(
    [...byRoom].map(([room, own]) => [room, sum(new Set(own.map(({ file }) => file)), linesOf)]),
  );
  const all = sum(lines.values(), (count) => count);
  const random = createRandom(seed);
  return [...byRoom]
    .toSorted(([left], [right]) => left.localeCompare(right))
    .flatMap(([room, own]) => {
      const share = Math.round((size * (lines.get(room) ?? 0)) / all);
      return Array.from(shuffledIndices(own.length, random).subarray(0, share), (at) => own[at] as Mutant);
    });
}

function sum<T>(values: Iterable<T>, of: (value: T) => number): number {
  let total = 0;
  for (const value of values) total += of(value);
  return total;
}
