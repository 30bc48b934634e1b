import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HookServer, startHookServer } from '../support/hook-server';
import { call } from '../support/sending';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { sendingBook } from './support/sending-book';

const { book } = sendingBook();
let page: Page;
let client: pg.Client;
let hooks: HookServer;
const patient = { timeout: 40_000 };

beforeAll(async () => {
  hooks = await startHookServer();
  page = book.window;
  page.setDefaultTimeout(15_000);
  client = new pg.Client({ connectionString: book.companyUrl });
  await client.connect();
}, 60_000);
afterAll(async () => {
  await client?.end();
  await hooks?.stop();
});

async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}
const field = (name: string) => page.getByRole('textbox', { name, exact: true });

it('a manager says what this computer tells of, and when it is quiet', async () => {
  await openAddress(page, '/settings/channels');
  const from = page.getByLabel('No notices from');
  await from.waitFor(patient);
  expect(await from.inputValue()).toBe('20:00');
  await page.getByRole('switch', { name: 'Somebody of my accounts writes back' }).press('Space');
  await from.fill('18:30');
  await page.getByRole('button', { name: 'Save notices' }).press('Enter');
  await page.getByText('Saved, for this computer.').waitFor(patient);
  await openAddress(page, '/settings/sending');
  await openAddress(page, '/settings/channels');
  await from.waitFor(patient);
  expect(await from.inputValue()).toBe('18:30');
  const replies = page.getByRole('switch', { name: 'Somebody of my accounts writes back' });
  expect(await replies.isChecked()).toBe(false);
});

it('an admin sets where a webhook leads, turns this computer on, and sends a test there', async () => {
  await openAddress(page, '/settings/channels');
  await page.getByText('Not set').waitFor(patient);
  await readsWell('channels, not set');
  await field('Address').fill('http://acme.example/hooks');
  await page.keyboard.press('Enter');
  await page.getByText('must be an address with https', { exact: true }).waitFor(patient);
  await field('Address').fill(hooks.url);
  await page.keyboard.press('Enter');
  await page.getByText(`It leads to 127.0.0.1:${hooks.port}.`).waitFor(patient);
  await page.getByLabel('Secret').fill('short');
  await page.keyboard.press('Enter');
  await page.getByText('at least 16 characters', { exact: true }).waitFor(patient);
  await page.getByLabel('Secret').fill('sixteen-letters!');
  await page.keyboard.press('Enter');
  await page.getByText('This computer sends', { exact: true }).waitFor(patient);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('It took the test.').waitFor(patient);
  expect(JSON.parse(String(hooks.received[0]?.body))).toMatchObject({ test: true });
  await readsWell('channels');
});

it('an admin sets the account that SMS go by, and tries a phone with it', async () => {
  await openAddress(page, '/settings/channels');
  await page.getByText('No account', { exact: true }).waitFor(patient);
  await field('Account SID').fill('AC1');
  await field('Comes from').fill('+1 500 555 0006');
  await field('Provider').fill(`http://127.0.0.1:${hooks.port}`);
  await page.keyboard.press('Enter');
  await page.getByText('must be an account of Twilio: AC and 32 digits', { exact: true }).waitFor(patient);
  await field('Account SID').fill(`AC${'0'.repeat(32)}`);
  await page.keyboard.press('Enter');
  await page.getByText(`They come from +15005550006, by 127.0.0.1:${hooks.port}.`).waitFor(patient);
  await page.getByLabel('Auth token').fill('0123456789abcdef');
  await page.keyboard.press('Enter');
  await field('Phone to try it with').fill('+49 30 1234567');
  await page.getByRole('button', { name: 'Send a test SMS' }).click();
  await page.getByText('It took the test.').waitFor(patient);
  expect(new URLSearchParams(String(hooks.received.at(-1)?.body)).get('To')).toBe('+49301234567');
  await readsWell('channels, sms');
  hooks.clear();
});

