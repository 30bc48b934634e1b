import fc from 'fast-check';
import type { Lifetimes } from '../../../src-main/engines/risk/survival/lifetimes';

/** A few dozen lifetimes with many ties, some censored. */
export const lifetimesArbitrary: fc.Arbitrary<Lifetimes> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 1)), { minLength: 1, maxLength: 40 })
  .map((lives) => ({
    time: Float64Array.from(lives, ([time]) => time),
    event: Float64Array.from(lives, ([, event]) => event),
  }));

export type Scored = { readonly scores: Float64Array; readonly outcome: Float64Array };

/** Scores with ties, and outcomes of both kinds. */
export const scoredArbitrary: fc.Arbitrary<Scored> = fc
  .array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.constantFrom(0, 1)), { minLength: 2, maxLength: 60 })
  .filter((rows) => new Set(rows.map(([, outcome]) => outcome)).size === 2)
  .map((rows) => ({
    scores: Float64Array.from(rows, ([score]) => score / 4),
    outcome: Float64Array.from(rows, ([, outcome]) => outcome),
  }));
