// @ts-check

/**
 * A stream of random numbers with the draws that the sample company needs.
 * @typedef {object} RandomStream
 * @property {() => number} uniform in [0, 1)
 * @property {(low: number, high: number) => number} between
 * @property {(low: number, high: number) => number} whole both ends included
 * @property {(probability: number) => boolean} chance
 * @property {(mean: number, deviation: number) => number} normal
 * @property {(mean: number) => number} poisson
 * @property {<T>(list: readonly T[]) => T} pick
 * @property {<T>(weighted: readonly (readonly [T, number])[]) => T} pickWeighted each entry with its relative weight
 */

/**
 * The same words give the same numbers on every machine, and different words unrelated ones, so that each account
 * lives from streams of its own: adding an account or a day leaves all other draws as they were.
 * @param {...(string | number)} words
 * @returns {RandomStream}
 */
export function randomStream(...words) {
  let state = seedFrom(words.join('/'));

  // Weyl sequence with a 32-bit finalizer (splitmix, Steele et al. 2014, in its 32-bit form).
  function uniform() {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }

  /** @param {number} low @param {number} high */
  function between(low, high) {
    return low + (high - low) * uniform();
  }

  /** Box & Muller (1958). @param {number} mean @param {number} deviation */
  function normal(mean, deviation) {
    return mean + deviation * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  }

  /** By multiplying uniforms (Knuth); means here are small. @param {number} mean */
  function poisson(mean) {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > limit; product *= uniform()) count++;
    return count;
  }

  return {
    uniform,
    between,
    whole: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    chance: (probability) => uniform() < probability,
    normal,
    poisson,
    pick: (list) => nth(list, Math.floor(uniform() * list.length)),
    pickWeighted(weighted) {
      let left = uniform() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of weighted) {
        left -= weight;
        if (left < 0) return value;
      }
      return nth(weighted, weighted.length - 1)[0];
    },
  };
}

/** FNV-1a over UTF-16 units. @param {string} text */
function seedFrom(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {number} index
 * @returns {T}
 */
function nth(list, index) {
  const item = list[index];
  if (item === undefined) throw new Error('nothing to pick from: the list is empty');
  return item;
}
