import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screenshots = resolve(import.meta.dirname, '../../../out/screenshots');
const sizes = [
  [1280, 800],
  [1920, 1080],
] as const;

export type ColorScheme = 'light' | 'dark';

export async function showTheme(window: Page, colorScheme: ColorScheme): Promise<void> {
  await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await window.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
}

/** Colours fade when the theme changes; in the middle of it every contrast is wrong. */
async function untilNothingMoves(window: Page): Promise<void> {
  await window.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** What axe finds wrong with the window as it stands, one line for each element; nothing that is gone in a moment, as while it settles. */
export async function axeFindings(window: Page): Promise<string[]> {
  const found = await findByAxe(window);
  if (found.length === 0) return [];
  await window.waitForTimeout(500);
  return findByAxe(window);
}

async function findByAxe(window: Page): Promise<string[]> {
  await untilNothingMoves(window);
  const isLoaded = await window.evaluate(() => 'axe' in globalThis);
  if (!isLoaded) await window.evaluate(axeSource);
  const { violations } = await window.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  );
}

/** A document for a person to look at, where STEWARD_PICTURES asks for it. */
export function keepPicture(path: string): void {
  if (process.env['STEWARD_PICTURES'] === undefined) return;
  mkdirSync(screenshots, { recursive: true });
  copyFileSync(path, resolve(screenshots, basename(path)));
}

/**
 * Pictures for a person to look at, where STEWARD_PICTURES asks for them: the window in two sizes, and the whole of a
 * screen that is longer than it. No test reads them, and they take a quarter of the time of a walk through all screens.
 */
export async function takePictures(window: Page, name: string, colorScheme: ColorScheme): Promise<void> {
  if (process.env['STEWARD_PICTURES'] === undefined) return;
  mkdirSync(screenshots, { recursive: true });
  const take = (which: string | number) =>
    window.screenshot({ path: resolve(screenshots, `${name}-${colorScheme}-${which}.png`) });
  for (const [width, height] of sizes) {
    await window.setViewportSize({ width, height });
    await take(width);
  }
  const [width, height] = sizes[0];
  await window.setViewportSize({ width, height });
  const hidden = await window
    .locator('main > [data-kind]')
    .first()
    .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  if (hidden <= 0) return;
  await window.setViewportSize({ width, height: height + hidden });
  await take('whole');
  await window.setViewportSize({ width, height });
}
