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
  const left = await window.evaluate(addressDrawn, null);
  await openAddress(window, path);
  const hasArrived = moves && left !== null && (await isDrawnInstead(window, left));
  await window.evaluate(untilStill, moves && !hasArrived);
  return mainWords(window);
}

async function mainWords(window: Page): Promise<string> {
  return (await window.locator('#main').allInnerTexts()).join('');
}

export async function expectGoodWords(window: Page, path: string, wanted: string | RegExp): Promise<void> {
  expectNothingNeverSaid(await wordsAt(window, path));
  // Meanwhile another attempt may be under way, which screens say as well.
  await expect.poll(() => mainWords(window)).toMatch(wanted);
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

interface Router {
  readonly state: {
    readonly status: string;
    readonly location: { readonly href: string };
    readonly resolvedLocation?: { readonly href: string };
  };
}

/** Runs in the page: the address of what is drawn, other than this one; null while there is none, or another is on its way. */
function addressDrawn(left: string | null): string | null {
  const { __TSR_ROUTER__: router } = window as { __TSR_ROUTER__?: Router };
  if (router === undefined) return null;
  const { status, location: asked, resolvedLocation: drawn } = router.state;
  const isThere = status === 'idle' && drawn?.href === asked.href && drawn.href !== left;
  return isThere ? drawn.href : null;
}

/** Screens that say the same are told apart by their address. @returns false for one that doesn't come, as where it is put right at once */
function isDrawnInstead(window: Page, left: string): Promise<boolean> {
  return window.waitForFunction(addressDrawn, left, { timeout: 1_000, polling: 25 }).then(
    () => true,
    () => false,
  );
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
