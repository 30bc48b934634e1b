import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  call,
  claim,
  launchTemplate,
  letPass,
  reachDot,
  readyToSend,
  ruleThatActs,
  runRow,
  saveTemplate,
  send,
  sent,
  stepsOf,
} from '../support/sending';
import { applyOne, type OperationAnswer, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let ann: pg.Client;
let ada: pg.Client;
let bob: pg.Client;
let template: string;
let rule: string;
beforeAll(async () => {
  ({ ann, ada, bob } = team.clients);
  await readyToSend(team);
  template = await saveTemplate(team);
  rule = await ruleThatActs(ada);
});
beforeEach(async () => {
  await readyToSend(team);
  await grant('existing_customer');
});

const ask = (client: pg.Client, kind: string, patch: object, more: object = {}) =>
  applyOne(client, operation(kind, patch, more));
const grant = (basis: string) =>
  ask(ann, 'consent.record', { contact: 'user of 1', category: '*', state: 'granted', basis });
const decide = (client: pg.Client, run: unknown, patch: object, account = 'acme') =>
  ask(client, 'message.decide', { undo_seconds: 0, ...patch }, { entry: run, account });
const approve = (client: pg.Client, run: unknown, more: object = {}) =>
  decide(client, run, { decision: 'approve', ...more });
const reject = (client: pg.Client, run: unknown, reason = 'not this quarter') =>
  ask(client, 'message.decide', { decision: 'reject', reason }, { entry: run });
const withdraw = (client: pg.Client, run: unknown) =>
  ask(client, 'message.decide', { decision: 'withdraw' }, { entry: run });

/** As a rule in mode approval asks for it. */
async function propose({ waitDays = 7 } = {}): Promise<string> {
  const { rows } = await team.company.admin.query<{ made: { run_id: string } }>(
    `SELECT customer_success.make_intervention(jsonb_populate_record(NULL::customer_success.interventions, jsonb_build_object(
       'organization_id', 1, 'user_id', 1, 'channel', 'email', 'occurrence', $1::text, 'rule_id', $2::uuid, 'rule_version', 1,
       'launched_by', 'ada', 'template_id', $3::uuid, 'template_version', 1, 'category', 'relationship', 'priority', 100,
       'on_cap', 'wait', 'due_at', now(), 'expires_at', now() + $4 * interval '1 day', 'stage', 'proposed'))) AS made`,
    [randomUUID(), rule, template, waitDays],
  );
  return rows[0]?.made.run_id ?? '';
}
const refusedFor = (reason: string) => ({ outcome: 'refused', reason });

describe('what a rule proposes', () => {
  test('is claimed by nobody until somebody approves it, and goes then', async () => {
    const run = await propose();
    expect(await claim(ann)).toEqual({ outcome: 'none' });
    expect(await approve(ann, run)).toMatchObject({ outcome: 'applied' });
    expect((await send(ada)).run_id).toBe(run);
    expect(await stepsOf(team, run)).toEqual([
      'proposed approval',
      'waiting approved',
      'claimed in_hand',
      'dot handed_over',
      'sent sent',
    ]);
  });

  test('approved twice is approved once, by the first', async () => {
    const run = await propose();
    await approve(ann, run);
    expect(await approve(ada, run)).toMatchObject({ outcome: 'applied' });
    await send(ann);
    expect(await approve(ada, run)).toMatchObject({ outcome: 'applied' });
    const { rows } = await team.company.admin.query(
      'SELECT approved_by FROM customer_success.interventions WHERE run_id = $1',
      [run],
    );
    expect(rows).toEqual([{ approved_by: team.logins.ann.login }]);
    expect(await claim(ann)).toEqual({ outcome: 'none' });
  });

  test('goes in the words to which it was edited, under the rule all the same', async () => {
    const run = await propose();
    await approve(ann, run, { subject: 'Shorter', text: 'Shall we talk on Monday?' });
    const claimed = await claim(ann);
    expect(claimed).toMatchObject({
      run_id: run,
      template_id: null,
      content: { subject: 'Shorter', text: 'Shall we talk on Monday?' },
    });
    // A person may write to who unsubscribed; a rule may not, whoever edited its words.
    await ask(ann, 'consent.record', { contact: 'user of 1', category: '*', state: 'withdrawn' });
    expect(await reachDot(ann, claimed)).toMatchObject({ outcome: 'refused', reason: 'unsubscribed' });
  });

  test('edited words wait for a page to unsubscribe as the rule’s own do, and need a basis', async () => {
    const run = await propose();
    await team.company.admin.query(
      'UPDATE customer_success.sending_settings SET unsubscribe_proved_at = NULL',
    );
    await approve(ann, run, { subject: 'Shorter', text: 'Monday?' });
    expect(await claim(ann)).toMatchObject({ outcome: 'none' });
    expect(await runRow(team, run)).toMatchObject({ stage: 'waiting', reason: 'no_unsubscribe' });
    await team.company.admin.query(
      'DELETE FROM customer_success.communication_preferences; UPDATE customer_success.sending_settings SET unsubscribe_proved_at = now()',
    );
    await letPass(team, 3600);
    await claim(ann);
    expect(await runRow(team, run)).toMatchObject({ stage: 'dropped', reason: 'no_basis' });
  });

  test('rejected ends with its reason; approved after that it comes too late', async () => {
    const run = await propose();
    expect(await ask(ann, 'message.decide', { decision: 'reject' }, { entry: run })).toMatchObject({
      answer: { field: 'reason' },
    });
    expect(await reject(ann, run)).toMatchObject({ outcome: 'applied' });
    expect(await reject(ada, run, 'another reason')).toMatchObject({ outcome: 'applied' });
    expect(await approve(ada, run)).toMatchObject(refusedFor('too_late'));
    const { rows } = await team.company.admin.query(
      'SELECT stage, reason, decision_reason FROM customer_success.interventions WHERE run_id = $1',
      [run],
    );
    expect(rows).toEqual([{ stage: 'cancelled', reason: 'rejected', decision_reason: 'not this quarter' }]);
  });

  test('an approval is taken back until the last byte, also from a runner’s hand', async () => {
    const run = await propose();
    await approve(ann, run);
    const claimed = await claim(ann);
    expect(await withdraw(ann, run)).toMatchObject({ outcome: 'applied' });
    expect(await reachDot(ann, claimed)).toEqual({ outcome: 'refused', reason: 'fence' });
    expect(await claim(ann)).toEqual({ outcome: 'none' });
    await approve(ann, run);
    await reachDot(ann, await claim(ann));
    expect(await withdraw(ann, run)).toMatchObject(refusedFor('too_late'));
  });

  test('one that was edited after another approved it as it was is refused', async () => {
    const run = await propose();
    await approve(ann, run, { undo_seconds: 60 });
    expect(await approve(ada, run, { subject: 'Other', text: 'Other words' })).toMatchObject(
      refusedFor('conflict'),
    );
    expect(await reject(ada, run)).toMatchObject(refusedFor('conflict'));
    expect(await runRow(team, run)).toMatchObject({ stage: 'waiting', reason: 'approved' });
  });

  test('expires where nobody comes, and says so to who comes later', async () => {
    const run = await propose({ waitDays: 1 });
    await letPass(team, 86_400);
    expect(await approve(ann, run)).toMatchObject(refusedFor('too_late'));
    await claim(ann);
    expect(await runRow(team, run)).toMatchObject({ stage: 'dropped', reason: 'expired' });
  });

  test('approved late has as long to find room in the caps as it had', async () => {
    const run = await propose({ waitDays: 2 });
    await letPass(team, 1.9 * 86_400);
    await approve(ann, run);
    const { rows } = await team.company.admin.query<{ days: number }>(
      `SELECT extract(epoch FROM expires_at - clock_timestamp())::float8 / 86400 AS days
         FROM customer_success.interventions WHERE run_id = $1`,
      [run],
    );
    expect(rows[0]?.days).toBeCloseTo(2, 2);
  });

  test('is ended by who unsubscribes meanwhile, and by an erasure’s own stage', async () => {
    const run = await propose();
    await ask(ann, 'consent.record', { contact: 'user of 1', category: '*', state: 'withdrawn' });
    expect(await runRow(team, run)).toMatchObject({ stage: 'cancelled', reason: 'unsubscribed' });
    expect(await approve(ann, run)).toMatchObject(refusedFor('too_late'));
  });

  test('is decided by who may send for the account, and by nobody else', async () => {
    const run = await propose();
    expect(await approve(bob, run)).toMatchObject(refusedFor('not_yours'));
    expect(await decide(bob, run, { decision: 'approve' }, 'bolt')).toMatchObject(refusedFor('gone'));
    expect(await approve(team.clients.vera, run)).toMatchObject(refusedFor('role'));
    expect(await decide(ann, run, { decision: 'perhaps' })).toMatchObject({ answer: { field: 'decision' } });
    expect(await runRow(team, run)).toMatchObject({ stage: 'proposed' });
  });

  test.each(['waiting', 'claimed', 'dot', 'sent', 'unknown'])(
    'never stands as %s without an approval, whoever writes',
    async (stage) => {
      const run = await propose();
      await expect(
        team.company.admin.query('UPDATE customer_success.interventions SET stage = $2 WHERE run_id = $1', [
          run,
          stage,
        ]),
      ).rejects.toMatchObject({ constraint: 'interventions_approval_check' });
    },
  );
});

describe('operations of messages', () => {
  const launch = (client: pg.Client, more: object = {}, account = 'acme') =>
    ask(
      client,
      'message.launch',
      {
        contacts: ['user of 1'],
        subject: `Hello ${randomUUID()}`,
        text: 'How are you?',
        undo_seconds: 0,
        ...more,
      },
      { account },
    );
  const runsOf = ({ answer }: OperationAnswer) => answer['runs'] as string[];
  const cancel = (client: pg.Client, entry: unknown) => ask(client, 'message.cancel', {}, { entry });
  const addContacts = () =>
    team.company.admin.query(
      `INSERT INTO customer_success.users (user_id, organization_id, external_id, name, email)
       SELECT 100 + n, 1, 'extra ' || n, 'Extra ' || n, 'extra' || n || '@x1.example' FROM generate_series(1, 3) n
       ON CONFLICT (organization_id, external_id) DO UPDATE SET email = excluded.email`,
    );

  test('one launch reaches several contacts of an account, each by a message of their own', async () => {
    await addContacts();
    const answer = await launch(ann, { contacts: ['user of 1', 'extra 1', 'extra 2', 'extra 1'] });
    expect(runsOf(answer)).toHaveLength(3);
    const addresses = [await send(ann), await send(ann), await send(ann)].map(({ address }) => address);
    expect(addresses.sort()).toEqual(['extra1@x1.example', 'extra2@x1.example', 'user1@x1.example']);
  });

  test('a launch to several is one or none: who can’t get it is named', async () => {
    const answer = await launch(ann, { contacts: ['user of 1', 'nobody'] });
    expect(answer).toMatchObject({ outcome: 'refused', reason: 'invalid', answer: { field: 'contact' } });
    expect(await claim(ann)).toEqual({ outcome: 'none' });
  });

  test('pressed twice, under two numbers, is one; the second takes the first back as well', async () => {
    const [first, second] = [await launch(ann, { subject: 'A' }), await launch(ann, { subject: 'A' })];
    expect(runsOf(second)).toEqual(runsOf(first));
    await cancel(ann, second.op_id);
    expect(await runRow(team, runsOf(first)[0])).toMatchObject({ stage: 'cancelled', reason: 'by_hand' });
  });

  test('the same to one address is one, whoever of two contacts has it, however it is written', async () => {
    await addContacts();
    await team.company.admin.query(
      `UPDATE customer_success.users SET email = ' USER1@X1.example' WHERE external_id = 'extra 1'`,
    );
    const answer = await launch(ann, { contacts: ['user of 1', 'extra 1'] });
    expect(new Set(runsOf(answer)).size).toBe(1);
    await send(ann);
    expect(await claim(ann)).toEqual({ outcome: 'none' });
  });

  test('a launch is taken back whole within its moments, and not once it left', async () => {
    await addContacts();
    const answer = await launch(ann, { contacts: ['user of 1', 'extra 1'], undo_seconds: undefined });
    expect(await claim(ann)).toMatchObject({ outcome: 'none' });
    expect(await cancel(ada, answer.op_id)).toMatchObject(refusedFor('gone'));
    expect(await cancel(ann, answer.op_id)).toMatchObject({ outcome: 'applied', answer: { late: 0 } });
    const next = await launch(ann);
    await reachDot(ann, await claim(ann));
    expect(await cancel(ann, next.op_id)).toMatchObject(refusedFor('too_late'));
    expect(await cancel(bob, runsOf(next)[0])).toMatchObject(refusedFor('not_yours'));
  });

  test('what waited offline is asked again when it arrives: who unsubscribed meanwhile gets nothing', async () => {
    await ask(ann, 'consent.record', { contact: 'user of 1', category: '*', state: 'withdrawn' });
    const runs = [];
    for (let n = 0; n < 5; n += 1) runs.push(...runsOf(await launch(ann)));
    expect(await claim(ann)).toEqual({ outcome: 'none' });
    for (const run of runs)
      expect(await runRow(team, run)).toMatchObject({ stage: 'cancelled', reason: 'unsubscribed' });
  });

  test('personal mail to who unsubscribed goes with a reason, and never to who complained', async () => {
    await ask(ann, 'consent.record', { contact: 'user of 1', category: '*', state: 'withdrawn' });
    await launch(ann, { despite: 'She asked me on the phone to write' });
    expect(await claim(ann)).toMatchObject({ outcome: 'claimed' });
    await team.company.admin.query(
      `INSERT INTO customer_success.suppressions (address_digest, reason, author)
       SELECT customer_success.address_digest('user1@x1.example'), 'complained', 'ann'`,
    );
    const [run] = runsOf(await launch(ann, { despite: 'She asked me on the phone to write' }));
    await claim(ann);
    expect(await runRow(team, run)).toMatchObject({ stage: 'dropped', reason: 'complained' });
  });

  test('a stop is one whoever presses; it says what leaves; an admin lets go', async () => {
    await launch(ann);
    await reachDot(ann, await claim(ann));
    const stop = await ask(ann, 'sending.stop', { rule: null, reason: 'a wrong list' }, { account: null });
    expect(stop).toMatchObject({ outcome: 'applied', answer: { leaving: 1 } });
    const again = await ask(ada, 'sending.stop', { rule: null, reason: 'me too' }, { account: null });
    expect(again.answer['stopped_at']).toBe(stop.answer['stopped_at']);
    expect(await claim(ann)).toEqual({ outcome: 'stopped', reason: 'person' });
    const release = (client: pg.Client) => ask(client, 'sending.release', { rule: null }, { account: null });
    expect(await release(ann)).toMatchObject(refusedFor('role'));
    expect(await release(ada)).toMatchObject({ outcome: 'applied' });
    expect(await claim(ann)).toMatchObject({ outcome: 'none' });
  });

  test('of a rule, whoever may send stops it and lets it go', async () => {
    const run = await propose();
    await approve(ann, run);
    await ask(ann, 'sending.stop', { rule, reason: 'a wrong segment' }, { account: null });
    expect(await claim(ann)).toMatchObject({ outcome: 'none' });
    expect(await ask(ann, 'sending.release', { rule }, { account: null })).toMatchObject({
      outcome: 'applied',
    });
    expect(await claim(ann)).toMatchObject({ run_id: run });
  });

  test('one that is unknown is settled by a person: it arrived, or goes once more after 15 minutes', async () => {
    await launch(ann);
    const claimed = await claim(ann);
    await reachDot(ann, claimed);
    await call(ann, 'intervention_failed', claimed.run_id, claimed.fence, 'lost', '');
    const settle = (arrived: unknown) => ask(ann, 'message.settle', { arrived }, { entry: claimed.run_id });
    expect(await settle('yes')).toMatchObject({ answer: { field: 'arrived' } });
    expect(await settle(false)).toMatchObject({ answer: { field: 'arrived' } });
    await letPass(team, 15 * 60);
    expect(await settle(false)).toMatchObject({ outcome: 'applied' });
    expect(await claim(ann)).toMatchObject({ run_id: claimed.run_id, message_id: claimed.message_id });
    expect(await sent(ann, claimed)).toMatchObject({ outcome: 'refused' });
    expect(await settle(true)).toMatchObject(refusedFor('too_late'));
  });
});

test('a lease that is renewed is told to no desktop; a state is', async () => {
  await launchTemplate(ann, template);
  const lines = async () => {
    const { rows } = await team.company.admin.query<{ lines: number }>(
      `SELECT count(*)::int AS lines FROM customer_success.sync_log WHERE table_name = 'interventions'`,
    );
    return rows[0]?.lines ?? 0;
  };
  const claimed = await claim(ann);
  const before = await lines();
  await call(ann, 'renew_intervention', claimed.run_id, claimed.fence);
  expect(await lines()).toBe(before);
  await reachDot(ann, claimed);
  expect(await lines()).toBeGreaterThan(before);
});
