import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownAccounts } from './support/known-book';
import { type OpenBook, openBook } from './support/open-book';

let steward: OpenBook;
let window: Page;

beforeAll(async () => {
  steward = await openBook();
  window = steward.window;
  await window.getByRole('link', { name: 'Monitor' }).click();
  await window.getByRole('heading', { name: 'Monitor', level: 1 }).waitFor();
});
afterAll(() => steward?.close());

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
    expect(await factOf('Accounts scored')).toBe(String(knownAccounts + 1));
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

  it('cancels a waiting job', async () => {
    const waiting = room('Jobs').getByRole('row', { name: /Tidy the store.*Waiting/ });
    await waiting.getByRole('button', { name: /^Cancel/ }).click();
    await room('Jobs')
      .getByRole('row', { name: /Tidy the store.*Cancelled/ })
      .waitFor();
  });
});

describe('an update that would remove much', () => {
  const contacts = knownAccounts * 6;

  beforeAll(async () => {
    await steward.company.admin.query(`DELETE FROM customer_success.users WHERE external_id <> 'p1'`);
    await syncNow();
  });

  it('waits for a person and leaves the copy as it is', async () => {
    const question = window.getByRole('region', { name: /^Remove \d+ of \d+ contacts/ });
    await question.waitFor({ timeout: 30_000 });
    expect(await question.textContent()).toMatch(/Your copy is kept as it is/);
    expect(await rowsOf('contacts')).toBe(String(contacts));
  });

  it('is applied once a person agrees', async () => {
    await window.getByRole('button', { name: 'Remove them here too' }).click();
    await expect.poll(() => rowsOf('contacts'), { timeout: 30_000 }).toBe(String(knownAccounts));
    expect(await window.getByRole('region', { name: /^Remove/ }).count()).toBe(0);
  });
});
