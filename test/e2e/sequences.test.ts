import pg from 'pg';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { all, rulePatch } from '../support/rules/entries';
import { applyOne, operation } from '../support/team';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { sendingBook } from './support/sending-book';

const { book } = sendingBook();
const patient = { timeout: 60_000 };
const account = 'Steady 05';
let page: Page;
let admin: pg.Client;

beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(30_000);
  admin = new pg.Client({ connectionString: book.companyUrl });
  await admin.connect();
}, 60_000);
afterAll(() => admin?.end());

async function rows<Row extends object>(sql: string): Promise<Row[]> {
  return (await book.company.admin.query<Row>(sql)).rows;
}

async function look(name: string): Promise<void> {
  const found: string[] = [];
  for (const scheme of ['dark', 'light'] as const) {
    await showTheme(page, scheme);
    found.push(...(await axeFindings(page)));
    await takePictures(page, name, scheme);
  }
  expect(found).toEqual([]);
}

const step = (name: RegExp) =>
  page.getByRole('list', { name: 'Steps' }).getByRole('button', { name, expanded: false });
const steps = () => page.getByRole('list', { name: 'Steps' }).locator('[data-step]');
/** Of what kind the steps are, one after the other. */
const order = async () => {
  const words = await steps().allTextContents();
  return words.map((text) => /Mail|Wait|Call to action/.exec(text)?.[0]);
};
const drag = (from: number, to: number) =>
  steps().nth(from).locator('[draggable="true"]').dragTo(steps().nth(to).locator('[draggable="true"]'));
const add = (name: string) => page.getByRole('button', { name, exact: true }).click();
const sentence = () => page.getByRole('region', { name: 'In plain words' }).getByRole('status');

it('is written as a timeline of steps, by keys and by mouse, and switched on', async () => {
  await rows(`UPDATE customer_success.sending_settings SET quiet_from = 0, quiet_until = 0,
                     unsubscribe_url = 'http://127.0.0.1:1/u/', unsubscribe_proved_at = now();
    INSERT INTO customer_success.communication_preferences
           (address_digest, category, state, basis, said_by, organization_id, user_id, author)
    SELECT customer_success.address_digest(u.email), '*', 'granted', 'contract', 'team', u.organization_id, u.user_id, 'ada'
      FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id) WHERE o.name = '${account}'`);
  await openAddress(page, '/rules');
  await page.getByText('There is no sequence yet').waitFor();
  await page.getByRole('link', { name: 'New sequence' }).click();
  await page.getByText('Add a step: a sequence without one does nothing.').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Back to use');
  await add('Mail');
  await page.getByLabel('Subject').fill('Can we help?');
  await page.getByLabel('Text', { exact: true }).fill('We saw that you use it less. Can we help?');
  await add('Call to action');
  await page.getByLabel('Title').fill('Call them');
  await add('Wait');
  await step(/^Call to action/).waitFor();
  await page.getByText('Wait until 3 days later on the calendar, at the same time of day.').waitFor();
  // The wait goes before the call to action, by the keyboard; the focus goes along.
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).toEqual(['Mail', 'Wait', 'Call to action']);
  // And by its number, with the mouse.
  await drag(2, 0);
  await expect.poll(order).toEqual(['Call to action', 'Mail', 'Wait']);
  await drag(0, 2);
  await expect.poll(order).toEqual(['Mail', 'Wait', 'Call to action']);
  await page.getByRole('button', { name: 'End it when a goal is reached' }).click();
  await page.getByRole('combobox', { name: 'What is asked about' }).fill('Score of the contact');
  await page.getByRole('option', { name: 'Score of the contact' }).click();
  await page.getByRole('textbox', { name: 'Value: Score of the contact' }).fill('0');
  await page.getByLabel('In working hours alone').uncheck();
  await page.getByRole('combobox', { name: 'How its mails go' }).click();
  await page.getByRole('option', { name: 'By itself' }).click();
  await expect
    .poll(() => sentence().textContent())
    .toMatch(
      /^3 steps, 1 mail among them\. At any hour\. Ends early as soon as the contact’s score is below 0\.0, when they reply,/,
    );
  await page.getByRole('combobox', { name: 'Of which account' }).fill(account);
  await page.getByRole('option', { name: account }).click();
  await page.getByRole('combobox', { name: 'Which contact' }).waitFor();
  await page.getByText('Ends: came to the end.').waitFor();
  await look('sequence-new');
  await page.keyboard.press('Control+s');
  await page.getByText('Back to use is saved as a draft.').waitFor();
  await expect
    .poll(() => rows('SELECT state FROM customer_success.sequences'), patient)
    .toEqual([{ state: 'draft' }]);
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect
    .poll(() => rows('SELECT state FROM customer_success.sequences'), patient)
    .toEqual([{ state: 'active' }]);
}, 180_000);

