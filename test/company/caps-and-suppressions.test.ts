import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  call,
  claim,
  failed,
  launch,
  launchTemplate,
  letPass,
  reachDot,
  readyToSend,
  runRow,
  saveTemplate,
  send,
} from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let ann: pg.Client;
let ada: pg.Client;
let contract: string;
beforeAll(async () => {
  ({ ann, ada } = team.clients);
  contract = await saveTemplate(team, { name: 'Contract', category: 'renewal', transactional: true });
});
beforeEach(() => readyToSend(team));

const suppress = (address: string, client = ann, suppressed = true) =>
  call(client, 'suppress_address', address, suppressed);
const set = (columns: string) =>
  team.company.admin.query(`UPDATE customer_success.sending_settings SET ${columns}`);

/** What became of it once a runner looked. */
async function outcome(made: { run_id?: unknown }) {
  let { stage, reason } = await runRow(team, made.run_id);
  // Others may be due before it.
  for (let look = 0; look < 5 && reason === 'due'; look += 1) {
    await claim(ada);
    ({ stage, reason } = await runRow(team, made.run_id));
  }
  return `${stage} ${reason}`;
}

describe('settings of sending', () => {
  test.each([
    ['quiet_from', { quiet_from: 1440 }],
    ['quiet_until', { quiet_until: -1 }],
    ['caps', { caps: 0 }],
    ['count', { caps: [{ count: 0, days: 7 }] }],
    ['caps', { caps: [{ count: 1.5, days: 7 }] }],
    ['days', { caps: [{ count: 1, days: 0 }] }],
    ['hours', { caps: [{ count: 1, days: 1, hours: 1 }] }],
    ['per_domain_per_minute', { per_domain_per_minute: 0 }],
    ['unsubscribe_url', { unsubscribe_url: 'http://acme.example/u/' }],
    ['unsubscribe_url', { unsubscribe_url: 'https://acme.example/u>\r\nBcc: x@y.example' }],
    ['sender', { sender: 'x' }],
    ['personal_figures', { personal_figures: 'no' }],
    ['personal_figures', { personal_figures: null }],
  ])('whose %s is not what it must be are refused: %o', async (field, patch) => {
    expect(await call(ada, 'set_sending', patch)).toMatchObject({ outcome: 'refused', field });
  });

  test('are an admin’s, by field, and told in the audit', async () => {
    await expect(call(ann, 'set_sending', { caps: [] })).rejects.toMatchObject({ code: '42501' });
    expect(await call(ada, 'set_sending', { caps: [{ count: 3, days: 30 }], quiet_from: 1140 })).toEqual({
      outcome: 'applied',
    });
    const { rows } = await team.company.admin.query(
      'SELECT quiet_from, quiet_until, caps, unsubscribe_url FROM customer_success.sending_settings',
    );
    expect(rows).toEqual([
      {
        quiet_from: 1140,
        quiet_until: 0,
        caps: [{ count: 3, days: 30 }],
        unsubscribe_url: 'https://acme.example/u/',
      },
    ]);
  });
});

test('an admin alone ends figures of persons for everybody, and lets them be again', async () => {
  const shown = async () => {
    const { rows } = await team.company.admin.query(
      'SELECT personal_figures, quiet_until FROM customer_success.sending_settings',
    );
    return rows;
  };
  expect(await shown()).toEqual([{ personal_figures: true, quiet_until: 0 }]);
  await expect(call(ann, 'set_sending', { personal_figures: false })).rejects.toMatchObject({
    code: '42501',
  });
  expect(await call(ada, 'set_sending', { personal_figures: false })).toEqual({ outcome: 'applied' });
  expect(await shown()).toEqual([{ personal_figures: false, quiet_until: 0 }]);
  const { rows: audited } = await team.company.admin.query(
    `SELECT details FROM customer_success.audit_log WHERE kind = 'sending.set' ORDER BY number DESC LIMIT 1`,
  );
  expect(audited).toMatchObject([{ details: { personal_figures: false } }]);
  await call(ada, 'set_sending', { quiet_from: 1140 });
  expect(await shown()).toEqual([{ personal_figures: false, quiet_until: 0 }]);
  await call(ada, 'set_sending', { personal_figures: true });
  expect(await shown()).toEqual([{ personal_figures: true, quiet_until: 0 }]);
});

