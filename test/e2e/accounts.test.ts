import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { knownAccounts, steadyAccounts, stories } from './support/known-book';

const book = knownBook();
beforeEach(async () => {
  await book.window.evaluate(() => {
    location.hash = '#/accounts';
  });
  await note(`${knownAccounts} accounts,`).waitFor();
});

function note(text: string): Locator {
  return book.window.locator('h1 + p', { hasText: text });
}
function button(label: string | RegExp): Locator {
  return book.window.getByRole('button', { name: label });
}
function pill(part: string): Locator {
  return book.window.getByRole('search').getByRole('button', { name: part, exact: true });
}
/** What column `id` shows, from the first row down. */
async function column(header: string): Promise<string[]> {
  const headers = await book.window.getByRole('columnheader').allTextContents();
  return book.window
    .getByRole('grid')
    .locator(`tbody td:nth-child(${headers.indexOf(header) + 1})`)
    .allTextContents();
}
async function firstAccount(): Promise<string | undefined> {
  return (await column('Account'))[0];
}
async function filterBy(part: string, option: string): Promise<void> {
  await pill(part).click();
  await book.window.getByRole('dialog', { name: part }).getByLabel(option).check();
  await book.window.keyboard.press('Escape');
  await expect.poll(() => button('Back to the usual ones').count()).toBe(0);
}

/** Columns, their order and the sort of the list. */
async function backToUsual(): Promise<void> {
  await button('Columns').click();
  await button('Back to the usual ones').click();
  await book.window.keyboard.press('Escape');
  await expect.poll(() => button('Back to the usual ones').count()).toBe(0);
}

