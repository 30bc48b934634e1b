import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { knownBook } from './support/books';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';

const book = knownBook();
const keyFile = () => join(book.userData, 'store', 'store.key');

it('a login whose access is taken back loses its copy while the app is open, and nothing of it is on the disk', async () => {
  const { window: page, userData } = book;
  await page.getByText(stories.sinking).first().waitFor();
  const oldKey = readFileSync(keyFile(), 'utf8');
  await book.company.admin.query('delete from customer_success.memberships');
  await page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
  await page.getByText('Your access was taken back').waitFor();
  await page.getByText(/was erased, with its key and its backups/).waitFor();
  expect(await page.getByText(stories.sinking).count()).toBe(0);
  expect(readFileSync(keyFile(), 'utf8')).not.toBe(oldKey);
  const files = readdirSync(userData, { recursive: true })
    .map((name) => join(userData, name.toString()))
    .filter((name) => lstatSync(name).isFile());
  for (const file of files) {
    const bytes = readFileSync(file).toString('latin1');
    for (const word of [...Object.values(stories), 'Ada of', 'p1@a1.test', oldKey])
      expect(bytes.includes(word), `${word} in ${file}`).toBe(false);
  }
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page)).toEqual([]);
    await takePictures(page, 'erased', theme);
  }
});
