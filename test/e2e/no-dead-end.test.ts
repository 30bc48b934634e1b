import { mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { knownBook, unconnectedSteward } from './support/books';
import { knownAccounts } from './support/known-book';
import { openAddress } from './support/open-address';
import { openSteward } from './support/open-steward';

describe('with a book', () => {
  const book = knownBook();
  const heading = (name: string) => book.window.getByRole('heading', { level: 1, name }).waitFor();

  async function saveTo(filePath: string): Promise<void> {
    await book.app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
    }, filePath);
  }
  /** As the menu does on Ctrl+E. */
  async function menu(label: string): Promise<void> {
    await book.app.evaluate(({ Menu }, wanted) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
      items.find((item) => item.label.startsWith(wanted))?.click();
    }, label);
  }

  it('the export of the menu works from every screen', async () => {
    for (const [path, title] of [
      ['/', 'Today'],
      ['/monitor', 'Monitor'],
      ['/accounts', 'Accounts'],
    ] as const) {
      await openAddress(book.window, path);
      await heading(title);
      const file = join(book.userData, `from ${title}.csv`);
      await saveTo(file);
      await menu('Export accounts');
      await book.window.getByText(`${knownAccounts} accounts saved to ${file}`).waitFor();
    }
  });

  it('an export that can’t be written names the folder and why, and what to do', async () => {
    await openAddress(book.window, '/accounts');
    await heading('Accounts');
    const gone = join(book.userData, 'no such folder');
    await saveTo(join(gone, 'accounts.csv'));
    await book.window.getByRole('button', { name: 'Export CSV' }).click();
    await book.window.getByText(`can’t be written to ${gone}: the folder is not there any more`).waitFor();
    const locked = join(book.userData, 'accounts.csv');
    mkdirSync(locked);
    await saveTo(locked);
    await book.window.getByRole('button', { name: 'Export CSV' }).click();
    await book.window.getByText('a folder of that name is there').waitFor();
  });

  it('help, called by its key, gives the keyboard back to where it was', async () => {
    await openAddress(book.window, '/accounts');
    await heading('Accounts');
    const grid = book.window.getByRole('grid', { name: 'Accounts' });
    await grid.focus();
    await book.window.keyboard.press('?');
    await book.window.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await book.window.keyboard.press('Escape');
    await expect.poll(() => grid.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('the palette lists what was opened last, and finds owners by name', async () => {
    await openAddress(book.window, '/accounts/3');
    await heading('Renewal Robotics');
    await book.window.keyboard.press('Control+k');
    const results = book.window.getByRole('listbox', { name: 'Results' });
    await results.getByRole('group', { name: 'Opened last' }).getByText('Renewal Robotics').waitFor();
    await book.window.getByRole('combobox', { name: 'Search', exact: true }).fill('ben boyd');
    await results.getByText('Accounts of Ben Boyd').click();
    await book.window.getByText('13 accounts,').waitFor();
  });

  it('contacts and reports that were opened last are a word away, and one key leads to the account before', async () => {
    await openAddress(book.window, '/accounts/2/people/7');
    const person = 'Ada of Sinking Freight';
    await heading(person);
    await openAddress(book.window, '/reports?show=health');
    await heading('Reports');
    await book.window.keyboard.press('Control+k');
    const results = book.window.getByRole('listbox', { name: 'Results' });
    await results.getByRole('group', { name: 'Reports opened last' }).getByText('Health').waitFor();
    await results.getByRole('group', { name: 'Contacts opened last' }).getByText(person).click();
    await heading(person);
    await openAddress(book.window, '/accounts/3');
    await heading('Renewal Robotics');
    await openAddress(book.window, '/accounts/2');
    await heading('Sinking Freight');
    await book.window.keyboard.press('Control+j');
    await heading('Renewal Robotics');
    await book.window.keyboard.press('Control+j');
    await heading('Sinking Freight');
  });
});

describe('without a company', () => {
  const steward = unconnectedSteward();

  it('commands that have nothing to work on are not offered', async () => {
    await steward.window.getByText('Connect to your company').waitFor();
    await steward.window.keyboard.press('Control+k');
    const results = steward.window.getByRole('listbox', { name: 'Results' });
    await results.getByText('Go to Today').waitFor();
    for (const name of ['Sync now', 'Score all accounts again', 'Export accounts as CSV'])
      expect(await results.getByText(name).count()).toBe(0);
    await steward.window.keyboard.press('Escape');
  });

  it('the connection screen says what is kept without a keychain, and what is not', async () => {
    await openAddress(steward.window, '/settings/connection');
    await steward.window.getByText('This computer has no keychain: what you enter is used until').waitFor();
  });
});

it('an engine that does not run says so, and starts again at a button', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'steward-e2e-'));
  onTestFinished(() => rmSync(userData, { recursive: true, force: true }));
  const inTheWay = join(userData, 'store', 'steward.db');
  mkdirSync(inTheWay, { recursive: true });
  writeFileSync(join(userData, 'store.key'), 'ab'.repeat(32));
  const { window, close } = await openSteward({ userData });
  onTestFinished(close);
  await window.getByText('Steward’s engine does not run').waitFor();
  expect(await window.getByRole('button', { name: /Up to date/ }).count()).toBe(0);
  rmdirSync(inTheWay);
  await window.getByRole('button', { name: 'Restart the engine' }).click();
  await window.getByText('Connect to your company').waitFor();
  expect(await window.getByText('Steward’s engine does not run').count()).toBe(0);
});
