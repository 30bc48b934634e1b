import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../support/sending';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { returnedFolder } from './support/returned-folder';
import { sendingBook } from './support/sending-book';

interface Contact {
  readonly account: string;
  readonly accountName: string;
  readonly contact: string;
  readonly name: string;
  readonly email: string;
}

const { book } = sendingBook();
const { comesIn, readBy } = returnedFolder();
const patient = { timeout: 40_000 };
let page: Page;
let client: pg.Client;
let people: Contact[];

beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(15_000);
  client = new pg.Client({ connectionString: book.companyUrl });
  await client.connect();
  await book.company.admin.query(
    'UPDATE customer_success.sending_settings SET quiet_from = 0, quiet_until = 0',
  );
  const { rows } = await client.query<Contact>(
    `SELECT DISTINCT ON (o.organization_id) o.external_id AS account, o.name AS "accountName", u.external_id AS contact, u.name, u.email
       FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id)
      WHERE u.email IS NOT NULL AND u.deactivated_at IS NULL AND u.name NOT LIKE '%<%' AND u.name LIKE '% %' AND u.role = 'champion'
      ORDER BY o.organization_id, u.user_id LIMIT 2`,
  );
  people = rows;
}, 60_000);
afterAll(() => client?.end());

async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

/** A message by hand that the mail server took. @returns its Message-ID */
async function gone({ account, contact }: Contact): Promise<string> {
  const patch = { contact, subject: 'Shall we talk?', text: 'How are you?', undo_seconds: 0 };
  const made = await call(client, 'launch_intervention', randomUUID(), account, patch);
  expect(made).toMatchObject({ outcome: 'applied' });
  let messageId = '';
  await expect
    .poll(async () => {
      const { rows } = await client.query(
        'SELECT stage, message_id FROM customer_success.interventions WHERE run_id = $1',
        [made['run_id']],
      );
      messageId = rows[0]?.message_id ?? '';
      return rows[0]?.stage;
    }, patient)
    .toBe('sent');
  return messageId;
}

const first = () => people[0] as Contact;
const second = () => people[1] as Contact;

it('what contacts write back is read from the folder that somebody named, and stands under Interventions', async () => {
  const [answered, returned] = [await gone(first()), await gone(second())];
  comesIn('reply-below', answered, first().email);
  comesIn('exim-no-such-user', returned, second().email);
  comesIn('reply-in-german', 'somebody@elsewhere.example', first().email);
  await readBy(page);
  await page.getByText('2 mails about messages, 1 other', { exact: false }).waitFor(patient);
  await openAddress(page, '/interventions?show=replies');
  await page.getByText('Busy. Please call.', { exact: false }).waitFor(patient);
  await page.getByRole('tab', { name: /^Replies & bounces ?1$/ }).waitFor(patient);
  await readsWell('replies to answer');
});

it('a reply is read as text by the keyboard, and its account opened, where it stands as well', async () => {
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Busy. Please call.').waitFor();
  await readsWell('a reply');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.keyboard.press('o');
  await page.getByRole('heading', { level: 1, name: first().accountName }).waitFor();
  await page.getByRole('heading', { name: 'Replies and bounces' }).waitFor();
  await page.getByText('1 reply to answer', { exact: false }).waitFor();
  await readsWell('account, replies');
});

it('Today says who wrote back', async () => {
  await openAddress(page, '/');
  await page.getByText(`${first().name} wrote back`, { exact: false }).first().waitFor(patient);
});

it('e says that a reply is taken care of, and Undo that it is not', async () => {
  await openAddress(page, '/interventions?show=replies');
  await page.getByText('Busy. Please call.', { exact: false }).waitFor(patient);
  await page.keyboard.press('e');
  await page.getByText('No reply waits').waitFor(patient);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Busy. Please call.', { exact: false }).waitFor(patient);
  await page.keyboard.press('e');
  await page.getByText('No reply waits').waitFor(patient);
  const taken = 'SELECT FROM customer_success.incoming_mails WHERE answered_by IS NOT NULL';
  await expect.poll(async () => (await client.query(taken)).rowCount, patient).toBe(1);
});

it('an address that came back is told with what followed, and an admin lets it get mail again', async () => {
  await page.getByRole('button', { name: 'Bounces and automatic' }).click();
  const row = page.getByRole('row').filter({ hasText: second().name });
  await row.getByText('No such address', { exact: true }).waitFor(patient);
  await row.getByText('gets nothing any more', { exact: false }).waitFor();
  await readsWell('bounces');
  await row.getByRole('button', { name: 'They are there' }).click();
  await row.getByRole('button', { name: 'They are there' }).waitFor({ state: 'hidden', ...patient });
  await row.getByRole('button', { name: 'Let it get mail again' }).click();
  await page.getByText(`${second().email} may get mail again.`).waitFor(patient);
  const { rowCount } = await book.company.admin.query('SELECT FROM customer_success.suppressions');
  expect(rowCount).toBe(0);
});

it('a mail about no message is shown to the admin, with why it changed nothing', async () => {
  await page.getByRole('button', { name: 'About no message' }).click();
  await page.getByText('It names no message of yours').waitFor(patient);
  await readsWell('mails about no message');
});
