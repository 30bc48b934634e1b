import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  call,
  claim,
  launch,
  launchTemplate,
  letPass,
  reachDot,
  readyToSend,
  ruleThatActs,
  runRow,
  saveTemplate,
  send,
  stepsOf,
} from '../support/sending';
import { applyOne, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';
import { templatePatch } from '../support/templates';

const team = teamForAllTests();
let ann: pg.Client;
let ada: pg.Client;
beforeAll(() => {
  ({ ann, ada } = team.clients);
});
beforeEach(() => readyToSend(team));

const cancel = (client: pg.Client, run: unknown) => call(client, 'cancel_intervention', run);
const grant = (more: object = {}) =>
  call(ann, 'record_consent', 'acme', {
    contact: 'user of 1',
    category: 'relationship',
    state: 'granted',
    basis: 'contract',
    ...more,
  });

describe('a launch by hand', () => {
  test('waits for the moments in which it can be undone, ten seconds unless it says otherwise', async () => {
    const { run_id } = await launch(ann, { undo_seconds: undefined });
    const { wait } = await runRow(team, run_id);
    expect(wait).toBeGreaterThan(8_000);
    expect(wait).toBeLessThanOrEqual(10_000);
    expect(await claim(ann)).toMatchObject({ outcome: 'none' });
    expect(await cancel(ann, run_id)).toEqual({ outcome: 'applied' });
    await letPass(team, 11);
    expect(await claim(ann)).toEqual({ outcome: 'none' });
    expect(await stepsOf(team, run_id)).toEqual(['waiting due', 'cancelled by_hand']);
  });

  test('goes at the time that it names', async () => {
    const { due_at } = await launch(ann, { send_at: Date.now() + 3_600_000 });
    expect(Number(due_at) - Date.now()).toBeGreaterThan(3_590_000);
    await letPass(team, 3590);
    expect(await claim(ann)).toMatchObject({ outcome: 'none' });
    await letPass(team, 11);
    expect(await claim(ann)).toMatchObject({ outcome: 'claimed' });
  });

  test('can be taken back until the last byte, also when a runner has it in hand', async () => {
    await launch(ann);
    const first = await claim(ann);
    expect(await cancel(ada, first.run_id)).toEqual({ outcome: 'applied' });
    expect(await reachDot(ann, first)).toEqual({ outcome: 'refused', reason: 'fence' });
    await launch(ann);
    const second = await claim(ann);
    await reachDot(ann, second);
    expect(await cancel(ann, second.run_id)).toEqual({
      outcome: 'refused',
      reason: 'too_late',
      stage: 'dot',
    });
  });

  test('pressed twice is one, whether with the same number or another; the second is shown the first', async () => {
    const patch = { subject: 'Hello' };
    const id = randomUUID();
    const first = await launch(ann, patch, 'acme', id);
    expect(first).toMatchObject({ outcome: 'applied', is_new: true });
    const again = { outcome: 'applied', is_new: false, run_id: first.run_id, due_at: first['due_at'] };
    expect(await launch(ann, patch, 'acme', id)).toEqual(again);
    expect(await launch(ann, patch)).toEqual(again);
    await letPass(team, 61);
    expect(await launch(ann, patch, 'acme', id)).toMatchObject({ is_new: false, run_id: first.run_id });
    expect(await launch(ann, patch)).toMatchObject({ is_new: true });
  });

  test('pressed by eight sessions at once is one', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, () => team.logins.ann.connect()));
    const answers = await Promise.all(clients.map((client) => launch(client, { subject: 'At once' })));
    expect(new Set(answers.map(({ run_id }) => run_id)).size).toBe(1);
    expect(answers.filter(({ is_new }) => is_new)).toHaveLength(1);
  });

  test('of another text, to another, or by another is another', async () => {
    const runs = [
      await launch(ann, { subject: 'One' }),
      await launch(ann, { subject: 'Two' }),
      await launch(ada, { subject: 'One' }),
      await launch(ada, { subject: 'One' }, 'bolt'),
    ];
    expect(new Set(runs.map(({ run_id }) => run_id)).size).toBe(4);
  });

  test('needs the account, and a manager', async () => {
    expect(await launch(team.clients.bob)).toEqual({ outcome: 'refused', reason: 'not_yours' });
    expect(await launch(ann, {}, 'nowhere')).toMatchObject({ reason: 'not_yours' });
    await expect(launch(team.clients.vera)).rejects.toMatchObject({ code: '42501' });
    const { run_id } = await launch(ann);
    expect(await cancel(team.clients.bob, run_id)).toEqual({ outcome: 'refused', reason: 'not_yours' });
  });

  test.each([
    ['contact', { contact: 'user of 2' }],
    ['subject', { subject: 'Two\r\nBcc: x@y.example' }],
    ['subject', { subject: 'Bad \u2028 line' }],
    ['subject', { subject: '' }],
    ['text', { text: '' }],
    ['text', { text: 'x'.repeat(50_001) }],
    ['template', { template: randomUUID(), subject: undefined, text: undefined }],
    ['undo_seconds', { undo_seconds: -1 }],
    ['wait_days', { wait_days: 61 }],
    ['on_cap', { on_cap: 'whatever' }],
    ['send_at', { send_at: 'tomorrow' }],
    ['bcc', { bcc: 'x@y.example' }],
  ])('whose %s is not what it must be is refused: %o', async (field, patch) => {
    expect(await launch(ann, patch)).toMatchObject({ outcome: 'refused', reason: 'invalid', field });
  });

  test.each([
    null,
    '',
    'nobody',
    'a@b',
    'a b@x.example',
    'a@x.example\r\nBcc: b@x.example',
    'a@x.example,b@x.example',
    '<a@x.example>',
    'a@-x.example',
    `${'a'.repeat(65)}@x.example`,
    'a\u200b@x.example',
    'a..b@x.example',
  ])('to a contact whose address is %j is refused', async (email) => {
    await team.company.admin.query('UPDATE customer_success.users SET email = $1 WHERE user_id = 1', [email]);
    expect(await launch(ann)).toMatchObject({ reason: 'invalid', field: 'contact' });
  });

  test.each(['用户@例え.jp', "o'brien+x@mail.x-y.example", 'ü@bücher.example'])(
    'to %s is taken',
    async (email) => {
      await team.company.admin.query('UPDATE customer_success.users SET email = $1 WHERE user_id = 1', [
        ` ${email} `,
      ]);
      await launch(ann);
      expect(await claim(ann)).toMatchObject({ outcome: 'claimed', address: email });
    },
  );

  test('goes to the address that the contact has when it goes, and to nobody who left meanwhile', async () => {
    const { run_id } = await launch(ann);
    await team.company.admin.query(
      `UPDATE customer_success.users SET email = 'new@x.example' WHERE user_id = 1`,
    );
    const claimed = await claim(ann);
    expect(claimed).toMatchObject({ run_id, address: 'new@x.example' });
    await team.company.admin.query(
      `UPDATE customer_success.users SET email = 'newer@x.example' WHERE user_id = 1`,
    );
    expect(await reachDot(ann, claimed)).toEqual({ outcome: 'refused', reason: 'gone' });
    const second = await launch(ann);
    await team.company.admin.query(
      'UPDATE customer_success.users SET deactivated_at = now() WHERE user_id = 1',
    );
    expect(await claim(ann)).toEqual({ outcome: 'none' });
    expect(await runRow(team, second.run_id)).toMatchObject({ stage: 'dropped', reason: 'gone' });
  });

  test('of a template names its latest version, and is nothing once that is archived', async () => {
    await grant();
    const template = await saveTemplate(team);
    const kept = await launchTemplate(ann, template);
    const content = { ...templatePatch('Other').content };
    const change = (patch: object, version: number) =>
      applyOne(
        ada,
        operation('template.save', patch, { account: null, entry: template, base_version: version }),
      );
    expect(await change({ content }, 1)).toMatchObject({ outcome: 'applied' });
    expect(await claim(ann)).toMatchObject({
      run_id: kept.run_id,
      template_id: template,
      template_version: 1,
      content: null,
      language: 'en',
    });
    const next = await launchTemplate(ann, template);
    expect(next['is_new']).toBe(true);
    await change({ archived: true }, 2);
    await claim(ann);
    expect(await runRow(team, next.run_id)).toMatchObject({ stage: 'dropped', reason: 'no_template' });
  });

  test('is written down in the audit, once', async () => {
    const { run_id } = await launch(ann, { subject: 'Told' });
    await launch(ann, { subject: 'Told' });
    const { rows } = await team.company.admin.query(
      `SELECT login FROM customer_success.audit_log WHERE chain = 1 AND kind = 'message.launch' AND details ->> 'run' = $1`,
      [run_id],
    );
    expect(rows).toEqual([{ login: team.logins.ann.login }]);
  });
});