it('is entered by a rule, sends its first mail, and nothing more to who unsubscribes', async () => {
  const [made] = await rows<{ id: string }>('SELECT sequence_id AS id FROM customer_success.sequences');
  const rule = operation(
    'rule.save',
    rulePatch('Comes to a high risk', {
      conditions: all({ field: 'risk.level', operator: 'oneOf', value: ['high', 'critical'] }),
      mode: 'automatic',
      actions: [{ kind: 'sequence', sequenceId: made?.id ?? null, to: 'champion', minutes: 0 }],
    }),
    { account: null },
  );
  expect(await applyOne(admin, rule)).toMatchObject({ outcome: 'applied' });
  const on = operation(
    'rule.save',
    { state: 'active' },
    { account: null, entry: rule.op_id, base_version: 1 },
  );
  expect(await applyOne(admin, on)).toMatchObject({ outcome: 'applied' });
  await expect
    .poll(() => rows('SELECT FROM customer_success.rule_standings WHERE judged_on IS NOT NULL'), patient)
    .toHaveLength(1);
  await rows(`DELETE FROM customer_success.activity_events e USING customer_success.organizations o
               WHERE o.organization_id = e.organization_id AND o.name = '${account}' AND e.occurred_at > now() - interval '70 days'`);

  await openAddress(page, '/settings/mailbox');
  const mail = page.getByRole('list', { name: 'Mails' }).getByRole('button', { name: /Can we help/ });
  await mail.first().waitFor({ timeout: 120_000 });
  await openAddress(page, `/sequences/${made?.id}`);
  const person = page.getByRole('region', { name: 'People' }).getByRole('row', { name: new RegExp(account) });
  await person.getByText('Waits.').waitFor(patient);
  await look('sequence-people');
  await openAddress(page, '/interventions?show=history');
  const message = page.getByRole('row').filter({ hasText: 'by sequence: Back to use, step 1' });
  await message.getByRole('button').first().click();
  await page.getByRole('dialog').getByText('the sequence Back to use, step 1').waitFor();
  await look('sequence-message');
  await page.keyboard.press('Escape');
  await openAddress(page, `/sequences/${made?.id}`);

  const [run] = await rows<{ token: string; account: number; contact: number }>(
    `SELECT customer_success.unsubscribe_token(run_id) AS token, organization_id AS account, user_id AS contact
       FROM customer_success.interventions WHERE sequence_id IS NOT NULL`,
  );
  await admin.query('SELECT customer_success.unsubscribe($1, true)', [run?.token]);
  await page.getByText('Nobody is inside').waitFor(patient);
  await page.getByLabel('Also those whose way is over').check();
  await person.getByText('Over: unsubscribed.').waitFor(patient);
  await rows(`UPDATE customer_success.enrolments SET since_at = since_at - interval '9 days'`);
  await openAddress(page, `/accounts/${run?.account}/people/${run?.contact}`);
  await page.getByRole('region', { name: 'Sequences' }).getByText('Over: unsubscribed.').waitFor(patient);
  await page
    .getByRole('region', { name: 'Messages' })
    .getByText('by sequence: Back to use, step 1')
    .waitFor(patient);
  await page.getByRole('button', { name: 'Let into a sequence' }).click();
  await page.getByText('Can’t come in: They were inside before, and nobody comes in twice.').waitFor(patient);
  await look('sequence-enrol');
  expect(
    await rows('SELECT stage FROM customer_success.interventions WHERE sequence_id IS NOT NULL'),
  ).toEqual([{ stage: 'sent' }]);
  expect(await rows('SELECT title FROM customer_success.ctas')).toEqual([]);
}, 300_000);
