import type { Page } from 'playwright';
import { beforeAll, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openBook } from './support/open-book';

const book = openForTests(() => openBook());
let page: Page;
beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(15_000);
  await page.getByText('in the queue').waitFor({ timeout: 60_000 });
});

const week = () => page.getByRole('region', { name: 'Last week' });

/** In both themes; the light one is shown after. */
async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

it('what changed last week opens to its accounts, and is put away, which one key takes back', async () => {
  const risks = week().getByRole('button', { name: /came into risk/ });
  await risks.click();
  const count = Number.parseInt((await risks.textContent()) ?? '', 10);
  expect(count).toBeGreaterThan(0);
  await expect.poll(() => week().locator('li').count()).toBe(count);
  await readsWell('today-week');
  await risks.click();
  await week().getByRole('button', { name: 'Put last week away' }).click();
  await expect.poll(() => week().count()).toBe(0);
  await page.keyboard.press('Control+z');
  await week().waitFor();
});

it('an account says why it stands where it does, on focus', async () => {
  // What is focused by the mouse says nothing: the keys were touched last.
  await page.keyboard.press('j');
  await page.getByRole('button', { name: `Why ${stories.silent} stands here` }).focus();
  await page
    .getByRole('tooltip')
    .getByText(/ARR × .* at risk, × .*nobody was active for/)
    .waitFor();
});

it('what one did today stands under Done', async () => {
  await page.keyboard.press('e');
  await page.getByText('1 done today').waitFor();
  await page.getByText('Done', { exact: true }).first().click();
  await page.getByRole('region', { name: 'What you did today' }).getByText('Done on Today').first().waitFor();
  await readsWell('today-deeds');
});