test('without a brand that says who writes, nothing is claimed', async () => {
  await launch(ann);
  await team.company.admin.query('DELETE FROM customer_success.brand_settings');
  expect(await claim(ann)).toEqual({ outcome: 'refused', reason: 'no_sender' });
});

describe('a stop', () => {
  const stop = (client: pg.Client, rule: string | null = null, reason: string | null = 'a wrong list') =>
    call(client, 'stop_sending', rule, reason);
  const release = (client: pg.Client, rule: string | null = null) => call(client, 'release_sending', rule);
  const ofRule = (run: unknown, rule: string) =>
    team.company.admin.query(
      'UPDATE customer_success.interventions SET rule_id = $2, rule_version = 1 WHERE run_id = $1',
      [run, rule],
    );

  test('of everything holds from the next claim and the next last byte on, and says what leaves all the same', async () => {
    for (let n = 0; n < 3; n += 1) await launch(ann);
    const [first, second] = [await claim(ann), await claim(ann)];
    await reachDot(ann, first);
    const { outcome, leaving, stopped_at } = await stop(ann);
    expect([outcome, leaving]).toEqual(['applied', 1]);
    expect(Math.abs(Number(stopped_at) - Date.now())).toBeLessThan(5_000);
    expect(await reachDot(ann, second)).toEqual({ outcome: 'refused', reason: 'stopped' });
    expect(await claim(ann)).toEqual({ outcome: 'stopped', reason: 'person' });
    expect(await runRow(team, second.run_id)).toMatchObject({ stage: 'waiting', reason: 'stopped' });
    expect(await release(ann)).toEqual({ outcome: 'refused', reason: 'role' });
    expect(await release(ada)).toEqual({ outcome: 'applied' });
    expect([await send(ann), await send(ann)]).toHaveLength(2);
  });

  test('pressed twice is the first one; each stays on record', async () => {
    const first = await stop(ann);
    expect(await stop(ada, null, 'me too')).toEqual(first);
    await release(ada);
    await stop(ada, null, 'once more');
    const { rows } = await team.company.admin.query(
      'SELECT reason, released_at IS NULL AS stands FROM customer_success.sending_stops ORDER BY 1',
    );
    expect(rows).toEqual([
      { reason: 'a wrong list', stands: false },
      { reason: 'once more', stands: true },
    ]);
  });

  test('of a rule holds its messages and no others', async () => {
    const rule = await ruleThatActs(ada);
    await grant();
    const [held, other] = [await launch(ann), await launch(ann)];
    await ofRule(held.run_id, rule);
    await ofRule(other.run_id, await ruleThatActs(ada));
    expect(await stop(ann, rule)).toMatchObject({ outcome: 'applied', leaving: 0 });
    expect(await claim(ann)).toMatchObject({ run_id: other.run_id });
    expect(await claim(ann)).toMatchObject({ outcome: 'none' });
    expect(await release(ann, rule)).toEqual({ outcome: 'applied' });
    const claimed = await claim(ann);
    expect(claimed.run_id).toBe(held.run_id);
    await stop(ann, rule);
    expect(await reachDot(ann, claimed)).toEqual({ outcome: 'refused', reason: 'stopped' });
  });

  test('needs a reason', async () => {
    expect(await stop(ann, null, ' \u200b')).toMatchObject({ reason: 'invalid', field: 'reason' });
    expect(await stop(ann, null, null)).toMatchObject({ reason: 'invalid' });
  });

  test('holds although somebody keeps a last byte open on purpose', async () => {
    await launch(ann);
    const claimed = await claim(ann);
    await ann.query('BEGIN');
    await reachDot(ann, claimed);
    expect(await stop(ada)).toMatchObject({ outcome: 'applied' });
    await ann.query('ROLLBACK');
    expect(await reachDot(ann, claimed)).toEqual({ outcome: 'refused', reason: 'stopped' });
  });

  test('can be held off by nobody: its table is locked by no member', async () => {
    for (const client of Object.values(team.clients)) {
      await client.query('BEGIN');
      await expect(
        client.query('LOCK TABLE customer_success.sending_stops IN ROW SHARE MODE'),
      ).rejects.toMatchObject({ code: '42501' });
      await client.query('ROLLBACK');
    }
  });

  test('comes by itself with a restored dump, until an admin lets it go', async () => {
    await launch(ann);
    await team.company.admin.query(
      `UPDATE customer_success.sync_settings SET history = 'another server'; SELECT customer_success.renew_history()`,
    );
    expect(await claim(ann)).toEqual({ outcome: 'stopped', reason: 'restored' });
    expect(await release(ann)).toMatchObject({ reason: 'role' });
    await release(ada);
    expect(await claim(ann)).toMatchObject({ outcome: 'claimed' });
  });
});

test('nothing is claimed and no last byte goes in a history that ended', async () => {
  await launch(ann);
  await launch(ann);
  const claimed = await claim(ann);
  const { rows } = await team.company.admin.query<{ history: string }>(
    'SELECT history FROM customer_success.sync_settings',
  );
  await team.company.admin.query(`ALTER TABLE customer_success.sync_settings DISABLE TRIGGER stop_after_restore;
    UPDATE customer_success.sync_settings SET history = 'another server'`);
  expect(await claim(ann)).toEqual({ outcome: 'stopped', reason: 'restored' });
  expect(await reachDot(ann, claimed)).toEqual({ outcome: 'refused', reason: 'stopped' });
  await team.company.admin.query('UPDATE customer_success.sync_settings SET history = $1', [
    rows[0]?.history,
  ]);
  await team.company.admin.query(
    'ALTER TABLE customer_success.sync_settings ENABLE TRIGGER stop_after_restore',
  );
});
