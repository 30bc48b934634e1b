import { describe, expect, test } from 'vitest';
import { all, lowScore, ruleDefinition } from '../support/rules/entries';
import { claim, readyToSend, saveTemplate } from '../support/sending';
import { type Seen, teamWithRules } from './support/team-with-rules';

const { team, rows, active, change, look, firings, dayOf } = teamWithRules();
const yes: Seen = { holds: true };
const no: Seen = { holds: false };

describe('who is held out', () => {
  const template = async () => {
    await readyToSend(team);
    return saveTemplate(team);
  };
  const written = async (more: object = {}) => {
    const templateId = await template();
    const actions = [
      { kind: 'email' as const, templateId, to: 'every-contact' as const, minutes: 1 },
      { kind: 'cta' as const, type: 'risk' as const, title: 'Call', dueWorkingDays: 1, minutes: 1 },
    ];
    return { mode: 'automatic' as const, actions, coolDownDays: 0, ...more };
  };
  const mailing = async (more: object = {}) => active(await written(more));
  /** With its share changed since. */
  const shared = (rule: { id: string; version: number }, definition: object, holdoutPercent: number) =>
    change(rule, { definition: ruleDefinition({ ...definition, holdoutPercent }) });
  /** A rule that draws the first account, and one that does not. */
  const placed = async (rule: { id: string }, place: number) =>
    rows(
      `INSERT INTO customer_success.rule_holdouts VALUES ($1, 1, $2, $2 < 2000, '2026-01-01')
           ON CONFLICT (rule_id, organization_id) DO UPDATE SET place = excluded.place, held_out = excluded.held_out`,
      [rule.id, place],
    );

  const contaminations = () => rows('SELECT contaminated_by FROM customer_success.rule_holdouts');

  test('gets no message, and the call to action stays', async () => {
    const rule = await mailing({ holdoutPercent: 20 });
    await placed(rule, 100);
    await look(rule, [no]);
    await look(rule, [yes]);
    const [firing] = await firings(rule);
    expect(firing).toMatchObject({
      held_out: true,
      outcomes: [{ kind: 'email', result: 'held_out' }, { kind: 'cta' }],
    });
    expect(await rows('SELECT * FROM customer_success.interventions')).toEqual([]);
  });

  test('is some of those that a larger share holds out, and nobody at critical risk', async () => {
    const rule = await mailing({ holdoutPercent: 20 });
    await placed(rule, 1500);
    const heldOut = async (percent: number) =>
      (
        await rows(`SELECT customer_success.is_held_out($1, 1, $2, '2026-01-01') AS is`, [rule.id, percent])
      )[0];
    expect([await heldOut(20), await heldOut(10), await heldOut(0)]).toEqual([
      { is: true },
      { is: false },
      { is: false },
    ]);
    await rows('UPDATE customer_success.rule_holdouts SET contaminated_at = NULL, contaminated_by = NULL');
    await rows(`INSERT INTO customer_success.risk_assessment_history (organization_id, assessed_at, level, indicators)
                VALUES (1, now(), 'critical', '[]')`);
    expect(await heldOut(20)).toEqual({ is: false });
    expect(await contaminations()).toEqual([{ contaminated_by: 'critical' }]);
  });

  test('gets its messages once the share is lowered, which counts', async () => {
    const definition = await written({ holdoutPercent: 20 });
    const before = await active(definition);
    await placed(before, 1500);
    const rule = await shared(before, definition, 10);
    await look(rule, [no]);
    await look(rule, [yes]);
    expect((await firings(rule))[0]).toMatchObject({ held_out: false });
    expect(await contaminations()).toEqual([{ contaminated_by: 'share' }]);
  });

  test('is drawn with the share that the rule has then, which stays beside the draw', async () => {
    const definition = await written({ holdoutPercent: 20 });
    const before = await active(definition);
    await look(before, [
      { ...no, id: 1 },
      { ...no, id: 2 },
    ]);
    await look(before, [{ ...yes, id: 1 }]);
    await look(await shared(before, definition, 50), [{ ...yes, id: 2 }]);
    expect(
      await rows('SELECT organization_id, percent FROM customer_success.rule_holdouts ORDER BY 1'),
    ).toEqual([
      { organization_id: 1, percent: 20 },
      { organization_id: 2, percent: 50 },
    ]);
  });

  test('is drawn once, about as many as asked for, and stays so', async () => {
    const [{ share = 0 } = {}] = await rows<{ share: number }>(
      `SELECT avg((customer_success.holdout_place(gen_random_uuid(), n) < 2000)::int)::float8 AS share FROM generate_series(1, 3000) n`,
    );
    expect(share).toBeGreaterThan(0.17);
    expect(share).toBeLessThan(0.23);
  });

  test('is written to by hand all the same, which counts', async () => {
    const rule = await mailing({ holdoutPercent: 20 });
    await placed(rule, 100);
    expect((await team.clients.ann.query('SELECT name FROM customer_success.holdouts_of(1)')).rows).toEqual([
      { name: 'A rule' },
    ]);
    await rows(`INSERT INTO customer_success.interventions (run_key, organization_id, user_id, channel, occurrence, launched_by, category,
                  due_at, expires_at, next_due, content) VALUES ('\\x01', 1, 1, 'email', 'x', 'ann', 'news', now(), now() + interval '1 day', now(), '{}')`);
    await rows(`UPDATE customer_success.interventions SET stage = 'sent'`);
    expect(await rows('SELECT contaminated_by FROM customer_success.rule_holdouts')).toEqual([
      { contaminated_by: 'launch' },
    ]);
  });

  test('is nobody who was not drawn: they get one message each, as the generation says', async () => {
    const rule = await mailing();
    await look(rule, [no]);
    await look(rule, [yes]);
    expect(
      await rows(
        'SELECT occurrence, rule_version, launched_by, stage, user_id FROM customer_success.interventions',
      ),
    ).toEqual([
      { occurrence: '1', rule_version: 1, launched_by: team.logins.ada.login, stage: 'waiting', user_id: 1 },
    ]);
  });
});

