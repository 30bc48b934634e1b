import pg from 'pg';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { all, rulePatch } from '../support/rules/entries';
import { applyOne, operation } from '../support/team';
import { templatePatch } from '../support/templates';
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

/** A rule that asks before it writes, for whoever comes to a high risk. */
async function switchOnRule(): Promise<void> {
  await rows(`UPDATE customer_success.sending_settings SET quiet_from = 0, quiet_until = 0,
                     unsubscribe_url = 'http://127.0.0.1:1/u/', unsubscribe_proved_at = now();
    INSERT INTO customer_success.communication_preferences
           (address_digest, category, state, basis, said_by, organization_id, user_id, author)
    SELECT customer_success.address_digest(u.email), '*', 'granted', 'contract', 'team', u.organization_id, u.user_id, 'ada'
      FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id) WHERE o.name = '${account}'`);
  const template = operation('template.save', templatePatch('How is it going at {{ account.name }}?'), {
    account: null,
  });
  expect(await applyOne(admin, template)).toMatchObject({ outcome: 'applied' });
  const { name, definition } = rulePatch('Comes to a high risk', {
    conditions: all({ field: 'risk.level', operator: 'oneOf', value: ['high', 'critical'] }),
    mode: 'approval',
    actions: [
      { kind: 'email', templateId: template.op_id, to: 'champion', minutes: 5 },
      { kind: 'cta', type: 'risk', title: 'Call them about their use', dueWorkingDays: 2, minutes: 30 },
    ],
  });
  const rule = operation('rule.save', { name, definition }, { account: null });
  expect(await applyOne(admin, rule)).toMatchObject({ outcome: 'applied' });
  const on = operation(
    'rule.save',
    { state: 'active' },
    { account: null, entry: rule.op_id, base_version: 1 },
  );
  expect(await applyOne(admin, on)).toMatchObject({ outcome: 'applied' });
}

it('use falls, the risk rises, a rule proposes, a person approves, the mail arrives, and the CTA is closed with its outcome', async () => {
  await switchOnRule();
  await expect
    .poll(() => rows('SELECT FROM customer_success.rule_standings WHERE judged_on IS NOT NULL'), patient)
    .toHaveLength(1);

  await rows(`DELETE FROM customer_success.activity_events e USING customer_success.organizations o
               WHERE o.organization_id = e.organization_id AND o.name = '${account}' AND e.occurred_at > now() - interval '70 days'`);

  await page.getByRole('link', { name: 'Interventions' }).click();
  await page.locator('[data-run]').filter({ hasText: account }).waitFor(patient);
  await page.keyboard.press('a');
  await page.getByText(/^Approved: it goes to/).waitFor();

  await openAddress(page, '/settings/mailbox');
  const mail = page.getByRole('list', { name: 'Mails' }).getByRole('button', { name: new RegExp(account) });
  await mail.waitFor(patient);
  await mail.click();
  await page.getByText('Headers', { exact: true }).click();
  const headers = await page.getByLabel('Headers', { exact: true }).last().inputValue();
  expect(headers).toMatch(/^Message-ID: <[^>]+>$/im);
  expect(headers).toMatch(/^Auto-Submitted: auto-generated$/im);
  expect(headers).toMatch(/^List-Unsubscribe: <http/im);
  expect(headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im);

  await openAddress(page, '/ctas');
  await page.getByText('Call them about their use').first().waitFor(patient);
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.getByRole('dialog').getByText('False alarm').waitFor();
  await page.keyboard.press('1');
  await expect
    .poll(() => rows('SELECT title, outcome FROM customer_success.ctas'), patient)
    .toEqual([{ title: 'Call them about their use', outcome: 'resolved' }]);
  expect(await rows('SELECT stage FROM customer_success.interventions')).toEqual([{ stage: 'sent' }]);
  const [firing] = await rows<{ why: string[] }>('SELECT why FROM customer_success.rule_firings');
  expect(firing?.why.join(' ')).toMatch(/risk level/i);

  const [champion] = await rows<{ account: number; contact: number }>(
    'SELECT organization_id AS account, user_id AS contact FROM customer_success.interventions',
  );
  await openAddress(page, `/accounts/${champion?.account}/people/${champion?.contact}`);
  const rule = page.getByRole('row', { name: /Comes to a high risk/ });
  await rule.getByText('Sent. The mail server took it.').waitFor(patient);
}, 240_000);
