import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ChoicesDoor, openChoicesDoor } from '../../src-main/host/public/mail-choices';
import { openPublicDoor } from '../../src-main/host/public/public-door';
import { smsSignature } from '../../src-main/host/public/read-sms';
import type { Listening } from '../../src-main/host/service/listen-at';
import { connect } from '../../src-main/sync/wire/connect';
import { numberOf, readyForSms } from '../support/phones';
import { call, launch, reachDot, readyToSend, runRow, sent } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
const log = pino({ level: 'silent' });
const token = '0123456789abcdef0123456789abcdef';
let pages: Listening;
let door: ChoicesDoor;
let run: string;

beforeAll(async () => {
  door = openChoicesDoor({
    open: () => connect({ url: team.logins.ada.url }),
    onChosen: () => Promise.resolve(),
    sender: { machine: 'desk', app: '1.0' },
    log,
  });
  pages = await openPublicDoor({ place: '127.0.0.1:0', door, log, smsToken: () => token, now: Date.now });
});
afterAll(async () => {
  await pages.close();
  await door.close();
});
beforeEach(async () => {
  await readyToSend(team);
  await readyForSms(team, 'https://api.twilio.com');
  run = await sendOne();
});

const sender = { machine: 'desk', app: '1.0', channels: ['sms'] };
async function inHand() {
  await launch(team.clients.ada, { channel: 'sms' });
  const claimed = await call(
    team.clients.ada,
    'claim_intervention',
    '6f2d5f0e-7f3a-4c1e-9c53-7a2f6a1d9f10',
    sender,
  );
  await reachDot(team.clients.ada, claimed as never);
  return claimed;
}
async function sendOne(): Promise<string> {
  const claimed = await inHand();
  await sent(team.clients.ada, claimed as never);
  return String(claimed['run_id']);
}
async function reportsOf(id: string): Promise<string> {
  const { rows } = await team.company.admin.query<{ token: string }>(
    'SELECT customer_success.return_token($1) AS token',
    [id],
  );
  return `sms/${rows[0]?.token}`;
}

interface Posting {
  readonly path?: string;
  readonly by?: string;
}
function post(fields: Record<string, string>, { path = 'sms', by = token }: Posting = {}) {
  const form = new URLSearchParams(fields);
  return fetch(`http://${pages.address}/u/${path}`, {
    method: 'POST',
    body: form,
    headers: { 'x-twilio-signature': smsSignature(by, `https://acme.example/u/${path}`, form) },
  });
}
const sid = () => `SM${randomBytes(16).toString('hex')}`;
const comesIn = (Body: string, more: Record<string, string> = {}, posting: Posting = {}) =>
  post({ MessageSid: sid(), From: numberOf(1), To: '+15005550006', Body, ...more }, posting);
async function said() {
  const { rows } = await team.company.admin.query(
    `SELECT state, said_by, source FROM customer_success.communication_preferences WHERE user_id = 1 AND channel = 'sms'`,
  );
  return rows[0];
}
async function replies() {
  const { rows } = await team.company.admin.query(
    `SELECT words, hint, answered_at IS NOT NULL AS answered FROM customer_success.incoming_mails WHERE run_id = $1 ORDER BY row_id`,
    [run],
  );
  return rows;
}

describe('an SMS that comes in', () => {
  test('answers what was sent last, once however often it is told', async () => {
    const MessageSid = sid();
    for (let n = 0; n < 2; n += 1) expect((await comesIn('Monday is fine', { MessageSid })).status).toBe(200);
    expect(await replies()).toEqual([{ words: 'Monday is fine', hint: null, answered: false }]);
  });

  test.each(['STOP', ' stop. ', 'StopAll', 'UNSUBSCRIBE', 'cancel', 'End', 'QUIT'])(
    'that says %s ends SMS to the number',
    async (word) => {
      const waiting = await launch(team.clients.ann, { channel: 'sms', send_at: Date.now() + 3_600_000 });
      expect((await comesIn(word)).status).toBe(200);
      expect(await said()).toMatchObject({ state: 'withdrawn', said_by: 'link' });
      expect(await runRow(team, waiting.run_id)).toMatchObject({
        stage: 'cancelled',
        reason: 'unsubscribed',
      });
      expect(await replies()).toMatchObject([{ hint: 'unsubscribe', answered: true }]);
    },
  );

  test('that says START brings it back, which nobody else can', async () => {
    await comesIn('STOP');
    const again = { channel: 'sms', category: '*', state: 'granted', basis: 'consent', source: 'a call' };
    expect(
      await call(team.clients.ann, 'record_consent', 'acme', { contact: 'user of 1', ...again }),
    ).toMatchObject({ outcome: 'refused', field: 'state' });
    await comesIn('Start');
    expect(await said()).toEqual({ state: 'granted', said_by: 'link', source: 'their SMS START' });
  });

  test('that speaks of stopping ends nothing', async () => {
    await comesIn('Please stop by on Monday');
    expect(await said()).toMatchObject({ state: 'granted' });
  });

  test('with STOP by who was never sent any holds all the same', async () => {
    await team.company.admin.query('DELETE FROM customer_success.interventions');
    await comesIn('STOP');
    expect(await said()).toMatchObject({ state: 'withdrawn' });
  });

  test('from a number that is nobody’s changes nothing', async () => {
    expect((await comesIn('STOP', { From: '+15550001111' })).status).toBe(200);
    expect(await said()).toMatchObject({ state: 'granted' });
    expect(await replies()).toEqual([]);
  });

  test('that the provider did not sign is none', async () => {
    expect((await comesIn('STOP', {}, { by: 'f'.repeat(32) })).status).toBe(403);
    expect((await fetch(`http://${pages.address}/u/sms`)).status).toBe(405);
    expect(await said()).toMatchObject({ state: 'granted' });
  });
});

describe('what the provider reports of a message', () => {
  const report = async (MessageStatus: string, ErrorCode = '') =>
    post({ MessageSid: sid(), MessageStatus, ErrorCode }, { path: await reportsOf(run) });

  test('settles one of which nobody knew whether it went', async () => {
    await team.company.admin.query(
      `UPDATE customer_success.interventions SET stage = 'unknown', reason = 'lost', sent_at = NULL`,
    );
    expect((await report('delivered')).status).toBe(200);
    expect(await runRow(team, run)).toMatchObject({ stage: 'sent', reason: 'arrived' });
  });

  test.each([
    ['30005', 'no_such_address', 1],
    ['30007', 'blocked', 0],
    ['30003', 'soft', 0],
  ])('as undelivered with %s leaves it bounced (%s)', async (code, reason, suppressed) => {
    await report('undelivered', code);
    expect(await runRow(team, run)).toMatchObject({ stage: 'bounced', reason });
    const { rows } = await team.company.admin.query('SELECT FROM customer_success.suppressions');
    expect(rows).toHaveLength(suppressed);
  });

  test('by a number that nobody made is nothing', async () => {
    const path = `sms/${'0'.repeat(48)}`;
    expect((await post({ MessageStatus: 'undelivered', ErrorCode: '30005' }, { path })).status).toBe(200);
    expect(await runRow(team, run)).toMatchObject({ stage: 'sent' });
  });
});

test('an address is signed as the provider’s own library does', () => {
  const fields = new URLSearchParams({
    ...{ Digits: '1234', To: '+18005551212', From: '+14158675309', Caller: '+14158675309' },
    CallSid: 'CA1234567890ABCDE',
  });
  expect(smsSignature('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', fields)).toBe(
    'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
  );
});
