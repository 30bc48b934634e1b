import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { inAppChannel } from '../../src-main/delivery/channels/in-app';
import type { Drain, DrainOptions } from '../../src-main/delivery/drain';
import { type MailServer, startMailServer } from '../support/mail-server';
import { call, launch, letPass, readyToSend, runRow, stepsOf } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';
import { drainOf } from './support/draining';

const team = teamForAllTests();
let mails: MailServer;
let product: pg.Client;
let drains: Drain[] = [];
beforeAll(async () => {
  mails = await startMailServer();
  product = await (await team.company.createLogin({ role: 'loader' })).connect();
});
beforeEach(() => readyToSend(team));
afterEach(async () => {
  await Promise.all(drains.map((drain) => drain.stop(500)));
  drains = [];
});
afterAll(() => mails.stop());

function drain(more: Partial<DrainOptions> = {}): Drain {
  const started = drainOf(team.logins.ada.url, mails.port, { others: [inAppChannel], ...more });
  drains.push(started);
  return started;
}
const tell = (more: object = {}) => launch(team.clients.ann, { channel: 'in_app', ...more });
const comesTo = (run: unknown, expected: string) =>
  vi.waitFor(async () => {
    const { stage, reason } = await runRow(team, run);
    expect(`${stage} ${reason}`).toBe(expected);
  }, 20_000);
const shown = async () =>
  (
    await product.query(
      'SELECT message_id, account, contact, category, title, text, seen_at FROM customer_success.in_app_messages_to_show',
    )
  ).rows;
const says = async (what: 'in_app_seen' | 'in_app_dismissed', message: unknown) =>
  call(product, what, message);

describe('what the product shows', () => {
  test('is there as soon as it is sent, by the company’s own ids', async () => {
    const { run_id } = await tell({ subject: 'New export', text: 'Try it.' });
    expect(await shown()).toEqual([]);
    drain();
    await comesTo(run_id, 'sent sent');
    expect(await shown()).toEqual([
      {
        ...{ message_id: run_id, account: 'acme', contact: 'user of 1', category: 'relationship' },
        ...{ title: 'New export', text: 'Try it.', seen_at: null },
      },
    ]);
    expect(mails.received).toEqual([]);
  });

  test('is seen, and gone once it is put away; the history of the message says so', async () => {
    const { run_id } = await tell();
    drain();
    await comesTo(run_id, 'sent sent');
    expect([await says('in_app_seen', run_id), await says('in_app_seen', run_id)]).toEqual([true, true]);
    expect(await shown()).toMatchObject([{ message_id: run_id, seen_at: expect.any(Date) }]);
    expect(await says('in_app_dismissed', run_id)).toBe(true);
    expect(await shown()).toEqual([]);
    expect(await stepsOf(team, run_id)).toEqual([
      'waiting due',
      'claimed in_hand',
      'dot handed_over',
      'sent sent',
      'sent seen',
      'sent dismissed',
    ]);
    expect(await says('in_app_seen', randomUUID())).toBe(false);
  });

  test('is no contact’s who left, and none for longer than 30 days', async () => {
    const { run_id } = await tell();
    drain();
    await comesTo(run_id, 'sent sent');
    await team.company.admin.query(
      'UPDATE customer_success.users SET deactivated_at = now() WHERE user_id = 1',
    );
    expect(await shown()).toEqual([]);
    await team.company.admin.query('UPDATE customer_success.users SET deactivated_at = NULL');
    expect(await shown()).toHaveLength(1);
    await team.company.admin.query(
      `UPDATE customer_success.in_app_messages SET shown_until = shown_until - interval '30 days'`,
    );
    expect(await shown()).toEqual([]);
  });

  test('needs no mail address and no consent, but keeps to the caps', async () => {
    await team.company.admin.query(
      `UPDATE customer_success.sending_settings SET caps = '[{"count": 1, "days": 1}]', quiet_from = 0, quiet_until = 1439;
       UPDATE customer_success.users SET email = NULL WHERE user_id = 1`,
    );
    const [first, second] = [await tell(), await tell()];
    drain();
    await comesTo(first.run_id, 'sent sent');
    await comesTo(second.run_id, 'waiting cap');
  });

  test('is nothing that was stopped before it was written down', async () => {
    const { run_id } = await tell();
    drain({
      async make() {
        await call(team.clients.ada, 'stop_sending', null, 'a wrong list');
        return { kind: 'made', mail: { subject: 'x', text: 'x', html: null, unsubscribeUrl: null } };
      },
    });
    await comesTo(run_id, 'waiting stopped');
    expect(await shown()).toEqual([]);
  });

  test('of a runner that died with it in hand is shown by the next, once, and never unknown', async () => {
    const { run_id } = await tell();
    const sender = { machine: 'desk', app: '1.0', channels: ['in_app'] };
    const claimed = await call(team.clients.ada, 'claim_intervention', randomUUID(), sender);
    expect(claimed).toMatchObject({ outcome: 'claimed', run_id, channel: 'in_app' });
    await letPass(team, 120);
    drain();
    await comesTo(run_id, 'sent sent');
    expect(await call(team.clients.ada, 'show_in_app', run_id, claimed['fence'], 'x', 'x')).toMatchObject({
      outcome: 'refused',
      reason: 'fence',
    });
    expect(await shown()).toHaveLength(1);
  });

  test('is written once, whoever shows it again, and what is no such message is not', async () => {
    const claim = (channel: string) =>
      call(team.clients.ada, 'claim_intervention', randomUUID(), {
        machine: 'desk',
        app: '1.0',
        channels: [channel],
      });
    await tell();
    const { run_id, fence } = await claim('in_app');
    expect(await call(team.clients.ada, 'show_in_app', run_id, fence, ' ', 'x')).toMatchObject({
      reason: 'invalid',
    });
    expect(await runRow(team, run_id)).toMatchObject({ stage: 'claimed' });
    expect(await call(team.clients.ada, 'show_in_app', run_id, fence, 'x', 'x')).toEqual({ outcome: 'sent' });
    expect(await call(team.clients.ada, 'show_in_app', run_id, fence, 'x', 'x')).toMatchObject({
      reason: 'fence',
    });
    await launch(team.clients.ann);
    const mail = await claim('email');
    expect(await call(team.clients.ada, 'show_in_app', mail.run_id, mail['fence'], 'x', 'x')).toMatchObject({
      reason: 'invalid',
    });
    expect(await shown()).toHaveLength(1);
  });
});

test('what was shown to somebody is forgotten with the account’s message', async () => {
  const { run_id } = await tell();
  drain();
  await comesTo(run_id, 'sent sent');
  await team.company.admin.query('DELETE FROM customer_success.interventions WHERE run_id = $1', [run_id]);
  expect(await shown()).toEqual([]);
});
