import { describe, expect, test } from 'vitest';
import { all, lowScore, ruleDefinition } from '../support/rules/entries';
import type { Colleague } from '../support/team';
import { type Seen, teamWithRules } from './support/team-with-rules';

const { team, rows, takeOver, lease, active, change, look, end, firings, dayOf } = teamWithRules();
const yes: Seen = { holds: true };
const no: Seen = { holds: false };
const refused = (reason: string) => ({ outcome: 'refused', reason });
const fired = { fired: 1 };

describe('an account', () => {
  test('that comes to match is fired for once, however often it is told', async () => {
    const rule = await active();
    expect(await look(rule, [no])).toEqual({});
    expect(await look(rule, [yes])).toEqual(fired);
    expect(await look(rule, [yes])).toEqual({});
    expect(await look(rule, [yes], 1)).toEqual({});
    expect(await firings(rule)).toMatchObject([{ id: 1, generation: 1, held_by: null, why: ['Because.'] }]);
  });

  test('that matches when the rule first sees it is no news', async () => {
    const rule = await active();
    expect(await look(rule, [yes])).toEqual({});
    expect(await look(rule, [no], 1)).toEqual({});
    expect(await firings(rule)).toEqual([]);
  });

  test('that matches already is fired for where the person who switches it on wants it so, once', async () => {
    const rule = await active({}, { also_matching: true });
    expect(await look(rule, [yes, { id: 2, holds: false }])).toEqual(fired);
    await end(rule);
    // First seen afterwards: no news.
    expect(await look(rule, [yes, { id: 3 }])).toEqual({});
  });

  test('of which it is not known whether it matches changes nothing', async () => {
    const rule = await active();
    await look(rule, [no], -3);
    expect(await look(rule, [{ holds: null }], -2)).toEqual({});
    expect(await look(rule, [yes], -1)).toEqual(fired);
  });

  test('is armed again after two days in a row in the clear, each counted once', async () => {
    const rule = await active({ coolDownDays: 0 });
    await look(rule, [no], -3);
    expect(await look(rule, [yes], -3)).toEqual(fired);
    for (const again of [1, 2, 3]) expect([again, await look(rule, [no], -2)]).toEqual([again, {}]);
    expect(await look(rule, [yes], -2)).toEqual({});
    await look(rule, [no], -1);
    await look(rule, [no], 0);
    expect(await look(rule, [yes], 1)).toEqual(fired);
    expect(await firings(rule)).toMatchObject([{ generation: 1 }, { generation: 2 }]);
  });

  test('that turns out to be another takes along what rules did for it, behind what they did for the other', async () => {
    const rule = await active({ coolDownDays: 0, clearDays: 1 });
    const often = await active({ coolDownDays: 0, clearDays: 1 });
    const times = async (which: typeof rule, id: number, most: number) => {
      for (let time = 0; time < most; time += 1) {
        await look(which, [{ id, holds: false }], 2 * time - 3);
        await look(which, [{ id, holds: true }], 2 * time - 2);
      }
    };
    await times(rule, 1, 1);
    await times(rule, 2, 1);
    await times(rule, 3, 1);
    await times(often, 1, 2);
    await rows('UPDATE customer_success.rule_firings SET generation = 9 WHERE organization_id = 3');
    await rows('BEGIN; SELECT customer_success.merge_accounts(2, 1)');
    const past = (await firings(rule)).map(({ id, generation }) => [id, generation]);
    const stands = await rows(
      'SELECT organization_id AS id, generation FROM customer_success.rule_subjects WHERE rule_id = $1 ORDER BY 1',
      [rule.id],
    );
    await rows('ROLLBACK');
    expect(past.toSorted()).toEqual([
      [1, 1],
      [1, 2],
      [3, 9],
    ]);
    expect(stands).toEqual([
      { id: 1, generation: 2 },
      { id: 3, generation: 1 },
    ]);
  });

  test('is armed again at once at the rule’s own level', async () => {
    const rule = await active({ coolDownDays: 0 });
    await look(rule, [no]);
    await look(rule, [yes]);
    await look(rule, [{ holds: false, rearms: true }]);
    expect(await look(rule, [yes])).toEqual(fired);
  });

  test('is not fired for again within the cool-down, which is written down and does not come after it', async () => {
    const rule = await active({ clearDays: 1, coolDownDays: 28 });
    await look(rule, [no], -3);
    await look(rule, [yes], -3);
    await look(rule, [no], -1);
    expect(await look(rule, [yes], 0)).toEqual({ cool_down: 1 });
    expect(await look(rule, [yes], 1)).toEqual({});
    expect(await firings(rule)).toMatchObject([{ held_by: null }, { held_by: 'cool_down', generation: 2 }]);
  });

  test('of a rule by level is fired for each time the cool-down is over, and never where it never came to match', async () => {
    const rule = await active({ trigger: 'level', coolDownDays: 2 });
    await look(rule, [no, { id: 2 }], -3);
    expect(await look(rule, [yes, { id: 2 }], -3)).toEqual(fired);
    expect(await look(rule, [yes, { id: 2 }], -2)).toEqual({});
    expect(await look(rule, [yes, { id: 2 }], -1)).toEqual(fired);
    expect(await look(rule, [yes, { id: 2 }], -1)).toEqual({});
  });

  test.each([
    ['another configuration or model made its values', { made: 'c2' }],
    ['it has come back as a customer', { began: '2026-11-01' }],
  ])('that matches when %s is no news', async (_words, part) => {
    const rule = await active();
    await look(rule, [no]);
    expect(await look(rule, [{ ...yes, ...part }])).toEqual({});
    expect(await look(rule, [{ ...no, ...part, rearms: true }])).toEqual({});
    expect(await look(rule, [{ ...yes, ...part }])).toEqual(fired);
  });

  test('that matches first after the database was restored is no news', async () => {
    const rule = await active();
    await look(rule, [no]);
    await rows('UPDATE customer_success.sync_settings SET epoch = gen_random_uuid()');
    expect(await look(rule, [yes])).toEqual({});
  });
});

