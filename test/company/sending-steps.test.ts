import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  claim,
  failed,
  launch,
  letPass,
  reachDot,
  readyToSend,
  renew,
  runRow,
  sent,
  stepsOf,
} from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let ann: pg.Client;
let ada: pg.Client;
beforeAll(() => {
  ({ ann, ada } = team.clients);
});
beforeEach(() => readyToSend(team));

const [here, there] = [randomUUID(), randomUUID()];
const refused = { outcome: 'refused', reason: 'fence' };

describe('a message on its way', () => {
  test('is claimed, handed over and sent, and each step is kept', async () => {
    const { run_id } = await launch(ann);
    const claimed = await claim(ann);
    expect(claimed).toMatchObject({
      outcome: 'claimed',
      run_id,
      fence: 1,
      attempt: 1,
      lease_seconds: 60,
      organization_id: 1,
      user_id: 1,
      address: 'user1@x1.example',
      name: 'User of 1',
      category: 'relationship',
      transactional: false,
      content: { text: 'How are you?' },
      sender: { name: 'Ada of Acme', address: 'ada@acme.example' },
      reply_to: { name: 'Ann', address: 'ann@x.org' },
      unsubscribe_url: 'https://acme.example/u/',
    });
    expect(claimed.message_id).toMatch(/^[0-9a-f]{40}@acme\.example$/);
    expect(claimed.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await reachDot(ann, claimed)).toEqual({ outcome: 'dot' });
    expect(await sent(ann, claimed)).toEqual({ outcome: 'sent' });
    expect(await stepsOf(team, run_id)).toEqual([
      'waiting due',
      'claimed in_hand',
      'dot handed_over',
      'sent sent',
    ]);
    expect(await claim(ann)).toEqual({ outcome: 'none' });
  });

  test('is told to desktops once a step, and once for the step itself', async () => {
    const { run_id } = await launch(ann);
    const logged = async (act: () => Promise<unknown>) => {
      await team.company.admin.query('DELETE FROM customer_success.sync_log');
      await act();
      const { rows } = await team.company.admin.query<{ table_name: string }>(
        'SELECT table_name FROM customer_success.sync_log ORDER BY log_id',
      );
      return rows.map(({ table_name }) => table_name);
    };
    const both = ['interventions', 'intervention_steps'];
    let claimed = await claim(ann);
    expect(claimed.run_id).toBe(run_id);
    await failed(ann, claimed, 'not_now');
    await letPass(team, 61);
    expect(
      await logged(async () => {
        claimed = await claim(ann);
      }),
    ).toEqual(both);
    // A lease that is longer is its runner's alone.
    expect(await logged(() => renew(ann, claimed))).toEqual([]);
    expect(await logged(() => reachDot(ann, claimed))).toEqual(both);
    expect(await logged(() => sent(ann, claimed))).toEqual(both);
  });

  test('is one runner’s at a time, and says when the next one is due', async () => {
    await launch(ann);
    expect(await claim(ann, here)).toMatchObject({ outcome: 'claimed' });
    const other = await claim(ada, there);
    expect(other.outcome).toBe('none');
    expect(other['next_in_ms']).toBeGreaterThan(50_000);
    expect(other['next_in_ms']).toBeLessThanOrEqual(60_000);
  });

  test('is for whoever has the account: another’s book is not drained', async () => {
    const { run_id } = await launch(ann);
    expect(await claim(team.clients.bob)).toEqual({ outcome: 'none' });
    expect(await claim(ada)).toMatchObject({ outcome: 'claimed', run_id });
  });

  test('is for no viewer, unless it computes for the company', async () => {
    await launch(ann);
    expect(await claim(team.clients.vera)).toEqual({ outcome: 'refused', reason: 'role' });
    const set = (duty: boolean) =>
      team.company.admin.query('UPDATE customer_success.memberships SET is_runner = $2 WHERE login = $1', [
        team.logins.vera.login,
        duty,
      ]);
    await set(true);
    expect(await claim(team.clients.vera)).toMatchObject({ outcome: 'claimed' });
    await set(false);
  });

  test('that a runner died with is claimed anew after its lease, under a higher fence; the first can do nothing more', async () => {
    await launch(ann);
    const first = await claim(ann, here);
    await letPass(team, 59);
    expect(await claim(ada, there)).toMatchObject({ outcome: 'none' });
    await letPass(team, 2);
    const second = await claim(ada, there);
    expect(second).toMatchObject({ outcome: 'claimed', run_id: first.run_id, fence: 2, attempt: 2 });
    expect(second.message_id).toBe(first.message_id);
    for (const step of [reachDot, renew, sent]) expect(await step(ann, first)).toEqual(refused);
    expect(await failed(ann, first, 'temporary')).toEqual(refused);
    expect(await reachDot(ada, second)).toEqual({ outcome: 'dot' });
  });

  test('is under the fence alone where one login has several runners', async () => {
    await launch(ann);
    const first = await claim(ann, here);
    await letPass(team, 61);
    const second = await claim(ann, there);
    for (const step of [reachDot, renew, sent]) expect(await step(ann, first)).toEqual(refused);
    expect(await failed(ann, first, 'temporary')).toEqual(refused);
    expect(await reachDot(ann, second)).toEqual({ outcome: 'dot' });
    expect(await sent(ann, first)).toEqual(refused);
    expect(await failed(ann, first, 'temporary')).toEqual(refused);
    expect(await sent(ann, second)).toEqual({ outcome: 'sent' });
  });

  test('is handed over by nobody whose lease is over, also where nobody else came', async () => {
    await launch(ann);
    const claimed = await claim(ann);
    await letPass(team, 61);
    expect(await reachDot(ann, claimed)).toEqual(refused);
    expect(await renew(ann, claimed)).toEqual(refused);
  });

  test('is another login’s under no number of its own', async () => {
    await launch(ann);
    const claimed = await claim(ann);
    for (const step of [reachDot, renew, sent]) expect(await step(ada, claimed)).toEqual(refused);
  });

  test('stays in hand as long as it is renewed', async () => {
    await launch(ann);
    const claimed = await claim(ann);
    for (let round = 0; round < 3; round += 1) {
      await letPass(team, 50);
      expect(await renew(ann, claimed)).toEqual({ outcome: 'held' });
    }
    expect(await reachDot(ann, claimed)).toEqual({ outcome: 'dot' });
  });

  test('counts once the last byte is handed over: a slow answer of nine minutes is still sent', async () => {
    const { run_id } = await launch(ann);
    const claimed = await claim(ann);
    await reachDot(ann, claimed);
    for (let seconds = 50; seconds <= 550; seconds += 50) {
      await letPass(team, 50);
      expect(await renew(ann, claimed)).toEqual({ outcome: 'held' });
      expect(await claim(ada, there)).toMatchObject({ outcome: 'none' });
    }
    expect(await sent(ann, claimed)).toEqual({ outcome: 'sent' });
    expect(await runRow(team, run_id)).toMatchObject({ stage: 'sent', reply: '250 OK' });
  });

  test('is kept for ten minutes at most, then unknown; the answer that comes at last still counts', async () => {
    const { run_id } = await launch(ann);
    const claimed = await claim(ann);
    await reachDot(ann, claimed);
    for (let seconds = 50; seconds <= 600; seconds += 50) {
      await letPass(team, 50);
      await renew(ann, claimed);
    }
    expect(await renew(ann, claimed)).toEqual(refused);
    expect(await claim(ada, there)).toEqual({ outcome: 'none' });
    expect(await runRow(team, run_id)).toMatchObject({ stage: 'unknown', reason: 'lost' });
    expect(await sent(ann, claimed)).toEqual({ outcome: 'sent' });
    expect(await runRow(team, run_id)).toMatchObject({ stage: 'sent' });
  });

  test('that a runner died with after the last byte is unknown, and nobody sends it again', async () => {
    const { run_id } = await launch(ann);
    await reachDot(ann, await claim(ann));
    await letPass(team, 61);
    expect(await claim(ada, there)).toEqual({ outcome: 'none' });
    await letPass(team, 86_400);
    expect(await claim(ada, there)).toEqual({ outcome: 'none' });
    expect(await stepsOf(team, run_id)).toEqual([
      'waiting due',
      'claimed in_hand',
      'dot handed_over',
      'unknown lost',
    ]);
  });

  test('that a runner died with goes behind those that wait, five minutes long, and is in hand alone', async () => {
    const [first, second] = [await launch(ann), await launch(ann)];
    await claim(ann, here);
    await letPass(team, 61);
    expect((await claim(ann, there)).run_id).toBe(second.run_id);
    expect((await claim(ann, there)).run_id).toBe(first.run_id);
    await launch(ann);
    expect(await claim(ann, there)).toEqual({ outcome: 'none', next_in_ms: 500 });
    expect(await claim(ann, here)).toMatchObject({ outcome: 'claimed' });
    await letPass(team, 361);
    const fourth = await launch(ann);
    for (let n = 0; n < 3; n += 1) expect((await claim(ann, randomUUID())).run_id).not.toBe(fourth.run_id);
  });

  test('that took three runners along is left alone', async () => {
    const { run_id } = await launch(ann);
    for (let crash = 0; crash < 3; crash += 1) {
      expect(await claim(ann)).toMatchObject({ outcome: 'claimed' });
      await letPass(team, 61);
    }
    expect(await claim(ann)).toEqual({ outcome: 'none' });
    expect(await runRow(team, run_id)).toMatchObject({ stage: 'refused', reason: 'crashed' });
  });

  test('with a lower number goes first', async () => {
    const runs = [];
    for (let n = 0; n < 3; n += 1) runs.push((await launch(ann)).run_id);
    await team.company.admin.query(
      'UPDATE customer_success.interventions SET priority = 10 WHERE run_id = $1',
      [runs[2]],
    );
    expect([(await claim(ann)).run_id, (await claim(ann)).run_id, (await claim(ann)).run_id]).toEqual([
      runs[2],
      runs[0],
      runs[1],
    ]);
  });
});

