import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import pino from 'pino';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startDrain } from '../../src-main/delivery/drain';
import { createSendingJournal } from '../../src-main/delivery/journal';
import { readSmtpUrl } from '../../src-main/delivery/mail/smtp-settings';
import { messageMaker } from '../../src-main/host/mail/make-message';
import { connect } from '../../src-main/sync/wire/connect';
import { startMailRoom } from '../../src-main/work/templates/mail-room';
import { type MailServer, startMailServer } from '../support/mail-server';
import type { TestLogin } from '../support/postgres';
import { ruleThatActs } from '../support/sending';
import { applyOne, operation } from '../support/team';
import { templatePatch } from '../support/templates';
import { openDesk } from '../sync/support/desk';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { writeMailBook } from './support/mail-book';
import { openAddress } from './support/open-address';
import { teamBook } from './support/team-book';

const { book, offline, online, rows } = teamBook(async (admin) => {
  await writeMailBook(admin);
  await admin.query(`UPDATE customer_success.sending_settings
    SET quiet_from = 0, quiet_until = 0, unsubscribe_url = 'https://acme.example/u/', unsubscribe_proved_at = now()`);
});
const patient = { timeout: 30_000, interval: 100 };
let page: Page;
let mail: MailServer;
let ada: pg.Client;
let template: string;
let rule: string;
let endRunner: () => Promise<void>;

beforeAll(async () => {
  page = book.window;
  page.setDefaultTimeout(15_000);
  mail = await startMailServer();
  const admin = await book.company.createLogin({ role: 'admin', scope: 'all' });
  ada = await admin.connect();
  const saved = operation('template.save', templatePatch('Check in'), { account: null });
  expect(await applyOne(ada, saved)).toMatchObject({ outcome: 'applied' });
  template = saved.op_id;
  rule = await ruleThatActs(ada);
  endRunner = await startRunner(admin);
}, 60_000);
afterAll(async () => {
  await endRunner();
  await mail.stop();
});

/** Another machine, which drains as `steward run` does; it looks more often. */
async function startRunner(login: TestLogin): Promise<() => Promise<void>> {
  const desk = openDesk(login);
  await desk.sync();
  const room = startMailRoom();
  const clock = { now: Date.now };
  const sender = { machine: 'the runner', app: '1.0' };
  const drain = startDrain({
    settings: readSmtpUrl(`smtp://127.0.0.1:${mail.port}?tls=none`, null),
    open: () => connect({ url: login.url }),
    make: messageMaker({ db: desk.store.read, mail: room, now: clock.now }),
    journal: createSendingJournal(desk.store, sender, clock),
    host: randomUUID(),
    sender,
    clock,
    log: pino({ level: 'silent' }),
    lookEvery: 250,
  });
  return async () => {
    await drain.stop(0);
    room.end();
    desk.close();
  };
}

/** The moments in which it can be taken back are over. */
const letPass = () =>
  vi.waitFor(async () => {
    const done = await rows(
      `UPDATE customer_success.interventions SET next_due = now() WHERE stage = 'waiting' AND next_due > now() AND reason IN ('due', 'approved') RETURNING 1`,
    );
    if (done.length === 0) throw new Error('nothing waits for its time');
  }, patient);

const dialog = () => page.getByRole('dialog').first();
const inDialog = (name: string) => dialog().getByRole('textbox', { name, exact: true });
const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
const row = (words: string) => page.getByRole('row').filter({ hasText: words }).first();
const received = (subject: string) =>
  vi.waitFor(async () => {
    const mails = await Promise.all(mail.received.map(async (one) => ({ one, read: await one.parsed() })));
    const found = mails.find(({ read }) => read.subject === subject);
    if (found === undefined) throw new Error(`${subject} has not arrived`);
    return found;
  }, patient);

async function readsWell(name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    expect(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    await takePictures(page, name, theme);
  }
}

