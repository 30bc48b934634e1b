import { beforeEach, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { stories } from './support/known-book';
import { axeFindings } from './support/look-at';
import { openAddress } from './support/open-address';

const book = knownBook();
beforeEach(() => book.app.evaluate(({ clipboard }) => clipboard.clear()));

const copied = () => book.app.evaluate(({ clipboard }) => clipboard.readText());
/** What a program that takes tables gets. */
async function copiedHtml(): Promise<string> {
  // It listens before anything is pasted.
  await book.window.evaluate(() => {
    const pasted = new Promise<string>((found) => {
      const take = ({ clipboardData }: ClipboardEvent) => found(clipboardData?.getData('text/html') ?? '');
      window.addEventListener('paste', take, { once: true, capture: true });
    });
    Object.assign(globalThis, { pasted });
  });
  await book.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.paste());
  return book.window.evaluate<string>(() => Reflect.get(globalThis, 'pasted'));
}

it('a row of a list is copied by a key: numbers as numbers, days as days, under the names of their columns', async () => {
  await openAddress(book.window, '/accounts');
  const grid = book.window.getByRole('grid');
  await grid.focus();
  await book.window.keyboard.press('Home');
  await book.window.keyboard.press('Control+Shift+c');
  await expect.poll(copied).toContain(stories.sinking);
  const [heads = [], cells = []] = (await copied()).split('\r\n').map((line) => line.split('\t'));
  expect(cells).toHaveLength(heads.length);
  expect(cells[heads.indexOf('ARR')]).toBe('108000');
  expect(cells[heads.indexOf('Renews')]).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(await copiedHtml()).toContain('<td sdval="108000"');
});

it('a figure under the pointer is copied with whose it is and as of when', async () => {
  await openAddress(book.window, '/accounts');
  const row = book.window.getByRole('grid').getByRole('row', { name: stories.sinking });
  await row.getByText('$108K').hover();
  await book.window.keyboard.press('Control+Shift+c');
  await expect
    .poll(copied)
    .toMatch(new RegExp(`^ARR of ${stories.sinking}: \\$108,000 as of \\w{3} \\d+, \\d{4}, Steward$`));
});

it('the menu of the right button copies a sum with what it is narrowed to', async () => {
  await openAddress(book.window, '/');
  await book.window.getByLabel('The book today').getByRole('link').first().click({ button: 'right' });
  await book.window.getByRole('menuitem', { name: 'Copy “Accounts at risk” with what it is of' }).click();
  await expect.poll(copied).toMatch(/^Accounts at risk: 2 \(\$156,000 of \$[\d,]+ ARR\) as of .*, Steward$/);
});

it('any figure of a page is found by its name and copied by the keyboard alone', async () => {
  await openAddress(book.window, '/');
  await book.window.getByText('in the queue').first().waitFor();
  await book.window.keyboard.press('Control+k');
  await book.window.keyboard.type('copy a figure');
  await book.window.getByRole('option', { name: 'Copy a figure of this page…' }).waitFor();
  await book.window.keyboard.press('Enter');
  const dialog = book.window.getByRole('dialog', { name: 'Copy a figure' });
  await dialog.getByRole('listitem').first().waitFor();
  expect(await axeFindings(book.window)).toEqual([]);
  await book.window.keyboard.type('silent');
  await expect.poll(() => dialog.getByRole('listitem').count()).toBe(1);
  await book.window.keyboard.press('Enter');
  await expect.poll(copied).toMatch(/^Silent: 1 \(For 14 days or more\) as of .*, Steward$/);
  await dialog.waitFor({ state: 'detached' });
});
