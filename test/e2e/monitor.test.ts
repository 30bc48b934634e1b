import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { knownAccounts, stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';

let window: Page;
const steward = knownBook((book) => {
  window = book.window;
});
beforeAll(async () => {
  await window.getByRole('link', { name: 'Monitor' }).click();
  await window.getByRole('heading', { name: 'Monitor', level: 1 }).waitFor();
});

const room = (name: string) => window.getByRole('region', { name });
const cellOf = (section: string, row: string) =>
  room(section)
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell')
    .textContent();
const rowsOf = (table: string) => cellOf('Copy of the company', table);
const factOf = (name: string) => cellOf('Store and scores', name);

async function syncNow(): Promise<void> {
  await window.getByRole('button', { name: 'Sync now' }).click();
}

describe('the monitor', () => {
  it('says that the copy is up to date, and what is in it', async () => {
    await window.getByLabel('Sync', { exact: true }).getByText('Up to date').waitFor();
    expect(await rowsOf('accounts')).toBe(String(knownAccounts));
    expect(await rowsOf('contacts')).toBe(String(knownAccounts * 6));
  });

  it('shows what a sync brought', async () => {
    await steward.company.admin.query(
      `INSERT INTO customer_success.organizations (external_id, name, owner_id) VALUES ('late', 'Late Comer', 1)`,
    );
    await syncNow();
    await expect.poll(() => rowsOf('accounts'), { timeout: 30_000 }).toBe(String(knownAccounts + 1));
  });

  it('says how fresh the scores are, that the store is encrypted, and how long things take', async () => {
    expect(await factOf('Encrypted')).toBe('yes');
    // Of the other account too little is known for a score.
    expect(await factOf('Accounts scored')).toBe(String(knownAccounts));
    expect(await room('Timings').getByRole('row').count()).toBeGreaterThan(5);
  });

  it('scores all accounts on demand and shows the job until it is done', async () => {
    const done = () =>
      room('Jobs')
        .getByRole('row', { name: /Score all accounts.*Done/ })
        .count();
    const before = await done();
    await window.getByRole('button', { name: 'Score all accounts', exact: true }).click();
    await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(before);
  });

  it('tells what is scheduled and when; by keyboard it is paused, resumed, and done now', async () => {
    const tidying = room('Scheduled').getByRole('row', { name: /^Tidy the store/ });
    await tidying.scrollIntoViewIfNeeded();
    expect(await tidying.textContent()).toContain('every night, 1 hour 30 minutes after the day begins, UTC');
    await tidying.getByRole('button', { name: /^Run now/ }).focus();
    await window.keyboard.press('Tab');
    await window.keyboard.press('Enter');
    await tidying.getByText('Paused: nothing of it begins until it is resumed.').waitFor();
    expect(await tidying.getByRole('button', { name: /^Run now/ }).isDisabled()).toBe(true);
    await tidying.getByRole('button', { name: /^Resume/ }).press('Enter');
    await tidying.getByText('Paused').waitFor({ state: 'detached' });
    await tidying.getByRole('button', { name: /^Run now/ }).press('Enter');
    await tidying.getByText('Done').waitFor();
    await room('Jobs')
      .getByRole('row', { name: /Tidy the store.*Done/ })
      .waitFor();
  });
});

describe('an update that would remove much', () => {
  const contacts = knownAccounts * 6;
  const question = () => window.getByRole('region', { name: /^Remove \d+ of \d+ contacts/ });

  beforeAll(async () => {
    await steward.company.admin.query(
      `CREATE TABLE lost AS SELECT * FROM customer_success.users WHERE external_id <> 'p1'`,
    );
    await loseContacts();
  });

  async function loseContacts(): Promise<void> {
    await steward.company.admin.query(`DELETE FROM customer_success.users WHERE external_id <> 'p1'`);
    await syncNow();
    await question().waitFor({ timeout: 30_000 });
  }

  it('waits for a person and leaves the copy as it is', async () => {
    expect(await question().textContent()).toMatch(/Your copy is kept as it is/);
    expect(await rowsOf('contacts')).toBe(String(contacts));
  });

  it('goes on waiting when a person keeps the copy for now, and other syncs change nothing', async () => {
    await window.getByRole('button', { name: 'Keep my copy for now' }).click();
    await window.getByText('Your copy stays as it is').waitFor();
    await syncNow();
    await window.getByRole('button', { name: /^Waiting for your decision/ }).waitFor();
    await question().waitFor();
    expect(await rowsOf('contacts')).toBe(String(contacts));
  });

  it('asks no more once the company has its rows back, and nothing was lost', async () => {
    await steward.company.admin.query('INSERT INTO customer_success.users SELECT * FROM lost');
    await syncNow();
    await question().waitFor({ state: 'detached', timeout: 30_000 });
    expect(await rowsOf('contacts')).toBe(String(contacts));
  });

  it('is told on every screen, with the way to decide', async () => {
    await loseContacts();
    await window.getByRole('link', { name: 'Today', exact: true }).click();
    await window.getByRole('link', { name: 'Decide' }).click();
    await question().waitFor();
  });

  it.each(['light', 'dark'] as const)('reads well in the %s theme', async (colorScheme) => {
    await showTheme(window, colorScheme);
    const found = await axeFindings(window);
    await takePictures(window, 'monitor-held', colorScheme);
    expect(found).toEqual([]);
  });

  it('is applied once a person agrees', async () => {
    await window.getByRole('button', { name: 'Remove them here too' }).click();
    await expect.poll(() => rowsOf('contacts'), { timeout: 30_000 }).toBe(String(knownAccounts));
    expect(await window.getByRole('region', { name: /^Remove/ }).count()).toBe(0);
  });
});

describe('rows that can’t be used', () => {
  const asideRow = () =>
    room('Rows set aside')
      .getByRole('row', { name: /contacts/ })
      .first();

  beforeAll(async () => {
    const { admin } = steward.company;
    await admin.query('ALTER TABLE customer_success.users DROP CONSTRAINT users_role_check');
    await admin.query(
      `UPDATE customer_success.users SET role = 'wizard' WHERE organization_id IN (SELECT organization_id FROM customer_success.organizations WHERE name = $1)`,
      [stories.renewing],
    );
    await admin.query(
      `UPDATE customer_success.organizations SET name = 'Very Late Comer' WHERE name = 'Late Comer'`,
    );
    await syncNow();
    await asideRow().waitFor({ timeout: 30_000 });
  });

  it('are shown with the reason, and everything else went on', async () => {
    expect(await asideRow().textContent()).toContain(
      'role is “wizard”, expected one of champion, admin, member',
    );
    expect(await room('Rows set aside').textContent()).toMatch(
      /1 row can’t be used and everything else went on/,
    );
    await window.keyboard.press('Control+k');
    await window.getByLabel('Search', { exact: true }).fill('Very Late');
    await window.getByRole('option', { name: 'Very Late Comer' }).waitFor();
    await window.keyboard.press('Escape');
  });

  it.each(['light', 'dark'] as const)('read well in the %s theme', async (colorScheme) => {
    await showTheme(window, colorScheme);
    const found = await axeFindings(window);
    await takePictures(window, 'monitor-set-aside', colorScheme);
    expect(found).toEqual([]);
  });

  it('come with the next sync once they are put right', async () => {
    await steward.company.admin.query(
      `UPDATE customer_success.users SET role = 'champion' WHERE role = 'wizard'`,
    );
    await syncNow();
    await room('Rows set aside').waitFor({ state: 'detached', timeout: 30_000 });
  });
});
