import pg from 'pg';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { all, rulePatch } from '../support/rules/entries';
import { hours, mail, sequencePatch } from '../support/sequences/entries';
import { applyOne, operation } from '../support/team';
import { openAddress } from './support/open-address';
import { returnedFolder } from './support/returned-folder';
import { sendingBook } from './support/sending-book';

const { book, pages } = sendingBook();
const { comesIn, readBy, look } = returnedFolder();
const patient = { timeout: 60_000, interval: 250 };
const accounts = { answers: 'Steady 05', leaves: 'Steady 06', isGone: 'Steady 07' } as const;
const names = Object.values(accounts);
let page: Page;
let admin: pg.Client;

interface Sent {
  readonly account: string;
  readonly name: string;
  readonly email: string;
  readonly messageId: string;
  readonly token: string;
}
let sent: ReadonlyMap<string, Sent>;

beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(30_000);
  admin = new pg.Client({ connectionString: book.companyUrl });
  await admin.connect();
}, 60_000);
afterAll(() => admin?.end());

async function rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  return (await book.company.admin.query<Row>(sql, [...values])).rows;
}

/** Saves it, and switches it on. @returns its entry */
async function switchedOn(kind: 'rule.save' | 'sequence.save', patch: object): Promise<string> {
  const saved = operation(kind, patch, { account: null });
  expect(await applyOne(admin, saved)).toMatchObject({ outcome: 'applied' });
  const on = operation(kind, { state: 'active' }, { account: null, entry: saved.op_id, base_version: 1 });
  expect(await applyOne(admin, on)).toMatchObject({ outcome: 'applied' });
  return saved.op_id;
}

/** How each of the accounts’ way through the sequence ended; null: it goes on. */
async function ends(): Promise<Record<string, string | null>> {
  const found = await rows<{ name: string; ended: string | null }>(
    `SELECT o.name, e.ended_why AS ended FROM customer_success.enrolments e JOIN customer_success.organizations o USING (organization_id)`,
  );
  return Object.fromEntries(found.map(({ name, ended }) => [name, ended]));
}
const to = (account: string): Sent => {
  const found = sent.get(account);
  if (found === undefined) throw new Error(`nothing was sent to ${account}`);
  return found;
};

it('a rule lets the champions of accounts whose use falls into a sequence, and its first mail goes to each', async () => {
  await rows(`UPDATE customer_success.sending_settings SET quiet_from = 0, quiet_until = 0,
                     unsubscribe_url = 'http://127.0.0.1:${pages.port}/u/', unsubscribe_proved_at = now()`);
  await rows(
    `INSERT INTO customer_success.communication_preferences
           (address_digest, category, state, basis, said_by, organization_id, user_id, author)
     SELECT customer_success.address_digest(u.email), '*', 'granted', 'contract', 'team', u.organization_id, u.user_id, 'ada'
       FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id) WHERE o.name = ANY ($1)`,
    [names],
  );
  const sequence = await switchedOn(
    'sequence.save',
    sequencePatch('Back to use', { steps: [mail('mail1'), hours('wait1', 48), mail('mail2')] }),
  );
  await switchedOn(
    'rule.save',
    rulePatch('Comes to a high risk', {
      conditions: all({ field: 'risk.level', operator: 'oneOf', value: ['high', 'critical'] }),
      mode: 'automatic',
      actions: [
        { kind: 'sequence', sequenceId: sequence, to: 'champion', minutes: 0 },
        { kind: 'cta', type: 'risk', title: 'Call them about their use', dueWorkingDays: 2, minutes: 30 },
      ],
    }),
  );
  await expect
    .poll(() => rows('SELECT FROM customer_success.rule_standings WHERE judged_on IS NOT NULL'), patient)
    .toHaveLength(1);
  await rows(
    `DELETE FROM customer_success.activity_events e USING customer_success.organizations o
      WHERE o.organization_id = e.organization_id AND o.name = ANY ($1) AND e.occurred_at > now() - interval '70 days'`,
    [names],
  );
  const first = () =>
    rows<Sent>(
      `SELECT o.name AS account, u.name, u.email, i.message_id AS "messageId", customer_success.unsubscribe_token(i.run_id) AS token
         FROM customer_success.interventions i JOIN customer_success.organizations o USING (organization_id)
         JOIN customer_success.users u ON u.user_id = i.user_id WHERE i.stage = 'sent'`,
    );
  await expect.poll(async () => (await first()).map(({ account }) => account).sort(), patient).toEqual(names);
  sent = new Map((await first()).map((one) => [one.account, one]));
  expect(await ends()).toEqual({ 'Steady 05': null, 'Steady 06': null, 'Steady 07': null });
}, 240_000);

