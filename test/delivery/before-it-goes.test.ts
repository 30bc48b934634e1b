import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { emailChannel } from '../../src-main/delivery/channels/email';
import type { Drain } from '../../src-main/delivery/drain';
import { planMails } from '../../src-main/delivery/dry-run';
import { readSmtpUrl } from '../../src-main/delivery/mail/smtp-settings';
import { systemClock } from '../../src-main/ports/clock';
import { type MailServer, reply, startMailServer } from '../support/mail-server';
import { call, launch, readyToSend } from '../support/sending';
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

function drain(): void {
  drains.push(drainOf(team.logins.ada.url, server.port));
}
const stages = async () =>
  (
    await team.company.admin.query<{ stage: string; count: number }>(
      'SELECT stage, count(*)::int AS count FROM customer_success.interventions GROUP BY 1 ORDER BY 1',
    )
  ).rows.map(({ stage, count }) => `${count} ${stage}`);
const settled = (expected: string[]) =>
  vi.waitFor(async () => expect(await stages()).toEqual(expected), 20_000);

describe('a mail to look at a template with', () => {
  const ask = (subject = 'Only a test', client = team.clients.ann) =>
    call(client, 'send_test', subject, 'How it looks', '<p>How it looks</p>');
  const standing = async (id: unknown, client = team.clients.ann) =>
    (
      await client.query<{ stage: string }>(
        'SELECT stage, content, reply FROM customer_success.test_mails WHERE test_id = $1',
        [id],
      )
    ).rows[0];

  test('goes once to whoever asked for it, counts as no contact’s mail, and its words go with it', async () => {
    const { test_id, address } = await ask();
    expect(address).toBe('ann@x.org');
    drain();
    await vi.waitFor(async () => expect((await standing(test_id))?.stage).toBe('sent'), 20_000);
    const mail = await server.received[0]?.parsed();
    expect(server.received).toHaveLength(1);
    expect(mail).toMatchObject({
      subject: 'Only a test',
      to: [{ name: 'Ann', address: 'ann@x.org' }],
      from: { address: 'ada@acme.example' },
    });
    expect(mail?.headers.some(({ key }) => key === 'list-unsubscribe')).toBe(false);
    expect(await standing(test_id)).toEqual({
      stage: 'sent',
      content: null,
      reply: expect.stringMatching(/^250/),
    });
    expect(await standing(test_id, team.clients.bob)).toBeUndefined();
    expect(await stages()).toEqual([]);
  });

  test('that the mail server refuses is not tried again, and says why', async () => {
    server.script = { onTo: () => reply(550, '5.1.1 no such mailbox') };
    const { test_id } = await ask();
    drain();
    await vi.waitFor(
      async () =>
        expect(await standing(test_id)).toMatchObject({
          stage: 'failed',
          reply: '550 5.1.1 no such mailbox',
        }),
      20_000,
    );
    const { rows } = await team.company.admin.query('SELECT FROM customer_success.suppressions');
    expect(rows).toEqual([]);
  });

  test('goes by one of many runners, none while everything is stopped, and to nobody an hour later', async () => {
    const { test_id } = await ask();
    await call(team.clients.ann, 'stop_sending', null, 'wait');
    expect(await call(team.clients.ada, 'claim_test', randomUUID(), {})).toEqual({ outcome: 'none' });
    await call(team.clients.ada, 'release_sending', null);
    const claims = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const client = await team.logins.ada.connect();
        return call(client, 'claim_test', randomUUID(), {});
      }),
    );
    expect(claims.filter(({ outcome: claimed }) => claimed === 'claimed')).toHaveLength(1);
    expect(await call(team.clients.ada, 'test_ended', test_id, randomUUID(), true, 'mine?')).toMatchObject({
      outcome: 'refused',
    });
    const late = await ask('Late');
    await team.company.admin.query(
      `UPDATE customer_success.test_mails SET made_at = made_at - interval '61 minutes', claimed_at = claimed_at - interval '16 minutes'`,
    );
    expect(await call(team.clients.ada, 'claim_test', randomUUID(), {})).toEqual({ outcome: 'none' });
    expect(await standing(late['test_id'])).toMatchObject({ stage: 'failed', content: null });
    expect(await standing(test_id)).toMatchObject({ stage: 'failed', content: null });
  });

  test.each([
    ['no subject', ['', 'text', null], 'invalid'],
    ['no text', ['x', ' ', null], 'invalid'],
    ['too much', ['x', 'x'.repeat(500_001), null], 'invalid'],
  ])('with %s is refused', async (_what, args, reason) => {
    expect(await call(team.clients.ann, 'send_test', ...args)).toEqual({ outcome: 'refused', reason });
  });

  test('is a manager’s, who has an address', async () => {
    await expect(ask('x', team.clients.vera)).rejects.toMatchObject({ code: '42501' });
    expect(await ask('x', team.clients.ada)).toEqual({ outcome: 'refused', reason: 'no_address' });
  });
});

describe('a dry run', () => {
  const plan = async (client: pg.Client = team.clients.ada) =>
    planMails(
      {
        query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
          (await client.query<Row>(text, [...values])).rows,
      },
      randomUUID(),
      { machine: 'desk', app: '1.0' },
      {
        channels: [
          emailChannel({ settings: readSmtpUrl('smtp://127.0.0.1:1025?tls=none'), clock: systemClock }),
        ],
        make: makeWritten,
        log: pino({ level: 'silent' }),
      },
    );
  const everything = async () =>
    (await team.company.admin.query('SELECT * FROM customer_success.interventions ORDER BY run_id')).rows;

  test('says what would go, and claims nothing: caps hold among what it tells of, too', async () => {
    await team.company.admin.query(
      `UPDATE customer_success.sending_settings SET caps = '[{"count": 2, "days": 7}]'`,
    );
    const runs = [];
    for (let n = 0; n < 3; n += 1) runs.push((await launch(team.clients.ann)).run_id);
    await launch(team.clients.ann, { undo_seconds: 600 });
    const before = await everything();
    const told = await plan();
    expect(told.mails).toEqual(
      runs.slice(0, 2).map((run) => ({ run, of: 'person', to: 'x1.example', wouldGo: true, words: null })),
    );
    expect(told).toMatchObject({ isCut: false, stopped: null, nextIn: null });
    expect(await everything()).toEqual(before);
    const { rows } = await team.company.admin.query(
      `SELECT FROM customer_success.intervention_steps WHERE stage = 'claimed'`,
    );
    expect(rows).toEqual([]);
    drain();
    await settled(['1 dropped', '2 sent', '1 waiting']);
  });

  test('says when something will be due, and why nothing goes', async () => {
    await launch(team.clients.ann, { undo_seconds: 600 });
    expect((await plan()).nextIn).toBeGreaterThan(500_000);
    await launch(team.clients.ann);
    await call(team.clients.ann, 'stop_sending', null, 'wait');
    expect(await plan()).toMatchObject({ mails: [], stopped: 'person' });
  });
});
