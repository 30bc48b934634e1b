import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBelowShown, shownChance, spellChance } from '../../../src-preload/contract/words';
import { probabilityText } from '../../../src-renderer/ui/format/probability';

describe('a probability', () => {
  test('is told to the tenth of a percent, and never as none where there is one', () => {
    expect([0, 0.0004, 0.0005, 0.04349, 0.145, 0.9999, 1].map(spellChance)).toEqual([
      ...['0.0%', '<0.1%', '0.1%', '4.3%', '14.5%', '100.0%', '100.0%'],
    ]);
    expect([0, 0.0004].map(isBelowShown)).toEqual([false, true]);
  });

  test('is the same figure in a sentence, in a list and in a rule', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        expect(probabilityText(share)).toBe(spellChance(share));
        if (!isBelowShown(share))
          expect(spellChance(share)).toBe(`${(100 * shownChance(share)).toFixed(1)}%`);
      }),
    );
  });
});
