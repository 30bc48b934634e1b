import type { Locator } from 'playwright';
import { describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { apply, note, operation } from '../support/team';
import { knownAccounts, stories } from './support/known-book';
import { openAddress } from './support/open-address';
import { openBook } from './support/open-book';
import { shownRows } from './support/shown-table';

/** Ann Abel owns every other account of the book, the silent one and the renewing one among them. */
const book = openForTests(() => openBook({ login: { role: 'viewer', scope: 'all', managerId: 1 } }));
const annsAccounts = 14;

function queue(): Locator {
  return book.window.getByRole('list', { name: 'What needs you' }).getByRole('listitem');
}
async function open(path: string, title: string): Promise<void> {
  await openAddress(book.window, path);
  await book.window.getByRole('heading', { level: 1, name: title }).waitFor();
}
function owner(): Locator {
  return book.window.getByRole('combobox', { name: 'Owner' });
}

describe('one’s own accounts', () => {
  it('are what a book opens on, on every screen', async () => {
    await expect.poll(() => owner().inputValue()).toBe('My accounts');
    await expect
      .poll(async () => (await queue().getByRole('link').allTextContents()).toSorted())
      .toEqual([stories.silent, stories.renewing]);
    await open('/accounts', 'Accounts');
    await book.window.getByText(`${annsAccounts} accounts,`).waitFor();
    await book.window.getByRole('button', { name: 'My accounts' }).waitFor();
    await open('/risk', 'Risk');
    await book.window.getByText(`of ${annsAccounts} accounts in sight`).waitFor();
  });

  it('can be left for everybody’s, which holds on every screen and after a restart of the window', async () => {
    await open('/', 'Today');
    await owner().click();
    await book.window.getByRole('option', { name: 'My accounts' }).click();
    await expect.poll(() => queue().count()).toBe(3);
    await book.window.reload();
    await expect.poll(() => queue().count()).toBe(3);
    await open('/accounts', 'Accounts');
    await book.window.getByText(`${knownAccounts} accounts,`).waitFor();
    await book.window.getByRole('button', { name: 'All accounts' }).click();
    await book.window.getByRole('menuitem', { name: 'My accounts' }).click();
    await book.window.getByText(`${annsAccounts} accounts,`).waitFor();
  });

  it('are told alone in the books of business, lead to what makes them, and no other owner is told', async () => {
    await openAddress(book.window, '/reports?show=books');
    const table = book.window.getByRole('table').filter({ hasText: 'Your own' });
    await table.waitFor();
    expect((await shownRows(table)).map(([whose, accounts]) => [whose, accounts])).toEqual([
      ['Your own', String(annsAccounts)],
    ]);
    await book.window.getByText('You see 1 other owner: figures of several are shown from 5 on').waitFor();
    await table
      .getByRole('link', { name: String(annsAccounts), exact: true })
      .first()
      .click();
    await book.window.getByText(`${annsAccounts} accounts,`).waitFor();
    await openAddress(book.window, '/reports?show=books');
    await table.getByRole('row').last().getByRole('link').last().click();
    await book.window.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();
  });
});

describe('a viewer', () => {
  it('is offered nothing that counts for others', async () => {
    await open('/accounts/1', stories.silent);
    await book.window.getByRole('tab', { name: 'Risk' }).waitFor();
    for (const name of ['Override score', 'Give pulse'])
      expect(await book.window.getByRole('button', { name }).count()).toBe(0);
    await open('/risk/model', 'Churn model');
    expect(await book.window.getByRole('button', { name: 'Train again' }).count()).toBe(0);
    await openAddress(book.window, '/settings/scores');
    await book.window.getByText('Your login is a viewer’s: it can’t save scores').waitFor();
    expect(await book.window.getByRole('button', { name: 'Save as new version' }).count()).toBe(0);
  });

  it('reads the team’s notes and judgements, and is offered no way to write or take back any', async () => {
    const ada = await book.company.createLogin({ role: 'admin', scope: 'all' });
    await apply(await ada.connect(), [
      note('They plan to leave', { account: 'a0' }),
      operation('pulse.set', { points: 25, reason: 'Nobody answers' }, { account: 'a0' }),
    ]);
    await open('/accounts/1?tab=notes', stories.silent);
    await book.window.getByText('They plan to leave').waitFor({ timeout: 30_000 });
    expect(await book.window.getByRole('textbox', { name: 'A note for the team' }).count()).toBe(0);
    for (const name of ['Change', 'Remove', 'Keep note'])
      expect(await book.window.getByRole('button', { name }).count()).toBe(0);
    await open('/accounts/1?tab=risk', stories.silent);
    await book.window.getByText('Pulse: Worried: Nobody answers').waitFor();
    expect(await book.window.getByRole('button', { name: 'Take back' }).count()).toBe(0);
  });

  it('keeps views of its own, and is not asked whether to share them', async () => {
    await open('/accounts', 'Accounts');
    await book.window.getByRole('button', { name: /^My accounts|^All accounts/ }).click();
    await book.window.getByRole('menuitem', { name: 'Save as a new view' }).click();
    await book.window.getByLabel('Name', { exact: true }).fill('Mine alone');
    expect(await book.window.getByRole('checkbox', { name: 'Share with the team' }).count()).toBe(0);
    await book.window.keyboard.press('Enter');
    await book.window.getByRole('button', { name: 'Mine alone' }).waitFor();
  });

  it('is offered what a manager may do as soon as the company makes it one', async () => {
    await open('/accounts/1', stories.silent);
    await book.company.admin.query(`UPDATE customer_success.memberships SET role = 'manager'`);
    await book.window.getByRole('button', { name: 'Give pulse' }).waitFor({ timeout: 30_000 });
  });
});
