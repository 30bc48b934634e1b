import type { Locator, Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { operation } from '../support/team';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { teamBook } from './support/team-book';

const { book, offline, online, rows, notes, colleague } = teamBook();
const patient = { timeout: 30_000 };
let page: Page;
beforeAll(() => {
  page = book.window;
  page.setDefaultTimeout(15_000);
});

const press = (...keys: string[]) =>
  keys.reduce(async (before, key) => {
    await before;
    await page.keyboard.press(key);
  }, Promise.resolve());
const type = (text: string) => page.keyboard.type(text);
const field = () => page.getByRole('textbox', { name: 'A note for the team' });
const line = (text: string) => page.getByRole('listitem').filter({ hasText: text });
const decisions = () => page.getByRole('region', { name: 'Your decisions' });
const back = (text: string) => decisions().getByRole('listitem').filter({ hasText: text });
const said = (words: string) => page.getByText(words).first().waitFor();
const focused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);
const isLost = () => page.evaluate(() => document.activeElement === document.body);

/** Walks with Tab until the control has the focus. */
async function tabTo(control: Locator): Promise<void> {
  for (let steps = 0; steps < 80; steps++) {
    if (await focused(control)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}

async function openNotes(account: string): Promise<void> {
  await press('Control+k');
  await page.getByRole('combobox', { name: 'Search', exact: true }).waitFor();
  await type(account);
  await page.getByRole('option', { name: account }).first().waitFor();
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: account }).waitFor();
  await tabTo(page.getByRole('tab', { selected: true }));
  const tab = page.getByRole('tab', { name: 'Notes' });
  while ((await tab.getAttribute('aria-selected')) !== 'true') await press('ArrowRight');
}

async function write(text: string): Promise<void> {
  if (!(await focused(field()))) await press('n');
  await expect.poll(() => focused(field())).toBe(true);
  await type(text);
  await press('Control+Enter');
  await line(text).waitFor();
}

/** In both themes; the light one is shown after. */
async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

/** The company has what was written, and this computer its answer: a line cut before that leaves more than one pending. */
async function allIsThere(removed: string): Promise<void> {
  const gone = () =>
    rows<{ text: string }>('SELECT text FROM customer_success.notes WHERE removed_at IS NOT NULL');
  await expect.poll(async () => (await gone()).map(({ text }) => text), patient).toContain(removed);
  await expect.poll(() => page.getByText(/^\d+ pending$/).count(), patient).toBe(0);
}

/** Whether sync had noticed the cut, or is back by itself, may be. */
async function backOnline(): Promise<void> {
  online();
  await page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
}

describe('a note, by the keyboard alone,', () => {
  it('is written, changed, removed and brought back, and the company has each', async () => {
    await openNotes(stories.silent);
    await write('They ask for a second seat');
    await expect.poll(notes, patient).toEqual(['They ask for a second seat']);
    await expect.poll(() => line('second seat').getByText('Pending').count()).toBe(0);

    await tabTo(line('second seat').getByRole('button', { name: 'Change' }));
    await press('Enter', 'Control+a');
    await type('They ask for two seats');
    await press('Control+Enter');
    await line('two seats').waitFor();
    await expect.poll(notes, patient).toEqual(['They ask for two seats']);
    const change = line('two seats').getByRole('button', { name: 'Change' });
    await expect.poll(() => focused(change)).toBe(true);
    await press('Enter', 'Escape');
    await expect.poll(() => focused(change)).toBe(true);

    await press('Tab', 'Enter');
    await said('The note is removed');
    await expect.poll(notes, patient).toEqual([]);
    await expect.poll(() => line('two seats').count()).toBe(0);
    expect(await isLost()).toBe(false);
    await press('Control+z');
    await line('two seats').waitFor();
    await expect.poll(notes, patient).toEqual(['They ask for two seats']);
  });

  it('is taken back from the field it was written in, with its text to go on with', async () => {
    await write('Too early to say');
    await expect.poll(() => focused(field())).toBe(true);
    await said('is kept');
    await press('Control+z');
    await expect.poll(() => field().inputValue()).toBe('Too early to say');
    await expect.poll(() => line('Too early').count()).toBe(0);
    await expect.poll(notes, patient).toEqual(['They ask for two seats']);
    await press('Control+a', 'Delete');
  });

  it('is taken back by the toast that says it is kept', async () => {
    const undo = page.getByRole('button', { name: 'Undo' });
    // The toasts of before are gone by then.
    await expect.poll(() => undo.count(), patient).toBe(0);
    await write('Said too much');
    await undo.click();
    await expect.poll(() => line('Said too much').count()).toBe(0);
    await allIsThere('Said too much');
    expect(await notes()).toEqual(['They ask for two seats']);
    await field().fill('');
  });

  it('that was begun waits in its field while another tab is looked at, and is no other account’s', async () => {
    await field().fill('Half a thought');
    await page.getByRole('tab', { name: 'Usage' }).click();
    await page.getByRole('tab', { name: 'Notes' }).click();
    await expect.poll(() => field().inputValue()).toBe('Half a thought');
    await openAddress(page, '/accounts/3?tab=notes');
    await page.getByRole('heading', { level: 1, name: stories.renewing }).waitFor();
    expect(await field().inputValue()).toBe('');
    await openAddress(page, '/accounts/1?tab=notes');
    await expect.poll(() => field().inputValue()).toBe('Half a thought');
    await field().fill('');
  });
});

