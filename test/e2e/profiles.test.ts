import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { knownBook } from './support/books';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { untilScored } from './support/open-book';

const book = knownBook();
const button = (name: string | RegExp) => book.window.getByRole('button', { name });
const dialog = () => book.window.getByRole('dialog');
const row = (name: string) => book.window.getByRole('row').filter({ hasText: name });
const profileFolders = () => readdirSync(join(book.userData, 'profiles'));

async function lookAt(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(book.window, theme);
    expect(await axeFindings(book.window)).toEqual([]);
    await takePictures(book.window, name, theme);
  }
}

/** The name of the connection that is open. */
async function untilOpen(name: string): Promise<void> {
  await row(name).getByText('Open', { exact: true }).waitFor();
  await button('Save and connect').waitFor();
}

it('a second login of the same company gets a copy and a key of its own, by the keyboard', async () => {
  const { window, company } = book;
  const { url } = await company.createLogin({ role: 'viewer', scope: 'book', managerId: 2 });
  await openAddress(window, '/settings/connection');
  await button('Rename First connection')
    .or(button(/^Rename/))
    .first()
    .press('Enter');
  await dialog().waitFor();
  await window.keyboard.type('Everything');
  await window.keyboard.press('Enter');
  await untilOpen('Everything');
  await button('Add a connection…').press('Enter');
  await dialog().waitFor();
  await window.keyboard.type('Ben’s eyes');
  await lookAt('connection added');
  await window.keyboard.press('Enter');
  await row('Ben’s eyes').getByText('Open', { exact: true }).waitFor();
  await window.getByText('Not connected yet').first().waitFor();
  await window.getByLabel('Address').fill(url);
  await button('Save and connect').click();
  await openAddress(window, '/');
  await untilScored(window);
  const [folder = ''] = profileFolders();
  expect(existsSync(join(book.userData, 'profiles', folder, 'store', 'steward.db'))).toBe(true);
  await openAddress(window, '/settings/connection');
  await untilOpen('Ben’s eyes');
  await lookAt('connections');
});

it('the first one is opened again as it was left, with its own accounts, without a password', async () => {
  const { window } = book;
  await button('Open Everything').press('Enter');
  await untilOpen('Everything');
  await openAddress(window, '/');
  await window.getByText(stories.sinking).first().waitFor();
});

it('the second one is removed: it says what goes with it, and its copy and key are gone', async () => {
  const { window } = book;
  await openAddress(window, '/settings/connection');
  await button('Open Ben’s eyes').click();
  await untilOpen('Ben’s eyes');
  await button('Remove Ben’s eyes').press('Enter');
  await dialog()
    .getByText(/Everything you decided here has reached the company/)
    .waitFor();
  await lookAt('connection removed');
  await dialog().getByRole('button', { name: 'Remove and erase' }).click();
  await untilOpen('Everything');
  expect(await row('Ben’s eyes').count()).toBe(0);
  expect(profileFolders()).toEqual([]);
  await openAddress(window, '/');
  await window.getByText(stories.sinking).first().waitFor();
});