describe('what holds a rule back', () => {
  test('is its limit for an account, for good', async () => {
    const limits = { perAccount: { most: 1, days: 7 }, perContact: null, perDay: null };
    const rule = await active({ clearDays: 1, coolDownDays: 0, limits });
    await look(rule, [no], -3);
    await look(rule, [yes], -3);
    await look(rule, [no], -2);
    expect(await look(rule, [yes], -1)).toEqual({ account_limit: 1 });
  });

  test('is its limit for a day, until the next, and who waits goes first', async () => {
    const rule = await active({ limits: { perAccount: null, perContact: null, perDay: 1 } });
    const each = (holds: boolean) => [1, 2, 3].map((id) => ({ id, holds }));
    await look(rule, each(false), -1);
    expect(await look(rule, [{ id: 3 }], -1)).toEqual(fired);
    expect(await look(rule, [{ id: 2 }], -1)).toEqual({ day_limit: 1 });
    await end(rule, {}, -1);
    expect(await rows('SELECT waiting FROM customer_success.rule_standings')).toEqual([
      { waiting: { day_limit: 1 } },
    ]);
    expect(await look(rule, each(true), 0)).toEqual({ fired: 1, day_limit: 1 });
    expect((await firings(rule)).map(({ id }) => id)).toEqual([3, 2]);
    // Who does not match any more waits for nothing.
    await look(rule, [{ id: 1, holds: false }], 0);
    await end(rule);
    expect(await rows('SELECT waiting FROM customer_success.rule_standings')).toEqual([{ waiting: {} }]);
  });

  test('is a stop, until somebody lets it go on', async () => {
    const rule = await active();
    await look(rule, [no]);
    await team.clients.ann.query(`SELECT customer_success.stop_sending($1, 'a mistake')`, [rule.id]);
    expect(await look(rule, [yes])).toEqual({ stopped: 1 });
    await team.clients.ann.query('SELECT customer_success.release_sending($1)', [rule.id]);
    expect(await look(rule, [yes])).toEqual(fired);
  });

  test('is the rule itself, that fires again and again, until a person lets it go on', async () => {
    await rows('UPDATE customer_success.trigger_settings SET breaker_firings = 2');
    const rule = await active();
    const five = [1, 2, 3, 4, 5].map((id) => ({ id }));
    await rows(`INSERT INTO customer_success.organizations (organization_id, external_id, name, created_at)
                SELECT n, 'more ' || n, 'More', now() FROM generate_series(4, 5) n ON CONFLICT DO NOTHING`);
    await look(
      rule,
      five.map(({ id }) => ({ id, holds: false })),
    );
    expect(await look(rule, five)).toEqual({ fired: 2, breaker: 3 });
    expect(await rows('SELECT kind, rule_id FROM customer_success.sending_stops')).toEqual([
      { kind: 'breaker', rule_id: rule.id },
    ]);
    await team.clients.ann.query('SELECT customer_success.release_sending($1)', [rule.id]);
    expect(await look(rule, five)).toEqual({ fired: 3 });
    await rows('UPDATE customer_success.trigger_settings SET breaker_firings = 40');
  });

  test('is how deep rules follow one another within an hour', async () => {
    await rows('UPDATE customer_success.trigger_settings SET deepest = 2');
    const rules = [await active(), await active(), await active()];
    for (const rule of rules) await look(rule, [no]);
    const came = [];
    for (const rule of rules) came.push(await look(rule, [yes]));
    expect(came).toEqual([fired, fired, { depth: 1 }]);
    const [, , last] = rules;
    if (last === undefined) throw new Error('there are three');
    // Round and round: it is written down once a day.
    for (const again of [1, 2]) {
      await look(last, [{ ...no, rearms: true }]);
      expect([again, await look(last, [yes])]).toEqual([again, { depth: 1 }]);
    }
    expect(await firings(last)).toMatchObject([{ held_by: 'depth', generation: 1 }]);
    await rows('UPDATE customer_success.trigger_settings SET deepest = 5');
  });
});

