import { describe, expect, test } from 'vitest';
import { call, claim, reachDot, runRow, saveTemplate, send } from '../support/sending';
import { cta, hours, mail, sequenceDefinition, sequencePatch } from '../support/sequences/entries';
import { type Inside, teamWithSequences } from './support/team-with-sequences';

const { team, rows, apply, draft, change, active, enrol, inside, move, moveOf, withFirstMail, takeOver } =
  teamWithSequences();

const messages = () =>
  rows<{ run_id: string; stage: string; reason: string; step_id: string }>(
    'SELECT run_id, stage, reason, step_id FROM customer_success.interventions ORDER BY row_id',
  );
const one = async (sequence: string) => (await inside(sequence))[0] as Inside;

describe('a sequence', () => {
  test('is its author’s while it is a draft, and admins’ once it is on', async () => {
    const id = await draft({}, 'ann');
    expect(await change(id, { name: 'Hello' }, 'bob')).toMatchObject({ reason: 'role' });
    expect(await change(id, { name: 'Hello' }, 'ann')).toMatchObject({ outcome: 'applied' });
    expect(await change(id, { state: 'active' }, 'ann')).toMatchObject({ reason: 'role' });
    expect(await change(id, { state: 'active' })).toMatchObject({ outcome: 'applied' });
    expect(await change(id, { name: 'Hi' }, 'ann')).toMatchObject({ reason: 'role' });
  });

  test('is refused in words beside 500 others, and taken where one is removed', async () => {
    const id = await draft();
    await rows(`INSERT INTO customer_success.sequences (sequence_id, name, definition, author, made_at)
      SELECT gen_random_uuid(), 'Sequence ' || n, s.definition, 'ada', now()
        FROM customer_success.sequences s CROSS JOIN generate_series(1, 499) n WHERE s.sequence_id = '${id}'`);
    const another = () => apply('ada', 'sequence.save', sequencePatch('One more'), { account: null });
    expect(await another()).toMatchObject({
      outcome: 'refused',
      answer: { field: 'name', words: expect.stringContaining('there are 500 sequences already') },
    });
    expect(await change(id, { name: 'Another name' })).toMatchObject({ outcome: 'applied' });
    await rows(`UPDATE customer_success.sequences SET removed_at = now() WHERE name = 'Sequence 1'`);
    expect(await another()).toMatchObject({ outcome: 'applied' });
  });

  test.each([
    ['has no step', { steps: [] }, 'must be at least one'],
    ['has a mail that says nothing', { steps: [mail('mail1', { text: '' })] }, /step 1 must have a template/],
    ['has a title missing', { steps: [cta('call1', '')] }, 'step 1 must have a title'],
    [
      'leads back',
      {
        steps: [
          mail('mail1'),
          {
            id: 'branch1',
            kind: 'branch' as const,
            conditions: {
              combinator: 'and' as const,
              rules: [{ field: 'health.score', operator: 'below' as const, value: 5 }],
            },
            otherwise: 'mail1',
            unknown: 'fails' as const,
          },
        ],
      },
      'step 2 must lead to a later one',
    ],
  ])('that %s is not switched on', async (_, more, words) => {
    const id = await draft(more);
    expect((await change(id, { state: 'active' })).answer).toMatchObject({
      words: expect.stringMatching(words),
    });
  });

  test('whose mail nobody could unsubscribe from is not switched on as automatic', async () => {
    await rows('UPDATE customer_success.sending_settings SET unsubscribe_proved_at = NULL');
    const id = await draft();
    expect((await change(id, { state: 'active' })).answer).toMatchObject({ field: 'mode' });
    expect(
      await change(id, { definition: sequenceDefinition({ mode: 'approval' }), state: 'active' }),
    ).toMatchObject({
      outcome: 'applied',
    });
  });
});

