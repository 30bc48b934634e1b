import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const file = resolve(import.meta.dirname, '../../../src-renderer/ui/theme/tokens.css');
const tokens = readFileSync(file, 'utf8');

/** The colours a theme names in tokens.css, by token. */
function coloursOf(scheme: 'light' | 'dark'): Map<string, string> {
  const block = tokens.match(new RegExp(`color-scheme="${scheme}"\\] \\{([^}]*)\\}`))?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]),
  );
}

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

const surfaces = ['canvas', 'surface', 'sunken', 'hover', 'selected', 'track'];
const inks = ['ink', 'ink-soft', 'ink-faint', 'accent-ink', 'healthy-ink', 'middle-ink', 'poor-ink'];
const tones = ['healthy', 'middle', 'poor', 'accent'];

describe.each(['light', 'dark'] as const)('the %s theme', (scheme) => {
  const colours = coloursOf(scheme);

  /** The pairs that have less than `least` contrast, in words. */
  function tooFaint(pairs: readonly (readonly [front: string, back: string])[], least: number): string[] {
    return pairs.flatMap(([front, back]) => {
      const [frontColour, backColour] = [colours.get(front), colours.get(back)];
      if (!frontColour || !backColour) return [`--${front} or --${back} is missing`];
      const ratio = contrast(frontColour, backColour);
      return ratio >= least ? [] : [`${front} on ${back}: ${ratio.toFixed(2)}`];
    });
  }

  test('every text can be read on every surface (WCAG AA, 4.5 to 1)', () => {
    const pairs = inks.flatMap((ink) => surfaces.map((surface) => [ink, surface] as const));
    expect(tooFaint(pairs, 4.5)).toEqual([]);
  });

  test('the text of a band can be read on its own wash', () => {
    expect(
      tooFaint(
        tones.map((tone) => [`${tone}-ink`, `${tone}-wash`] as const),
        4.5,
      ),
    ).toEqual([]);
  });

  test('marks stand out from the surface they are on (WCAG 1.4.11, 3 to 1)', () => {
    expect(
      tooFaint(
        tones.map((tone) => [tone, 'surface'] as const),
        3,
      ),
    ).toEqual([]);
  });
});
