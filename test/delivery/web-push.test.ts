import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeVapidKeys } from '../../src-main/delivery/channels/push/vapid';
import { webPushChannel } from '../../src-main/delivery/channels/push/web-push';
import type { Drain, DrainOptions } from '../../src-main/delivery/drain';
import { systemClock } from '../../src-main/ports/clock';
import { type HookServer, type ReceivedPost, startHookServer } from '../support/hook-server';
import { type MailServer, startMailServer } from '../support/mail-server';
import { call, launch, readyToSend, runRow } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';
import { drainOf } from './support/draining';

/** What a browser has of a subscription: its own key, and what it gave. */
interface Browser {
  readonly endpoint: string;
  readonly ecdh: ReturnType<typeof createECDH>;
  readonly auth: Buffer;
}

const team = teamForAllTests();
const keys = makeVapidKeys();
let service: HookServer;
let mails: MailServer;
let drains: Drain[] = [];
beforeAll(async () => {
  service = await startHookServer();
  mails = await startMailServer();
});
beforeEach(async () => {
  await readyToSend(team);
  await team.company.admin.query(
    'DELETE FROM customer_success.push_subscriptions; UPDATE customer_success.sending_settings SET retry_seconds = 1',
  );
  const address = `http://127.0.0.1:${service.port}`;
  await call(team.clients.ada, 'set_channel', 'web_push', { address, sender: keys.publicKey });
});
afterEach(async () => {
  await Promise.all(drains.map((drain) => drain.stop(500)));
  drains = [];
  service.clear();
  mails.clear();
});
afterAll(() => Promise.all([service.stop(), mails.stop()]));

function drain(more: Partial<DrainOptions> = {}, privateKey = keys.privateKey): Drain {
  const patience = { reach: 2_000, answer: 1_500 };
  const others = [webPushChannel({ privateKey, clock: systemClock, patience })];
  const started = drainOf(team.logins.ada.url, mails.port, { others, ...more });
  drains.push(started);
  return started;
}

async function asPipeline(sql: string, values: readonly unknown[]): Promise<unknown> {
  const client = await team.company.admin.connect();
  try {
    await client.query('BEGIN; SET LOCAL ROLE cs_loader');
    const { rows } = await client.query<{ said: unknown }>(`SELECT ${sql} AS said`, [...values]);
    await client.query('COMMIT');
    return rows[0]?.said;
  } finally {
    client.release();
  }
}

async function subscribe(path: string, contact = 'user of 1', account = 'acme'): Promise<Browser> {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  const auth = randomBytes(16);
  const endpoint = `http://127.0.0.1:${service.port}/${path}`;
  const given = [account, contact, endpoint, ecdh.getPublicKey('base64url'), auth.toString('base64url')];
  const said = await asPipeline('customer_success.push_subscribed($1, $2, $3, $4, $5)', given);
  expect(said).toBe(true);
  return { endpoint, ecdh, auth };
}

/** As a browser does: with its own key, and what the message brings. */
function opened({ body }: ReceivedPost, { ecdh, auth }: Browser): unknown {
  const [salt, theirs] = [body.subarray(0, 16), body.subarray(21, 21 + (body[20] ?? 0))];
  const sealed = body.subarray(21 + theirs.length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), theirs]);
  const shared = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(theirs), auth, info, 32));
  const part = (name: string, length: number) =>
    Buffer.from(hkdfSync('sha256', shared, salt, Buffer.from(`Content-Encoding: ${name}\0`), length));
  const decipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  expect(plain.at(-1)).toBe(2);
  return JSON.parse(plain.subarray(0, -1).toString());
}

const write = (more: object = {}) => launch(team.clients.ann, { channel: 'web_push', ...more });
const standing = async (run: unknown) => {
  const { stage, reason } = await runRow(team, run);
  return `${stage} ${reason}`;
};
const comesTo = (run: unknown, expected: string) =>
  vi.waitFor(async () => expect(await standing(run)).toBe(expected), 20_000);
const soon = () => team.company.admin.query(`UPDATE customer_success.interventions SET next_due = now()`);
async function subscribed(): Promise<string[]> {
  const { rows } = await team.company.admin.query<{ path: string }>(
    `SELECT substring(endpoint FROM '[^/]+$') AS path FROM customer_success.push_subscriptions ORDER BY 1`,
  );
  return rows.map(({ path }) => path);
}