describe('who comes in', () => {
  test('stands at the first step, and is due', async () => {
    const id = await active();
    expect(await enrol(id)).toMatchObject({ outcome: 'applied', answer: { refused: {} } });
    expect(await inside(id)).toMatchObject([
      { step_id: 'mail1', is_done: false, waits_for: 'turn', version: 1, wait: 0 },
    ]);
  });

  test('is inside once, and once for each thing it is about', async () => {
    const id = await active();
    await enrol(id);
    expect((await enrol(id)).answer).toMatchObject({ enrolments: [], refused: { inside: 1 } });
    expect((await enrol(id, { key: 'trial-2' })).answer).toMatchObject({ refused: {} });
    expect(await inside(id)).toHaveLength(2);
  });

  test.each([
    ['never again', { kind: 'never' as const }, { before: 1 }],
    ['after 30 days', { kind: 'after' as const, days: 30 }, { too_soon: 1 }],
    ['whenever', { kind: 'always' as const }, {}],
  ])('may come in again: %s', async (_, reentry, refused) => {
    const id = await active({ reentry });
    await enrol(id);
    await apply('ann', 'enrolment.end', { enrolment: (await one(id)).id });
    expect((await enrol(id)).answer).toMatchObject({ refused });
    await rows(`UPDATE customer_success.enrolments SET ended_at = ended_at - interval '30 days'`);
    expect((await enrol(id)).answer).toMatchObject({
      refused: reentry.kind === 'never' ? { before: 1 } : expect.anything(),
    });
  });

  test('is foreseen as it is decided', async () => {
    const id = await active();
    const see = async () =>
      call(team.clients.ann, 'foresee_enrolment', 'acme', { sequence: id, contacts: ['user of 1'] });
    expect(await see()).toMatchObject({ contacts: [{ contact: 'user of 1', reason: null }] });
    await enrol(id);
    expect(await see()).toMatchObject({ contacts: [{ reason: 'inside' }] });
    expect(
      await call(team.clients.ann, 'foresee_enrolment', 'bolt', { sequence: id, contacts: ['user of 2'] }),
    ).toEqual({
      outcome: 'refused',
      reason: 'not_yours',
    });
  });

  test.each([
    ['has left', `UPDATE customer_success.users SET deactivated_at = now() WHERE user_id = 1`, 'left'],
    ['has no address', `UPDATE customer_success.users SET email = NULL WHERE user_id = 1`, 'no_address'],
    [
      'wants no mail',
      `UPDATE customer_success.communication_preferences SET state = 'withdrawn', basis = NULL`,
      'unsubscribed',
    ],
    ['never agreed', `DELETE FROM customer_success.communication_preferences`, 'no_basis'],
  ])('is nobody who %s', async (_, sql, reason) => {
    const id = await active();
    await rows(sql);
    expect((await enrol(id)).answer).toMatchObject({ enrolments: [], refused: { [reason]: 1 } });
  });
});

