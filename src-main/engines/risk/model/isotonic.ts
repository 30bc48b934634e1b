import { sortedOrder } from '../../../lib/statistics/order';
import { countBelow } from '../../../lib/statistics/search';

/** A never falling function: straight lines between the points, level outside them. Plain data. */
export type Isotonic = { readonly at: readonly number[]; readonly value: readonly number[] };

type Block = { from: number; to: number; sum: number; weight: number };

/**
 * The never falling step function nearest to the outcomes in squares, by pooling adjacent violators (Ayer et al., 1955;
 * Barlow et al., 1972), with straight lines between the steps. Equal scores count as one. O(n log n).
 */
export function fitIsotonic(scores: Float64Array, outcome: Float64Array): Isotonic {
  const blocks: Block[] = [];
  for (const row of sortedOrder(scores)) {
    const score = scores[row] as number;
    const observed = outcome[row] as number;
    const last = blocks.at(-1);
    if (last && last.to === score && last.from === score) {
      last.sum += observed;
      last.weight++;
    } else {
      poolFalling(blocks);
      blocks.push({ from: score, to: score, sum: observed, weight: 1 });
    }
  }
  poolFalling(blocks);
  const points = blocks.flatMap(({ from, to, sum, weight }) => {
    const value = sum / weight;
    return from === to
      ? [{ at: from, value }]
      : [
          { at: from, value },
          { at: to, value },
        ];
  });
  return { at: points.map((point) => point.at), value: points.map((point) => point.value) };
}

export function isotonicAt({ at, value }: Isotonic, score: number): number {
  const next = countBelow(at, score);
  if (next === at.length) return value[next - 1] as number;
  if (next === 0 || at[next] === score) return value[next] as number;
  const left = at[next - 1] as number;
  const share = (score - left) / ((at[next] as number) - left);
  const before = value[next - 1] as number;
  return before + share * ((value[next] as number) - before);
}

/** Pools the last blocks until the means rise. */
function poolFalling(blocks: Block[]): void {
  for (let last = blocks.length - 1; last > 0; last--) {
    const block = blocks[last] as Block;
    const before = blocks[last - 1] as Block;
    if (before.sum * block.weight < block.sum * before.weight) return;
    before.to = block.to;
    before.sum += block.sum;
    before.weight += block.weight;
    blocks.pop();
  }
}
