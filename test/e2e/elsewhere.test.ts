import type { Locator } from 'playwright';
import { describe, expect, it } from 'vitest';
import { knownBook } from './support/books';
import { stories } from './support/known-book';
import { openAddress } from './support/open-address';

const book = knownBook();

function copied(): Promise<string> {
  return book.app.evaluate(({ clipboard }) => clipboard.readText());
}
/** As every desktop of the company follows it. */
async function linkTo(externalId: string): Promise<string> {
  const { rows } = await book.company.admin.query<{ company_id: string }>(
    'SELECT company_id FROM customer_success.sync_settings',
  );
  return `steward://${rows[0]?.company_id}/account/${externalId}`;
}
/** Starts Steward a second time with a link, as the system does where one is clicked. */
function follow(link: string): Promise<void> {
  return book.app.evaluate(({ app }, given) => {
    app.emit('second-instance', {}, ['steward', given]);
  }, link);
}
async function heading(name: string): Promise<void> {
  await book.window.getByRole('heading', { level: 1, name }).waitFor();
}
function item(name: string): Locator {
  return book.window.getByRole('menuitem', { name, exact: true });
}

describe('a person', () => {
  it('stands among the contacts with the champion first, and has a page', async () => {
    await openAddress(book.window, '/accounts/2?tab=contacts');
    const contacts = book.window.getByRole('grid', { name: 'Contacts' });
    const first = contacts.locator('tbody tr').first();
    await first.getByText('Ada of Sinking Freight').waitFor();
    expect(await first.textContent()).toContain('Champion');
    await contacts.focus();
    await book.window.keyboard.press('Home');
    await book.window.keyboard.press('Enter');
    await heading('Ada of Sinking Freight');
    await book.window.getByText('p1@a1.test').first().waitFor();
    await book.window.getByRole('button', { name: 'Copy address' }).click();
    await expect.poll(copied).toBe('p1@a1.test');
    await book.window.getByRole('link', { name: stories.sinking }).click();
    await heading(stories.sinking);
  });

  it('is written to with all others: their addresses are copied, the champion’s first', async () => {
    await openAddress(book.window, '/accounts/2?tab=contacts');
    await book.window.getByRole('button', { name: 'Copy addresses' }).click();
    await book.window.getByText('6 addresses copied').waitFor();
    expect(await copied()).toBe([1, 2, 3, 4, 5, 6].map((person) => `p${person}@a1.test`).join(', '));
  });

  it('who is no contact any more is said to be none', async () => {
    await openAddress(book.window, '/accounts/2/people/999999');
    await book.window.getByText('This person is no longer among the contacts').waitFor();
  });
});

describe('an account elsewhere', () => {
  it('is opened in another system by the link that was given once, and refused where it is none', async () => {
    await openAddress(book.window, '/settings/links');
    await book.window.getByLabel('Name').fill('CRM');
    await book.window.getByLabel('Address').fill('http://crm.test/{password}');
    await book.window.getByRole('button', { name: 'Save' }).click();
    await book.window.getByText('begin it with https://').waitFor();
    await book.window.getByLabel('Address').fill('https://crm.test/a/{external_id}');
    await book.window.getByRole('button', { name: 'Save' }).click();
    await book.window.getByText('Every account has these links now').waitFor();
    await openAddress(book.window, '/accounts/2');
    await book.window.getByRole('button', { name: 'Links' }).click();
    expect(await item('Open in CRM').getAttribute('href')).toBe('https://crm.test/a/a1');
    await item('Copy link').click();
    await expect.poll(copied).toBe(await linkTo('a1'));
  });

  it('has a menu under the right button, and under the key for it, in every list', async () => {
    await openAddress(book.window, '/accounts');
    const grid = book.window.getByRole('grid', { name: 'Accounts' });
    await grid.getByText(stories.silent).click({ button: 'right' });
    await item('Copy name').click();
    await expect.poll(copied).toBe(stories.silent);
    await openAddress(book.window, '/');
    await book.window.getByRole('link', { name: stories.renewing }).click({ button: 'right' });
    await item('Copy link').click();
    await expect.poll(copied).toBe(await linkTo('a2'));
    await book.window.getByRole('link', { name: stories.renewing }).click({ button: 'right' });
    await item('Open').click();
    await heading(stories.renewing);
  });
});

describe('who comes back', () => {
  it('finds the page scrolled as it was left', async () => {
    await openAddress(book.window, '/accounts/2?tab=health');
    await heading(stories.sinking);
    const page = book.window.locator('main > [data-kind="scroll"]');
    await book.window.getByText('What makes the score').waitFor();
    await page.evaluate((one) => one.scrollTo(0, 600));
    await expect.poll(() => page.evaluate((one) => one.scrollTop)).toBeGreaterThan(500);
    await openAddress(book.window, '/monitor');
    await heading('Monitor');
    await book.window.getByRole('button', { name: 'Back' }).click();
    await heading(stories.sinking);
    await expect.poll(() => page.evaluate((one) => one.scrollTop)).toBeGreaterThan(500);
  });
});

describe('a link from outside', () => {
  it('leads to its account', async () => {
    await openAddress(book.window, '/monitor');
    await follow(await linkTo('a1'));
    await heading(stories.sinking);
    expect(book.window.url()).toMatch(/#\/accounts\/2$/);
  });

  it('says where it leads nowhere: to another company, or to no account of the copy', async () => {
    await follow('steward://5f0c1b5e-3c1d-4c8f-9d3c-0f4a4a4f3a55/account/a1');
    await book.window.getByText('This link leads to another company').waitFor();
    await follow(await linkTo('no%2Fsuch'));
    await book.window.getByText('The account of this link is not in your copy').waitFor();
  });
});