async function openAccount(name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search', exact: true }).fill(name);
  await page.getByRole('option', { name }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function write(subject: string): Promise<void> {
  await dialog().getByText('Own words').click();
  await inDialog('Subject').fill(subject);
  await inDialog('Message').fill('Shall we talk this week?');
}

/** @returns the run of the rule's message to a contact of Renewal Robotics */
async function propose(contact: string): Promise<string> {
  const made = await rows<{ made: { run_id: string } }>(
    `SELECT customer_success.make_intervention(jsonb_populate_record(NULL::customer_success.interventions, jsonb_build_object(
       'organization_id', u.organization_id, 'user_id', u.user_id, 'channel', 'email', 'occurrence', '${randomUUID()}',
       'rule_id', '${rule}', 'rule_version', 1, 'launched_by', 'ada', 'template_id', '${template}', 'template_version', 1,
       'category', 'relationship', 'priority', 100, 'on_cap', 'wait', 'due_at', now(), 'expires_at', now() + interval '7 days',
       'stage', 'proposed'))) AS made
       FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id)
      WHERE o.name = '${stories.renewing}' AND u.external_id = '${contact}'`,
  );
  return made[0]?.made.run_id ?? '';
}

it('a manager writes to contacts of an account by the keyboard, told beforehand what holds each back; it arrives', async () => {
  // Two that the champion got lately, from elsewhere.
  await rows(`
    INSERT INTO customer_success.interventions (run_key, organization_id, user_id, channel, occurrence, launched_by, content, category,
      due_at, expires_at, next_due, stage, reason, counted_at, sent_at, address_digest)
    SELECT sha256(convert_to('before' || n, 'UTF8')), u.organization_id, u.user_id, 'email', 'before ' || n, 'ben',
           '{"subject": "Before", "text": "Before"}', 'relationship', now() - interval '4 days', now(), now(), 'sent', 'sent',
           now() - n * interval '1 day', now() - n * interval '1 day', customer_success.address_digest(u.email)
      FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id), generate_series(2, 3) n
     WHERE o.name = '${stories.renewing}' AND u.external_id = 'p1'`);
  await openAccount(stories.renewing);
  await page.keyboard.press('i');
  await dialog()
    .getByText(/Ada of Renewal Robotics already got 2 in the last 7 days: this one waits until/)
    .waitFor();
  await dialog().getByRole('checkbox', { name: /^Cleo/ }).check();
  await dialog().getByText('Goes at once').waitFor();
  await readsWell('launch');
  await write('A word before the renewal');
  await dialog().getByRole('checkbox', { name: /^Ada/ }).uncheck();
  await dialog().getByText('1 message', { exact: true }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('1 message launched: it goes in ten seconds.').waitFor();
  await letPass();
  const { one, read } = await received('A word before the renewal');
  expect(one.to).toEqual(['p3@a2.test']);
  expect(read.text?.trim()).toBe('Shall we talk this week?');
  expect(read.replyTo).toMatchObject([{ address: 'ann@book.test' }]);
  const header = (key: string) => read.headers.find((each) => each.key === key)?.value;
  expect(header('auto-submitted')).toBe('auto-generated');
  await page.getByRole('tab', { name: 'Messages' }).click();
  await row('A word before the renewal').getByText('The mail server took it').waitFor(patient);
  await page.getByRole('button', { name: 'Cleo of Renewal Robotics' }).first().click();
  await dialog().getByRole('list', { name: 'What became of it' }).getByText('A runner makes it').waitFor();
  await readsWell('message');
  await page.keyboard.press('Escape');
});

it('what was launched is taken back by Undo within its moments, and never arrives', async () => {
  // Of the one before.
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'New message' }).first().click();
  await dialog().getByRole('checkbox', { name: /^Ada/ }).uncheck();
  await dialog().getByRole('checkbox', { name: /^Dan/ }).check();
  await write('Sent too soon');
  await dialog().getByRole('button', { name: 'Send' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row('Sent too soon').getByText('Taken back in time').waitFor(patient);
  expect(
    await rows(
      `UPDATE customer_success.interventions SET next_due = now() WHERE stage = 'waiting' RETURNING 1`,
    ),
  ).toEqual([]);
  expect(mail.received.every(({ raw }) => !raw.includes('Sent too soon'))).toBe(true);
});

it('somebody who unsubscribed is written to for a reason alone', async () => {
  await rows(`
    INSERT INTO customer_success.communication_preferences (address_digest, category, state, said_by, organization_id, user_id, author)
    SELECT customer_success.address_digest(u.email), '*', 'withdrawn', 'link', u.organization_id, u.user_id, 'link'
      FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id)
     WHERE o.name = '${stories.renewing}' AND u.external_id = 'p6'`);
  await page.keyboard.press('i');
  await dialog().getByRole('checkbox', { name: /^Ada/ }).uncheck();
  await dialog().getByRole('checkbox', { name: /^Fay/ }).check();
  await dialog()
    .getByText(/Fay of Renewal Robotics unsubscribed from all mail on .*: gets nothing of it/)
    .waitFor();
  await write('About your question');
  await dialog()
    .getByText(/say below why it goes all the same/)
    .waitFor();
  await dialog().getByRole('button', { name: 'Send' }).click();
  await dialog().getByText('say why it goes all the same', { exact: true }).waitFor();
  await dialog().getByLabel('Why it goes all the same').fill('She asked on the phone');
  await dialog().getByText('Goes at once').waitFor();
  await dialog().getByRole('button', { name: 'Send' }).click();
  await letPass();
  expect((await received('About your question')).one.to).toEqual(['p6@a2.test']);
});

it('what a contact says about mail is written down on their page, and takes back what waits', async () => {
  const [who] = await rows<{ account: number; id: number }>(
    `SELECT u.organization_id AS account, u.user_id AS id FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id)
      WHERE o.name = '${stories.renewing}' AND u.external_id = 'p3'`,
  );
  await openAddress(page, `/accounts/${who?.account}/people/${who?.id}`);
  await page.getByRole('button', { name: 'Record consent…' }).click();
  await dialog().getByLabel('don’t want it').check();
  await readsWell('consent');
  await dialog().getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('row').filter({ hasText: 'All mail' }).getByText('Unsubscribed').waitFor(patient);
  expect(
    await rows(`SELECT state FROM customer_success.communication_preferences WHERE user_id = ${who?.id}`),
  ).toEqual([{ state: 'withdrawn' }]);
});

it('what rules propose is approved, edited and rejected by single keys', async () => {
  await applyOne(
    ada,
    operation(
      'consent.record',
      { contact: 'p4', category: '*', state: 'granted', basis: 'contract' },
      { account: 'a2' },
    ),
  );
  await rows(`
    INSERT INTO customer_success.communication_preferences (address_digest, category, state, basis, said_by, organization_id, user_id, author)
    SELECT customer_success.address_digest(u.email), '*', 'granted', 'contract', 'team', u.organization_id, u.user_id, 'ada'
      FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id)
     WHERE o.name = '${stories.renewing}' AND u.external_id IN ('p2', 'p5') ON CONFLICT DO NOTHING`);
  const [approved, edited, rejected] = [await propose('p2'), await propose('p4'), await propose('p5')];
  await openAddress(page, '/');
  await page
    .getByRole('list', { name: 'What needs you' })
    .getByText(/can be approved until .*; 2 more messages ask/)
    .waitFor();
  await page.getByRole('link', { name: '3 messages to approve' }).click();
  await page.getByRole('heading', { level: 1, name: 'Interventions' }).waitFor();
  await page.locator(`[data-run="${rejected}"]`).waitFor();
  await readsWell('approvals');
  await page.keyboard.press('a');
  await page.getByText(/^Approved: it goes to/).waitFor();
  await page.locator(`[data-run="${approved}"]`).waitFor({ state: 'detached' });
  await page.keyboard.press('e');
  await expect.poll(() => inDialog('Subject').inputValue()).not.toBe('');
  await inDialog('Subject').fill('Shorter');
  await inDialog('Message').fill('Shall we talk on Monday?');
  await readsWell('approve-edited');
  await dialog().getByRole('button', { name: 'Approve as edited' }).click();
  await page.locator(`[data-run="${edited}"]`).waitFor({ state: 'detached' });
  await page.keyboard.press('r');
  await dialog().getByRole('textbox', { name: 'Reason' }).fill('She is on leave');
  await dialog().getByRole('button', { name: 'Reject' }).click();
  await page.getByText('Nothing asks you').waitFor();
  await letPass();
  const { read } = await received('Shorter');
  await received('Check in');
  expect(read.text).toMatch(/^Shall we talk on Monday\?\s+--/);
  expect(read.text).toMatch(/Unsubscribe: https:\/\/acme\.example\/u\/[A-Za-z0-9_-]{43}/);
  await tab('History');
  await page.getByRole('button', { name: 'Taken back', exact: true }).click();
  await row('She is on leave').getByText('Rejected').waitFor(patient);
  await page.getByRole('button', { name: 'Taken back', exact: true }).click();
  await readsWell('history');
});

it('without a connection a launch waits, visibly, and goes when it is back', async () => {
  offline();
  await page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
  await openAccount(stories.silent);
  await page.keyboard.press('i');
  await dialog().getByText('What holds each back is not known now').waitFor();
  await write('Kept for later');
  await dialog().getByRole('button', { name: 'Send when connected' }).click();
  await openAddress(page, '/interventions?show=waiting');
  await page.getByRole('region', { name: 'Waits for the connection' }).getByText('Kept for later').waitFor();
  await readsWell('waiting-offline');
  expect(
    await rows(`SELECT FROM customer_success.interventions WHERE content ->> 'subject' = 'Kept for later'`),
  ).toEqual([]);
  online();
  await page.evaluate(() => window.steward.call('monitor.syncNow', undefined));
  await letPass();
  await received('Kept for later');
});

it('the stop holds for everything, says what left, and an admin lets go', async () => {
  await openAddress(page, '/interventions?show=waiting');
  await page.getByRole('button', { name: 'Stop all sending…' }).click();
  await dialog().getByRole('textbox', { name: 'Why' }).fill('a wrong list');
  await readsWell('stop');
  await dialog().getByRole('button', { name: 'Stop all sending' }).click();
  await page.getByText('All sending is stopped').waitFor(patient);
  await page.getByText('Nothing was at its last byte: no message left since.').waitFor();
  await openAccount(stories.silent);
  await page.keyboard.press('i');
  await dialog().getByText('Sending is stopped').waitFor();
  await write('While it is stopped');
  await dialog().getByRole('button', { name: 'Send' }).click();
  await openAddress(page, '/interventions?show=waiting');
  await row('While it is stopped').waitFor(patient);
  await row('While it is stopped').getByText('Sending is stopped').waitFor();
  await letPass();
  await readsWell('stopped');
  await page.waitForTimeout(1_000);
  expect(mail.received.every(({ raw }) => !raw.includes('While it is stopped'))).toBe(true);
  await applyOne(ada, operation('sending.release', { rule: null }, { account: null }));
  await received('While it is stopped');
  await page.getByText('All sending is stopped').waitFor({ state: 'detached', ...patient });
});

it('one that nobody knows about is settled by a person, again only after 15 minutes', async () => {
  await rows(`
    INSERT INTO customer_success.interventions (run_key, organization_id, user_id, channel, occurrence, launched_by, content, category,
      due_at, expires_at, next_due, stage, reason, dot_at, message_id)
    SELECT sha256(convert_to('lost ' || n, 'UTF8')), u.organization_id, u.user_id, 'email', 'lost ' || n, 'ann',
           jsonb_build_object('subject', 'Lost ' || n, 'text', 'Lost'), 'relationship', now(), now() + interval '1 day', now(), 'unknown', 'lost',
           now() - n * interval '20 minutes', n || '@lost.example'
      FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id), generate_series(0, 1) n
     WHERE o.name = '${stories.silent}' AND u.external_id = 'p2'`);
  await openAddress(page, '/interventions?show=history');
  await page.getByRole('button', { name: 'Unknown', exact: true }).click();
  await row('Lost 0').getByRole('button').click();
  expect(await dialog().getByRole('button', { name: 'It did not: send again' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await row('Lost 1').getByRole('button').click();
  await readsWell('unknown');
  await dialog().getByRole('button', { name: 'It did not: send again' }).click();
  expect((await received('Lost 1')).one.messageId).toBe('1@lost.example');
  await page.keyboard.press('Escape');
  await row('Lost 0').getByRole('button').click();
  await dialog().getByRole('button', { name: 'It arrived' }).click();
  await dialog().getByText('It arrived, as was found out later').waitFor(patient);
});

it('many accounts are written to at once, each beside what holds it back', async () => {
  await page.keyboard.press('Escape');
  await openAddress(page, '/accounts');
  await page
    .getByRole('checkbox', { name: /^Choose Steady/ })
    .nth(0)
    .check();
  await page
    .getByRole('checkbox', { name: /^Choose Steady/ })
    .nth(1)
    .check();
  await page
    .getByRole('region', { name: 'Chosen accounts' })
    .getByRole('button', { name: 'New message…' })
    .click();
  await dialog().getByText('2 messages', { exact: true }).waitFor();
  await dialog().getByRole('combobox', { name: 'Template' }).click();
  await page.getByRole('option', { name: 'Letter' }).click();
  await dialog()
    .getByText(/Nothing is known that would allow mail of this kind to them/)
    .first()
    .waitFor();
  await readsWell('launch-many');
  await page.keyboard.press('Escape');
});
