import { describe, expect, test } from 'vitest';
import { call, claim, reachDot } from '../support/sending';
import { cta, hours, mail, sequenceDefinition } from '../support/sequences/entries';
import { type Inside, teamWithSequences } from './support/team-with-sequences';

const { team, rows, apply, change, active, enrol, inside, move, moveOf, withFirstMail } = teamWithSequences();

const messages = () =>
  rows('SELECT stage, reason FROM customer_success.interventions ORDER BY user_id, row_id');
const one = async (sequence: string) => (await inside(sequence))[0] as Inside;

/** Another session, which holds what it holds until it is let go. */
async function holding<Result>(sql: string, meanwhile: (go: () => Promise<void>) => Promise<Result>) {
  const session = await team.company.admin.connect();
  let isOver = false;
  const go = async () => {
    if (!isOver) await session.query('ROLLBACK');
    isOver = true;
  };
  try {
    await session.query(`BEGIN; ${sql}`);
    return await meanwhile(go);
  } finally {
    await go();
    session.release();
  }
}

async function somebodyWaits(): Promise<void> {
  await expect
    .poll(async () => {
      const found = await rows(
        `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      );
      return found.length;
    })
    .toBeGreaterThan(0);
}

test('who opens a call to action waits for the account before anybody inside is held, as operations do', async () => {
  const id = await active({ steps: [cta('call1')] });
  await enrol(id);
  const who = await one(id);
  await holding('SELECT customer_success.hold_chain(1)', async (go) => {
    const moved = move([moveOf(who, { step: 'call1', does: 'cta' })]);
    await somebodyWaits();
    await rows('SELECT FROM customer_success.enrolments WHERE enrolment_id = $1 FOR UPDATE NOWAIT', [who.id]);
    await go();
    expect(await moved).toMatchObject({ moves: { cta: 1 } });
  });
});

test('a message whose row was held while its recipient went out does not leave', async () => {
  const id = await active();
  await withFirstMail(id);
  const claimed = await claim(team.clients.ada);
  await holding('SELECT FROM customer_success.interventions FOR UPDATE', async () =>
    apply('ann', 'enrolment.end', { enrolment: (await one(id)).id }),
  );
  expect(await one(id)).toMatchObject({ ended_why: 'by_hand' });
  expect(await reachDot(team.clients.ada, claimed)).toMatchObject({ outcome: 'refused' });
  expect(await messages()).toEqual([{ stage: 'cancelled', reason: 'exited' }]);
});

test('a message that was claimed before a pause waits at its last byte', async () => {
  const id = await active();
  await withFirstMail(id);
  const claimed = await claim(team.clients.ada);
  await change(id, { state: 'paused' });
  expect(await reachDot(team.clients.ada, claimed)).toMatchObject({ outcome: 'refused' });
  expect(await messages()).toEqual([{ stage: 'waiting', reason: 'sequence_paused' }]);
});

test('a pause of weeks makes no mail too late', async () => {
  const id = await active();
  await withFirstMail(id);
  await change(id, { state: 'paused' });
  await rows(
    `UPDATE customer_success.interventions SET due_at = due_at - interval '20 days', expires_at = expires_at - interval '20 days'`,
  );
  await change(id, { state: 'active' });
  expect(await claim(team.clients.ada)).toMatchObject({ outcome: 'claimed' });
});

test('a step that is named like a choice keeps those who are to be kept', async () => {
  const steps = [hours('wait1', 24), mail('keep')];
  const id = await active({ steps });
  await enrol(id);
  await change(id, { definition: sequenceDefinition({ steps, description: 'x' }) });
  expect(await one(id)).toMatchObject({ step_id: 'wait1', version: 1 });
});

describe('a contact', () => {
  /** Another contact of the account, who agreed to everything. */
  async function addTwin(): Promise<void> {
    await rows(
      `INSERT INTO customer_success.users (user_id, organization_id, external_id, name, role, email)
       VALUES (21, 1, 'twin', 'Twin', 'member', 'twin@acme.example')`,
    );
    const said = { contact: 'twin', category: '*', state: 'granted', basis: 'existing_customer' };
    await call(team.clients.ann, 'record_consent', 'acme', said);
  }

  test('who is one with another from now on is in one way, and mail of the other is taken back', async () => {
    await addTwin();
    const id = await active();
    await enrol(id, { contacts: ['user of 1', 'twin'] });
    await move((await inside(id)).map((who) => moveOf(who, { step: 'mail1', does: 'mail' })));
    await rows('SELECT customer_success.merge_contacts(21, 1)');
    expect((await inside(id)).map(({ ended_why }) => ended_why).sort()).toEqual(['merged', null]);
    expect((await messages()).map(({ stage }) => stage).sort()).toEqual(['cancelled', 'waiting']);
    await rows('DELETE FROM customer_success.merged_contacts');
  });

  test('who is one with another from now on goes on in what the other is not in', async () => {
    await addTwin();
    const [mine, theirs, over] = [await active(), await active(), await active()];
    await enrol(mine, {});
    await enrol(theirs, { contacts: ['twin'] });
    // What is over is in nobody's way.
    await enrol(over, {});
    await rows(
      `UPDATE customer_success.enrolments SET ended_at = now(), ended_why = 'finished' WHERE sequence_id = '${over}'`,
    );
    await enrol(over, { contacts: ['twin'] });
    await rows('SELECT customer_success.merge_contacts(21, 1)');
    const why = async (id: string) => (await inside(id)).map(({ ended_why }) => ended_why).sort();
    expect([await why(mine), await why(theirs), await why(over)]).toEqual([
      [null],
      [null],
      ['finished', null],
    ]);
    await rows('DELETE FROM customer_success.merged_contacts');
  });

  test('who is erased goes out at once', async () => {
    const id = await active({ steps: [hours('wait1', 8760), mail('mail1')] });
    await enrol(id, {}, 'bob', 'bolt');
    await rows('UPDATE customer_success.users SET erased_at = now() WHERE user_id = 2');
    expect(await one(id)).toMatchObject({ ended_why: 'left' });
    expect(await rows('SELECT FROM customer_success.ctas')).toEqual([]);
  });

  test.each(['users', 'profiling_objections'])('who objects goes out at once (%s)', async (table) => {
    const id = await active({ steps: [hours('wait1', 8760), cta('call1')] });
    await enrol(id);
    if (table === 'users')
      await rows(`UPDATE customer_success.users SET objected_on = '2026-01-01' WHERE user_id = 1`);
    else await apply('ann', 'objection.record', { contact: 'user of 1', since_day: '2026-01-01' });
    expect(await one(id)).toMatchObject({ ended_why: 'objects' });
    await rows(
      'UPDATE customer_success.users SET objected_on = NULL; DELETE FROM customer_success.profiling_objections',
    );
  });
});
