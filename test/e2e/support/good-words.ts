import type { Page } from 'playwright';
import { expect } from 'vitest';
import { openAddress } from './open-address';

/** What no screen says, however little there is: nothing of nothing, one of several, or a word of the machine. */
const neverSaid = [
  /\b0 of 0\b/,
  /\bof 0 accounts\b/,
  /(?<![\d.,])1 (accounts|contacts|seats|days|hours|events|features|users|terms|tickets|rows|months|weeks|churns|answers|signs|notes|versions|views)\b/,
  /\b(NaN|undefined|null|Infinity)\b/,
];

/** The words of the page, once they stay. */
export async function wordsAt(window: Page, path: string): Promise<string> {
  const moves = (await window.evaluate(() => location.hash)) !== `#${path}`;
  await openAddress(window, path);
  await window.evaluate(untilStill, moves);
  return (await window.locator('#main').allInnerTexts()).join('');
}

export async function expectGoodWords(window: Page, path: string, wanted: string | RegExp): Promise<void> {
  const words = await wordsAt(window, path);
  expect(words).toMatch(wanted);
  expectNothingNeverSaid(words);
  // Marks are drawn behind the words, and may come after them.
  await expect.poll(() => window.evaluate(emptyCharts), { timeout: 15_000 }).toEqual([]);
}

/** Runs in the page: the charts without a mark. */
function emptyCharts(): (string | null)[] {
  return [...document.querySelectorAll('#main figure:has(.recharts-surface)')]
    .filter((figure) => figure.querySelector('.recharts-surface path, .recharts-surface circle') === null)
    .map((figure) => figure.getAttribute('aria-label'));
}

export function expectNothingNeverSaid(words: string): void {
  expect(neverSaid.filter((never) => never.test(words))).toEqual([]);
}

/**
 * Runs in the page: it says something, waits for nothing, and says the same for a while.
 * @param moves whether another screen is on its way, before which the words of the present one count for nothing
 */
function untilStill(moves: boolean): Promise<void> {
  const [still, unchanged, atLast] = [250, 1_000, 15_000];
  return new Promise((resolve) => {
    const began = performance.now();
    const words = () =>
      [...document.querySelectorAll<HTMLElement>('#main')].map((main) => main.textContent).join('');
    let [last, since, hasMoved] = [words(), began, !moves];
    const looking = setInterval(() => {
      const now = performance.now();
      const said = words();
      if (said !== last) [last, since, hasMoved] = [said, now, true];
      // An address that shows the same words changes nothing.
      const isStill = now - since > (hasMoved ? still : unchanged) && said.trim() !== '';
      if (!isStill && now - began < atLast) return;
      clearInterval(looking);
      resolve();
    }, 25);
  });
}
