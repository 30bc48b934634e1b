import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { fire } from '../support/ctas/firing';
import { operation } from '../support/team';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { teamBook } from './support/team-book';

const { book, offline, online, rows, colleague } = teamBook();
const patient = { timeout: 30_000 };
let page: Page;
beforeAll(() => {
  page = book.window;
  page.setDefaultTimeout(15_000);
});

const row = (title: string) => page.locator('li[data-cta]').filter({ hasText: title });
const group = (name: string) => page.getByRole('region', { name, exact: true });
/** Which of them it is depends on the weekday. */
const open = () =>
  page.getByRole('region', { name: /^(This week|Later)$/ }).filter({ hasText: 'Plan the review' });
const panel = () => page.getByRole('complementary');
const syncNow = () => page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
const atCompany = () =>
  rows<{ title: string; outcome: string | null; reason: string | null; tasks: string | null }>(
    `SELECT c.title, c.outcome, c.snooze_reason AS reason,
            (SELECT string_agg(t.title || CASE WHEN t.done_at IS NULL THEN '' ELSE ' done' END, ', ' ORDER BY t.row_id)
               FROM customer_success.cta_tasks t WHERE t.cta_id = c.cta_id AND t.removed_at IS NULL) AS tasks
       FROM customer_success.ctas c ORDER BY c.row_id`,
  );

/** In both themes; the light one is shown after. */
async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

async function openCtas(): Promise<void> {
  await page.getByRole('link', { name: 'CTAs', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'CTAs' }).waitFor();
}

describe('a CTA, by the keyboard,', () => {
  it('is written for an account that is typed, with tasks that are ticked', async () => {
    await openCtas();
    await page.getByText('Nothing is open').waitFor();
    await page.keyboard.press('n');
    await page.getByRole('combobox', { name: 'Account' }).fill(stories.silent);
    await page.getByRole('option', { name: stories.silent }).click();
    await page.getByRole('heading', { name: `New CTA for ${stories.silent}` }).waitFor();
    await page.getByRole('textbox', { name: 'What is to be done' }).fill('Plan the review');
    await page.getByRole('textbox', { name: 'Why' }).fill('They asked for it in the last call.');
    await page.getByRole('button', { name: '5 working days' }).click();
    await readsWell('cta-new');
    await page.getByRole('button', { name: 'Open CTA' }).click();
    await row('Plan the review').waitFor();
    await open().waitFor();
    for (const title of ['Call Dana', 'Send the slides']) {
      await page.keyboard.press('t');
      await page.keyboard.type(title);
      await page.keyboard.press('Enter');
      await panel().getByText(title).waitFor();
      await page.getByRole('textbox', { name: 'A new task' }).blur();
    }
    await panel().getByRole('checkbox', { name: 'Call Dana' }).check();
    await row('1 of 2 tasks').waitFor();
    await expect
      .poll(atCompany, patient)
      .toEqual([
        { title: 'Plan the review', outcome: null, reason: null, tasks: 'Call Dana done, Send the slides' },
      ]);
  });

  it('is put off for a reason and woken, and the key that undoes takes it back', async () => {
    await page.keyboard.press('s');
    await page.getByRole('textbox', { name: 'Why it can wait' }).fill('Dana is away');
    await page.keyboard.press('Control+Enter');
    await group('Snoozed').waitFor();
    await row('Dana is away').waitFor();
    await page.keyboard.press('b');
    await open().waitFor();
    await page.keyboard.press('Control+z');
    await group('Snoozed').waitFor();
    await expect.poll(async () => (await atCompany())[0]?.reason, patient).toBe('Dana is away');
    await page.getByRole('button', { name: 'Wake' }).click();
    await open().waitFor();
  });
});

describe('what a rule opened', () => {
  it('stands in the list, on Today and in its account, by when it is due', async () => {
    const [own] = await rows<{ id: number }>(
      `SELECT organization_id AS id FROM customer_success.organizations WHERE name = '${stories.silent}'`,
    );
    await fire(book.company, {
      account: own?.id ?? 0,
      title: 'Call them about the silence',
      reason: 'Nobody was active for 24 days.',
      priority: 'high',
      due: '2026-11-02',
      tasks: [{ title: 'Look at the last tickets', due_day: '2026-11-02' }],
    });
    await syncNow();
    await group('Overdue').waitFor(patient);
    await row('Call them about the silence').getByRole('button').first().click();
    await panel().getByText('Nobody was active for 24 days.').waitFor();
    await panel().getByText('By a rule that was removed').waitFor();
    await readsWell('ctas');

    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: stories.silent }).waitFor();
    await page.getByRole('tab', { name: 'CTAs', selected: true }).waitFor();
    await row('Call them about the silence').waitFor();
    await readsWell('account-ctas');

    await page.getByRole('link', { name: 'Today', exact: true }).click();
    await page.getByText('To do as well: “Call them about the silence” was due on Nov 2').waitFor();
    await page.getByText('To do', { exact: true }).first().waitFor();
  });
});

describe('without a connection', () => {
  it('one is closed with its outcome by two keys, waits, and the company has it afterwards', async () => {
    await openCtas();
    await row('Call them about the silence').getByRole('button').first().click();
    offline();
    await page.keyboard.press('e');
    await page.getByRole('dialog').getByText('False alarm').waitFor();
    await page.keyboard.press('1');
    await expect.poll(() => row('Call them about the silence').count()).toBe(0);
    await page.getByText('Closed', { exact: true }).first().click();
    await row('Call them about the silence').getByText('Pending').waitFor();
    expect((await atCompany()).map(({ outcome }) => outcome)).toEqual([null, null]);
    online();
    await syncNow();
    await expect.poll(async () => (await atCompany())[1]?.outcome, patient).toBe('resolved');
    await expect.poll(() => row('Call them about the silence').getByText('Pending').count(), patient).toBe(0);
    await panel().getByRole('button', { name: 'Open again' }).click();
    await expect.poll(async () => (await atCompany())[1]?.outcome, patient).toBeNull();
  });
});

it('holidays that an admin added stand in the settings of everybody', async () => {
  await colleague(operation('holiday.add', { day: '2026-12-25', name: 'Christmas Day' }, { account: null }));
  await syncNow();
  await openAddress(page, '/settings/calendar');
  await page.getByText('Christmas Day').waitFor(patient);
  await readsWell('settings-calendar');
});

it('the palette begins one for an account', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search', exact: true }).fill(`new cta ${stories.silent}`);
  await page.getByRole('option', { name: `New CTA for ${stories.silent}` }).click();
  await page.getByRole('heading', { name: `New CTA for ${stories.silent}` }).waitFor();
  await page.keyboard.press('Escape');
});
