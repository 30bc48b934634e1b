import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Drain, DrainOptions } from '../../src-main/delivery/drain';
import { readSmtpUrl } from '../../src-main/delivery/mail/smtp-settings';
import { type MailServer, reply, startMailServer } from '../support/mail-server';
import { call, claim, launch, readyToSend, runRow, stepsOf } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';
import { drainOf, makeWritten } from './support/draining';

const team = teamForAllTests();
let server: MailServer;
let drains: Drain[] = [];
beforeAll(async () => {
  server = await startMailServer();
});
beforeEach(() => readyToSend(team));
afterEach(async () => {
  await Promise.all(drains.map((drain) => drain.stop(500)));
  drains = [];
  server.clear();
});
afterAll(() => server.stop());

function drain(more: Partial<DrainOptions> = {}): Drain {
  const started = drainOf(team.logins.ada.url, server.port, more);
  drains.push(started);
  return started;
}
const stages = async () =>
  (
    await team.company.admin.query<{ stage: string; count: number }>(
      'SELECT stage, count(*)::int AS count FROM customer_success.interventions GROUP BY 1 ORDER BY 1',
    )
  ).rows.map(({ stage, count }) => `${count} ${stage}`);
const settled = (expected: string[]) =>
  vi.waitFor(async () => expect(await stages()).toEqual(expected), 20_000);
const outcome = async (run: unknown) => {
  const { stage, reason } = await runRow(team, run);
  return `${stage} ${reason}`;
};