describe('caps', () => {
  const day = 86_400;

  test('hold a message back until there is room, and it holds no place meanwhile', async () => {
    await set(`caps = '[{"count": 2, "days": 7}]'`);
    await launch(ann);
    await send(ann);
    await letPass(team, 2 * day);
    await launch(ann);
    await send(ann);
    const [third, fourth] = [await launch(ann), await launch(ann, {}, 'acme')];
    expect(await claim(ann)).toMatchObject({ outcome: 'none' });
    for (const { run_id } of [third, fourth]) {
      const row = await runRow(team, run_id);
      expect(row).toMatchObject({ stage: 'waiting', reason: 'cap' });
      expect(row.wait / 1000 / day).toBeCloseTo(5, 2);
    }
    await letPass(team, 5 * day);
    expect((await send(ann)).run_id).toBe(third.run_id);
    // The other one waits for the next, which is later than it may wait.
    expect(await claim(ann)).toMatchObject({ outcome: 'none' });
    expect(await runRow(team, fourth.run_id)).toMatchObject({ stage: 'waiting', reason: 'cap' });
  });

  test('drop it where it may not wait, or not so long', async () => {
    await set(`caps = '[{"count": 1, "days": 7}]'`);
    await launch(ann);
    await send(ann);
    expect(await outcome(await launch(ann, { on_cap: 'drop' }))).toBe('dropped cap');
    expect(await outcome(await launch(ann, { wait_days: 6 }))).toBe('dropped cap');
    expect(await outcome(await launch(ann, { wait_days: 8 }))).toBe('waiting cap');
  });

  test('count what is in hand and what is unknown, and not what failed, was taken back or must go', async () => {
    await set(`caps = '[{"count": 1, "days": 1}]'`);
    await launchTemplate(ann, contract);
    await send(ann);
    await launch(ann);
    const first = await claim(ann);
    expect(await outcome(await launch(ann, { on_cap: 'drop' }))).toBe('dropped cap');
    await failed(ann, first, 'permanent');
    await launch(ann);
    const second = await claim(ann);
    expect(second.outcome).toBe('claimed');
    await reachDot(ann, second);
    await failed(ann, second, 'lost');
    expect(await outcome(await launch(ann, { on_cap: 'drop' }))).toBe('dropped cap');
    await letPass(team, 61);
    expect(await outcome(await launchTemplate(ann, contract))).toBe('claimed in_hand');
  });

  test('hold for an address, whoever has it', async () => {
    await set(`caps = '[{"count": 1, "days": 1}]'`);
    await team.company.admin.query(
      `UPDATE customer_success.users SET email = CASE user_id WHEN 1 THEN 'Ana@X.example' ELSE 'ana@x.example' END WHERE user_id IN (1, 2)`,
    );
    await launch(ann);
    await send(ann);
    expect(await outcome(await launch(ada, { on_cap: 'drop' }, 'bolt'))).toBe('dropped cap');
    expect(await outcome(await launch(ada, { on_cap: 'drop' }, 'cove'))).toBe('claimed in_hand');
  });

  test('hold against many who claim at once', async () => {
    await set(`caps = '[{"count": 2, "days": 1}]'`);
    for (let n = 0; n < 12; n += 1) await launch(ann);
    const clients = await Promise.all(Array.from({ length: 6 }, () => team.logins.ada.connect()));
    const claimed = (
      await Promise.all(
        clients.map(async (client) => {
          let count = 0;
          for (let n = 0; n < 6; n += 1)
            count += (await claim(client, randomUUID())).outcome === 'claimed' ? 1 : 0;
          return count;
        }),
      )
    ).reduce((sum, count) => sum + count);
    expect(claimed).toBe(2);
  });
});

test('to one domain goes so much a minute and no more', async () => {
  await set('per_domain_per_minute = 2');
  await team.company.admin.query(
    `UPDATE customer_success.users SET email = 'u' || user_id || '@big.example' WHERE user_id IN (1, 2)`,
  );
  for (let n = 0; n < 3; n += 1) await launch(ann);
  expect([(await claim(ann)).outcome, (await claim(ann)).outcome]).toEqual(['claimed', 'claimed']);
  const { run_id } = await launch(ada, {}, 'bolt');
  expect(await outcome({ run_id })).toBe('waiting rate');
  expect((await runRow(team, run_id)).wait).toBeLessThanOrEqual(60_000);
  expect(await outcome(await launch(ada, {}, 'cove'))).toBe('claimed in_hand');
});

describe('suppressed addresses', () => {
  test('get nothing until an admin takes them off', async () => {
    expect(await suppress('USER1@x1.example ')).toEqual({ outcome: 'applied', changed: true });
    expect(await suppress('user1@x1.example')).toEqual({ outcome: 'applied', changed: false });
    expect(await outcome(await launch(ann))).toBe('dropped suppressed');
    expect(await suppress('user1@x1.example', ann, false)).toEqual({ outcome: 'refused', reason: 'role' });
    expect(await suppress('user1@x1.example', ada, false)).toEqual({ outcome: 'applied', changed: true });
    expect(await outcome(await launch(ann))).toBe('claimed in_hand');
  });

  test('are addresses', async () => {
    expect(await suppress('everybody')).toMatchObject({ reason: 'invalid', field: 'address' });
  });

  test('that come between claim and last byte keep the message back', async () => {
    await launch(ann);
    const claimed = await claim(ann);
    await suppress('user1@x1.example');
    expect(await reachDot(ann, claimed)).toEqual({ outcome: 'refused', reason: 'suppressed' });
  });
});
