import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { smsChannel } from '../../src-main/delivery/channels/sms';
import type { Drain, DrainOptions } from '../../src-main/delivery/drain';
import { systemClock } from '../../src-main/ports/clock';
import { type HookServer, type Said, startHookServer } from '../support/hook-server';
import { type MailServer, startMailServer } from '../support/mail-server';
import { account, agree, numberOf, ourNumber, readyForSms } from '../support/phones';
import { call, launch, readyToSend, runRow, stepsOf } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';
import { drainOf } from './support/draining';

const team = teamForAllTests();
const token = '0123456789abcdef0123456789abcdef';
let provider: HookServer;
let mails: MailServer;
let drains: Drain[] = [];
beforeAll(async () => {
  provider = await startHookServer();
  mails = await startMailServer();
});
beforeEach(async () => {
  await readyToSend(team);
  await team.company.admin.query('UPDATE customer_success.sending_settings SET retry_seconds = 1');
  await readyForSms(team, `http://127.0.0.1:${provider.port}`);
});
afterEach(async () => {
  await Promise.all(drains.map((drain) => drain.stop(500)));
  drains = [];
  provider.clear();
  mails.clear();
});
afterAll(() => Promise.all([provider.stop(), mails.stop()]));

function drain(more: Partial<DrainOptions> = {}): Drain {
  const patience = { reach: 2_000, answer: 1_500 };
  const others = [smsChannel({ token, clock: systemClock, patience })];
  const started = drainOf(team.logins.ada.url, mails.port, { others, ...more });
  drains.push(started);
  return started;
}

const write = (more: object = {}) => launch(team.clients.ann, { channel: 'sms', ...more });
const standing = async (run: unknown) => {
  const { stage, reason } = await runRow(team, run);
  return `${stage} ${reason}`;
};
const comesTo = (run: unknown, expected: string) =>
  vi.waitFor(async () => expect(await standing(run)).toBe(expected), 20_000);
const soon = () => team.company.admin.query(`UPDATE customer_success.interventions SET next_due = now()`);
const formOf = (nth = 0) => Object.fromEntries(new URLSearchParams(String(provider.received[nth]?.body)));
const says = (status: number, code?: number, headers = {}): Said => ({
  ...{ status, headers },
  words: JSON.stringify({ code, message: 'not this time', status }),
});

