import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { openBook } from './support/open-book';

const book = openForTests(() => openBook({ login: { role: 'admin', scope: 'all' } }));
const button = (name: string | RegExp) => book.window.getByRole('button', { name });
const dialog = () => book.window.getByRole('dialog');
const admin = (sql: string, values: unknown[] = []) => book.company.admin.query(sql, values);
const login = () => new URL(book.companyUrl).username;
const password = () => decodeURIComponent(new URL(book.companyUrl).password);
const nowhere = (url: string) => url.replace(/:\d+\//, ':1/');
const withPassword = (other: string) => book.companyUrl.replace(new URL(book.companyUrl).password, other);

async function connectTo(url: string): Promise<void> {
  await book.window.evaluate((to) => window.steward.call('settings.setConnection', { url: to }), url);
}

const syncNow = () => book.window.evaluate(() => window.steward.call('monitor.syncNow', undefined));

async function lookAt(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(book.window, theme);
    expect(await axeFindings(book.window)).toEqual([]);
    await takePictures(book.window, name, theme);
  }
}

it('a wrong password is said as such, and what is here stays readable', async () => {
  await connectTo(withPassword('wrong'));
  await book.window
    .getByText(/refuses this login or its password/)
    .first()
    .waitFor();
  await book.window.getByText(stories.sinking).first().waitFor();
});

it('a password that is over is told from a wrong one', async () => {
  await connectTo(book.companyUrl);
  await admin(`alter role ${login()} valid until '${new Date(Date.now() + 2_000).toISOString()}'`);
  await syncNow();
  await book.window.getByText(/Your password ends on/).waitFor();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await connectTo(book.companyUrl);
  await book.window
    .getByText(/password of this login ended/i)
    .first()
    .waitFor();
  await admin(`alter role ${login()} valid until 'infinity'`);
  await connectTo(book.companyUrl);
  await syncNow();
});

it('another login on the same machine finds the copy locked until the server has let it in', async () => {
  const { url } = await book.company.createLogin({ role: 'viewer', scope: 'book', managerId: 2 });
  await connectTo(nowhere(url));
  await book.window.getByText('Locked: another login').waitFor();
  expect(await book.window.getByText(stories.sinking).count()).toBe(0);
  await connectTo(book.companyUrl);
  await book.window.getByText(stories.sinking).first().waitFor();
});

it('the list of devices shows this one, which its owner names, and an admin those of all', async () => {
  const { window } = book;
  await admin(
    `insert into customer_success.devices (login, copy, machine, app, platform, machine_before)
     values ('ben', gen_random_uuid(), 'ben-laptop', '1.0.0', 'darwin', 'old-laptop')`,
  );
  await openAddress(window, '/settings/connection');
  await window.getByText('This one').waitFor();
  expect(await window.getByText('ben-laptop').count()).toBe(0);
  await button(/^Name the device/).press('Enter');
  await dialog().getByLabel('Name').fill('The one at home');
  await window.keyboard.press('Enter');
  await window.getByRole('row').filter({ hasText: 'The one at home' }).waitFor();
  await openAddress(window, '/settings/team');
  await button('Sign out the device ben-laptop').click();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await lookAt('devices of all');
});

it('a device that is signed out from elsewhere erases its copy, and lets in who knows the password', async () => {
  const { window: page, userData } = book;
  await admin(
    `insert into customer_success.device_sign_outs
     select login, copy, 'ada' from customer_success.devices where login = $1`,
    [login()],
  );
  await page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
  await openAddress(page, '/');
  await page.getByText('ada signed this device out.').waitFor();
  await page.getByText('Everything you had decided here had reached the company.').waitFor();
  await lookAt('device signed out');
  expect(existsSync(join(userData, 'connection.sealed'))).toBe(false);
  await openAddress(page, '/settings/connection');
  await page.getByRole('textbox', { name: 'Password' }).fill(password());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await openAddress(page, '/');
  await page.getByText(stories.sinking).first().waitFor();
});

it('access that is taken back while nobody is at the server takes the copy at the next contact', async () => {
  await connectTo(nowhere(book.companyUrl));
  await admin('delete from customer_success.memberships');
  await book.window
    .getByText(/^Offline\./)
    .first()
    .waitFor();
  await book.window.getByText(stories.sinking).first().waitFor();
  await connectTo(book.companyUrl);
  await book.window.getByText('Your access was taken back').waitFor();
  expect(await book.window.getByText(stories.sinking).count()).toBe(0);
});
