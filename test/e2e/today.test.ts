import type { Locator } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { knownAccounts, stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';

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

/** The names in a list of what was put away. */
function away(label: string): Promise<string[]> {
  return book.window.getByRole('list', { name: label }).getByRole('link').allTextContents();
}
/** Chooses an owner; the one that is chosen already is let go. */
async function chooseOwner(name: string): Promise<void> {
  await book.window.getByRole('combobox', { name: 'Owner' }).click();
  await book.window.getByRole('option', { name }).click();
}
async function leaveAndComeBack(): Promise<void> {
  await book.window.evaluate(() => {
    location.hash = '#/monitor';
  });
  await book.window.getByRole('heading', { level: 1, name: 'Monitor' }).waitFor();
  await book.window.evaluate(() => {
    location.hash = '#/';
  });
  await book.window.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
}
/** Keys that come one after the other before the window draws anything. */
async function typedAtOnce(keys: string): Promise<void> {
  await book.window.evaluate((all) => {
    for (const key of all) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  }, keys);
}
async function snooze(account: string, reason: string): Promise<void> {
  await walkTo(account);
  await sayWhy(account, reason);
  await row(account).waitFor({ state: 'detached' });
}
async function sayWhy(account: string, reason: string): Promise<void> {
  await book.window.keyboard.press('s');
  const dialog = book.window.getByRole('dialog', { name: `Snooze ${account}` });
  await dialog.getByLabel('Why it can wait').fill(reason);
  await dialog.getByRole('button', { name: 'Snooze', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Pictures in both themes for a person to look at, and what axe says. */
async function looksRight(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(book.window, theme);
    await takePictures(book.window, name, theme);
    expect(await axeFindings(book.window)).toEqual([]);
  }
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
    // What can be undone covers no way into the search.
    await book.window.getByRole('button', { name: /^Search accounts/ }).click({ timeout: 3_000 });
    await book.window.getByRole('combobox', { name: 'Search', exact: true }).waitFor();
    await book.window.keyboard.press('Escape');
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

  it('three done are given back by three undos, the latest first', async () => {
    await rows().nth(2).waitFor();
    const names = await rows().getByRole('link').allTextContents();
    await walkTo(names[0] ?? '');
    for (const name of names) {
      await book.window.keyboard.press('e');
      await row(name).waitFor({ state: 'detached' });
    }
    await book.window.getByText('3 done today').waitFor();
    await leaveAndComeBack();
    for (const [step, name] of names.toReversed().entries()) {
      await book.window.keyboard.press('u');
      await row(name).waitFor();
      await expect.poll(() => rows().count()).toBe(step + 1);
    }
    await book.window.getByText('0 done today').waitFor();
    expect(await rows().getByRole('link').allTextContents()).toEqual(names);
  });

  it('three done typed within one frame are three accounts, and three undos typed at once give them back', async () => {
    await rows().nth(2).waitFor();
    await typedAtOnce('eee');
    await book.window.getByText('3 done today').waitFor();
    expect(await rows().count()).toBe(0);
    await typedAtOnce('uuu');
    await expect.poll(() => rows().count()).toBe(3);
    // No word stays that isn't true any more.
    await expect.poll(() => book.window.getByText('is done').count()).toBe(0);
  });

  it('what was done is brought back by b as often as it is typed, also within one frame', async () => {
    await rows().nth(2).waitFor();
    await typedAtOnce('eee');
    await book.window.getByText('3 done today').waitFor();
    await showKind('Done');
    await expect.poll(async () => (await away('What was done')).length).toBe(3);
    await typedAtOnce('bbb');
    await book.window.getByText('0 done today').waitFor();
  });

  it('from an account’s own screen, next and done typed within one frame are the next account’s', async () => {
    await rows().nth(2).waitFor();
    const [first = '', second = '', third = ''] = await rows().getByRole('link').allTextContents();
    await walkTo(first);
    await book.window.keyboard.press('Enter');
    await book.window.getByRole('region', { name: 'In the queue of Today' }).waitFor();
    await typedAtOnce('je');
    await book.window.getByRole('heading', { level: 1, name: second }).waitFor();
    await book.window.getByText('Done on').waitFor();
    await leaveAndComeBack();
    expect(await rows().getByRole('link').allTextContents()).toEqual([first, third]);
    await book.window.keyboard.press('u');
    await row(second).waitFor();
  });

  it('lists what was done, and brings it back by b; undo then passes it over', async () => {
    await walkTo(stories.silent);
    await book.window.keyboard.press('e');
    await row(stories.silent).waitFor({ state: 'detached' });
    await walkTo(stories.renewing);
    await book.window.keyboard.press('e');
    await book.window.getByText('2 done today').waitFor();
    await showKind('Done');
    await expect.poll(() => away('What was done')).toEqual([stories.renewing, stories.silent]);
    await looksRight('today-done');
    await book.window.keyboard.press('b');
    await expect.poll(() => away('What was done')).toEqual([stories.silent]);
    await book.window.keyboard.press('u');
    await book.window.getByText('Nothing was done today').waitFor();
    await book.window.getByText('0 done today').waitFor();
    await book.window.getByRole('button', { name: 'Show the queue' }).click();
    await expect.poll(() => rows().count()).toBe(3);
  });

  it('lists what is snoozed with its day and reason, and brings it back by its button', async () => {
    await snooze(stories.renewing, 'They are on holiday');
    await showKind('Snoozed');
    const list = book.window.getByRole('list', { name: 'What is snoozed' });
    const words = await list.getByRole('listitem').textContent();
    for (const part of [stories.renewing, 'They are on holiday', 'Until', 'in 7 days']) {
      expect(words).toContain(part);
    }
    await looksRight('today-snoozed');
    await list.getByRole('button', { name: `Bring back ${stories.renewing}` }).click();
    await book.window.getByText('Nothing is snoozed').waitFor();
    await book.window.getByText('0 snoozed').waitFor();
  });

  it('counts and lists what was put away of the owner chosen alone', async () => {
    await walkTo(stories.silent);
    await book.window.keyboard.press('e');
    await book.window.getByText('1 done today').waitFor();
    await chooseOwner('Ben Boyd');
    await book.window.getByText('0 done today').waitFor();
    await showKind('Done');
    await book.window.getByText('Nothing was done today').waitFor();
    await chooseOwner('Ann Abel');
    await book.window.getByText('1 done today').waitFor();
    expect(await away('What was done')).toEqual([stories.silent]);
    await chooseOwner('Ann Abel');
    await book.window.keyboard.press('u');
    await book.window.getByText('0 done today').waitFor();
  });

  it('several that were chosen with x are done or snoozed at once, and given back at once or one by one', async () => {
    await rows().nth(2).waitFor();
    const [first = '', , third = ''] = await rows().getByRole('link').allTextContents();
    await walkTo(first);
    for (const key of ['x', 'j', 'j', 'x']) await book.window.keyboard.press(key);
    await book.window.getByText('2 accounts chosen').waitFor();
    await book.window.keyboard.press('e');
    await book.window.getByText('2 done today').waitFor();
    expect(await rows().count()).toBe(1);
    await book.window.getByRole('button', { name: 'Undo' }).click();
    await book.window.getByText('0 done today').waitFor();
    for (const account of [first, third])
      await book.window.getByRole('checkbox', { name: `Choose ${account}` }).check();
    await book.window.getByRole('button', { name: 'Snooze', exact: true }).click();
    const dialog = book.window.getByRole('dialog', { name: 'Snooze 2 accounts' });
    await dialog.getByLabel('Why it can wait').fill('Both are on holiday');
    await dialog.getByRole('button', { name: 'Snooze', exact: true }).click();
    await book.window.getByText('2 snoozed').waitFor();
    await book.window.keyboard.press('u');
    await book.window.getByText('1 snoozed').waitFor();
    await book.window.keyboard.press('u');
    await book.window.getByText('0 snoozed').waitFor();
  });

  it('an account in the queue is done, given back and followed by the next from its own screen', async () => {
    await rows().nth(2).waitFor();
    const [first = '', second = '', third = ''] = await rows().getByRole('link').allTextContents();
    const shows = (name: string) => book.window.getByRole('heading', { level: 1, name }).waitFor();
    const bar = book.window.getByRole('region', { name: 'In the queue of Today' });
    await walkTo(first);
    await book.window.keyboard.press('Enter');
    await shows(first);
    await book.window.getByRole('tab', { name: 'Contacts' }).click();
    await bar.getByText('1 of 3').waitFor();
    await book.window.keyboard.press('j');
    await shows(second);
    expect(await book.window.getByRole('tab', { name: 'Contacts' }).getAttribute('aria-selected')).toBe(
      'true',
    );
    await bar.getByText('2 of 3').waitFor();
    await looksRight('account-in-queue');
    await book.window.keyboard.press('e');
    await bar.getByText('Done on').waitFor();
    await book.window.keyboard.press('u');
    await bar.getByText('2 of 3').waitFor();
    await book.window.keyboard.press('e');
    await bar.getByRole('button', { name: 'Bring back' }).waitFor();
    await book.window.keyboard.press('j');
    await shows(third);
    await book.window.keyboard.press('k');
    await shows(first);
    await book.window.keyboard.press('j');
    await shows(third);
    await leaveAndComeBack();
    await current().getByRole('link', { name: third, exact: true }).waitFor();
    await book.window.keyboard.press('u');
    await row(second).waitFor();
    await current().getByRole('link', { name: third, exact: true }).waitFor();
  });

  it('an account is snoozed from its own screen, until a day and for a reason', async () => {
    await walkTo(stories.renewing);
    await book.window.keyboard.press('Enter');
    await book.window.getByRole('heading', { level: 1, name: stories.renewing }).waitFor();
    await book.window.getByRole('region', { name: 'In the queue of Today' }).waitFor();
    await sayWhy(stories.renewing, 'Waiting for the board');
    await book.window.getByText('Waiting for the board').waitFor();
    await book.window.keyboard.press('b');
    await book.window.getByRole('button', { name: 'Snooze', exact: true }).waitFor();
  });

  it('an account that nothing waits for says nothing of the queue', async () => {
    await book.window.evaluate(() => {
      location.hash = '#/accounts/5';
    });
    await book.window.getByRole('heading', { level: 1, name: 'Steady' }).waitFor();
    expect(await book.window.getByRole('region', { name: 'In the queue of Today' }).count()).toBe(0);
  });

  it('the help lists the keys', async () => {
    await book.window.keyboard.press('?');
    const help = book.window.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Bring this account back').waitFor();
    await help.getByText('Next of the queue').waitFor();
    await book.window.keyboard.press('Escape');
  });

  it('a tile keeps the owner chosen', async () => {
    await chooseOwner('Ann Abel');
    await figures().locator('> div', { hasText: 'Silent' }).click();
    await book.window.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
    expect(decodeURIComponent(await book.window.evaluate(() => location.hash))).toContain('"ownerIds":[1]');
    await book.window.getByText('1 account,').waitFor();
    await book.window.evaluate(() => {
      location.hash = '#/';
    });
    await chooseOwner('Ann Abel');
    await expect.poll(() => rows().count()).toBe(3);
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