describe('an SMS', () => {
  test('goes to the contact’s number from the company’s, with the words that were written, and a way to hear of it', async () => {
    provider.script = {
      onPost: () => ({ status: 201, words: JSON.stringify({ sid: 'SM1', status: 'queued' }) }),
    };
    const { run_id } = await write({ text: 'Shall we talk on Monday?' });
    drain();
    await comesTo(run_id, 'sent sent');
    expect(formOf()).toMatchObject({ To: numberOf(1), From: ourNumber, Body: 'Shall we talk on Monday?' });
    expect(formOf()['StatusCallback']).toMatch(/^https:\/\/acme\.example\/u\/sms\/[0-9a-f]{48}$/);
    const [post] = provider.received;
    expect(post?.headers.authorization).toBe(
      `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
    );
    expect(await runRow(team, run_id)).toMatchObject({ address: numberOf(1), reply: '201 SM1' });
    expect(mails.received).toEqual([]);
  });

  test('goes to nobody who did not agree to SMS, whatever they agreed to by mail and whoever writes', async () => {
    await team.company.admin.query('DELETE FROM customer_success.communication_preferences');
    await call(team.clients.ann, 'record_consent', 'acme', {
      ...{ contact: 'user of 1', category: '*', state: 'granted', basis: 'consent' },
    });
    const { run_id } = await write({ despite: 'they asked for it' });
    drain();
    await comesTo(run_id, 'dropped no_basis');
    expect(provider.received).toEqual([]);
  });

  test('that waits is taken back as soon as they withdraw, and mail goes on', async () => {
    const later = { send_at: Date.now() + 3_600_000 };
    const [sms, mail] = [await write(later), await launch(team.clients.ann, later)];
    await agree(team, 1, 'acme', { state: 'withdrawn', basis: undefined, source: undefined });
    expect(await standing(sms.run_id)).toBe('cancelled unsubscribed');
    expect(await standing(mail.run_id)).toBe('waiting due');
  });

  test('waits for no quiet hour to pass unsaid, and its caps count apart from mail', async () => {
    await team.company.admin.query(
      `UPDATE customer_success.sending_settings SET caps = '[{"count": 1, "days": 7}]'`,
    );
    const [sms, mail] = [await write(), await launch(team.clients.ann)];
    drain();
    await comesTo(sms.run_id, 'sent sent');
    await comesTo(mail.run_id, 'sent sent');
    const second = await write();
    await comesTo(second.run_id, 'waiting cap');
    await team.company.admin.query(
      `UPDATE customer_success.sending_settings SET caps = '[]', quiet_from = 0, quiet_until = 1439`,
    );
    const quiet = await write();
    await comesTo(quiet.run_id, 'waiting quiet');
  });

  test.each([
    [null, 'has no phone number that can be sent to'],
    ['030 1234567', 'has no phone number that can be sent to'],
  ])('is refused to who writes it where the number is %s', async (phone, words) => {
    await team.company.admin.query('UPDATE customer_success.users SET phone = $1 WHERE user_id = 1', [phone]);
    expect(await write()).toMatchObject({ outcome: 'refused', field: 'contact', words });
  });

  test('whose number changes on the way goes to nobody', async () => {
    const { run_id } = await write();
    await team.company.admin.query(`UPDATE customer_success.users SET phone = '+4930999' WHERE user_id = 1`);
    drain();
    await comesTo(run_id, 'dropped no_basis');
  });

  test('longer than ten segments is not made', async () => {
    const { run_id } = await write({ text: 'ж'.repeat(671) });
    drain();
    await comesTo(run_id, 'dropped not_made');
    expect(provider.received).toEqual([]);
  });

  test('waits where the company has no account at a provider, and goes once it has', async () => {
    await call(team.clients.ada, 'set_channel', 'sms', { address: null });
    const { run_id } = await write();
    drain();
    await comesTo(run_id, 'waiting no_channel');
    await readyForSms(team, `http://127.0.0.1:${provider.port}`);
    await comesTo(run_id, 'sent sent');
  });
});

describe('a provider', () => {
  test.each([
    [400, 21610, 'cancelled unsubscribed'],
    [400, 21211, 'refused bounced'],
    [400, 21606, 'waiting not_now'],
    [400, 21617, 'refused refused'],
    [413, undefined, 'refused refused'],
    [401, 20003, 'waiting not_now'],
    [429, 20429, 'waiting put_off'],
    [404, 20404, 'waiting no_channel'],
    [410, undefined, 'waiting no_channel'],
    [500, undefined, 'unknown lost'],
    [503, undefined, 'unknown lost'],
  ])('that answers %i and code %s to all of it leaves it %s', async (status, code, expected) => {
    provider.script = { onPost: () => says(status, code) };
    const { run_id } = await write();
    drain();
    await comesTo(run_id, expected);
    expect(provider.received).toHaveLength(1);
    expect((await runRow(team, run_id)).reply).toContain('not this time');
  });

  test('that wants to be asked later is asked once more then', async () => {
    provider.script = {
      onPost: (_post, nth) => (nth === 1 ? says(429, 20429, { 'retry-after': '3600' }) : null),
    };
    const { run_id } = await write();
    drain();
    await comesTo(run_id, 'waiting put_off');
    expect((await runRow(team, run_id)).wait).toBeGreaterThan(3_500_000);
    await soon();
    await comesTo(run_id, 'sent sent');
    expect(provider.received).toHaveLength(2);
  });

  test('that fails before it has all of it has taken nothing, and is asked again', async () => {
    provider.script = { onHead: () => says(503) };
    const { run_id } = await write();
    drain();
    await comesTo(run_id, 'waiting put_off');
    provider.script = {};
    await soon();
    await comesTo(run_id, 'sent sent');
    expect(provider.received).toHaveLength(1);
  });

  test.each(['reset', 'silence'] as const)(
    'that ends by %s once it has all of it is never asked again by itself',
    async (how) => {
      provider.script = { onPost: (_post, nth) => (nth === 1 ? how : null) };
      const { run_id } = await write();
      drain();
      await comesTo(run_id, 'unknown lost');
      await soon();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(await standing(run_id)).toBe('unknown lost');
      expect(provider.received).toHaveLength(1);
      expect(await stepsOf(team, run_id)).toEqual([
        'waiting due',
        'claimed in_hand',
        'dot handed_over',
        'unknown lost',
      ]);
    },
  );

  test('that is slow is waited for', async () => {
    provider.script = { onPost: () => new Promise((resolve) => setTimeout(resolve, 900, null)) };
    const { run_id } = await write();
    drain();
    await comesTo(run_id, 'sent sent');
    expect(provider.received).toHaveLength(1);
  });

  test('that knows of their STOP has nothing more sent to them', async () => {
    provider.script = { onPost: () => says(400, 21610) };
    const first = await write();
    drain();
    await comesTo(first.run_id, 'cancelled unsubscribed');
    const next = await write();
    await comesTo(next.run_id, 'cancelled unsubscribed');
    expect(provider.received).toHaveLength(1);
  });

  test('that says the number is none has nothing more sent there, and the number itself is not written down for it', async () => {
    provider.script = { onPost: () => says(400, 21614) };
    const first = await write();
    drain();
    await comesTo(first.run_id, 'refused bounced');
    const next = await write();
    await comesTo(next.run_id, 'dropped bounced');
    const { rows } = await team.company.admin.query(
      'SELECT address, reason FROM customer_success.suppressions',
    );
    expect(rows).toEqual([{ address: null, reason: 'bounced' }]);
  });
});

test('an account that is none, and a number of nobody’s, are refused with their field', async () => {
  const address = 'https://api.twilio.com';
  const set = (more: object) =>
    call(team.clients.ada, 'set_channel', 'sms', { address, account, sender: ourNumber, ...more });
  expect(await set({ account: 'AC1' })).toMatchObject({ outcome: 'refused', field: 'account' });
  expect(await set({ sender: '030 1' })).toMatchObject({ outcome: 'refused', field: 'sender' });
  expect(await set({ address: 'http://x.example' })).toMatchObject({ outcome: 'refused', field: 'address' });
  expect(await set({ sender: `MG${'a'.repeat(32)}` })).toEqual({ outcome: 'applied' });
});

test('consent to SMS says where it was given, and rests on nothing else', async () => {
  expect(await agree(team, 1, 'acme', { source: undefined })).toMatchObject({ field: 'source' });
  expect(await agree(team, 1, 'acme', { basis: 'legitimate_interest' })).toMatchObject({ field: 'basis' });
  expect(await agree(team, 1, 'acme', { channel: 'in_app' })).toMatchObject({ field: 'channel' });
});