test('what makes no sense is refused whole, and harms nothing', async () => {
  const rule = await active();
  const { host, fence } = lease();
  const ask = async (...columns: unknown[]) =>
    (
      await team.clients.ada.query(
        'SELECT customer_success.judge_rule($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11) AS is',
        [host, fence, rule.id, dayOf(0), ...columns],
      )
    ).rows[0].is;
  const one = [[1], ['2020-01-01'], [true], [null], ['c1'], ['[]']];
  for (const at of [Number.NaN, -1, Infinity, null])
    expect(await ask(at, ...one)).toEqual(refused('invalid'));
  for (const column of one.keys())
    expect(await ask(1, ...one.map((list, n) => (n === column ? [] : list)))).toEqual(refused('invalid'));
  expect(await ask(1, ...one.map(() => null))).toEqual(refused('invalid'));
  expect(await ask(1, ...one.map(([value]) => Array(5001).fill(value)))).toEqual(refused('too_large'));
  // No account of the company, no known verdict, nothing to say by what it was made.
  for (const [place, value] of [
    [0, 99],
    [2, null],
    [4, null],
    [4, 'x'.repeat(201)],
  ] as const)
    expect(await ask(1, ...one.map((list, n) => (n === place ? [value] : list)))).toEqual({
      outcome: 'applied',
      edges: {},
    });
  await look(rule, [no]);
  expect(await ask(1, ...one.slice(0, 5), ['{"no": "list"}'])).toEqual({
    outcome: 'applied',
    edges: { failed: 1 },
  });
  expect(await rows('SELECT waits_for, state FROM customer_success.rule_subjects')).toEqual([
    { waits_for: 'failed', state: 'armed' },
  ]);
  expect(await look(rule, [yes])).toEqual(fired);
});

