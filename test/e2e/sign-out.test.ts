import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { knownBook } from './support/books';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';

const book = knownBook();
const button = (name: string) => book.window.getByRole('button', { name, exact: true });
const dialog = () => book.window.getByRole('dialog');

async function lookAt(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(book.window, theme);
    expect(await axeFindings(book.window)).toEqual([]);
    await takePictures(book.window, name, theme);
  }
}

/** Every byte that this desktop has on the disk. */
function filesWith(...words: string[]): string[] {
  return readdirSync(book.userData, { recursive: true })
    .map((name) => join(book.userData, name.toString()))
    .filter((name) => lstatSync(name).isFile())
    .filter((file) => {
      const bytes = readFileSync(file).toString('latin1');
      return words.some((word) => bytes.includes(word));
    });
}

const password = () => decodeURIComponent(new URL(book.companyUrl).password);

it('signing out from the palette keeps the copy locked: no byte opens it but the password, and then it is as before', async () => {
  const { window, userData } = book;
  await window.getByText(stories.sinking).first().waitFor();
  const key = readFileSync(join(userData, 'store', 'store.key'), 'utf8');
  await window.keyboard.press('Control+k');
  await window.keyboard.type('sign out');
  await window.keyboard.press('Enter');
  await dialog().getByText('Everything you decided here has reached the company.').waitFor();
  await dialog().getByRole('button', { name: 'Sign out', exact: true }).press('Enter');
  await window.getByText(/^Signed out of /).waitFor();
  await lookAt('signed out, copy kept');
  await openAddress(window, '/');
  await window.getByText('It opens with your password.').waitFor();
  expect(await window.getByText(stories.sinking).count()).toBe(0);
  expect(filesWith(key, password(), ...Object.values(stories), 'p1@a1.test')).toEqual([]);

  await openAddress(window, '/settings/connection');
  await window.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await button('Sign in').click();
  await window.getByText(/not the password with which the copy was locked/).waitFor();
  await window.getByRole('textbox', { name: 'Password' }).fill(password());
  await button('Sign in').click();
  await window.getByText('Key of the local copy').waitFor();
  expect(readFileSync(join(userData, 'store', 'store.key'), 'utf8')).toBe(key);
  await openAddress(window, '/');
  await window.getByText(stories.sinking).first().waitFor();
});

it('what is not at the company is told first, waiting is the default, and erasing leaves no byte', async () => {
  const { window: page, userData, companyUrl } = book;
  const nobody = companyUrl.replace(/:\d+\//, ':1/');
  await page.evaluate((url) => window.steward.call('settings.setConnection', { url }), nobody);
  await page.evaluate(() =>
    window.steward.call('account.addNote', { id: 1, text: 'a word', contactId: null }),
  );
  await openAddress(page, '/settings/connection');
  await button('Sign out…').click();
  await dialog()
    .getByText(/1 decision is not at the company yet: Note \(1\)\. It waits in the locked copy/)
    .waitFor();
  await dialog().getByLabel('Erase it').check();
  await dialog()
    .getByText(/Wait until it is there, or sign out and lose it/)
    .waitFor();
  await lookAt('sign out and lose');
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  await page.getByText('Key of the local copy').waitFor();
  await button('Sign out…').click();
  await dialog().getByLabel('Erase it').check();
  await dialog().getByRole('button', { name: 'Sign out and lose it' }).click();
  await page.getByText(/^Signed out of /).waitFor();
  await page.getByText(/The copy was erased with its key/).waitFor();
  expect(filesWith(password(), 'a word', ...Object.values(stories), 'p1@a1.test')).toEqual([]);
  expect(readdirSync(userData)).toContain('profiles.json');
});
