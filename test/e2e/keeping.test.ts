import type { Locator, Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { type OpenBook, openBook } from './support/open-book';

const book: OpenBook = openForTests(() => openBook({ login: { role: 'admin', scope: 'all' } }));
let page: Page;
const patient = { timeout: 30_000 };
const row = (text: string) => page.getByRole('row').filter({ hasText: text });
const focused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);

async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(15_000);
  await book.company.admin.query(`INSERT INTO customer_success.set_aside_rows (table_name, reason, rows, set_aside_at)
    SELECT 'users', 'of then', 1, now() - interval '60 days' FROM generate_series(1, 3)`);
  await openAddress(page, '/settings/keeping');
  await page.getByText('Keeping and removing').waitFor(patient);
}, 60_000);

describe('an admin', () => {
  it('reads of each kind what goes and how long it is kept', async () => {
    await row('Devices not seen any more').getByText('180 days').waitFor();
    await row('Audit').getByText('for ever').waitFor();
    await readsWell('keeping');
  });

  it('says how long by keyboard: too few days are refused at the field, with the reason', async () => {
    const change = row('Records of loads').getByRole('button');
    await change.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Records of loads' });
    await dialog.getByRole('radio', { name: 'For ever' }).focus();
    await page.keyboard.press('ArrowDown');
    const days = dialog.getByRole('textbox', { name: 'Days' });
    await days.waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(days)).toBe(true);
    await days.fill('3');
    await page.keyboard.press('Enter');
    await dialog.getByText('At least 7 days', { exact: true }).waitFor();
    await readsWell('keeping, too few days');
    await days.fill('30');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await row('Records of loads').getByText('30 days').waitFor();
  });

  it('is told what would go before it goes', async () => {
    await page.getByRole('button', { name: 'Remove what is due…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove what is due?' });
    await dialog.getByText('Records of loads: 3 counts of rows set aside').waitFor(patient);
    await readsWell('keeping, what would go');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await row('Records of loads').getByText('3 counts of rows set aside').waitFor();
    await page.getByRole('button', { name: 'Remove what is due…' }).click();
    await page.getByRole('dialog', { name: 'Nothing is due' }).waitFor(patient);
    await page.keyboard.press('Escape');
  });

  it('has the books of six owners told together, and ends figures of persons for everybody by one switch', async () => {
    await book.company.admin.query(`INSERT INTO customer_success.managers (email, name)
      SELECT 'm' || n || '@x.example', 'Manager ' || n FROM generate_series(1, 4) n`);
    await book.company.admin.query(`UPDATE customer_success.organizations o SET owner_id = (
      SELECT manager_id FROM customer_success.managers ORDER BY manager_id OFFSET o.organization_id % 6 LIMIT 1)`);
    await openAddress(page, '/reports?show=books');
    await row('All others, 6 owners').waitFor(patient);
    await row('Mean of a book of theirs').waitFor();
    expect(await row('Manager 1').count()).toBe(0);
    await readsWell('reports, books together');
    await openAddress(page, '/settings/team');
    const shown = page.getByRole('switch', { name: 'People see figures of their own book and work' });
    await expect.poll(() => shown.isChecked(), patient).toBe(true);
    await readsWell('settings, personal figures');
    await shown.press('Space');
    await page.getByText('Nobody sees figures of one person any more').waitFor(patient);
    const { rows } = await book.company.admin.query(
      'SELECT personal_figures FROM customer_success.sending_settings',
    );
    expect(rows).toEqual([{ personal_figures: false }]);
    await expect.poll(() => shown.isChecked(), patient).toBe(false);
    await openAddress(page, '/reports?show=books');
    await page.getByText('Figures of one’s own are ended for everybody by an admin').waitFor(patient);
    await row('All others, 6 owners').waitFor();
  });
});

it('whoever is no admin reads it, and is offered no change', async () => {
  await book.company.admin.query(`UPDATE customer_success.memberships SET role = 'viewer'`);
  await openAddress(page, '/settings/links');
  await page.getByText('Links to other systems').waitFor(patient);
  await openAddress(page, '/settings/keeping');
  await page.getByText('Admins who see every account change it').waitFor(patient);
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
  await readsWell('keeping, a viewer');
});