describe('a move', () => {
  test('makes the mail of a step, and waits for it', async () => {
    const id = await active();
    await withFirstMail(id);
    expect(await messages()).toMatchObject([{ stage: 'waiting', step_id: 'mail1' }]);
    expect(await one(id)).toMatchObject({
      step_id: 'mail1',
      is_done: false,
      waits_for: 'message',
      wait: null,
      generation: 1,
    });
    await send(team.clients.ada);
    expect(await one(id)).toMatchObject({ is_done: true, waits_for: 'turn', wait: 0, generation: 2 });
  });

  test('told twice makes one mail', async () => {
    const id = await active();
    const first = await withFirstMail(id);
    expect(await move([moveOf(first, { step: 'mail1', does: 'mail' })])).toEqual({
      outcome: 'applied',
      moves: { overtaken: 1 },
    });
    expect(await messages()).toHaveLength(1);
  });

  test('told by who lost the lease changes nothing', async () => {
    const id = await active();
    await enrol(id);
    const told = [moveOf(await one(id), { step: 'mail1', does: 'mail' })];
    const { host, fence } = await takeOver();
    await takeOver();
    expect(await call(team.clients.ada, 'move_enrolments', host, fence, Date.now(), told)).toMatchObject({
      reason: 'fence',
    });
    expect(await messages()).toEqual([]);
  });

  test('of who is not due yet, or told by a clock that is wrong, changes nothing', async () => {
    const id = await active({ steps: [hours('wait1', 48), mail('mail1')] });
    await enrol(id);
    const wakes_at = Date.now() + 48 * 3_600_000;
    await move([moveOf(await one(id), { step: 'wait1', waits_for: 'wait', wakes_at })]);
    const due = [moveOf(await one(id), { step: 'mail1', does: 'mail' })];
    expect(await move(due)).toMatchObject({ moves: { early: 1 } });
    expect(await move(due, { now: wakes_at })).toMatchObject({ reason: 'clock' });
    expect(await messages()).toEqual([]);
  });

  test('is hurried by a person where it waits, and not where its mail is under way', async () => {
    const id = await active({ steps: [hours('wait1', 48), mail('mail1')] });
    await enrol(id);
    await move([
      moveOf(await one(id), { step: 'wait1', waits_for: 'wait', wakes_at: Date.now() + 48 * 3_600_000 }),
    ]);
    expect(
      await apply('bob', 'enrolment.skip', { enrolment: (await one(id)).id }, { account: 'bolt' }),
    ).toMatchObject({
      reason: 'gone',
    });
    expect(await apply('ann', 'enrolment.skip', { enrolment: (await one(id)).id })).toMatchObject({
      outcome: 'applied',
    });
    expect(await one(id)).toMatchObject({ step_id: 'wait1', is_done: true, wait: 0 });
    await move([moveOf(await one(id), { step: 'mail1', does: 'mail' })]);
    expect(await apply('ann', 'enrolment.skip', { enrolment: (await one(id)).id })).toMatchObject({
      reason: 'too_late',
    });
  });

  test('opens a call to action once', async () => {
    const id = await active({ steps: [cta('call1')] });
    await enrol(id);
    const told = [moveOf(await one(id), { step: 'call1', does: 'cta' })];
    await move(told);
    await move(told);
    expect(await rows('SELECT title, author FROM customer_success.ctas')).toMatchObject([
      { title: 'Call them' },
    ]);
    await move([moveOf(await one(id), { ends: 'finished' })]);
    expect(await one(id)).toMatchObject({ ended_why: 'finished' });
  });

  test('of a paused sequence is put off, and its mails wait', async () => {
    const id = await active();
    const before = await withFirstMail(id);
    await change(id, { state: 'paused' });
    expect(await claim(team.clients.ada)).toMatchObject({ outcome: 'none' });
    expect(await messages()).toMatchObject([{ stage: 'waiting', reason: 'sequence_paused' }]);
    await rows(`UPDATE customer_success.enrolments SET waits_for = 'turn', wakes_at = now()`);
    expect(await move([moveOf({ ...before, generation: 1 }, { ends: 'finished' })])).toMatchObject({
      moves: { paused: 1 },
    });
  });

  test('that fails keeps no other from their turn, and is tried again an hour later', async () => {
    const id = await active({ steps: [cta('call1')] });
    await enrol(id);
    await enrol(id, { key: 'second' });
    const [bad, good] = (await inside(id)) as [Inside, Inside];
    await rows(`ALTER TABLE customer_success.ctas ADD CONSTRAINT fails CHECK (cta_id IS NULL) NOT VALID`);
    expect(await move([moveOf(bad, { step: 'call1', does: 'cta' })])).toMatchObject({ moves: { failed: 1 } });
    await rows('ALTER TABLE customer_success.ctas DROP CONSTRAINT fails');
    expect(await move([moveOf(good, { step: 'call1', does: 'cta' })])).toMatchObject({ moves: { cta: 1 } });
    expect((await inside(id))[0]).toMatchObject({ step_id: 'call1', is_done: false, wait: 3600 });
  });

  test('is refused where it makes no sense, and says so', async () => {
    const id = await active();
    await enrol(id);
    const inside = await one(id);
    for (const more of [
      { step: 'nowhere', does: 'mail' },
      { step: 'wait1', does: 'mail' },
      { step: 'mail1', does: 'x' },
    ])
      expect(await move([moveOf(inside, more)])).toMatchObject({ moves: { invalid: 1 } });
    expect(await move([{ enrolment: 'x' }])).toMatchObject({ outcome: 'refused', reason: 'invalid' });
    expect(await one(id)).toMatchObject({ generation: 0 });
  });
});

