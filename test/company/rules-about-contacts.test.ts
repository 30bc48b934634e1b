import { beforeEach, describe, expect, test } from 'vitest';
import type { RuleDefinition } from '../../src-preload/contract/rules/rule-definition';
import { all, rulePatch } from '../support/rules/entries';
import { readyToSend, saveTemplate } from '../support/sending';
import { applyOne, operation } from '../support/team';
import { type Seen, teamWithRules } from './support/team-with-rules';

const { team, rows, active, look, firings, takeOver } = teamWithRules();
const silent = all({ field: 'contact.silent_days', operator: 'atLeast', value: 30 });
const about = (more: Partial<RuleDefinition> = {}) =>
  active({ subject: 'contact', conditions: silent, ...more });
/** Of the first account: contacts 1, 11 and 12. */
const of = (contact: number, holds: boolean | null, more: Seen = {}): Seen => ({ contact, holds, ...more });
const fired = { fired: 1 };

beforeEach(async () => {
  await rows(`DELETE FROM customer_success.users WHERE user_id > 10; DELETE FROM customer_success.profiling_objections;
    INSERT INTO customer_success.users (user_id, organization_id, external_id, name, role, email)
    VALUES (11, 1, 'ana', 'Ana Ruiz', 'member', 'ana@acme.example'), (12, 1, 'bob', 'Bob Lee', 'member', NULL)`);
});

describe('a contact', () => {
  test('who comes to match is fired for once, and the others of the account stand for themselves', async () => {
    const rule = await about();
    await look(rule, [of(11, false), of(12, false)]);
    expect(await look(rule, [of(11, true), of(12, false)])).toEqual(fired);
    expect(await look(rule, [of(11, true), of(12, false)])).toEqual({});
    expect(await look(rule, [of(11, true), of(12, true)], 1)).toEqual(fired);
    expect(await firings(rule)).toMatchObject([
      { id: 1, contact: 11, generation: 1 },
      { id: 1, contact: 12, generation: 1 },
    ]);
  });

  test('who matches at first sight is no news, nor who joined since', async () => {
    const rule = await about();
    expect(await look(rule, [of(11, true)])).toEqual({});
    expect(await look(rule, [of(12, true)])).toEqual({});
  });

  test('of whom it is not known changes nothing; nor does one who was erased, is another account’s or is nobody', async () => {
    const rule = await about();
    await look(rule, [of(11, false), of(12, false)]);
    await rows('UPDATE customer_success.users SET erased_at = now() WHERE user_id = 12');
    expect(
      await look(rule, [of(11, null), of(12, true), of(2, true), of(999, true), of(1, true, { id: 2 })]),
    ).toEqual({});
    expect(await firings(rule)).toEqual([]);
  });

  test('has a cool-down and a limit of their own; the account’s holds for all of them', async () => {
    const limits = { perAccount: { most: 2, days: 7 }, perContact: { most: 1, days: 7 }, perDay: null };
    const rule = await about({ coolDownDays: 0, clearDays: 1, limits });
    await look(rule, [of(1, false), of(11, false), of(12, false)], -3);
    expect(await look(rule, [of(11, true)], -3)).toEqual(fired);
    await look(rule, [of(11, false)], -2);
    expect(await look(rule, [of(11, true)], -1)).toEqual({ contact_limit: 1 });
    expect(await look(rule, [of(12, true)], -1)).toEqual(fired);
    expect(await look(rule, [of(1, true)], -1)).toEqual({ account_limit: 1 });
  });

  test('does not hold back what follows for another one within the hour', async () => {
    const rule = await about({ coolDownDays: 0 });
    const people = [1, 11, 12];
    await look(
      rule,
      people.map((id) => of(id, false)),
    );
    await rows('UPDATE customer_success.trigger_settings SET deepest = 1');
    for (const id of people) expect(await look(rule, [of(id, true)])).toEqual(fired);
    await rows('UPDATE customer_success.trigger_settings SET deepest = 5');
  });
});

test.each([
  [
    'by the company’s own list',
    `UPDATE customer_success.users SET objected_on = '2026-01-01' WHERE user_id = 11`,
  ],
  [
    'by what the team wrote down',
    `INSERT INTO customer_success.profiling_objections (objection_id, organization_id, user_id, since_day, author, made_at)
     VALUES (gen_random_uuid(), 1, 11, '2026-01-01', 'ann', now())`,
  ],
])(
  'who objects to profiling, %s, is looked at no more, and what was found of them goes',
  async (_how, objects) => {
    const rule = await about();
    await look(rule, [of(11, false), of(12, false)]);
    await look(rule, [of(11, true), of(12, true)]);
    await rows(objects);
    expect(await firings(rule)).toMatchObject([{ contact: 12 }]);
    await look(rule, [of(11, false), of(12, true)]);
    await look(rule, [of(11, true), of(12, true)], 1);
    expect(await rows('SELECT user_id FROM customer_success.rule_subjects')).toEqual([{ user_id: 12 }]);
    expect(await firings(rule)).toHaveLength(1);
  },
);