describe('what is decided offline', () => {
  it('is marked as pending wherever it shows, and goes up once the server is back', async () => {
    offline();
    await openAddress(page, '/accounts/1?tab=notes');
    await field().focus();
    await type('Written on the train');
    await press('Control+Enter');
    await line('on the train').getByText('Pending').waitFor();
    await said('1 pending');
    await readsWell('account-notes-pending');

    await openAddress(page, '/');
    const row = page.getByRole('list', { name: 'What needs you' }).getByRole('listitem').first();
    await row.getByRole('link').focus();
    await press('e');
    await page.getByRole('radiogroup', { name: 'Kind' }).getByText('Done', { exact: true }).click();
    const done = page.getByRole('list', { name: 'What was done' }).getByRole('listitem').first();
    await done.getByText('Pending').waitFor();
    await readsWell('today-done-pending');

    await openAddress(page, '/accounts');
    await page.getByRole('button', { name: /^All accounts|^My accounts/ }).click();
    await page.getByRole('menuitem', { name: 'Save as a new view' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Second half');
    await page.getByRole('checkbox', { name: 'Share with the team' }).check();
    await press('Enter');
    await page.getByRole('button', { name: 'Second half' }).click();
    const view = page.getByRole('menuitem', { name: 'Second half' });
    await view.getByText('Pending').waitFor();
    await readsWell('accounts-views-shared');
    expect(await view.textContent()).toContain('shared');
    await press('Escape');
    expect(await notes()).not.toContain('Written on the train');

    await backOnline();
    await expect.poll(notes, patient).toContain('Written on the train');
    expect(await rows('SELECT name, shared FROM customer_success.saved_views')).toEqual([
      { name: 'Second half', shared: true },
    ]);
    await page.getByRole('button', { name: 'Second half' }).click();
    await expect.poll(() => view.getByText('Pending').count(), patient).toBe(0);
    await press('Escape');
    await openAddress(page, '/');
    await done.waitFor();
    await expect.poll(() => done.getByText('Pending').count(), patient).toBe(0);
    await openAddress(page, '/accounts/1?tab=notes');
    await line('on the train').waitFor();
    await expect.poll(() => line('on the train').getByText('Pending').count(), patient).toBe(0);
  });
});

describe('a note about an account that a colleague was given meanwhile', () => {
  const give = (owner: number) =>
    rows(`UPDATE customer_success.organizations SET owner_id = ${owner} WHERE name = '${stories.renewing}'`);

  it('comes back under Monitor with its account, its reason and its text', async () => {
    await openAddress(page, '/accounts/3?tab=notes');
    await page.getByRole('heading', { level: 1, name: stories.renewing }).waitFor();
    offline();
    await field().focus();
    await type('Call Ada on Monday');
    await press('Control+Enter');
    await line('Call Ada').getByText('Pending').waitFor();
    await give(2);
    await openAddress(page, '/monitor');
    await backOnline();
    await back('Call Ada on Monday').waitFor(patient);
    const words = await back('Call Ada on Monday').textContent();
    expect(words).toContain(stories.renewing);
    expect(words).toMatch(/reassigned to Ben Boyd on .*kept here/);
    await said('1 sent back');
    await readsWell('monitor-set-back');
    await openAddress(page, '/');
    await page.getByRole('link', { name: '1 decision of yours came back from the company' }).click();
    await back('Call Ada on Monday').waitFor();
    expect(await notes()).not.toContain('Call Ada on Monday');
  });

  it('is copied to hand it over, and discarded, which can be undone', async () => {
    await back('Call Ada').getByRole('button', { name: 'Copy' }).click();
    await expect
      .poll(() => book.app.evaluate(({ clipboard }) => clipboard.readText()))
      .toBe('Call Ada on Monday');
    expect(await back('Call Ada').getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await back('Call Ada').getByRole('button', { name: 'Discard' }).press('Enter');
    await expect.poll(() => back('Call Ada').count()).toBe(0);
    await said('is discarded');
    await expect.poll(() => page.getByText('1 sent back').count(), { timeout: 2_000 }).toBe(0);
    await press('Control+z');
    await back('Call Ada').waitFor();
  });

  it('is edited and sent again once the account is back', async () => {
    await give(1);
    await page.getByRole('button', { name: 'Sync now' }).click();
    await back('Call Ada').getByRole('button', { name: 'Edit' }).press('Enter', patient);
    await press('Control+a');
    await type('Called Ada on Monday');
    await press('Control+Enter');
    await said('on its way again');
    await expect.poll(notes, patient).toContain('Called Ada on Monday');
    await expect.poll(() => decisions().count()).toBe(0);
    expect(await isLost()).toBe(false);
  });
});

describe('a change that lost against a colleague’s', () => {
  it('is shown with what it said, and put back', async () => {
    await openAddress(page, '/accounts/1?tab=notes');
    await line('two seats').getByRole('button', { name: 'Change' }).press('Enter');
    offline();
    await press('Control+a');
    await type('They ask for three seats');
    await press('Control+Enter');
    await line('three seats').getByText('Pending').waitFor();
    const [note] = await rows<{ entry: string; version: number }>(
      `SELECT note_id AS entry, version FROM customer_success.notes WHERE text = 'They ask for two seats' AND removed_at IS NULL`,
    );
    await colleague(
      operation(
        'note.change',
        { text: 'They want out' },
        { account: 'a0', entry: note?.entry ?? '', base_version: note?.version ?? 0 },
      ),
    );
    await backOnline();
    await line('They want out').waitFor(patient);
    await openAddress(page, '/');
    await page.getByText('Everything', { exact: true }).click();
    const row = page.getByRole('list', { name: 'What needs you' }).getByRole('listitem');
    await row
      .filter({ hasText: /“Change of a note” of .* came back from the company: a colleague had changed/ })
      .getByRole('link', { name: 'Decide' })
      .press('Enter', patient);
    await expect.poll(() => focused(back('three seats')), patient).toBe(true);
    expect(await back('three seats').textContent()).toMatch(/A colleague had changed the same/);
    await back('three seats').getByRole('button', { name: 'Put mine back' }).press('Enter');
    await expect.poll(notes, patient).toContain('They ask for three seats');
    await expect.poll(() => decisions().count(), patient).toBe(0);
  });
});

describe('a pulse', () => {
  it('that was taken back is given again by Ctrl+Z', async () => {
    await colleague(operation('pulse.set', { points: 25, reason: 'Nobody answers' }, { account: 'a0' }));
    await openAddress(page, '/accounts/1?tab=risk');
    const pulses = () => page.getByText('Pulse: Worried: Nobody answers').count();
    const takeBack = page.getByRole('button', { name: 'Take back' });
    await takeBack.press('Enter', patient);
    await said('is taken back');
    await expect.poll(() => takeBack.count()).toBe(0);
    await press('Control+z');
    await takeBack.waitFor();
    await expect.poll(pulses).toBe(2);
  });
});

describe('a view that a colleague shares', () => {
  it('stands among one’s own with who shares it, and is not one’s own to change', async () => {
    const list = { filter: {}, sort: { key: 'arr', descending: true }, columns: ['arr'] };
    await colleague(operation('view.save', { name: 'Board', view: list, shared: true }, { account: null }));
    await openAddress(page, '/accounts');
    await page.getByRole('button', { name: /^All accounts|^My accounts/ }).click();
    const view = page.getByRole('menuitem', { name: 'Board' });
    await view.waitFor(patient);
    expect(await view.textContent()).toContain('shared by cs_test_admin');
    await view.click();
    await page.getByRole('button', { name: 'Board', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Save as a new view' }).waitFor();
    for (const name of ['Rename or share', 'Delete'])
      expect(await page.getByRole('menuitem', { name }).count()).toBe(0);
    await press('Escape');
  });
});