describe('the list of accounts', () => {
  it('holds the whole book, the largest first', async () => {
    expect((await column('Account')).slice(0, 2)).toEqual([stories.sinking, stories.renewing]);
    expect(await note('ARR').textContent()).toMatch(/27 accounts, .*ARR/);
  });

  it('is sorted by a click on a column’s name, and the other way by the next', async () => {
    await button(/^Account$/).click();
    await expect.poll(firstAccount).toBe(stories.silent);
    await button(/^Account$/).click();
    await expect.poll(firstAccount).toBe(`Steady ${steadyAccounts}`);
    expect(await book.window.getByRole('columnheader', { name: 'Account' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    await backToUsual();
    await expect.poll(firstAccount).not.toBe(`Steady ${steadyAccounts}`);
  });

  it('finds by name while one types, from / on', async () => {
    await book.window.keyboard.press('/');
    await book.window.keyboard.type('mills');
    await note('1 account,').waitFor();
    expect(await column('Account')).toEqual([stories.silent]);
    await button('Clear the search').click();
  });

  it('a search that is typed slowly keeps the keyboard, whatever it finds meanwhile', async () => {
    const field = book.window.getByRole('textbox', { name: 'Search accounts' });
    await field.focus();
    await book.window.keyboard.type('quiet m');
    await note('1 account,').waitFor();
    await book.window.keyboard.type('ills');
    expect(await field.inputValue()).toBe('quiet mills');
    await button('Clear the search').click();
    await note(`${knownAccounts} accounts,`).waitFor();
  });

  it('is narrowed by parts that say what they do and can be taken away', async () => {
    await filterBy('Segment', 'Enterprise');
    await filterBy('Owner', 'Ann Abel');
    await note('14 accounts,').waitFor();
    await button('Clear segment').click();
    await button('Clear owner').click();
    await note(`${knownAccounts} accounts,`).waitFor();
  });

  it('has further parts under More; with two of them, any will do where one says so', async () => {
    await button('More').click();
    await book.window.getByRole('menuitem', { name: 'Open tickets' }).click();
    await book.window.getByRole('textbox', { name: 'Open tickets, at least' }).fill('1');
    await note('1 account,').waitFor();
    await book.window.keyboard.press('Escape');
    expect(await column('Account')).toEqual([stories.sinking]);
    await pill('Renews').click();
    await book.window.getByRole('button', { name: '30', exact: true }).click();
    await note('0 accounts,').waitFor();
    await book.window.keyboard.press('Escape');
    await book.window.getByRole('radiogroup', { name: 'Accounts that fit' }).getByText('Any of').click();
    await note('2 accounts,').waitFor();
    await button('Clear all').click();
    await note(`${knownAccounts} accounts,`).waitFor();
  });

  it('takes an amount as it is written, and says why half a day is none', async () => {
    await button('More').click();
    await book.window.getByRole('menuitem', { name: 'ARR' }).click();
    await book.window.getByRole('textbox', { name: 'From' }).fill('72,000');
    await note('2 accounts,').waitFor();
    await book.window.keyboard.press('Escape');
    await button('Clear arr').click();
    await pill('Renews').click();
    for (const typed of ['20.5', '20,5']) {
      const field = book.window.getByRole('textbox', { name: 'Renews within' });
      await field.fill('');
      await field.pressSequentially(typed);
      expect(await field.inputValue()).toBe(typed);
      await book.window.getByText('Whole days only').waitFor();
    }
    // What was meant before stands: `20` on the way to 20.5.
    await note('1 account,').waitFor();
    await book.window.keyboard.press('Escape');
    await button('Clear renews').click();
    await note(`${knownAccounts} accounts,`).waitFor();
  });

  it('shows what is foretold and said of an account beside its figures', async () => {
    await button('Columns').click();
    for (const name of ['Churn, 90 d', 'Expected loss', 'NPS', 'Open tickets', 'Country'])
      await book.window.getByRole('checkbox', { name }).check();
    await book.window.keyboard.press('Escape');
    expect((await column('Open tickets')).slice(0, 2)).toEqual(['1', '0']);
    await backToUsual();
  });

  it('the table stays where it is when the first part of the filter is set', async () => {
    const top = async () => (await book.window.getByRole('grid').boundingBox())?.y;
    const before = await top();
    await filterBy('Health', 'Healthy');
    expect(await top()).toBe(before);
    await button('Clear all').click();
    await note(`${knownAccounts} accounts,`).waitFor();
  });

  it('says when nothing fits, and how to go on', async () => {
    await book.window.getByRole('textbox', { name: 'Search accounts' }).fill('no such account');
    await book.window.getByText('No account fits this filter').waitFor();
    await button('Clear the filter').click();
    await note(`${knownAccounts} accounts,`).waitFor();
  });

  it('is walked by keyboard; Enter opens, and back finds the same row', async () => {
    const table = book.window.getByRole('grid', { name: 'Accounts' });
    await table.focus();
    for (const key of ['Home', 'j', 'j', 'ArrowDown', 'k']) await book.window.keyboard.press(key);
    const selected = table.locator('tr[aria-selected="true"]');
    const account = (await selected.locator('td').first().textContent()) ?? '';
    expect(account).toBe((await column('Account'))[2]);
    await book.window.keyboard.press('Enter');
    await book.window.getByRole('heading', { level: 1, name: account }).waitFor();
    await button('Back').click();
    await expect.poll(() => selected.locator('td').first().textContent()).toBe(account);
  });

  it('shows the columns one chooses, also after a restart of the window', async () => {
    await button('Columns').click();
    await book.window.getByRole('checkbox', { name: 'Seats' }).check();
    await book.window.getByRole('checkbox', { name: 'Risk' }).uncheck();
    await book.window.keyboard.press('Escape');
    await book.window.reload();
    await note(`${knownAccounts} accounts,`).waitFor();
    const headers = await book.window.getByRole('columnheader').allTextContents();
    expect(headers).toContain('Seats');
    expect(headers).not.toContain('Risk');
    expect(new Set(await column('Seats'))).toEqual(new Set(['7']));
  });

  it('keeps the order one gives to the columns by keyboard and mouse, and the sort, until one wants the usual ones', async () => {
    const headers = () => book.window.getByRole('columnheader').allTextContents();
    const head = (name: string) => book.window.getByRole('columnheader', { name });
    await button('Columns').click();
    await book.window.getByRole('checkbox', { name: 'ARR' }).focus();
    for (let steps = 0; steps < 2; steps++) await book.window.keyboard.press('Alt+ArrowUp');
    await expect
      .poll(async () => (await headers()).slice(0, 4))
      .toEqual(['Account', 'Health', 'ARR', '28 days']);
    await book.window.keyboard.press('Alt+ArrowDown');
    const box = book.window.getByRole('checkbox', { name: 'ARR' });
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    const told = book.window.getByRole('dialog').getByRole('status');
    await expect.poll(() => told.textContent()).toBe('ARR is column 4 of 9');
    await book.window.keyboard.press('Escape');
    await head('Seats').getByRole('button').dragTo(head('Account'));
    await head('Health').getByRole('button').click();
    const first = (await column('Account'))[0];
    await book.window.reload();
    await note(`${knownAccounts} accounts,`).waitFor();
    await book.window.evaluate(() => {
      location.hash = '#/';
    });
    await book.window.evaluate(() => {
      location.hash = '#/accounts';
    });
    await head('Health').and(book.window.locator('[aria-sort="ascending"]')).waitFor();
    expect(await headers()).toEqual([
      ...['Account', 'Seats', 'Health', '28 days', 'ARR', '13 weeks', 'Renews', 'Last activity', 'Stage'],
    ]);
    expect((await column('Account'))[0]).toBe(first);
    await backToUsual();
  });

  it('keeps the width one drags a column to, until a double click gives it back', async () => {
    const head = () => book.window.getByRole('columnheader', { name: 'ARR' });
    const width = async () => (await head().boundingBox())?.width ?? 0;
    const edge = () => head().locator('[data-edge]');
    const first = await width();
    const place = await edge().boundingBox();
    if (!place) throw new Error('no edge to drag');
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
    // Waits until a menu that is still closing lets the mouse through.
    await edge().hover();
    await book.window.mouse.down();
    await book.window.mouse.move(x + 30, y, { steps: 3 });
    await book.window.mouse.move(x + 60, y, { steps: 3 });
    await book.window.mouse.up();
    const dragged = await width();
    expect(dragged).not.toBe(first);
    await book.window.reload();
    await head().waitFor();
    expect(await width()).toBe(dragged);
    await edge().dblclick();
    await expect.poll(width).toBe(first);
  });

  it('can be saved as a view, changed, renamed, deleted, and the deletion undone', async () => {
    await filterBy('Segment', 'Mid-market');
    await note('13 accounts,').waitFor();
    await button('All accounts').click();
    await book.window.getByRole('menuitem', { name: 'Save as a new view' }).click();
    await book.window.getByRole('textbox', { name: 'Name' }).fill('Middle of the market');
    await button('Save').click();
    await button('Middle of the market').waitFor();

    await filterBy('Owner', 'Ben Boyd');
    await button('Middle of the market (changed)').click();
    await book.window.getByRole('menuitem', { name: 'Save the changes' }).click();
    await button(/^Middle of the market$/).waitFor();

    await button('Middle of the market').click();
    await book.window.getByRole('menuitem', { name: 'Rename' }).click();
    await book.window.getByRole('textbox', { name: 'Name' }).fill('Ben’s middle');
    await button('Save').click();
    await button('Ben’s middle').click();
    await book.window.getByRole('menuitem', { name: 'All accounts' }).click();
    await note(`${knownAccounts} accounts,`).waitFor();
    await button('All accounts').click();
    await book.window.getByRole('menuitem', { name: 'Ben’s middle' }).click();
    await note('13 accounts,').waitFor();

    await button('Ben’s middle').click();
    await book.window.getByRole('menuitem', { name: 'Delete' }).click();
    await note(`${knownAccounts} accounts,`).waitFor();
    await button('Undo').click();
    await button('All accounts').click();
    await book.window.getByRole('menuitem', { name: 'Ben’s middle' }).waitFor();
    await book.window.keyboard.press('Escape');
  });

  it('is written whole to the CSV file one chooses', async () => {
    const file = join(book.userData, 'accounts.csv');
    await book.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await button('Export CSV').click();
    await book.window.getByText(`${knownAccounts} accounts saved to ${file}`).waitFor();
    const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
    expect(header.split(',')[0]).toMatch(/account|name/i);
    expect(lines).toHaveLength(knownAccounts);
    expect(lines[0]).toContain(stories.sinking);
  });

  it('what was chosen is done or snoozed as on Today, as far as it waits there, and comes back by undo', async () => {
    const bar = book.window.getByRole('region', { name: 'Chosen accounts' });
    const choose = async (name: string) => {
      await book.window.getByLabel(`Choose ${name}`).click();
    };
    await choose(stories.silent);
    await choose(stories.sinking);
    await bar.getByText('All of them wait on Today.').waitFor();
    await choose('Steady 01');
    await bar.getByText('2 of them wait on Today.').waitFor();
    await book.window.keyboard.press('e');
    await book.window.getByText('2 accounts done').waitFor();
    await bar.getByText('None of them waits on Today.').waitFor();
    expect(await bar.getByRole('button', { name: 'Done' }).isDisabled()).toBe(true);
    await book.window.keyboard.press('u');
    await bar.getByText('1 of them waits on Today.').waitFor();
    await book.window.keyboard.press('u');
    await bar.getByText('2 of them wait on Today.').waitFor();
    await bar.getByRole('button', { name: 'Snooze' }).click();
    await book.window.getByLabel('Why it can wait').fill('Both are on holiday');
    await book.window.keyboard.press('Control+Enter');
    await bar.getByText('None of them waits on Today.').waitFor();
    await book.window.keyboard.press('u');
    await book.window.keyboard.press('u');
    await bar.getByText('2 of them wait on Today.').waitFor();
    await bar.getByRole('button', { name: 'Choose none' }).click();
  });

  it('what was chosen with x, or by its box, is written alone', async () => {
    const file = join(book.userData, 'chosen.csv');
    await book.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    const table = book.window.getByRole('grid', { name: 'Accounts' });
    await table.focus();
    for (const key of ['Home', 'x', 'j', 'j', 'x']) await book.window.keyboard.press(key);
    const names = await column('Account');
    await book.window.getByRole('checkbox', { name: `Choose ${names[1]}` }).check();
    await book.window.getByText('3 accounts chosen').waitFor();
    await button('Export the chosen').click();
    await book.window.getByText(`3 accounts saved to ${file}`).waitFor();
    const written = readFileSync(file, 'utf8');
    for (const name of names.slice(0, 3)) expect(written).toContain(name);
    expect(written.trimEnd().split(/\r?\n/)).toHaveLength(4);
    await button('Choose none').click();
  });

  it('writes no file when the choice of one is cancelled', async () => {
    const file = join(book.userData, 'cancelled.csv');
    await book.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: true, filePath });
    }, file);
    const saved = book.window.getByText(/saved to/);
    const before = await saved.count();
    await button('Export CSV').click();
    await expect.poll(() => button('Export CSV').isEnabled()).toBe(true);
    expect(await saved.count()).toBeLessThanOrEqual(before);
    expect(existsSync(file)).toBe(false);
  });

  it('follows the company: an account that is renamed there is renamed here', async () => {
    await book.company.admin.query(
      `UPDATE customer_success.organizations SET name = 'Quiet Mills and Sons' WHERE name = 'Quiet Mills'`,
    );
    await expect.poll(() => column('Account'), { timeout: 30_000 }).toContain('Quiet Mills and Sons');
  });
});
