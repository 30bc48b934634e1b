import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../support/sending';
import { applyOne, operation } from '../support/team';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { sendingBook } from './support/sending-book';

const { book, pages } = sendingBook();
let page: Page;
let client: pg.Client;
const patient = { timeout: 40_000 };

beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(15_000);
  client = new pg.Client({ connectionString: book.companyUrl });
  await client.connect();
}, 60_000);
afterAll(() => client?.end());

async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

it('an admin sets when messages go, by keyboard, and is told of what can’t be', async () => {
  await openAddress(page, '/settings/sending');
  const from = page.getByLabel('Quiet from');
  await from.waitFor(patient);
  expect([await from.inputValue(), await page.getByLabel('Quiet until').inputValue()]).toEqual([
    '20:00',
    '08:00',
  ]);
  await readsWell('sending');
  await from.fill('08:00');
  await page.getByRole('button', { name: 'Add a cap' }).press('Enter');
  await page.getByLabel('Messages').last().fill('0');
  await page.keyboard.press('Enter');
  await page.getByText('at least 1', { exact: true }).waitFor();
  await page.getByText('write whole days', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Remove cap 2' }).click();
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('It holds from the next message on').waitFor(patient);
  const { rows } = await client.query(
    'SELECT quiet_from, quiet_until, caps FROM customer_success.sending_settings',
  );
  expect(rows).toEqual([{ quiet_from: 480, quiet_until: 480, caps: [{ count: 2, days: 7 }] }]);
});

it('an admin says which days of the week are worked, and every due day counts by it', async () => {
  await openAddress(page, '/settings/calendar');
  const saturday = page.getByRole('checkbox', { name: 'Saturday' });
  await saturday.waitFor(patient);
  expect(await saturday.isChecked()).toBe(false);
  await readsWell('settings, working week');
  const save = page.getByRole('button', { name: 'Save the week' });
  expect(await save.isDisabled()).toBe(true);
  await saturday.press('Space');
  await save.press('Enter');
  await page.getByText('Due days count by this week').waitFor(patient);
  const { rows } = await client.query('SELECT worked_days FROM customer_success.sending_settings');
  expect(rows).toEqual([{ worked_days: [1, 2, 3, 4, 5, 6] }]);
  // It comes back with the next pull, and there is nothing left to save.
  await expect.poll(() => save.isDisabled(), patient).toBe(true);
  expect(await saturday.isChecked()).toBe(true);
  await openAddress(page, '/settings/sending');
  await page.getByLabel('Quiet from').waitFor(patient);
});

it('an admin has the address to unsubscribe proved, and learns why it is not', async () => {
  const address = page.getByRole('textbox', { name: 'Address', exact: true });
  await address.fill('http://acme.example/u/');
  await page.keyboard.press('Enter');
  await page.getByText('must be an address with https', { exact: false }).first().waitFor(patient);
  await address.fill(`http://127.0.0.1:${pages.port}/nothing/x`);
  await page.keyboard.press('Enter');
  await page.getByText('Not proved').waitFor(patient);
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByText('It doesn’t know the link').waitFor(patient);
  await readsWell('sending, not proved');
  await address.fill(`http://127.0.0.1:${pages.port}/u/`);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByText('unsubscribes by one click').waitFor(patient);
  await page.getByText('In order').waitFor(patient);
});

it('an admin keeps the list of addresses that get nothing, and is told of a wrong one at its field', async () => {
  await page.getByText('It was given as Steward was started.').waitFor(patient);
  await page.getByRole('button', { name: 'Add…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill('nobody');
  await page.keyboard.press('Enter');
  await dialog.getByText('must be an e-mail address', { exact: true }).waitFor(patient);
  await dialog.getByLabel('Address').fill('somebody@customer.example');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('row').filter({ hasText: 'somebody@customer.example' }).waitFor(patient);
  await page.getByText('1 address, the newest here', { exact: false }).waitFor();
  await readsWell('sending, as a whole');
  await page.getByRole('button', { name: 'Take somebody@customer.example off the list' }).click();
  await page.getByText('0 addresses', { exact: false }).waitFor(patient);
});

it('an admin says where mail comes back to, and from which folder this computer reads it', async () => {
  await page.getByLabel('Return address').fill('nowhere');
  await page.keyboard.press('Enter');
  await page.getByText('must be an address', { exact: false }).first().waitFor(patient);
  await page.getByLabel('Return address').fill('bounces@acme.example');
  await page.getByLabel('Given up after').fill('3');
  await page.keyboard.press('Enter');
  const kept = 'SELECT return_address, most_soft_bounces FROM customer_success.sending_settings';
  await expect
    .poll(async () => (await client.query(kept)).rows, patient)
    .toEqual([{ return_address: 'bounces+*@acme.example', most_soft_bounces: 3 }]);
  await page.getByText('A folder of .eml files', { exact: true }).click();
  const folder = mkdtempSync(join(tmpdir(), 'steward-returned-'));
  try {
    // The app may run as another user than the tests.
    chmodSync(folder, 0o777);
    const path = page.getByLabel('Folder', { exact: true });
    await path.fill('returned');
    await page.keyboard.press('Enter');
    await page.getByText('write the whole path of a folder', { exact: false }).waitFor();
    await path.fill(folder);
    await page.getByRole('button', { name: 'Test it' }).click();
    await page.getByText('It can be read. Mails that lie there: 0.').waitFor(patient);
    await readsWell('sending, replies and bounces');
    await path.press('Enter');
    await page.getByText('looked through', { exact: false }).waitFor(patient);
    await readsWell('sending, a mailbox is read');
    await page.getByRole('button', { name: 'Look now' }).click();
    await page.getByRole('button', { name: 'Read it no longer' }).click();
    await page.getByText('This computer reads no mailbox.').waitFor(patient);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('what is launched for a contact is seen arriving in the mailbox, as it looks, as text and with its headers', async () => {
  await openAddress(page, '/settings/mailbox');
  await page.getByText('No mail has arrived yet').waitFor(patient);
  const { rows } = await client.query<{ account: string; contact: string }>(
    `SELECT o.external_id AS account, u.external_id AS contact FROM customer_success.users u
       JOIN customer_success.organizations o USING (organization_id)
      WHERE u.email IS NOT NULL AND u.deactivated_at IS NULL ORDER BY u.user_id LIMIT 1`,
  );
  const [{ account, contact } = { account: '', contact: '' }] = rows;
  const html =
    '<p>Hello, this is {{ company.name }}, {{ company.postal_address }}</p><p><a href="{{ unsubscribe.url }}">Unsubscribe</a></p>';
  const content = { subject: 'A word about {{ account.name }}', preheader: '', mjml: '<mjml></mjml>', html };
  const saved = operation(
    'template.save',
    { name: 'Word', category: 'relationship', language: 'en', content },
    { account: null },
  );
  expect(await applyOne(client, saved)).toMatchObject({ outcome: 'applied' });
  const consent = { contact, category: '*', state: 'granted', basis: 'contract' };
  expect(await call(client, 'record_consent', account, consent)).toEqual({ outcome: 'applied' });
  const launch = (patch: object) =>
    call(client, 'launch_intervention', randomUUID(), account, { contact, undo_seconds: 0, ...patch });
  expect(await launch({ template: saved.op_id })).toMatchObject({ outcome: 'applied' });
  expect(await launch({ subject: 'By hand', text: 'How are you?' })).toMatchObject({ outcome: 'applied' });
  const list = page.getByRole('list', { name: 'Mails' });
  await list.getByText('By hand').waitFor(patient);
  const word = list.getByRole('button', { name: /A word about/ });
  await word.waitFor(patient);
  await word.focus();
  await page.keyboard.press('Enter');
  const frame = page.frameLocator('iframe[title="The mail"]');
  await frame.getByText('Hello, this is Acme Software').waitFor(patient);
  await readsWell('mailbox');
  await page.getByText('Headers', { exact: true }).click();
  const headers = await page.getByLabel('Headers', { exact: true }).last().inputValue();
  expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const link = /List-Unsubscribe: <(http:[^>]+)>/.exec(headers)?.[1] ?? '';
  expect(await (await fetch(link)).text()).toContain('Mail from Acme Software');
});
