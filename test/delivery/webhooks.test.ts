import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { webhookChannel } from '../../src-main/delivery/channels/webhook';
import type { Drain, DrainOptions } from '../../src-main/delivery/drain';
import { systemClock } from '../../src-main/ports/clock';
import { type HookServer, startHookServer } from '../support/hook-server';
import { type MailServer, startMailServer } from '../support/mail-server';
import { call, launch, readyToSend, runRow, stepsOf } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';
import { drainOf } from './support/draining';

const team = teamForAllTests();
const secret = 'sixteen letters!';
let hooks: HookServer;
let mails: MailServer;
let drains: Drain[] = [];
beforeAll(async () => {
  hooks = await startHookServer();
  mails = await startMailServer();
});
beforeEach(async () => {
  await readyToSend(team);
  await team.company.admin.query('UPDATE customer_success.sending_settings SET retry_seconds = 1');
  await leadTo(hooks.url);
});
afterEach(async () => {
  await Promise.all(drains.map((drain) => drain.stop(500)));
  drains = [];
  hooks.clear();
  mails.clear();
});
afterAll(() => Promise.all([hooks.stop(), mails.stop()]));

const leadTo = (address: string | null) => call(team.clients.ada, 'set_channel', 'webhook', { address });

function drain(more: Partial<DrainOptions> = {}): Drain {
  const patience = { reach: 2_000, answer: 1_500 };
  const others = [webhookChannel({ secret, clock: systemClock, patience })];
  const started = drainOf(team.logins.ada.url, mails.port, { others, ...more });
  drains.push(started);
  return started;
}

const tell = (more: object = {}) => launch(team.clients.ann, { channel: 'webhook', ...more });
const standing = async (run: unknown) => {
  const { stage, reason } = await runRow(team, run);
  return `${stage} ${reason}`;
};
const comesTo = (run: unknown, expected: string) =>
  vi.waitFor(async () => expect(await standing(run)).toBe(expected), 20_000);
const soon = () => team.company.admin.query(`UPDATE customer_success.interventions SET next_due = now()`);

describe('a webhook', () => {
  test('is told what a message says, of whom by the company’s own ids, and nothing else of them', async () => {
    const { run_id } = await tell({ subject: 'At risk', text: 'Acme went quiet.' });
    drain();
    await comesTo(run_id, 'sent sent');
    const [post] = hooks.received;
    expect(JSON.parse(String(post?.body))).toEqual({
      text: 'Acme went quiet.',
      title: 'At risk',
      id: post?.key,
      category: 'relationship',
      account: 'acme',
      contact: 'user of 1',
    });
    expect(await runRow(team, run_id)).toMatchObject({ address: `127.0.0.1:${hooks.port}`, reply: '200 ok' });
    expect(mails.received).toEqual([]);
  });

  test('can check by the secret who told it, and when', async () => {
    const { run_id } = await tell();
    drain();
    await comesTo(run_id, 'sent sent');
    const [post] = hooks.received;
    const [, at, signature] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(post?.headers['steward-signature'])) ?? [];
    expect(signature).toBe(createHmac('sha256', secret).update(`${at}.${post?.body}`).digest('hex'));
    expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(60);
  });

  test('is nobody’s mail: it needs no consent, waits for no hour and fills no cap', async () => {
    await team.company.admin.query(
      `UPDATE customer_success.sending_settings SET quiet_from = 0, quiet_until = 1439, caps = '[{"count": 1, "days": 7}]';
       UPDATE customer_success.users SET email = NULL WHERE user_id = 1`,
    );
    const runs = [await tell(), await tell(), await tell()];
    drain();
    for (const { run_id } of runs) await comesTo(run_id, 'sent sent');
  });

  test('goes on where somebody unsubscribes from mail', async () => {
    const { run_id } = await tell();
    await call(team.clients.ann, 'record_consent', 'acme', {
      contact: 'user of 1',
      category: '*',
      state: 'withdrawn',
    });
    drain();
    await comesTo(run_id, 'sent sent');
  });

  test('is no runner’s that knows no secret for it', async () => {
    const { run_id } = await tell();
    const mail = await launch(team.clients.ann);
    drain({ others: [] });
    await comesTo(mail.run_id, 'sent sent');
    expect(await standing(run_id)).toBe('waiting due');
  });

  test('waits where the company has set no address, and goes once it has', async () => {
    await leadTo(null);
    const { run_id } = await tell();
    drain();
    await comesTo(run_id, 'waiting no_channel');
    await leadTo(hooks.url);
    await comesTo(run_id, 'sent sent');
  });

  test('is told by none of a rule’s once its contact is gone', async () => {
    const { run_id } = await tell();
    await team.company.admin.query(
      'UPDATE customer_success.users SET deactivated_at = now() WHERE user_id = 1',
    );
    drain();
    await comesTo(run_id, 'dropped gone');
    expect(hooks.received).toEqual([]);
  });
});