describe('a message by web push', () => {
  test('is read by the browser that agreed, and by nobody else, and says whose it is', async () => {
    const browser = await subscribe('one');
    service.script = { onPost: () => ({ status: 201 }) };
    const { run_id } = await write({ subject: 'Well done', text: 'You are 100 days in.' });
    drain();
    await comesTo(run_id, 'sent sent');
    const [post] = service.received;
    if (post === undefined) throw new Error('nothing came');
    expect(opened(post, browser)).toMatchObject({ title: 'Well done', body: 'You are 100 days in.' });
    expect(String(post.body)).not.toContain('100 days');
    expect(post.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' });
    expect(post.headers['topic']).toMatch(/^[0-9a-f]{32}$/);
    expect(post.headers.authorization).toMatch(new RegExp(`^vapid t=.+, k=${keys.publicKey}$`));
  });

  test('goes to each browser of the contact, once', async () => {
    await subscribe('one');
    await subscribe('two');
    await subscribe('other', 'user of 2', 'bolt');
    const { run_id } = await write();
    drain();
    await comesTo(run_id, 'sent sent');
    expect(service.received).toHaveLength(2);
  });

  test('is refused to who writes it where no browser is subscribed, and ends where the last one is not any more', async () => {
    expect(await write()).toMatchObject({
      ...{ outcome: 'refused', field: 'contact', words: 'has no browser that is subscribed' },
    });
    const { endpoint } = await subscribe('one');
    const { run_id } = await write();
    expect(await asPipeline('customer_success.push_unsubscribed($1)', [endpoint])).toBe(true);
    drain();
    await comesTo(run_id, 'dropped no_address');
    expect(service.received).toEqual([]);
  });

  test('keeps to quiet hours and to caps of its own', async () => {
    await subscribe('one');
    await team.company.admin.query(
      `UPDATE customer_success.sending_settings SET caps = '[{"count": 1, "days": 7}]'`,
    );
    const [first, mail] = [await write(), await launch(team.clients.ann)];
    drain();
    await comesTo(first.run_id, 'sent sent');
    await comesTo(mail.run_id, 'sent sent');
    await comesTo((await write()).run_id, 'waiting cap');
  });

  test('that is longer than push services take is not made', async () => {
    await subscribe('one');
    const { run_id } = await write({ text: 'x'.repeat(4_000) });
    drain();
    await comesTo(run_id, 'dropped not_made');
  });

  test('waits for a runner that has the company’s own key', async () => {
    await subscribe('one');
    const { run_id } = await write();
    drain({}, makeVapidKeys().privateKey);
    await comesTo(run_id, 'waiting not_now');
    expect(service.received).toEqual([]);
  });
});

describe('a push service', () => {
  test.each([
    [404, 'refused refused', []],
    [410, 'refused refused', []],
    [400, 'refused refused', ['one']],
    [413, 'refused refused', ['one']],
    [403, 'waiting not_now', ['one']],
    [429, 'waiting put_off', ['one']],
    [503, 'waiting put_off', ['one']],
    [500, 'unknown lost', ['one']],
  ])('that answers %i leaves it %s, and of subscriptions %j', async (status, expected, left) => {
    await subscribe('one');
    service.script = { onPost: () => ({ status, words: 'not this time', headers: { 'retry-after': '60' } }) };
    const { run_id } = await write();
    drain();
    await comesTo(run_id, expected);
    expect(await subscribed()).toEqual(left);
    expect(service.received).toHaveLength(1);
  });

  test('that forgot one browser has the message at the other, and is not asked for that one again', async () => {
    await subscribe('gone');
    await subscribe('there');
    service.script = {
      onPost: (_post, nth) => (nth === 2 ? { status: 410 } : { status: 201 }),
    };
    const { run_id } = await write();
    drain();
    await comesTo(run_id, 'sent sent');
    expect(await subscribed()).toEqual(['there']);
  });

  test('that wants to be asked later is asked then', async () => {
    await subscribe('one');
    service.script = {
      onPost: (_post, nth) => (nth === 1 ? { status: 429, headers: { 'retry-after': '3600' } } : null),
    };
    const { run_id } = await write();
    drain();
    await comesTo(run_id, 'waiting put_off');
    expect((await runRow(team, run_id)).wait).toBeGreaterThan(3_500_000);
    await soon();
    await comesTo(run_id, 'sent sent');
    const [first, second] = service.received;
    expect(second?.headers['topic']).toBe(first?.headers['topic']);
  });

  test.each(['reset', 'silence'] as const)(
    'that ends by %s once it has it is not asked again',
    async (how) => {
      await subscribe('one');
      service.script = { onPost: (_post, nth) => (nth === 1 ? how : null) };
      const { run_id } = await write();
      drain();
      await comesTo(run_id, 'unknown lost');
      await soon();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(await standing(run_id)).toBe('unknown lost');
      expect(service.received).toHaveLength(1);
    },
  );

  test('that is slow is waited for', async () => {
    await subscribe('one');
    service.script = { onPost: () => new Promise((resolve) => setTimeout(resolve, 900, null)) };
    const { run_id } = await write();
    drain();
    await comesTo(run_id, 'sent sent');
  });
});

describe('a subscription', () => {
  const taken = (endpoint: string, contact = 'user of 1') =>
    asPipeline('customer_success.push_subscribed($1, $2, $3, $4, $5)', [
      ...['acme', contact, endpoint, keys.publicKey, 'A'.repeat(22)],
    ]);

  test('is of a push service of a browser alone, and of somebody there', async () => {
    for (const endpoint of [
      'https://10.0.0.1/x',
      'https://fcm.googleapis.com.evil.example/x',
      'file:///etc/passwd',
    ])
      expect(await taken(endpoint)).toBe(false);
    expect(await taken('https://fcm.googleapis.com/fcm/send/x', 'nobody')).toBe(false);
    expect(await taken('https://fcm.googleapis.com/fcm/send/x')).toBe(true);
    expect(await taken('https://updates.push.services.mozilla.com/wpush/v2/x')).toBe(true);
  });

  test('that is made again by somebody else in the same browser is theirs', async () => {
    await subscribe('shared');
    await subscribe('shared', 'user of 2', 'bolt');
    const { rows } = await team.company.admin.query(
      'SELECT user_id FROM customer_success.push_subscriptions',
    );
    expect(rows).toEqual([{ user_id: 2 }]);
  });
});