test('before it is switched on, it is foreseen how many mails go, wait, never go, and who is held out', async () => {
  await readyToSend(team);
  const templateId = await saveTemplate(team);
  const email = { kind: 'email' as const, templateId, to: 'every-contact' as const, minutes: 1 };
  const rule = await active({ actions: [email], holdoutPercent: 20 });
  await change(rule, { state: 'paused' });
  await rows(
    `INSERT INTO customer_success.rule_holdouts VALUES ($1, 1, 100, true, '2026-01-01'), ($1, 2, 9000, false, '2026-01-01'),
                ($1, 3, 9000, false, '2026-01-01')`,
    [rule.id],
  );
  await rows(`UPDATE customer_success.users SET email = 'none' WHERE organization_id = 3`);
  const foreseen = async () =>
    (await team.clients.ada.query(`SELECT customer_success.foresee_rule($1, '{1,2,3}') AS is`, [rule.id]))
      .rows[0].is;
  expect(await foreseen()).toEqual({
    ...{ mails: 1, now: 0, later: {}, never: { no_basis: 1 } },
    ...{ held_out: 1, nobody: 1, left_out: 0 },
  });
  await rows('UPDATE customer_success.sending_settings SET unsubscribe_proved_at = NULL');
  await team.clients.ada.query(
    `SELECT customer_success.record_consent('bolt', '{"contact": "user of 2", "category": "*", "state": "granted", "basis": "contract"}')`,
  );
  expect(await foreseen()).toMatchObject({ now: 0, later: { no_unsubscribe: 1 }, never: {} });
  await rows('UPDATE customer_success.sending_settings SET unsubscribe_proved_at = now()');
  expect(await foreseen()).toMatchObject({ now: 1, later: {}, never: {} });
});

