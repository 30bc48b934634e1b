import type { Page } from 'playwright';
import { beforeAll, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { shownRows, tenths } from './support/shown-table';

let window: Page;
knownBook((book) => {
  window = book.window;
});
beforeAll(() => openAddress(window, '/reports?show=change'));

const waterfall = () => window.getByRole('table', { name: /^How the mean score went/ });

it('the steps of the mean score add up from what it was to what it is', async () => {
  await waterfall().waitFor();
  const points = (await shownRows(waterfall())).map((row) => tenths(row.at(-1) ?? ''));
  const [before = 0, ...steps] = points;
  const after = steps.pop();
  expect(steps.length).toBeGreaterThan(2);
  expect(before + steps.reduce((sum, step) => sum + step, 0)).toBe(after);
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(window, theme);
    expect(await axeFindings(window), theme).toEqual([]);
    await takePictures(window, 'reports-change-health', theme);
  }
});

it('a step opens by the keyboard to accounts whose points add up, and the focus comes back to it', async () => {
  const step = waterfall().getByRole('button').first();
  await step.focus();
  await window.keyboard.press('Enter');
  const table = window.getByRole('dialog').getByRole('table');
  await table.locator('tbody tr').first().waitFor();
  const points = (await shownRows(table)).map((row) => tenths(row.at(-1) ?? ''));
  const sum = points.pop();
  expect(points.length).toBeGreaterThan(0);
  expect(points.reduce((total, one) => total + one, 0)).toBe(sum);
  await window.keyboard.press('Escape');
  await window.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(() => step.evaluate((element) => element === document.activeElement)).toBe(true);
});

it('features are told beside as many days before, and who stopped is opened', async () => {
  const from = new Date(Date.now() - 28 * 86_400_000).toISOString().slice(0, 10);
  await openAddress(window, `/reports?show=features&from=${from}`);
  const table = window.getByRole('table').filter({ hasText: 'Uses each' });
  await table.locator('tbody tr').first().waitFor();
  const any = (await shownRows(table)).at(-1);
  expect(any?.slice(0, 8)).toEqual(['Anything', '26', '27', '−1', '0', '1', '96.3%', '−3.7 points']);
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(window, theme);
    expect(await axeFindings(window), theme).toEqual([]);
    await takePictures(window, 'reports-features', theme);
  }
  await window.getByRole('button', { name: '1: Anything, stopped, open its accounts' }).click();
  const accounts = window.getByRole('dialog').getByRole('table');
  await accounts.getByRole('row', { name: /Quiet Mills/ }).waitFor();
  expect(await shownRows(accounts)).toHaveLength(2);
  await window.keyboard.press('Escape');
  await openAddress(window, '/reports?show=change');
  await waterfall().waitFor();
});

it('another first day is told by the address, and leads back', async () => {
  const before = (await shownRows(waterfall()))[0]?.[0];
  await window.getByRole('button', { name: /^From the end of / }).click();
  await window.getByRole('button', { name: '4 weeks' }).click();
  await expect.poll(async () => (await shownRows(waterfall()))[0]?.[0]).not.toBe(before);
  expect(await window.evaluate(() => location.hash)).toMatch(/from=/);
  await window.getByRole('button', { name: 'Back' }).click();
  await expect.poll(async () => (await shownRows(waterfall()))[0]?.[0]).toBe(before);
});