test('members see what rules did for their own accounts, strangers nothing, and nobody writes it', async () => {
  const rule = await active({ holdoutPercent: 20 });
  const three = [1, 2, 3].map((id) => ({ id }));
  await look(
    rule,
    three.map(({ id }) => ({ id, holds: false })),
  );
  await look(rule, three);
  for (const table of ['rule_firings', 'rule_subjects', 'rule_holdouts']) {
    const seen = async (who: Colleague) =>
      (
        await team.clients[who].query(
          `SELECT organization_id AS id FROM customer_success.${table} ORDER BY 1`,
        )
      ).rows.map(({ id }) => id);
    const own = async (who: Colleague) =>
      (
        await team.clients[who].query(
          'SELECT organization_id AS id FROM customer_success.organizations ORDER BY 1',
        )
      ).rows
        .map(({ id }) => id)
        .filter((id) => id <= 3);
    for (const who of ['ann', 'vera', 'ada'] as const)
      expect([table, who, await seen(who)]).toEqual([table, who, await own(who)]);
    for (const words of [
      `DELETE FROM customer_success.${table}`,
      `UPDATE customer_success.${table} SET rule_id = rule_id`,
    ])
      for (const who of ['ann', 'ada'] as const)
        await expect(team.clients[who].query(words)).rejects.toThrow('permission denied');
  }
  for (const words of [
    'UPDATE customer_success.rule_standings SET also_matching = true',
    'SELECT * FROM customer_success.trigger_settings',
  ])
    await expect(team.clients.ada.query(words)).rejects.toThrow('permission denied');
  for (const words of [
    'SELECT customer_success.begin_acting(NULL, true, NULL)',
    'SELECT customer_success.is_held_out(NULL, 1, 1, NULL)',
  ])
    await expect(team.clients.ada.query(words)).rejects.toThrow('permission denied');
});

describe('a look', () => {
  test('of a rule that is off, of another version, or of another day changes nothing', async () => {
    const rule = await active();
    expect(await look({ ...rule, version: 2 }, [no])).toEqual(refused('version'));
    expect(await look(rule, [no], -5)).toEqual(refused('day'));
    await end(rule, {}, 0);
    expect(await look(rule, [no], -1)).toEqual(refused('day'));
    await change(rule, { state: 'paused' });
    expect(await look(rule, [no])).toEqual(refused('off'));
  });

  test('is the lease holder’s alone', async () => {
    const rule = await active();
    const before = lease();
    await takeOver();
    expect(await look(rule, [no], 0, before)).toEqual(refused('fence'));
    for (const who of ['ann', 'vera'] as const)
      expect(await look(rule, [no], 0, { ...lease(), who })).toEqual(refused('role'));
  });

  test('by two desktops that see the same edge a day apart fires once', async () => {
    const rule = await active();
    await look(rule, [no], -1);
    expect(await look(rule, [yes], -1)).toEqual(fired);
    await takeOver();
    expect(await look(rule, [yes], 0)).toEqual({});
  });

  test('begins anew where the rule is switched on again, or asks something else', async () => {
    const rule = await active({ coolDownDays: 0 });
    await look(rule, [no]);
    await change(rule, { state: 'paused' });
    await change(rule, { state: 'active' });
    expect(await look(rule, [yes])).toEqual({});
    await look(rule, [{ ...no, rearms: true }]);
    const definition = ruleDefinition({ coolDownDays: 0, conditions: all({ ...lowScore, value: 40 }) });
    const other = await change(rule, { definition });
    expect(await look(other, [yes])).toEqual({});
  });

  test('is kept with its counts, and with what was wrong', async () => {
    const rule = await active();
    expect(await end(rule, { evaluated: 7, matched: 2, not_known: 1 })).toEqual({ outcome: 'applied' });
    expect(
      await rows(
        'SELECT judged_on::text, evaluated, matched, not_known, problem FROM customer_success.rule_standings',
      ),
    ).toEqual([{ judged_on: dayOf(0), evaluated: 7, matched: 2, not_known: 1, problem: null }]);
    await end(rule, { problem: 'A fact is gone.' });
    expect(await rows('SELECT evaluated, problem FROM customer_success.rule_standings')).toEqual([
      { evaluated: 7, problem: 'A fact is gone.' },
    ]);
    await end(rule, {});
    expect(await rows('SELECT problem FROM customer_success.rule_standings')).toEqual([{ problem: null }]);
  });
});
