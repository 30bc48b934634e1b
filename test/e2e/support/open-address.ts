import type { Page } from 'playwright';

/** @example openAddress(window, '/risk/model') */
export async function openAddress(window: Page, path: string): Promise<void> {
  await window.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
}
