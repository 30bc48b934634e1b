/** A repeatable source of randomness: the same seed always gives the same numbers. */
export type Random = {
  /** A number in [0, 1) with 32 random bits. */
  readonly next: () => number;
  /** A whole number in [0, limit). */
  readonly below: (limit: number) => number;
};

/**
 * Small fast counting generator sfc32 (Chris Doty-Humphrey, PractRand, 2010), 128 bits of state.
 * Engines may not use Math.random: whatever is drawn there must be drawn again the same from its seed.
 */
export function createRandom(seed: number): Random {
  // In a typed array: numbers of 32 bits kept in variables of a closure would be boxed at every step.
  const state = Int32Array.of(seed, Math.floor(seed / 2 ** 32), 0x9e3779b9, 1);

  function nextBits(): number {
    const [a, b, c, counter] = [
      state[0] as number,
      state[1] as number,
      state[2] as number,
      state[3] as number,
    ];
    const result = (a + b + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + result;
    state[3] = counter + 1;
    return result >>> 0;
  }

  // The first numbers still resemble the seed.
  for (let warmUp = 0; warmUp < 12; warmUp++) nextBits();

  const next = () => nextBits() / 2 ** 32;
  return { next, below: (limit) => Math.floor(next() * limit) };
}

/** The whole numbers 0..size-1 in random order (Fisher & Yates; Durstenfeld, 1964). */
export function shuffledIndices(size: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
  return order;
}
