import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { fire } from '../support/ctas/firing';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { teamBook } from './support/team-book';

const { book, offline, online, rows } = teamBook();
const patient = { timeout: 30_000 };
let page: Page;
beforeAll(() => {
  page = book.window;
  page.setDefaultTimeout(15_000);
});

const row = (title: string) => page.locator('li[data-task]').filter({ hasText: title });
const group = (name: string) => page.getByRole('region', { name, exact: true });
const syncNow = () => page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
const atCompany = () =>
  rows<{ title: string; state: string | null; done: boolean; every: string | null }>(
    `SELECT title, state, done_at IS NOT NULL AS done, every FROM customer_success.cta_tasks
      WHERE removed_at IS NULL ORDER BY row_id`,
  );

/** In both themes; the light one is shown after. */
async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

async function write(title: string, when: string): Promise<void> {
  await page.keyboard.press('n');
  await page.getByRole('combobox', { name: 'Account' }).fill(stories.silent);
  await page.getByRole('option', { name: stories.silent }).click();
  await page.getByRole('textbox', { name: 'What is to be done' }).fill(title);
  await page.getByRole('dialog').getByRole('button', { name: when }).click();
}

const add = () => page.getByRole('button', { name: 'Add task' }).click();

describe('a day of tasks, by the keyboard:', () => {
  it('they are written, one of them comes again, and the company has them', async () => {
    await page.getByRole('link', { name: 'Tasks', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();
    await page.getByText('Nothing is to be done').waitFor();
    await write('Send the slides', '5 working days');
    await readsWell('task-new');
    await add();
    await row('Send the slides').waitFor();
    await write('Look at the numbers', '10 working days');
    await page.getByRole('combobox', { name: 'Comes again' }).click();
    await page.getByRole('option', { name: 'Every week' }).click();
    await add();
    await row('every week').waitFor();
    await expect.poll(atCompany, patient).toEqual([
      { title: 'Send the slides', state: null, done: false, every: null },
      { title: 'Look at the numbers', state: null, done: false, every: 'week' },
    ]);
  });

  it('a step of a CTA that is overdue stands before them, on Today as well, with the same count', async () => {
    const [own] = await rows<{ id: number }>(
      `SELECT organization_id AS id FROM customer_success.organizations WHERE name = '${stories.silent}'`,
    );
    await fire(book.company, {
      account: own?.id ?? 0,
      title: 'Call them about the silence',
      due: '2026-11-02',
      tasks: [{ title: 'Look at the last tickets', due_day: '2026-11-02' }],
    });
    await syncNow();
    await group('Overdue').waitFor(patient);
    await row('a step of “Call them about the silence”').waitFor();
    await readsWell('tasks');
    await page.getByRole('link', { name: 'Today', exact: true }).click();
    await page.getByRole('link', { name: '1 task overdue' }).click();
    await group('Overdue').waitFor();
    await expect.poll(() => page.locator('li[data-task]').count()).toBe(1);
    await page.getByRole('combobox', { name: 'When' }).click();
    await page.getByRole('option', { name: 'Overdue' }).click();
    await row('Send the slides').waitFor();
  });

  it('several are moved together, which one key takes back', async () => {
    await row('Send the slides').getByRole('button').first().focus();
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 tasks chosen').waitFor();
    await page.keyboard.press('d');
    await page.getByRole('dialog').getByRole('button', { name: 'Today', exact: true }).click();
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await expect.poll(() => group('Today').locator('li').count()).toBe(2);
    await page.keyboard.press('Control+z');
    await expect.poll(() => group('Today').count()).toBe(0);
  });

  it('on the board one goes from column to column, and what comes again has its next once it is done', async () => {
    await page.keyboard.press('b');
    const column = (name: string) => page.getByRole('region', { name, exact: true });
    await column('Open').locator('li').nth(2).waitFor();
    await row('Send the slides').getByRole('button').focus();
    await page.keyboard.press('3');
    await column('Waiting').getByText('Send the slides').waitFor();
    await row('Look at the numbers').getByRole('button').focus();
    await page.keyboard.press('4');
    await column('Done').getByText('Look at the numbers').waitFor();
    await column('Open').getByText('Look at the numbers').waitFor();
    await row('Look at the last tickets').dragTo(column('In progress'));
    await column('In progress').getByText('Look at the last tickets').waitFor();
    await readsWell('tasks-board');
    await expect.poll(atCompany, patient).toEqual([
      { title: 'Send the slides', state: 'waiting', done: false, every: null },
      { title: 'Look at the numbers', state: null, done: true, every: 'week' },
      { title: 'Look at the last tickets', state: 'in_progress', done: false, every: null },
      { title: 'Look at the numbers', state: null, done: false, every: 'week' },
    ]);
  });

  it('the calendar is walked by the arrows, and shows what is due on a day', async () => {
    await page.keyboard.press('v');
    await page.getByRole('region', { name: 'Calendar' }).waitFor();
    await page.getByText('Nothing is due.').waitFor();
    for (let days = 0; days < 12; days += 1) {
      if ((await row('Send the slides').count()) > 0) break;
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(150);
    }
    await row('Send the slides').waitFor();
    await readsWell('tasks-calendar');
    await page.keyboard.press('w');
    await page
      .getByRole('radio', { name: 'Week' })
      .and(page.locator(':checked'))
      .waitFor({ state: 'attached' });
    await readsWell('tasks-week');
  });

  it('without a connection one is done, and the company has it afterwards', async () => {
    await page.keyboard.press('l');
    await row('Send the slides').getByRole('button').first().focus();
    offline();
    await page.keyboard.press('e');
    await expect.poll(() => row('Send the slides').count()).toBe(0);
    online();
    await syncNow();
    await expect.poll(async () => (await atCompany())[0]?.done, patient).toBe(true);
  });

  it('how they are shown is kept as a view, chosen again, and deleted, which is taken back', async () => {
    const menu = () => page.getByRole('button', { name: /^(Views|My board)$/ }).click();
    await page.keyboard.press('b');
    await page.getByRole('region', { name: 'Waiting', exact: true }).waitFor();
    await menu();
    await page.getByRole('menuitem', { name: 'Save as a view…' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('My board');
    await readsWell('tasks-view');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'My board' }).waitFor();
    await page.keyboard.press('l');
    await page.getByRole('button', { name: 'Views' }).waitFor();
    await menu();
    await page.getByRole('menuitem', { name: 'My board' }).click();
    await page.getByRole('region', { name: 'Waiting', exact: true }).waitFor();
    await menu();
    await page.getByRole('menuitem', { name: 'Delete “My board”' }).click();
    await page.getByRole('button', { name: 'Views' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'My board' }).waitFor();
  });
});