describe('a message of a rule', () => {
  const verdict = async (rule: { id: string; version: number }) =>
    (await rows('SELECT customer_success.rule_verdict($1, $2) AS is', [rule.id, rule.version]))[0]?.is;

  test('stands as long as the rule says and does the same', async () => {
    const rule = await active();
    expect(await verdict(rule)).toBeNull();
    await change(rule, { name: 'Another name' });
    await change(rule, { definition: ruleDefinition({ coolDownDays: 3, holdoutPercent: 10 }) });
    expect(await verdict(rule)).toBeNull();
  });

  test.each([
    ['is paused', { state: 'paused' }, 'rule_off'],
    ['is a preview', { state: 'preview' }, 'rule_off'],
    [
      'asks something else',
      { definition: ruleDefinition({ conditions: all({ ...lowScore, value: 40 }) }) },
      'rule_changed',
    ],
    ['wants approval', { definition: ruleDefinition({ mode: 'automatic' }) }, 'rule_changed'],
    [
      'does something else',
      { definition: ruleDefinition({ actions: [{ kind: 'notification', text: 'x', minutes: 1 }] }) },
      'rule_changed',
    ],
  ])('is superseded once it %s', async (_words, patch, reason) => {
    const rule = await active();
    await change(rule, patch);
    expect(await verdict(rule)).toBe(reason);
  });

  test('that waits is superseded at its claim, where the rule was paused meanwhile', async () => {
    await readyToSend(team);
    const actions = [
      {
        kind: 'email' as const,
        templateId: await saveTemplate(team),
        to: 'every-contact' as const,
        minutes: 1,
      },
    ];
    const rule = await active({ mode: 'automatic', actions });
    await look(rule, [no]);
    await look(rule, [yes]);
    await change(rule, { state: 'paused' });
    expect(await claim(team.clients.ann)).toMatchObject({ outcome: 'none' });
    expect(await rows('SELECT stage, reason FROM customer_success.interventions')).toEqual([
      { stage: 'superseded', reason: 'rule_off' },
    ]);
  });

  test('waits for a person where the rule says so', async () => {
    await readyToSend(team);
    const actions = [
      {
        kind: 'email' as const,
        templateId: await saveTemplate(team),
        to: 'every-contact' as const,
        minutes: 1,
      },
    ];
    const rule = await active({ mode: 'approval', actions });
    await look(rule, [no]);
    await look(rule, [yes]);
    expect(await rows('SELECT stage, needs_approval FROM customer_success.interventions')).toEqual([
      { stage: 'proposed', needs_approval: true },
    ]);
  });

  test('goes to nobody who objects to being looked at one by one', async () => {
    await readyToSend(team);
    const templateId = await saveTemplate(team);
    const actions = [{ kind: 'email' as const, templateId, to: 'every-contact' as const, minutes: 1 }];
    const rule = await active({ mode: 'automatic', actions });
    await rows(`UPDATE customer_success.users SET objected_on = '2026-01-01' WHERE organization_id = 1`);
    await look(rule, [no]);
    await look(rule, [yes]);
    await rows('UPDATE customer_success.users SET objected_on = NULL');
    expect(await firings(rule)).toMatchObject([{ outcomes: [{ kind: 'email', result: 'nobody' }] }]);
    expect(await rows('SELECT FROM customer_success.interventions')).toEqual([]);
  });

  test('that waits is dropped at its claim, where the contact objects by then', async () => {
    await readyToSend(team);
    const templateId = await saveTemplate(team);
    const actions = [{ kind: 'email' as const, templateId, to: 'every-contact' as const, minutes: 1 }];
    const rule = await active({ mode: 'automatic', actions });
    await look(rule, [no]);
    await look(rule, [yes]);
    await rows(`UPDATE customer_success.users SET objected_on = '2026-01-01' WHERE organization_id = 1`);
    expect(await claim(team.clients.ann)).toMatchObject({ outcome: 'none' });
    await rows('UPDATE customer_success.users SET objected_on = NULL');
    expect(await rows('SELECT stage, reason FROM customer_success.interventions')).toEqual([
      { stage: 'dropped', reason: 'objects' },
    ]);
  });

  test('is superseded once the rule is removed, or is none', async () => {
    const rule = await active();
    await rows('UPDATE customer_success.rules SET removed_at = now()');
    expect(await verdict(rule)).toBe('rule_removed');
    expect(await verdict({ id: '018f0000-0000-7000-8000-000000000000', version: 1 })).toBe('rule_removed');
  });
});

test('a playbook is a call to action with tasks, due in working days', async () => {
  const tasks = [
    { title: 'Look', dueWorkingDays: 0 },
    { title: 'Call', dueWorkingDays: 3 },
  ];
  const rule = await active({ actions: [{ kind: 'playbook', title: 'Save them', tasks, minutes: 1 }] });
  await look(rule, [no]);
  await look(rule, [yes]);
  expect(
    await rows(
      `SELECT c.title, c.reason, c.type, c.author, c.due_day >= $1::date AS later, t.title AS task
                  FROM customer_success.ctas c JOIN customer_success.cta_tasks t USING (cta_id) ORDER BY t.row_id`,
      [dayOf(1)],
    ),
  ).toEqual(
    ['Look', 'Call'].map((task) => ({
      ...{ title: 'Save them', reason: 'Because.', type: 'activity', later: true, task },
      author: team.logins.ada.login,
    })),
  );
});

test('a playbook says of which type it is, and a rule whether it wakes what rests (H5)', async () => {
  const task = [{ title: 'Call', dueWorkingDays: 3 }];
  const playbook = { kind: 'playbook' as const, title: 'Save them', tasks: task, minutes: 1 };
  const state = async () =>
    (
      await rows(
        'SELECT type, firings, until_day IS NOT NULL AS rests, snooze_reason FROM customer_success.ctas ORDER BY row_id',
      )
    )[0];
  const snooze = () =>
    rows(`UPDATE customer_success.ctas SET until_day = customer_success.company_today() + 20, snooze_reason = 'Away',
             snoozed_at = now()`);
  for (const wakes of [undefined, false, true]) {
    await rows('DELETE FROM customer_success.ctas; DELETE FROM customer_success.rule_firings');
    const rule = await active({
      actions: [{ ...playbook, type: 'lifecycle', ...(wakes === undefined ? {} : { wakes }) }],
      coolDownDays: 0,
      clearDays: 1,
    });
    await look(rule, [no], -3);
    await look(rule, [yes], -2);
    expect(await state()).toMatchObject({ type: 'lifecycle', firings: 1, rests: false });
    await snooze();
    await look(rule, [no], -1);
    expect(await state()).toMatchObject({ firings: 1, rests: true });
    await look(rule, [yes], 0);
    expect(await state()).toMatchObject({
      firings: 2,
      rests: wakes !== true,
      snooze_reason: wakes === true ? null : 'Away',
    });
  }
  await expect(active({ actions: [{ ...playbook, type: 'gossip' as 'risk' }] })).rejects.toThrow('type');
  await expect(active({ actions: [{ ...playbook, wakes: 'yes' as unknown as boolean }] })).rejects.toThrow(
    'wakes',
  );
});

