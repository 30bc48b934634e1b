import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DesktopBus, hasSessionBus, openDesktopBus } from './support/desktop-bus';
import { stories } from './support/known-book';
import { type OpenBook, openBook } from './support/open-book';
import { type OpenSteward, openSteward } from './support/open-steward';
import { readPdf } from './support/read-pdf';
import { writeRuleNotice } from './support/rule-notice';

let bus: DesktopBus;
let book: OpenBook;
let app: ElectronApplication;
let page: Page;
let again: OpenSteward | null = null;
/** Steward gets these from its environment, so that a second start has them, too. */
let env: Record<string, string>;

const press = (...keys: string[]) =>
  keys.reduce(async (before, key) => {
    await before;
    await page.keyboard.press(key);
  }, Promise.resolve());
const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const rows = () => page.getByRole('list', { name: 'What needs you' }).getByRole('listitem');
const atCompany = async (sql: string) => (await book.company.admin.query(sql)).rows;

/** Goes on with Tab until that has the focus. */
async function tabTo(name: string | RegExp): Promise<void> {
  const fits = (found: string) => (typeof name === 'string' ? found === name : name.test(found));
  for (let steps = 0; steps < 120; steps += 1) {
    const found = await page.evaluate(() => {
      const { activeElement } = document;
      const label = activeElement instanceof HTMLInputElement ? activeElement.labels?.[0]?.textContent : null;
      return (activeElement?.getAttribute('aria-label') ?? label ?? activeElement?.textContent ?? '').trim();
    });
    if (fits(found)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab leads to no “${name}”`);
}

/** By the palette, as one goes to what has no key of its own. */
async function go(words: string, action: string): Promise<void> {
  await press('Control+k');
  await page.getByRole('combobox', { name: 'Search', exact: true }).waitFor();
  await page.keyboard.type(words);
  await page.getByRole('option', { name: action, exact: true }).waitFor();
  await page.waitForFunction(
    (wanted) => document.querySelector('[data-combobox-selected]')?.textContent?.includes(wanted),
    action,
  );
  await press('Enter');
}

/** Where the next file goes: the dialog of the system is no part of the window. */
async function saveTo(name: string): Promise<string> {
  const path = join(book.userData, name);
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  return path;
}

// Without the means of a session bus there is neither tray nor notice to be met.
describe.skipIf(!hasSessionBus())('a day by the keyboard alone', () => {
  beforeAll(async () => {
    bus = await openDesktopBus();
    env = { DBUS_SESSION_BUS_ADDRESS: bus.address, STEWARD_SESSION_BUS: bus.address };
    book = await openBook({ env, login: { role: 'manager', scope: 'all', managerId: 1 } });
    ({ app, window: page } = book);
  });
  afterAll(async () => {
    await again?.close();
    await book?.close();
    await bus?.close();
  });

  it('begins with the queue: the first account is read, put away and brought back', async () => {
    await rows().first().waitFor();
    const before = await rows().count();
    await press('j', 'k');
    const first = await page.locator('[aria-current][data-account-name]').getAttribute('data-account-name');
    await press('Enter');
    await heading(first ?? '').waitFor();
    await go('today', 'Go to Today');
    await rows().first().waitFor();
    await press('e');
    await expect.poll(() => rows().count()).toBe(before - 1);
    await press('u');
    await expect.poll(() => rows().count()).toBe(before);
  });

  it('goes on with a quick note about whom it names', async () => {
    await go('quick note', 'Quick note…');
    await page.getByRole('dialog', { name: 'Quick note' }).waitFor();
    // Nobody types before the cursor is there.
    await page.locator('[role="dialog"] textarea:focus').waitFor();
    await page.keyboard.type(`Called ${stories.silent}: back on Monday`);
    await expect.poll(() => page.getByRole('dialog').getByLabel('Account').inputValue()).toBe(stories.silent);
    await press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect
      .poll(() =>
        atCompany(
          'SELECT o.name, n.text FROM customer_success.notes n JOIN customer_success.organizations o USING (organization_id)',
        ),
      )
      .toContainEqual({ name: stories.silent, text: `Called ${stories.silent}: back on Monday` });
  });

  it('writes down a task for an account, which is due today', async () => {
    await go('tasks', 'Go to Tasks');
    await heading('Tasks').waitFor();
    await press('n');
    await page.getByRole('dialog', { name: 'New task' }).waitFor();
    await tabTo(/^Account/);
    await page.keyboard.type(stories.renewing);
    await page.getByRole('option', { name: stories.renewing }).waitFor();
    await press('ArrowDown', 'Enter');
    await tabTo(/^What is to be done/);
    await page.keyboard.type('Send the offer');
    await tabTo('Today');
    await press('Enter');
    await tabTo('Add task');
    await press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect
      .poll(() => atCompany('SELECT title FROM customer_success.cta_tasks'))
      .toContainEqual({ title: 'Send the offer' });
  });

  it('renewals leave as a PDF, in which their figures can be read', async () => {
    await go('reports', 'Go to Reports');
    await heading('Reports').waitFor();
    const path = await saveTo('reports.pdf');
    await tabTo('PDF');
    await press('Enter');
    await page.getByRole('menuitem', { name: 'All reports, A4' }).waitFor();
    await expect
      .poll(async () => {
        const focused = await page.evaluate(() => document.activeElement?.textContent?.trim());
        if (focused !== 'All reports, A4') await press('ArrowDown');
        return focused;
      })
      .toBe('All reports, A4');
    await press('Enter');
    await page.getByText(`All reports saved to ${path}`).waitFor({ timeout: 60_000 });
    const text = (await readPdf(path)).pages.map((one) => one.text).join(' ');
    expect(text).toContain(stories.renewing);
    expect(text).toContain('$72,000');
  });

  it('the list of accounts leaves for a spreadsheet, which reads numbers as numbers', async () => {
    await go('accounts', 'Go to Accounts');
    await page.getByRole('grid', { name: 'Accounts' }).waitFor();
    const path = await saveTo('accounts.xlsx');
    await tabTo(/^Excel$|^Export Excel$/);
    await press('Enter');
    await page.getByText(new RegExp(`saved to ${path}`)).waitFor();
    const [sheet] = await readWorkbook(path);
    const [heads = [], ...accounts] = sheet?.data ?? [];
    const arr = heads.findIndex((head) => String(head).startsWith('ARR'));
    const renewing = accounts.find((one) => one.includes(stories.renewing));
    expect(renewing?.[arr]).toBe(72_000);
  });

  it('a line of the tray begins a note, as the key for it does', async () => {
    await expect.poll(() => bus.trayMenu()).toContain('Quick note…');
    await bus.choose('Quick note…');
    await page.getByRole('dialog', { name: 'Quick note' }).waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('a notice leads to the account that it tells of', async () => {
    // Whatever hour it is here; of nothing but rules.
    await page.evaluate(() =>
      window.steward.call('settings.setNotices', { kinds: [], quietFrom: 0, quietUntil: 0 }),
    );
    await writeRuleNotice(book.company.admin, {
      ...{ rule: '019ab000-0000-7000-8000-0000000000f1', name: 'Look at once' },
      ...{ text: 'Use stopped on all sites', account: stories.silent },
    });
    const told = () => bus.notices.find(({ title }) => title === 'Look at once');
    await expect
      .poll(() => told()?.body, { timeout: 60_000 })
      .toBe(`${stories.silent}: Use stopped on all sites`);
    const notice = told();
    if (notice !== undefined) bus.click(notice);
    await heading(stories.silent).waitFor();
    // The keyboard goes on from there.
    await go('today', 'Go to Today');
    await rows().first().waitFor();
  });

  it('a link starts Steward, and leads to its account', async () => {
    const [found] = await atCompany(
      `SELECT s.company_id, o.external_id FROM customer_success.sync_settings s, customer_success.organizations o
        WHERE o.name = '${stories.sinking}'`,
    );
    await app.close();
    again = await openSteward({
      userData: book.userData,
      env,
      args: [`steward://${found?.['company_id']}/account/${found?.['external_id']}`],
    });
    ({ app, window: page } = again);
    await heading(stories.sinking).waitFor({ timeout: 60_000 });
  });
});