it('who is away stays inside, and who writes back goes out', async () => {
  await readBy(page);
  comesIn('away-exchange', to(accounts.answers).messageId, to(accounts.answers).email);
  const kinds = () =>
    rows<{ kind: string }>('SELECT kind FROM customer_success.incoming_mails ORDER BY row_id');
  await look(page);
  await expect.poll(kinds, patient).toEqual([{ kind: 'out_of_office' }]);
  expect(await ends()).toMatchObject({ [accounts.answers]: null });
  comesIn('reply-below', to(accounts.answers).messageId, to(accounts.answers).email);
  await look(page);
  await expect.poll(ends, patient).toMatchObject({ [accounts.answers]: 'replied', [accounts.leaves]: null });
  await openAddress(page, '/interventions?show=replies');
  await page.getByText('1 sequence ended', { exact: false }).waitFor(patient);
}, 240_000);

it('who unsubscribes by the link of the mail gets nothing more of it', async () => {
  const answer = await fetch(`http://127.0.0.1:${pages.port}/u/${to(accounts.leaves).token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(answer.status).toBe(200);
  await expect.poll(ends, patient).toMatchObject({ [accounts.leaves]: 'unsubscribed' });
}, 120_000);

it('a champion whose mail comes back as gone becomes a sign at the account, with a task', async () => {
  comesIn('exim-no-such-user', to(accounts.isGone).messageId, to(accounts.isGone).email);
  await look(page);
  await expect
    .poll(ends, patient)
    .toMatchObject({ [accounts.isGone]: expect.stringMatching(/^(unreachable|left)$/) });
  const [account] = await rows<{ id: number }>(
    'SELECT organization_id AS id FROM customer_success.organizations WHERE name = $1',
    [accounts.isGone],
  );
  await openAddress(page, `/accounts/${account?.id}`);
  await page
    .getByText(`Mail to the champion ${to(accounts.isGone).name} came back on`, { exact: false })
    .first()
    .waitFor(patient);
  await openAddress(page, '/ctas');
  await page
    .getByText(`Champion left: ${to(accounts.isGone).name}`)
    .first()
    .waitFor(patient);
  expect(await rows('SELECT title FROM customer_success.cta_tasks')).toEqual([
    { title: `Find out who follows ${to(accounts.isGone).name}` },
  ]);
}, 180_000);

it('the call is closed with how it ended', async () => {
  const [account] = await rows<{ id: number }>(
    'SELECT organization_id AS id FROM customer_success.organizations WHERE name = $1',
    [accounts.answers],
  );
  await openAddress(page, `/accounts/${account?.id}?tab=ctas`);
  await page.getByTitle('Close (e)').first().click();
  await page.getByRole('dialog').getByText('False alarm').waitFor();
  await page.keyboard.press('1');
  await expect
    .poll(() => rows('SELECT title, outcome FROM customer_success.ctas WHERE outcome IS NOT NULL'), patient)
    .toEqual([{ title: 'Call them about their use', outcome: 'resolved' }]);
}, 120_000);

it('a day that is over is told by Effect: of the rule and the sequence, whom they reached and what came back', async () => {
  // Whole days alone are measured, by the company's clock: all of it was two days ago.
  await rows(`UPDATE customer_success.interventions SET created_at = created_at - interval '2 days', sent_at = sent_at - interval '2 days';
    UPDATE customer_success.enrolments SET entered_at = entered_at - interval '2 days';
    UPDATE customer_success.rule_firings SET fired_on = fired_on - 2;
    UPDATE customer_success.ctas SET made_at = made_at - interval '2 days'`);
  await openAddress(page, '/monitor');
  await page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
  await page.getByRole('button', { name: 'Score all accounts', exact: true }).click();
  const row = (name: string) => page.getByRole('row').filter({ hasText: name }).first();
  const figures = async (name: string) => (await row(name).getByRole('cell').allTextContents()).slice(0, 3);
  await openAddress(page, '/interventions?show=effect');
  await row('Comes to a high risk').waitFor({ timeout: 90_000 });
  // Reached, delivered and replied: one of three came back.
  expect(await figures('Comes to a high risk')).toEqual(['33 contacts', '2of 3', '11 came back']);
  expect(await row('Comes to a high risk').getByRole('cell').nth(3).textContent()).toBe('31 resolved');
  await openAddress(page, '/interventions?show=effect&of=sequence');
  await row('Back to use').waitFor(patient);
  expect(await figures('Back to use')).toEqual(['33 contacts', '2of 3', '11 came back']);
}, 240_000);