test('a mail that one can unsubscribe from goes by itself only once the company’s address to do so has answered', async () => {
  await readyToSend(team);
  await rows('UPDATE customer_success.sending_settings SET unsubscribe_proved_at = NULL');
  const actions = [
    { kind: 'email' as const, templateId: await saveTemplate(team), to: 'admin' as const, minutes: 1 },
  ];
  await expect(active({ mode: 'automatic', actions })).rejects.toThrow('has not answered yet');
  await expect(active({ mode: 'approval', actions })).resolves.toBeDefined();
});

test('messages that came to their end, and firings, are kept for ever unless the company says how long; those under way stay', async () => {
  await readyToSend(team);
  const templateId = await saveTemplate(team);
  const actions = [{ kind: 'email' as const, templateId, to: 'every-contact' as const, minutes: 1 }];
  const rule = await active({ mode: 'approval', actions });
  const two = [1, 2].map((id) => ({ id }));
  await look(
    rule,
    two.map(({ id }) => ({ id, holds: false })),
  );
  await look(rule, two);
  await rows(`UPDATE customer_success.interventions SET changed_at = now() - interval '500 days';
              UPDATE customer_success.interventions SET stage = 'cancelled' WHERE organization_id = 1;
              UPDATE customer_success.rule_firings SET fired_at = now() - interval '500 days' WHERE organization_id = 1`);
  const sweep = async () =>
    (await team.clients.ada.query(`SELECT customer_success.sweep_now('messages', NULL) AS answer`)).rows[0]
      .answer;
  await sweep();
  expect(await rows('SELECT FROM customer_success.interventions')).toHaveLength(2);
  await rows(`UPDATE customer_success.retention_settings SET days = 400 WHERE kind = 'messages'`);
  expect(await sweep()).toMatchObject({ rows: { interventions: 1, rule_firings: 1 } });
  expect(await rows('SELECT organization_id AS id, stage FROM customer_success.interventions')).toEqual([
    { id: 2, stage: 'proposed' },
  ]);
  expect(await rows('SELECT organization_id AS id FROM customer_success.rule_firings')).toEqual([{ id: 2 }]);
});

test('why nothing was written to a contact is told of what the company knows, to those who see the account', async () => {
  await readyToSend(team);
  const templateId = await saveTemplate(team);
  const actions = [{ kind: 'email' as const, templateId, to: 'every-contact' as const, minutes: 1 }];
  const rule = await active({ mode: 'automatic', actions });
  const asked = async (who: 'ada' | 'ann' | 'vera' = 'ada', contact: unknown = 1) =>
    (await team.clients[who].query('SELECT customer_success.why_not($1, $2) AS is', [rule.id, contact]))
      .rows[0].is;
  expect(await asked()).toMatchObject({
    judged: false,
    firing: null,
    message: null,
    mailed: true,
    stopped: null,
  });
  await rows('DELETE FROM customer_success.communication_preferences');
  expect(await asked()).toMatchObject({ verdict: { stage: 'dropped', reason: 'no_basis', until: null } });
  await look(rule, [yes]);
  expect(await asked()).toMatchObject({ judged: true, state: 'fired', is_met: false, firing: null });
  await rows(`UPDATE customer_success.users SET objected_on = '2026-01-01' WHERE user_id = 1`);
  expect(await asked()).toMatchObject({ mailed: false, verdict: null });
  await rows('UPDATE customer_success.users SET objected_on = NULL');
  const [other] = await rows('SELECT user_id AS id FROM customer_success.users WHERE organization_id = 3');
  expect(await asked('ada', other?.id)).not.toBeNull();
  expect(await asked('ann', 99_999)).toBeNull();
  const strangers = (
    await team.clients.ann.query('SELECT organization_id AS id FROM customer_success.organizations')
  ).rows.map(({ id }) => id);
  const [hidden] = (
    await rows('SELECT user_id AS id, organization_id AS account FROM customer_success.users')
  ).filter(({ account }) => !strangers.includes(account));
  expect(hidden).toBeDefined();
  expect(await asked('ann', hidden?.id)).toBeNull();
  await change(rule, { state: 'paused' });
  expect(await asked()).toBeNull();
});