describe('what it does', () => {
  test('is a mail to that contact alone, as far as one may go', async () => {
    await readyToSend(team);
    const templateId = await saveTemplate(team);
    const rule = await about({ actions: [{ kind: 'email', templateId, to: 'contact', minutes: 1 }] });
    await rows(`UPDATE customer_success.users SET email = NULL WHERE user_id = 12`);
    await look(rule, [of(11, false), of(12, false)]);
    await look(rule, [of(11, true), of(12, true)]);
    expect(await rows('SELECT user_id FROM customer_success.interventions')).toEqual([{ user_id: 11 }]);
    expect(await firings(rule)).toMatchObject([
      { contact: 11, outcomes: [{ result: 'made' }] },
      { contact: 12, outcomes: [{ result: 'nobody' }] },
    ]);
  });

  test('is one call to action on the account, which names those who match, the latest first', async () => {
    const rule = await about();
    await look(rule, [of(11, false), of(12, false)]);
    await look(rule, [of(11, true, { why: ['Silent for 30 days.'] })]);
    const open = () => rows<{ reason: string }>('SELECT reason FROM customer_success.ctas');
    expect(await open()).toEqual([{ reason: 'Ana Ruiz: Silent for 30 days.' }]);
    await look(rule, [of(11, true), of(12, true, { why: ['Silent for 31 days.'] })], 1);
    expect(await open()).toEqual([{ reason: 'Bob Lee, Ana Ruiz: Silent for 31 days.' }]);
  });

  test('is foreseen for each of those contacts alone', async () => {
    await readyToSend(team);
    const templateId = await saveTemplate(team);
    const rule = await about({ actions: [{ kind: 'email', templateId, to: 'contact', minutes: 1 }] });
    await rows(`UPDATE customer_success.users SET email = NULL WHERE user_id = 12`);
    const { rows: answers } = await team.clients.ada.query(
      'SELECT customer_success.foresee_rule($1, $2, $3) AS is',
      [rule.id, [1, 1], [11, 12]],
    );
    expect(answers[0]?.is).toMatchObject({ mails: 1, nobody: 1 });
  });

  test('and why a contact got nothing is said of that contact', async () => {
    await readyToSend(team);
    const templateId = await saveTemplate(team);
    const rule = await about({ actions: [{ kind: 'email', templateId, to: 'contact', minutes: 1 }] });
    await look(rule, [of(11, false), of(1, true)]);
    await look(rule, [of(11, true)]);
    const whyNot = async (contact: number) =>
      (await team.clients.ada.query('SELECT customer_success.why_not($1, $2) AS is', [rule.id, contact]))
        .rows[0]?.is;
    expect(await whyNot(11)).toMatchObject({ judged: true, is_met: true, mailed: true, message: {} });
    expect(await whyNot(1)).toMatchObject({ judged: true, is_met: false, mailed: true, message: null });
  });
});

test('a look says contacts where the rule is about contacts, and nowhere else', async () => {
  const invalid = { outcome: 'refused', reason: 'invalid' };
  expect(await look(await about(), [{ holds: true }])).toEqual(invalid);
  expect(await look(await active(), [of(11, true)])).toEqual(invalid);
});

test.each([
  ['about contacts that writes to champions', 'contact', 'champion'],
  ['about accounts that writes to the contact', 'account', 'contact'],
] as const)('a rule %s is not switched on', async (_words, subject, to) => {
  await readyToSend(team);
  const templateId = await saveTemplate(team);
  const actions = [{ kind: 'email' as const, templateId, to, minutes: 1 }];
  const asked = operation('rule.save', rulePatch('A rule', { subject, actions }), { account: null });
  expect(await applyOne(team.clients.ada, asked)).toMatchObject({ outcome: 'applied' });
  expect(
    await applyOne(
      team.clients.ada,
      operation('rule.save', { state: 'preview' }, { account: null, entry: asked.op_id, base_version: 1 }),
    ),
  ).toMatchObject({ outcome: 'refused', answer: { field: 'to' } });
});

test('where a rule stands with a contact goes along when the account is merged, and goes when the contact does', async () => {
  const rule = await about({ coolDownDays: 0, clearDays: 1 });
  const bolts = (holds: boolean): Seen => ({ id: 2, contact: 2, holds });
  await look(rule, [bolts(false)], -3);
  await look(rule, [bolts(true)], -3);
  await rows('BEGIN; SELECT customer_success.merge_accounts(2, 1)');
  const where = await rows(
    `SELECT organization_id AS id, user_id AS contact, generation FROM customer_success.rule_subjects`,
  );
  const past = await firings(rule);
  await rows('ROLLBACK');
  expect(where).toEqual([{ id: 1, contact: 2, generation: 1 }]);
  expect(past).toMatchObject([{ id: 1, contact: 2, generation: 1 }]);
  await look(rule, [of(11, false)]);
  await look(rule, [of(11, true)]);
  await rows('DELETE FROM customer_success.users WHERE user_id = 11');
  expect(await firings(rule)).toMatchObject([{ contact: 2 }]);
  await takeOver();
});

test('of two contacts who are one from now on the past is one, and what they match together is no news', async () => {
  const rule = await about({ clearDays: 1 });
  await look(rule, [of(1, false), of(11, false)], -3);
  expect(await look(rule, [of(11, true)], -3)).toEqual(fired);
  // What another rule did for them, and this one for somebody else, is none of it.
  const other = await about({ clearDays: 1 });
  await look(other, [of(1, false)], -3);
  await look(other, [of(1, true)], -3);
  await look(rule, [of(12, false)], -3);
  await look(rule, [of(12, true)], -3);
  await rows('UPDATE customer_success.rule_firings SET generation = 9 WHERE user_id <> 11');
  await rows('SELECT customer_success.merge_contacts(11, 1)');
  expect(await firings(rule)).toMatchObject([
    { contact: 1, generation: 1 },
    { contact: 12, generation: 9 },
  ]);
  expect(await look(rule, [of(1, true)], -2)).toEqual({});
  // The cool-down of the one is the other's.
  await look(rule, [of(1, false)], -1);
  expect(await look(rule, [of(1, true)], 0)).toEqual({ cool_down: 1 });
  await rows('DELETE FROM customer_success.merged_contacts');
});