describe('a runner', () => {
  test('to others elsewhere sends nothing while its link to unsubscribe leads to this machine', async () => {
    await team.company.admin.query(
      `UPDATE customer_success.sending_settings SET unsubscribe_url = 'http://127.0.0.1:8025/u/'`,
    );
    const { run_id } = await launch(team.clients.ann);
    const elsewhere = {
      ...readSmtpUrl(`smtp://127.0.0.1:${server.port}?tls=none`),
      host: 'localhost.localdomain',
    };
    const other = drain({ settings: elsewhere });
    await vi.waitFor(async () => expect(await outcome(run_id)).toBe('waiting not_now'), 20_000);
    expect((await runRow(team, run_id)).reply).toContain('leads to this machine alone');
    await other.stop(500);
    await team.company.admin.query('UPDATE customer_success.interventions SET next_due = now()');
    drain();
    await settled(['1 sent']);
  });

  test('sends what is due, each once, with its number and its link', async () => {
    const runs = [];
    for (let n = 0; n < 12; n += 1) runs.push(await launch(team.clients.ann));
    drain();
    await settled(['12 sent']);
    expect([...server.counts().values()]).toEqual(Array(12).fill(1));
    const mail = await server.received[0]?.parsed();
    expect(mail).toMatchObject({
      from: { name: 'Ada of Acme', address: 'ada@acme.example' },
      to: [{ name: 'User of 1', address: 'user1@x1.example' }],
      replyTo: [{ name: 'Ann', address: 'ann@x.org' }],
    });
    expect(mail?.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toMatch(
      /^<https:\/\/acme\.example\/u\/[A-Za-z0-9_-]{43}>$/,
    );
    const { rows } = await team.company.admin.query(
      `SELECT DISTINCT machine, reply FROM customer_success.interventions`,
    );
    expect(rows).toEqual([{ machine: 'desk', reply: expect.stringMatching(/^250 /) }]);
  });

  test('says where a message comes back, where the company has an address for that', async () => {
    await launch(team.clients.ann);
    const first = drain();
    await settled(['1 sent']);
    await first.stop(500);
    await call(team.clients.ada, 'set_sending', { return_address: 'bounces@acme.example' });
    const { run_id } = await launch(team.clients.ann);
    drain();
    await settled(['2 sent']);
    const { rows } = await team.company.admin.query('SELECT customer_success.return_token($1) AS token', [
      run_id,
    ]);
    expect(server.received.map(({ from }) => from)).toEqual([
      'ada@acme.example',
      `bounces+${rows[0]?.token}@acme.example`,
    ]);
    expect(server.received[1]?.raw.toString()).toContain(`X-Steward-Message: ${rows[0]?.token}\r\n`);
    await call(team.clients.ada, 'set_sending', { return_address: null });
  });

  test('goes on with the others where one address is refused', async () => {
    await team.company.admin.query(
      `UPDATE customer_success.users SET email = 'gone@x.example' WHERE user_id = 2`,
    );
    const refused = await launch(team.clients.ada, {}, 'bolt');
    for (let n = 0; n < 5; n += 1) await launch(team.clients.ann);
    server.script = { onTo: (to) => (to === 'gone@x.example' ? reply(550, '5.1.1 unknown') : null) };
    drain();
    await settled(['1 refused', '5 sent']);
    expect(await outcome(refused.run_id)).toBe('refused bounced');
    expect(server.received).toHaveLength(5);
  });

  test('tries again what the server put off', async () => {
    await team.company.admin.query('UPDATE customer_success.sending_settings SET retry_seconds = 1');
    let times = 0;
    server.script = {
      onFrom: () => {
        times += 1;
        return times <= 2 ? reply(451, '4.3.0 later') : null;
      },
    };
    const { run_id } = await launch(team.clients.ann);
    drain();
    await settled(['1 sent']);
    expect(await stepsOf(team, run_id)).toEqual([
      'waiting due',
      'claimed in_hand',
      'waiting put_off',
      'claimed in_hand',
      'waiting put_off',
      'claimed in_hand',
      'dot handed_over',
      'sent sent',
    ]);
  });

  test('does not send again what the server cut off after the last byte', async () => {
    server.script = { onMessage: () => 'cut' };
    const { run_id } = await launch(team.clients.ann);
    drain();
    await settled(['1 unknown']);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect([await outcome(run_id), server.received.length]).toEqual(['unknown lost', 1]);
  });

  test('keeps a message in hand whose answer takes longer than its lease', async () => {
    await team.company.admin.query('UPDATE customer_success.sending_settings SET lease_seconds = 1');
    server.script = { onMessage: () => new Promise((resolve) => setTimeout(resolve, 2_500, null)) };
    const { run_id } = await launch(team.clients.ann);
    drain();
    drain();
    await settled(['1 sent']);
    expect([server.received.length, await stepsOf(team, run_id)]).toEqual([
      1,
      ['waiting due', 'claimed in_hand', 'dot handed_over', 'sent sent'],
    ]);
  });

  test('sends what comes due while a mail server takes long with another', async () => {
    let answer: () => void = () => undefined;
    server.script = {
      onMessage: () =>
        server.received.length > 1
          ? null
          : new Promise((resolve) => {
              answer = () => resolve(null);
            }),
    };
    const slow = await launch(team.clients.ann);
    drain({ patience: { answer: 3_000, dot: 20_000 } });
    await vi.waitFor(() => expect(server.received).toHaveLength(1), 20_000);
    const next = await launch(team.clients.ann);
    await vi.waitFor(async () => expect(await outcome(next.run_id)).toBe('sent sent'), 10_000);
    expect(await outcome(slow.run_id)).toBe('dot handed_over');
    answer();
    await settled(['2 sent']);
  });

  test('loses no message that it claimed where a session beside the first breaks', async () => {
    for (let n = 0; n < 15; n += 1) await launch(team.clients.ann);
    let opened = 0;
    let broken = 0;
    drain({
      async open() {
        opened += 1;
        const isBeside = opened > 1;
        const client = await team.logins.ada.connect();
        return {
          async query<Row extends object>(text: string, values: readonly unknown[] = []) {
            if (isBeside && broken === 0 && text.includes('claim_intervention')) {
              broken += 1;
              throw new Error('the session is broken');
            }
            return (await client.query<Row>(text, [...values])).rows;
          },
          close: () => client.end(),
        };
      },
    });
    await settled(['15 sent']);
    expect(broken).toBe(1);
    expect([...server.counts().values()]).toEqual(Array(15).fill(1));
    const { rows } = await team.company.admin.query(
      'SELECT max(crashes)::int AS crashes FROM customer_success.interventions',
    );
    expect(rows).toEqual([{ crashes: 0 }]);
  });

  test('leaves a mail server in peace that nobody reaches, and the messages wait', async () => {
    let tries = 0;
    server.script = {
      onConnect: () => {
        tries += 1;
        return reply(421, '4.3.2 closed');
      },
    };
    await team.company.admin.query('UPDATE customer_success.sending_settings SET retry_seconds = 1');
    for (let n = 0; n < 20; n += 1) await launch(team.clients.ann);
    drain();
    await vi.waitFor(() => expect(tries).toBeGreaterThanOrEqual(5), 10_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    // Five that fail, those of the eight side by side that were under way when it was noticed, and no more.
    expect(tries).toBeLessThanOrEqual(12);
    expect(await stages()).toEqual(['20 waiting']);
  });

  test('drops what can’t be made, and leaves to others what it can’t make itself', async () => {
    const [unfit, elsewhere] = [
      await launch(team.clients.ann, { subject: 'Unfit' }),
      await launch(team.clients.ann, { subject: 'Elsewhere' }),
    ];
    drain({
      make: async (message) =>
        message.content?.subject === 'Unfit'
          ? { kind: 'refused', words: 'contact.first_name is missing' }
          : { kind: 'not_here', words: 'this account is not in the copy here' },
    });
    await vi.waitFor(async () => expect(await outcome(elsewhere.run_id)).toBe('waiting not_now'));
    expect(await runRow(team, unfit.run_id)).toMatchObject({
      stage: 'dropped',
      reason: 'not_made',
      reply: 'contact.first_name is missing',
    });
    expect(server.received).toEqual([]);
  });

  test('keeps the messages while the company’s own sender is none', async () => {
    await team.company.admin.query(
      `UPDATE customer_success.brand_settings SET brand = brand || '{"sender_address": "ada@acme..example"}'`,
    );
    const { run_id } = await launch(team.clients.ann);
    drain();
    await vi.waitFor(async () => expect(await outcome(run_id)).toBe('waiting not_now'));
  });

  test('that breaks while it makes a message leaves it to others', async () => {
    const { run_id } = await launch(team.clients.ann);
    drain({ make: () => Promise.reject(new Error('broken')) });
    await vi.waitFor(async () => expect(await outcome(run_id)).toBe('waiting not_now'));
  });

  test('drops what would put another header into a message', async () => {
    const { run_id } = await launch(team.clients.ann);
    drain({
      make: async (message) => {
        const made = await makeWritten(message);
        return { ...made, mail: { ...made.mail, subject: 'Hello\r\nBcc: x@y.example' } };
      },
    });
    await vi.waitFor(async () => expect(await outcome(run_id)).toBe('dropped not_made'));
    expect(server.received).toEqual([]);
  });

  test('breaks off what is under way when its clock jumps: nothing more is handed over', async () => {
    let ahead = 0;
    const { run_id } = await launch(team.clients.ann);
    server.script = {
      onMessage: () => {
        ahead = 3_600_000;
        return new Promise(() => undefined);
      },
    };
    drain({ clock: { now: () => Date.now() + ahead }, patience: { answer: 20_000, dot: 20_000 } });
    await vi.waitFor(async () => expect(await outcome(run_id)).toBe('unknown lost'), 10_000);
  });

  test('goes on when its session at the company was ended', async () => {
    for (let n = 0; n < 30; n += 1) await launch(team.clients.ann);
    drain();
    await vi.waitFor(() => expect(server.received.length).toBeGreaterThan(3));
    await team.company.admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1 AND query LIKE 'select customer_success.%'`,
      [team.logins.ada.login],
    );
    // What the ended session had claimed, in its last moment as well, is given up by nobody: its lease runs out.
    const leaseEnds = (stages: readonly string[]) =>
      team.company.admin.query(
        'UPDATE customer_success.interventions SET lease_until = now() WHERE stage = ANY($1)',
        [stages],
      );
    await leaseEnds(['claimed', 'dot']);
    await vi.waitFor(
      async () => {
        await leaseEnds(['claimed']);
        expect((await stages()).filter((line) => !/sent|unknown/.test(line))).toEqual([]);
      },
      { timeout: 20_000, interval: 1_000 },
    );
    expect(Math.max(...server.counts().values())).toBe(1);
    expect(server.received.length).toBeGreaterThanOrEqual(
      Number((await stages()).find((line) => line.endsWith(' sent'))?.split(' ')[0]),
    );
  });

  test('that stops ends what it has in hand and claims no more', async () => {
    for (let n = 0; n < 20; n += 1) await launch(team.clients.ann);
    server.script = { onMessage: () => new Promise((resolve) => setTimeout(resolve, 100, null)) };
    const one = drain();
    await vi.waitFor(() => expect(server.received.length).toBeGreaterThan(2));
    await one.stop();
    const after = await stages();
    expect(after.map((line) => line.split(' ')[1])).toEqual(['sent', 'waiting']);
    expect(`${server.received.length} sent`).toBe(after[0]);
  });
});

describe('stop all sending', () => {
  test('holds while three drain: only what was being handed over leaves, and the answer says how many', async () => {
    for (let n = 0; n < 150; n += 1) await launch(team.clients.ann);
    server.script = { onMessage: () => new Promise((resolve) => setTimeout(resolve, 20, null)) };
    for (let n = 0; n < 3; n += 1) drain();
    await vi.waitFor(() => expect(server.received.length).toBeGreaterThan(20), {
      interval: 5,
      timeout: 20_000,
    });
    const { leaving, stopped_at } = await call(team.clients.ann, 'stop_sending', null, 'a wrong list');
    const { rows } = await team.company.admin.query<{ handed: number; before: number }>(
      `SELECT count(*) FILTER (WHERE dot_at > to_timestamp($1::float8 / 1000) + interval '2 ms')::int AS handed,
              count(*) FILTER (WHERE stage IN ('dot', 'sent'))::int AS before FROM customer_success.interventions`,
      [stopped_at],
    );
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(rows[0]?.handed).toBe(0);
    const counted = await stages();
    expect(counted.map((line) => line.split(' ')[1])).toEqual(['sent', 'waiting']);
    // Those that were at their last byte left; nothing came after.
    expect(`${rows[0]?.before} sent`).toBe(counted[0]);
    expect(server.received).toHaveLength(rows[0]?.before ?? 0);
    expect(Number(leaving)).toBeLessThanOrEqual(12);
    await call(team.clients.ada, 'release_sending', null);
    await settled(['150 sent']);
    expect(Math.max(...server.counts().values())).toBe(1);
  });
});

test('200 claims by one runner find each message once', async () => {
  await team.company.admin.query(
    `INSERT INTO customer_success.interventions (run_key, organization_id, user_id, channel, occurrence, launched_by, content,
       category, due_at, expires_at, next_due)
     SELECT sha256(n::text::bytea), 1, 1, 'email', n::text, 'somebody', '{"subject": "x", "text": "x"}', 'news', now(),
            now() + interval '1 day', now() FROM generate_series(1, 200) n`,
  );
  const began = performance.now();
  const seen = new Set<string>();
  const as = randomUUID();
  for (let n = 0; n < 200; n += 1) seen.add((await claim(team.clients.ann, as)).run_id);
  console.info(`${Math.round(200_000 / (performance.now() - began))} claims a second by one runner`);
  expect(seen.size).toBe(200);
});