describe('what failed', () => {
  async function failWith(why: string, { dot = false } = {}) {
    const { run_id } = await launch(ann);
    const claimed = await claim(ann);
    if (dot) await reachDot(ann, claimed);
    const answer = await failed(ann, claimed, why);
    return { run_id, claimed, answer, row: await runRow(team, run_id) };
  }

  test.each([
    ['unreached', false, 'unreached'],
    ['unreached', true, 'unreached'],
    ['temporary', false, 'put_off'],
    ['temporary', true, 'put_off'],
  ])(
    '%s (after the last byte: %s) waits for up to half a minute, and is tried again',
    async (why, dot, reason) => {
      const { run_id, row } = await failWith(why, { dot });
      expect(row).toMatchObject({ stage: 'waiting', reason, reply: 'said so' });
      expect(row.wait).toBeLessThanOrEqual(30_000);
      await letPass(team, 31);
      expect(await claim(ann)).toMatchObject({ run_id, attempt: 2 });
    },
  );

  test('waits up to twice as long each time, six hours at most, and gives up after eight tries', async () => {
    const { run_id } = await launch(ann);
    await team.company.admin.query('UPDATE customer_success.sending_settings SET retry_seconds = 1000');
    const longest = [1000, 2000, 4000, 8000, 16_000, 21_600, 21_600];
    for (const most of longest) {
      await failed(ann, await claim(ann), 'temporary');
      const { stage, wait } = await runRow(team, run_id);
      expect(stage).toBe('waiting');
      expect(wait).toBeLessThanOrEqual(most * 1000);
      await letPass(team, most);
    }
    await failed(ann, await claim(ann), 'temporary');
    expect(await runRow(team, run_id)).toMatchObject({ stage: 'refused', reason: 'gave_up', attempt: 8 });
  });

  test('to reach the mail server is tried as long as the message may wait', async () => {
    const { run_id } = await launch(ann, { wait_days: 3 });
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      await failed(ann, await claim(ann), 'unreached');
      const { stage, wait } = await runRow(team, run_id);
      expect([attempt, stage]).toEqual([attempt, 'waiting']);
      expect(wait).toBeLessThanOrEqual(21_600_000);
      await letPass(team, 21_600);
      if (attempt === 12) break;
    }
    await claim(ann);
    expect(await runRow(team, run_id)).toMatchObject({ stage: 'dropped', reason: 'expired' });
  });

  test('spreads: two that failed at one moment are tried at two', async () => {
    await team.company.admin.query('UPDATE customer_success.sending_settings SET retry_seconds = 3600');
    const waits = [];
    for (let n = 0; n < 5; n += 1) waits.push((await failWith('temporary')).row.wait);
    expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(60_000);
  });

  test('for good is refused, and sent to others as before', async () => {
    const { row } = await failWith('permanent');
    expect(row).toMatchObject({ stage: 'refused', reason: 'refused', reply: 'said so' });
    await letPass(team, 61);
    const { run_id } = await launch(ann);
    expect(await claim(ann)).toMatchObject({ run_id });
  });

  test('because there is no such address is refused, and the address gets nothing any more', async () => {
    const { row } = await failWith('address');
    expect(row).toMatchObject({ stage: 'refused', reason: 'bounced' });
    const { run_id } = await launch(ann, { despite: 'they asked me to' });
    expect(await claim(ann)).toEqual({ outcome: 'none' });
    expect(await runRow(team, run_id)).toMatchObject({ stage: 'dropped', reason: 'bounced' });
  });

  test('without an answer after the last byte is unknown', async () => {
    const { row, claimed } = await failWith('lost', { dot: true });
    expect(row).toMatchObject({ stage: 'unknown', reason: 'lost' });
    expect(await failed(ann, claimed, 'lost')).toMatchObject({ outcome: 'noted', stage: 'unknown' });
    expect(await failed(ann, claimed, 'unreached')).toEqual({ outcome: 'refused', reason: 'invalid' });
  });

  test('without an answer before the last byte is not unknown: nothing was handed over', async () => {
    const { answer, row } = await failWith('lost');
    expect(answer).toEqual({ outcome: 'refused', reason: 'invalid' });
    expect(row.stage).toBe('claimed');
  });

  test('in the making is dropped; after the last byte it was made', async () => {
    expect((await failWith('content')).row).toMatchObject({ stage: 'dropped', reason: 'not_made' });
    expect((await failWith('content', { dot: true })).answer).toEqual({
      outcome: 'refused',
      reason: 'invalid',
    });
  });

  test('at this runner alone waits a minute for another, and counts as no try', async () => {
    const { run_id, row } = await failWith('not_now');
    expect(row).toMatchObject({ stage: 'waiting', reason: 'not_now', attempt: 0 });
    await letPass(team, 60);
    expect(await claim(ada, there)).toMatchObject({ run_id, attempt: 1 });
  });

  test('in a way that nobody knows is refused', async () => {
    expect((await failWith('sabotage')).answer).toEqual({ outcome: 'refused', reason: 'invalid' });
  });

  test('keeps of what the server said 500 characters that show', async () => {
    const { run_id } = await launch(ann);
    await failed(
      ann,
      await claim(ann),
      'temporary',
      `4\r\n50 ${'x'.repeat(600)}\u0000`.replace('\u0000', ''),
    );
    const { reply } = await runRow(team, run_id);
    expect(reply).toBe(`450 ${'x'.repeat(496)}`);
  });
});

describe('a step in a snapshot of before is refused', () => {
  test.each(['claim_intervention', 'reach_dot'])('%s', async (name) => {
    await launch(ann);
    const claimed = name === 'reach_dot' ? await claim(ann) : null;
    await ann.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const step = claimed === null ? claim(ann) : reachDot(ann, claimed);
    await expect(step).rejects.toMatchObject({ code: '22023' });
    await ann.query('ROLLBACK');
  });
});