describe('who goes out', () => {
  test('by unsubscribing gets nothing more, before its claim and between claim and the last byte', async () => {
    const id = await active();
    await withFirstMail(id);
    const claimed = await claim(team.clients.ada);
    await call(team.clients.vera, 'unsubscribe', claimed.token, true);
    expect(await reachDot(team.clients.ada, claimed)).toMatchObject({ outcome: 'refused' });
    expect(await messages()).toMatchObject([{ stage: 'cancelled', reason: 'unsubscribed' }]);
    expect(await one(id)).toMatchObject({ ended_why: 'unsubscribed' });
  });

  test('by a goal, a reply or by hand takes back the mail that waits', async () => {
    for (const how of ['goal', 'replied', 'by_hand']) {
      const id = await active();
      await withFirstMail(id);
      const [message] = (await rows(
        'SELECT run_id FROM customer_success.interventions WHERE sequence_id = $1',
        [id],
      )) as [{ run_id: string }];
      const who = await one(id);
      if (how === 'goal') await move([moveOf(who, { ends: 'goal' })]);
      else if (how === 'replied')
        await rows('SELECT customer_success.enrolment_replied($1)', [message.run_id]);
      else await apply('ann', 'enrolment.end', { enrolment: who.id });
      expect(await one(id)).toMatchObject({ ended_why: how });
      expect(await runRow(team, message.run_id)).toMatchObject({ stage: 'cancelled', reason: 'exited' });
    }
  });

  test('on no reply stays where the sequence says so', async () => {
    const id = await active({ onReply: false });
    await withFirstMail(id);
    await rows('SELECT customer_success.enrolment_replied(run_id) FROM customer_success.interventions');
    expect(await one(id)).toMatchObject({ ended_why: null });
  });

  test('because they left leaves a task to find who follows', async () => {
    const id = await active();
    await withFirstMail(id);
    await rows('UPDATE customer_success.users SET deactivated_at = now() WHERE user_id = 1');
    await claim(team.clients.ada);
    expect(await one(id)).toMatchObject({ ended_why: 'left' });
    expect(await rows('SELECT title FROM customer_success.ctas')).toEqual([
      { title: 'Find who follows User of 1' },
    ]);
  });

  test('by one category alone stays for the mails of the others', async () => {
    const news = await saveTemplate(team, { name: `News ${Date.now()}`, category: 'news' });
    const id = await active({ steps: [mail('mail1'), mail('mail2', { templateId: news })] });
    await withFirstMail(id);
    await call(team.clients.ann, 'record_consent', 'acme', {
      contact: 'user of 1',
      category: 'news',
      state: 'withdrawn',
    });
    expect(await one(id)).toMatchObject({ ended_why: null });
    await call(team.clients.ann, 'record_consent', 'acme', {
      contact: 'user of 1',
      category: '*',
      state: 'withdrawn',
    });
    expect(await one(id)).toMatchObject({ ended_why: 'unsubscribed' });
  });
});

test('a mail that follows another is shown beneath it', async () => {
  const id = await active({ steps: [mail('mail1'), mail('mail2')] });
  await withFirstMail(id);
  const first = await send(team.clients.ada);
  await move([moveOf(await one(id), { step: 'mail2', does: 'mail' })]);
  expect(await claim(team.clients.ada)).toMatchObject({ thread: [first.message_id] });
});