it('an admin makes the keys of web push, whose private one is shown once', async () => {
  await openAddress(page, '/settings/channels');
  await page.getByText('No keys', { exact: true }).waitFor(patient);
  await field('Site').fill('http://acme.example');
  await page.keyboard.press('Enter');
  await page.getByText('must be an address with https', { exact: true }).waitFor(patient);
  await field('Site').fill('https://app.acme.example');
  await page.keyboard.press('Enter');
  await page.getByText('For app.acme.example.', { exact: false }).waitFor(patient);
  await page.getByRole('button', { name: 'Copy the private key' }).waitFor(patient);
  await readsWell('channels, push');
  await openAddress(page, '/settings/sending');
  await openAddress(page, '/settings/channels');
  await page.getByRole('button', { name: 'Copy the public key' }).waitFor(patient);
  expect(await page.getByRole('button', { name: 'Copy the private key' }).count()).toBe(0);
});

it('a template of SMS tells how many it takes', async () => {
  await openAddress(page, '/templates/new');
  await page.getByRole('combobox', { name: 'Goes by' }).click();
  await page.getByRole('option', { name: 'SMS' }).click();
  await field('Title').fill('Call me');
  await field('Text').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('Жду звонка.');
  await page.getByText('1 SMS, 11 characters of UCS-2', { exact: false }).waitFor(patient);
  await readsWell('template, sms');
});

it('a template for it is plain text, previewed as it goes', async () => {
  await openAddress(page, '/templates/new');
  await field('Name').fill('Quiet account');
  await page.getByRole('combobox', { name: 'Goes by' }).click();
  await page.getByRole('option', { name: 'Webhook' }).click();
  await field('Title').fill('Gone quiet');
  const text = field('Text').first();
  await text.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('{{ account.name }} went <b>quiet</b>.');
  await page.getByText('<b> would be shown as it is', { exact: false }).first().waitFor(patient);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('{{ account.name }} went quiet.');
  await page.getByText('Nothing to mend').waitFor(patient);
  await expect
    .poll(() => page.locator('textarea[aria-label="Text"]').inputValue(), patient)
    .toMatch(/ went quiet\.$/);
  await readsWell('template, webhook');
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { level: 1, name: 'Quiet account' }).waitFor(patient);
  await openAddress(page, '/templates');
  await page.getByRole('row').filter({ hasText: 'Quiet account' }).getByText('Webhook').waitFor(patient);
});

it('what is launched by it is told once, and Interventions names its channel', async () => {
  const saved = `SELECT template_id AS id FROM customer_success.email_templates WHERE name = 'Quiet account'`;
  await expect.poll(async () => (await client.query(saved)).rowCount, patient).toBe(1);
  const { rows } = await client.query<{ account: string; contact: string; name: string; template: string }>(
    `SELECT o.external_id AS account, o.name, u.external_id AS contact,
            (SELECT template_id FROM customer_success.email_templates WHERE name = 'Quiet account') AS template
       FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id)
      WHERE u.deactivated_at IS NULL ORDER BY u.user_id LIMIT 1`,
  );
  const [{ account, contact, name, template } = { account: '', contact: '', name: '', template: '' }] = rows;
  const patch = { contact, template, undo_seconds: 0 };
  expect(await call(client, 'launch_intervention', randomUUID(), account, patch)).toMatchObject({
    outcome: 'applied',
  });
  await expect.poll(() => hooks.received.length, patient).toBe(1);
  expect(JSON.parse(String(hooks.received[0]?.body))).toMatchObject({
    ...{ text: `${name} went quiet.`, title: 'Gone quiet', account, contact },
  });
  await openAddress(page, '/interventions');
  await page.getByRole('tab', { name: /^History/ }).click();
  const row = page.getByRole('row').filter({ hasText: 'Quiet account' });
  await row.getByText('Webhook', { exact: true }).waitFor(patient);
  await row.getByText('Its server took it').waitFor(patient);
  await readsWell('history, webhook');
});
