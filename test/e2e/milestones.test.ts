import type { Page } from 'playwright';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { newRule } from '../../src-preload/contract/rules/rule-definition';
import { openForTests } from '../support/open-for-tests';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openBook } from './support/open-book';

const book = openForTests(() => openBook({ login: { role: 'admin', scope: 'all' } }));
let page: Page;
beforeAll(() => {
  page = book.window;
  page.setDefaultTimeout(15_000);
});

const cards = () => page.locator('li[data-card]');
const syncNow = () => page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
async function rows<Row extends object>(sql: string): Promise<Row[]> {
  return (await book.company.admin.query<Row>(sql)).rows;
}

/** In both themes; the light one is shown after. */
async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

describe('success plans, by the keyboard,', () => {
  it('are added to begin with, looked at as outline and graph, and switched on', async () => {
    await page.getByRole('link', { name: 'Milestones', exact: true }).click();
    await page.getByText('No account follows a success plan yet').waitFor();
    await page.getByRole('link', { name: 'See the plans' }).click();
    await page.getByRole('button', { name: 'Add a set to begin with' }).press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Onboarding' }).waitFor();
    await readsWell('milestones-plans');
    const onboarding = page.getByRole('region', { name: 'Onboarding' });
    await onboarding.getByRole('radio', { name: 'Outline' }).press('ArrowRight');
    await onboarding.getByRole('img', { name: /Five people active after First people in/ }).waitFor();
    await page.getByRole('button', { name: 'Edit Onboarding' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'For accounts of the stage' }).click();
    await page.getByRole('option', { name: 'Growth' }).click();
    await dialog.getByRole('switch').press('Space');
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText('On, 0 accounts follow it.').waitFor();
  });

  it('show who would complete a milestone before it is saved', async () => {
    await page.getByRole('button', { name: 'Five people active' }).first().press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/accounts? (has|have) reached it/).waitFor();
    await readsWell('milestones-milestone');
    await page.keyboard.press('Escape');
  });

  it('ask of each contact what a rule about contacts asks', async () => {
    const champion = { field: 'contact.role', operator: 'equals', value: 'champion' } as const;
    const definition = {
      ...newRule,
      subject: 'contact' as const,
      conditions: { combinator: 'and' as const, rules: [champion] },
    };
    await page.evaluate((rule) => window.steward.call('rules.save', rule), { name: 'Champions', definition });
    await page.getByRole('button', { name: 'New milestone' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('A champion is found');
    const choose = async (field: string, option: string) => {
      await dialog.getByRole('combobox', { name: field, exact: true }).click();
      await page.getByRole('option', { name: option }).click();
    };
    await choose('Who reaches it', 'Each of its contacts');
    await choose('Complete when', 'The conditions of a rule about contacts hold');
    await choose('Rule', 'Champions');
    await dialog.getByText('the contact’s role is “champion”').waitFor();
    await dialog.getByText(/[1-9]\d* of \d+ accounts have reached it/).waitFor();
    await readsWell('milestones-of-contacts');
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText('“A champion is found” is saved').waitFor();
  });

  it('come to the accounts that match, which are counted and stand by their pace', async () => {
    await page.getByRole('radiogroup', { name: 'View' }).getByText('Accounts', { exact: true }).click();
    await vi.waitUntil(
      async () => {
        await syncNow();
        return (await cards().count()) > 0;
      },
      { timeout: 60_000, interval: 500 },
    );
    const [{ found } = { found: 0 }] = await rows<{ found: number }>(
      'SELECT count(*)::int AS found FROM customer_success.plan_assignments',
    );
    expect(found).toBeGreaterThan(0);
    await vi.waitUntil(
      async () =>
        (await rows('SELECT FROM customer_success.user_milestones WHERE progress = 100 AND set_by IS NULL'))
          .length > 0,
      { timeout: 60_000, interval: 500 },
    );
    await readsWell('milestones-board');
  });

  it('go on by j, arrows and e: what is done is done at the company once', async () => {
    await page.keyboard.press('j');
    await page.locator('li[data-card]:focus-within').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: /^Is “.*” done\?$/ }).waitFor();
    await dialog.getByRole('button', { name: 'It is done' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await vi.waitUntil(
      async () =>
        (
          await rows(
            'SELECT FROM customer_success.user_milestones WHERE progress = 100 AND set_by IS NOT NULL',
          )
        ).length === 1,
      { timeout: 30_000, interval: 300 },
    );
  });

  it('take a card that is dragged to Done as done', async () => {
    const card = page.locator('li[data-card][draggable="true"]').first();
    await card.dragTo(page.getByRole('region', { name: 'Done', exact: true }));
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  });
});

it('an account shows its plan, what is next and what holds it up, and takes a correction with its reason', async () => {
  const [{ id, name } = { id: 0, name: '' }] = await rows<{ id: number; name: string }>(
    `SELECT o.organization_id AS id, o.name FROM customer_success.user_milestones m
       JOIN customer_success.organizations o USING (organization_id) WHERE m.set_by IS NOT NULL`,
  );
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  expect(page.url()).toContain(`/accounts/${id}`);
  await page.getByRole('heading', { level: 2, name: 'Onboarding' }).waitFor();
  await readsWell('milestones-account');
  const menu = page.getByRole('button', { name: 'What to do with Kick-off held' });
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Correct the progress' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Progress in percent' }).fill('40');
  await dialog.getByRole('button', { name: 'Correct' }).press('Enter');
  await dialog.getByText('Say why: the reason is kept with it.').waitFor();
  await readsWell('milestones-correct');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('It was another account.');
  await dialog.getByRole('button', { name: 'Correct' }).press('Enter');
  await page
    .getByText(/: It was another account\.$/)
    .first()
    .waitFor();
  await vi.waitUntil(
    async () =>
      (
        await rows(
          `SELECT FROM customer_success.milestone_progress_history WHERE reason = 'It was another account.'`,
        )
      ).length === 1,
    { timeout: 30_000, interval: 300 },
  );
});

it('Today says how many plans are stuck and on what, and leads to them', async () => {
  await book.company.admin.query('UPDATE customer_success.plan_assignments SET started_on = started_on - 90');
  await syncNow();
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  const sign = page.getByRole('link', { name: /^\d+ plans? (is|are) stuck$/ });
  await sign.waitFor();
  await page
    .locator('p', { has: sign })
    .getByText(/on “Kick-off held”/)
    .waitFor();
  await page
    .getByRole('list', { name: 'What needs you' })
    .getByText(/is stuck on “Kick-off held”/)
    .first()
    .waitFor();
  await readsWell('milestones-today');
  const stuck = await sign.textContent();
  await sign.press('Enter');
  const column = page.getByRole('heading', { level: 2, name: /^Stuck/ });
  await column.waitFor();
  expect((await column.textContent())?.match(/\d+/)?.[0]).toBe(stuck?.match(/\d+/)?.[0]);
});

it('the list and the statistics tell the same plans', async () => {
  await page.getByRole('link', { name: 'Milestones', exact: true }).click();
  await cards().first().waitFor();
  const shown = await cards().count();
  await page.getByRole('radiogroup', { name: 'Shown as' }).getByText('List').click();
  await page.getByRole('columnheader', { name: 'Pace' }).waitFor();
  expect(await page.locator('tbody tr').count()).toBe(shown);
  await readsWell('milestones-list');
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Statistics').click();
  await page.getByRole('heading', { level: 2, name: 'Completion', exact: true }).waitFor();
  await readsWell('milestones-statistics');
});
