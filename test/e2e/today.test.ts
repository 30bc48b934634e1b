import type { Locator } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { knownAccounts, stories } from './support/known-book';

const book = knownBook();
beforeEach(async () => {
  await book.window.evaluate(() => {
    location.hash = '#/';
  });
  await showKind('Everything');
  await rows().first().waitFor();
});

function rows(): Locator {
  return book.window.getByRole('list', { name: 'What needs you' }).getByRole('listitem');
}
function figures(): Locator {
  return book.window.getByLabel('The book today');
}
function row(account: string): Locator {
  return rows().filter({ has: book.window.getByRole('link', { name: account, exact: true }) });
}
function current(): Locator {
  return rows().and(book.window.locator('[aria-current]'));
}
async function showKind(name: string): Promise<void> {
  await book.window.getByRole('radiogroup', { name: 'Kind' }).getByText(name, { exact: true }).click();
}
/** Makes `account` the current item with j alone. */
async function walkTo(account: string): Promise<void> {
  const links = await rows().getByRole('link').allTextContents();
  await rows().first().getByRole('link').focus();
  for (let step = links.indexOf(account); step > 0; step--) await book.window.keyboard.press('j');
  await current().getByRole('link', { name: account, exact: true }).waitFor();
}

describe('Today', () => {
  it('says how the book stands', async () => {
    const tile = (label: string) => figures().locator('> div', { hasText: label }).locator('dt + dd');
    await book.window.getByText(`Health of ${knownAccounts} accounts`).waitFor();
    expect(await tile('Renewals in 90 days').textContent()).toBe('1');
    expect(await tile('Silent').textContent()).toBe('1');
  });

  it('keeps its figures in sight above a queue that is longer than the window', async () => {
    const heightOfFigures = async (height: number) => {
      await book.window.setViewportSize({ width: 1280, height });
      return (await figures().boundingBox())?.height;
    };
    const wanted = await heightOfFigures(1200);
    expect(await heightOfFigures(420)).toBe(wanted);
    await book.window.setViewportSize({ width: 1280, height: 800 });
  });

  it('brings the accounts that have a reason, with the reason, and no others', async () => {
    expect(await row(stories.silent).textContent()).toContain('30 days');
    expect(await row(stories.renewing).textContent()).toContain('in 20 days');
    expect(await row(stories.sinking).textContent()).toMatch(/risk/i);
    expect(
      await rows()
        .getByText(/^Steady/)
        .count(),
    ).toBe(0);
  });

  it('is walked with j and k, and Enter opens the account', async () => {
    await rows().first().getByRole('link').focus();
    await book.window.keyboard.press('j');
    expect(await current().getAttribute('aria-posinset')).toBe('2');
    await book.window.keyboard.press('k');
    expect(await current().getAttribute('aria-posinset')).toBe('1');
    const name = (await current().getByRole('link').textContent()) ?? '';
    await book.window.keyboard.press('Enter');
    await book.window.getByRole('heading', { level: 1, name }).waitFor();
  });

  it('e puts an item away, and undo brings it back', async () => {
    await walkTo(stories.renewing);
    await book.window.keyboard.press('e');
    await row(stories.renewing).waitFor({ state: 'detached' });
    await book.window.getByText('1 done today').waitFor();
    await book.window.getByRole('button', { name: 'Undo' }).click();
    await row(stories.renewing).waitFor();
    await book.window.getByText('0 done today').waitFor();
  });

  it('s asks until when and why, and refuses without a reason', async () => {
    await walkTo(stories.renewing);
    await book.window.keyboard.press('s');
    const dialog = book.window.getByRole('dialog', { name: `Snooze ${stories.renewing}` });
    await dialog.getByRole('button', { name: 'In two weeks' }).click();
    await dialog.getByRole('button', { name: 'Snooze', exact: true }).click();
    await dialog.getByText('Say why it can wait').waitFor();
    await dialog.getByLabel('Why it can wait').fill('On holiday until then');
    await dialog.getByRole('button', { name: 'Snooze', exact: true }).click();
    await row(stories.renewing).waitFor({ state: 'detached' });
    await book.window.getByText('1 snoozed').waitFor();
  });

  it('u takes the latest back, also when its notice is gone', async () => {
    await book.window.keyboard.press('u');
    await row(stories.renewing).waitFor();
    await book.window.getByText('0 snoozed').waitFor();
  });

  it('shows one kind at a time', async () => {
    await showKind('Silent');
    await expect.poll(() => rows().count()).toBe(1);
    expect(await rows().first().textContent()).toContain(stories.silent);
  });

  it('shows one owner’s accounts, and remembers whose', async () => {
    await book.window.getByRole('combobox', { name: 'Owner' }).click();
    await book.window.getByRole('option', { name: 'Ben Boyd' }).click();
    await expect.poll(() => rows().getByRole('link').allTextContents()).toEqual([stories.sinking]);
    await book.window.reload();
    await expect.poll(() => rows().getByRole('link').allTextContents()).toEqual([stories.sinking]);
    await book.window.getByRole('combobox', { name: 'Owner' }).click();
    await book.window.getByRole('option', { name: 'Ben Boyd' }).click();
    await expect.poll(() => rows().count()).toBeGreaterThan(1);
  });

  it('letters typed into a field or behind a dialog act on nothing', async () => {
    const before = await rows().count();
    await book.window.keyboard.press('Control+k');
    await book.window.getByRole('combobox', { name: 'Search', exact: true }).fill('');
    await book.window.keyboard.type('see');
    await book.window.keyboard.press('Escape');
    await book.window.getByRole('combobox', { name: 'Search', exact: true }).waitFor({ state: 'detached' });
    expect(await rows().count()).toBe(before);
  });

  it('a tile leads to its accounts', async () => {
    await figures().locator('> div', { hasText: 'Renewals in 90 days' }).click();
    await book.window.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
    await book.window.getByText('1 account,').waitFor();
    expect(await book.window.getByRole('grid').textContent()).toContain(stories.renewing);
  });
});