describe('a webhook that fails', () => {
  test.each([
    [500, 'waiting put_off'],
    [503, 'waiting put_off'],
    [429, 'waiting put_off'],
    [413, 'refused refused'],
    [400, 'refused refused'],
  ])('with %i leaves its message %s, with what it said', async (status, expected) => {
    hooks.script = { onPost: () => ({ status, words: 'not this time', headers: { 'retry-after': '600' } }) };
    const { run_id } = await tell();
    drain();
    await comesTo(run_id, expected);
    expect((await runRow(team, run_id)).reply).toBe(`${status} not this time`);
  });

  test('is asked again when it wants to be, under the same key', async () => {
    hooks.script = {
      onPost: (_post, nth) => (nth === 1 ? { status: 429, headers: { 'retry-after': '3600' } } : null),
    };
    const { run_id } = await tell();
    drain();
    await comesTo(run_id, 'waiting put_off');
    expect((await runRow(team, run_id)).wait).toBeGreaterThan(3_500_000);
    await soon();
    await comesTo(run_id, 'sent sent');
    expect([...hooks.counts().values()]).toEqual([2]);
  });

  test('after eight tries is told no more', async () => {
    hooks.script = { onPost: () => ({ status: 500 }) };
    const { run_id } = await tell();
    await team.company.admin.query('UPDATE customer_success.interventions SET attempt = 7');
    drain();
    await comesTo(run_id, 'refused gave_up');
  });

  test.each([404, 410])(
    'for good with %i has nothing more told until an admin sets its address anew',
    async (status) => {
      hooks.script = { onPost: () => ({ status }) };
      const { run_id } = await tell();
      drain();
      await comesTo(run_id, 'waiting no_channel');
      const next = await tell();
      await comesTo(next.run_id, 'waiting no_channel');
      expect(hooks.received).toHaveLength(1);
      expect(await call(team.clients.ada, 'channels')).toMatchObject([{ gone_at: expect.any(Number) }]);
      hooks.script = {};
      await leadTo(hooks.url);
      await comesTo(run_id, 'sent sent');
      await comesTo(next.run_id, 'sent sent');
    },
  );

  test('to let anybody in is no fault of the message: another runner may know better', async () => {
    hooks.script = { onPost: () => ({ status: 401, words: 'who are you' }) };
    const { run_id } = await tell();
    drain();
    await comesTo(run_id, 'waiting not_now');
    expect(await runRow(team, run_id)).toMatchObject({ attempt: 0, reply: '401 who are you' });
  });

  test('before it has all of it has taken nothing, whatever it says', async () => {
    hooks.script = { onHead: () => ({ status: 413, words: 'too large' }) };
    const { run_id } = await tell();
    drain();
    await comesTo(run_id, 'refused refused');
    expect(hooks.received).toEqual([]);
  });

  test('to be reached is told once it is', async () => {
    hooks.script = { onHead: () => 'reset' };
    const { run_id } = await tell();
    drain();
    await comesTo(run_id, 'waiting unreached');
    hooks.script = {};
    await soon();
    await comesTo(run_id, 'sent sent');
    expect([...hooks.counts().values()]).toEqual([1]);
  });

  test.each(['reset', 'silence'] as const)(
    'by %s once it has all of it leaves its message unknown, which goes no second time by itself',
    async (how) => {
      hooks.script = { onPost: (_post, nth) => (nth === 1 ? how : null) };
      const { run_id } = await tell();
      drain();
      await comesTo(run_id, 'unknown lost');
      await soon();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(await standing(run_id)).toBe('unknown lost');
      expect([...hooks.counts().values()]).toEqual([1]);
      expect(await stepsOf(team, run_id)).toEqual([
        'waiting due',
        'claimed in_hand',
        'dot handed_over',
        'unknown lost',
      ]);
    },
  );

  test('by answering slowly is waited for, and told once', async () => {
    hooks.script = { onPost: () => new Promise((resolve) => setTimeout(resolve, 900, null)) };
    const { run_id } = await tell();
    drain();
    await comesTo(run_id, 'sent sent');
    expect([...hooks.counts().values()]).toEqual([1]);
  });

  test('five times in a row is left in peace, while mail goes on', async () => {
    hooks.script = { onPost: () => ({ status: 503 }) };
    for (let n = 0; n < 5; n += 1) await tell();
    drain({ sideBySide: 1, mostSessions: 1 });
    await vi.waitFor(() => expect(hooks.received.length).toBeGreaterThanOrEqual(5), 20_000);
    const [asked, late, mail] = [hooks.received.length, await tell(), await launch(team.clients.ann)];
    await comesTo(mail.run_id, 'sent sent');
    expect(await standing(late.run_id)).toBe('waiting due');
    expect(hooks.received).toHaveLength(asked);
  });
});

describe('the last byte of a post', () => {
  test('is held back until the company lets it go: what is stopped meanwhile is told to nobody', async () => {
    const { run_id } = await tell();
    const opened = Promise.withResolvers<void>();
    const client = team.clients.ada;
    const others = [webhookChannel({ secret, clock: systemClock })];
    drain({
      others,
      async make(message) {
        opened.resolve();
        await call(client, 'stop_sending', null, 'a wrong list');
        const { subject, text } = { subject: 'x', text: String(message.run_id) };
        return { kind: 'made', mail: { subject, text, html: null, unsubscribeUrl: null } };
      },
    });
    await opened.promise;
    await comesTo(run_id, 'waiting stopped');
    expect(hooks.received).toEqual([]);
  });
});

test('an address that is none, and a channel that nobody knows, are refused', async () => {
  for (const address of ['ftp://x.example/', 'http://x.example/', 'https://', 'https://x.example/\n', 7])
    expect(await call(team.clients.ada, 'set_channel', 'webhook', { address })).toMatchObject({
      outcome: 'refused',
    });
  expect(await call(team.clients.ada, 'set_channel', 'pigeon', { address: null })).toMatchObject({
    reason: 'invalid',
  });
  expect(await launch(team.clients.ann, { channel: 'pigeon' }, 'acme', randomUUID())).toMatchObject({
    outcome: 'refused',
    field: 'channel',
  });
});

test('where it leads members know by its host alone, admins whole', async () => {
  expect(await call(team.clients.ann, 'channels')).toEqual([
    {
      channel: 'webhook',
      host: `127.0.0.1:${hooks.port}`,
      ...{ gone_at: null, address: null, sender: null, account: null },
    },
  ]);
  expect(await call(team.clients.ada, 'channels')).toMatchObject([{ address: hooks.url }]);
});
