import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { all, lowScore, ruleDefinition } from '../support/rules/entries';
import { applyOne, operation } from '../support/team';
import { teamWithCelebrations } from './support/team-with-celebrations';
import { dayBefore, today } from './support/team-with-milestones';

const { team, rows, milestone, set, begin, lease, celebrating, celebrations, rewards } =
  teamWithCelebrations();
const counted = { by: 'activity', measure: 'events', features: 'any', withinDays: null, target: 10 } as const;
beforeEach(async () => {
  await begin();
  await rewards.begin();
});

interface Award {
  readonly points: number;
  readonly origin: string;
  readonly takenBack: boolean;
}
const awards = (account = 1) =>
  rows<Award>(
    `SELECT t.points, t.origin, customer_success.was_taken_back(t) AS "takenBack" FROM customer_success.reward_transactions t
      WHERE t.organization_id = $1 AND t.kind = 'award' ORDER BY t.row_id`,
    [account],
  );
const achievement = async (id: string, account = 1) =>
  (
    await rows<{ id: string }>(
      'SELECT achievement_id AS id FROM customer_success.milestone_achievements WHERE milestone_id = $1 AND organization_id = $2',
      [id, account],
    )
  )[0]?.id;

describe('an achievement', () => {
  test('awards its points once, whoever tells it again and however often', async () => {
    const id = await milestone('Ten events', { completion: counted, points: 100 });
    for (let runner = 0; runner < 3; runner++) {
      const { tell } = await lease();
      await tell({ milestone: id });
      await tell({ milestone: id, completed_on: dayBefore(1) });
    }
    // Two desks at one time, over connections of their own.
    await Promise.all([set({ milestone: id, progress: 100 }), set({ milestone: id, progress: 100 }, 'ada')]);
    expect(await awards()).toEqual([{ points: 100, origin: await achievement(id), takenBack: false }]);
    expect(await rows('SELECT reason FROM customer_success.reward_transactions')).toEqual([
      { reason: '“Ten events” reached' },
    ]);
  });

  test('awards nothing to an account that takes no part, and begins nothing for it', async () => {
    const id = await milestone('Ten events', { completion: counted, points: 100 });
    const { tell } = await lease();
    await tell({ account: 2, milestone: id });
    await rewards.setProgram({ is_on: false });
    await tell({ milestone: id });
    await rewards.setProgram({});
    await tell({ milestone: id }, { account: 2, milestone: id });
    expect([await awards(), await awards(2)]).toEqual([[], []]);
    expect(await rows('SELECT organization_id AS account FROM customer_success.reward_accounts')).toEqual([
      { account: 1 },
    ]);
  });

  test('awards by the tier that the account has, rounded once', async () => {
    await rewards.award(500);
    const id = await milestone('Ten events', { points: 50 });
    await set({ milestone: id, progress: 100 });
    expect((await awards()).at(-1)).toMatchObject({ points: 63 });
  });

  test('that is taken back gives its points back, and what was spent becomes a debt that the next points settle', async () => {
    const id = await milestone('First meeting', { points: 100 });
    await set({ milestone: id, progress: 100 });
    await rewards.redeem(await rewards.item({ cost: 80 }));
    await set({ milestone: id, progress: 30, reason: 'It was test data.' });
    expect(await rewards.account()).toMatchObject({ balance: 0, owed: 80 });
    expect(
      await rows(
        `SELECT DISTINCT r.reason FROM customer_success.reward_transactions r JOIN customer_success.reward_transactions a ON r.reversal_of = a.row_id
          WHERE a.kind = 'award'`,
      ),
    ).toEqual([{ reason: 'It was test data.' }]);
    await set({ milestone: await milestone('Second', { points: 90 }), progress: 100 });
    expect(await rewards.account()).toMatchObject({ balance: 10, owed: 0 });
  });

  test('that is reached once more has its points again, and one award of it stands', async () => {
    const id = await milestone('First meeting', { points: 100 });
    for (let time = 0; time < 3; time++) {
      await set({ milestone: id, progress: 100 });
      await set({ milestone: id, progress: 0, reason: 'Not yet.' });
    }
    await set({ milestone: id, progress: 100 });
    expect((await awards()).map(({ takenBack }) => takenBack)).toEqual([true, true, true, false]);
    expect(await rewards.account()).toMatchObject({ balance: 100, owed: 0 });
  });

  test('whose evidence is gone keeps its points', async () => {
    const id = await milestone('Ten events', { completion: counted, points: 100 });
    const { tell } = await lease();
    await tell({ milestone: id });
    await tell({ milestone: id, progress: 20 });
    expect(await rewards.account()).toMatchObject({ balance: 100 });
  });

  test('of a contact who objected and does no more is the same one: its points were given', async () => {
    const id = await milestone('Own', { completion: counted, audience: 'contact', points: 10 });
    const { tell } = await lease();
    const reached = () => tell({ milestone: id, contact: 1 });
    await reached();
    await rows('UPDATE customer_success.users SET objected_on = current_date WHERE user_id = 1');
    expect(await achievement(id)).toBeUndefined();
    await rows('UPDATE customer_success.users SET objected_on = NULL WHERE user_id = 1');
    await reached();
    expect(await achievement(id)).toBeDefined();
    expect(await awards()).toMatchObject([{ points: 10, takenBack: false }]);
  });

  test('of two accounts that become one counts once', async () => {
    const id = await milestone('Ten events', { completion: counted, points: 100 });
    await rewards.must(
      rewards.send('ada', 'account', { consent: true, consent_note: 'Yes' }, { account: 'cove' }),
    );
    const { tell } = await lease();
    await tell({ milestone: id }, { account: 3, milestone: id });
    const merge = await team.company.admin.connect();
    try {
      await merge.query('BEGIN');
      await merge.query('SELECT customer_success.move_entries(3, 1, $1)', ['{}']);
      const standing = await merge.query(
        `SELECT sum(points)::int AS points FROM customer_success.reward_transactions WHERE organization_id = 1`,
      );
      expect(standing.rows).toEqual([{ points: 100 }]);
      const stand = await merge.query(
        `SELECT count(*)::int AS n FROM customer_success.milestone_achievements WHERE organization_id = 1`,
      );
      expect(stand.rows).toEqual([{ n: 1 }]);
    } finally {
      await merge.query('ROLLBACK');
      merge.release();
    }
  });
});

describe('a rule', () => {
  const { save } = ruleHelpers();
  test('awards points once a firing, by its name or the words that it has', async () => {
    const rule = await save([
      { kind: 'points', points: 30, reason: '', minutes: 0 },
      { kind: 'points', points: 5, reason: 'For the patience', minutes: 0 },
    ]);
    await fire(rule);
    await fire(rule);
    const found = await rows(
      `SELECT points, reason, origin FROM customer_success.reward_transactions WHERE kind = 'award' ORDER BY row_id`,
    );
    expect(found).toEqual([
      { points: 30, reason: 'Rule “Low score”', origin: `rule/${rule}/0/1/1` },
      { points: 5, reason: 'For the patience', origin: `rule/${rule}/0/1/2` },
    ]);
    expect(await outcomes(rule)).toEqual([
      { kind: 'points', result: 'made', points: 30 },
      { kind: 'points', result: 'made', points: 5 },
    ]);
  });

  test('says so where the account takes no part, and does the rest', async () => {
    await rewards.setProgram({ is_on: false });
    const rule = await save([
      { kind: 'points', points: 30, reason: '', minutes: 0 },
      { kind: 'notification', text: 'Look', minutes: 0 },
    ]);
    await fire(rule);
    expect(await outcomes(rule)).toEqual([
      { kind: 'points', result: 'no_part', points: null },
      { kind: 'notification', result: 'made' },
    ]);
    expect(await awards()).toEqual([]);
  });

  test('with points that are none is refused', async () => {
    for (const points of [0, -5, 1.5, 2_000_000, '5'])
      await expect(save([{ kind: 'points', points, reason: '', minutes: 0 }])).rejects.toThrow(/points/);
  });

  const outcomes = async (rule: string) =>
    (
      await rows<{ outcomes: object[] }>(
        'SELECT outcomes FROM customer_success.rule_firings WHERE rule_id = $1',
        [rule],
      )
    ).flatMap((row) => row.outcomes);
  /** Carries an edge out as judge_rule does, the same generation each time. */
  async function fire(rule: string): Promise<void> {
    const firing = `SELECT customer_success.carry_out(r, jsonb_populate_record(NULL::customer_success.rule_firings,
        jsonb_build_object('rule_id', r.rule_id, 'organization_id', 1, 'generation', 1, 'version', 1, 'fired_on', '${today}',
                           'fired_at', now(), 'why', '[]'::jsonb, 'held_out', false))) AS outcomes
        FROM customer_success.rules r WHERE r.rule_id = $1`;
    await rows(
      `INSERT INTO customer_success.rule_firings (rule_id, organization_id, version, generation, fired_on, outcomes)
       SELECT $1, 1, 1, 1, '${today}', f.outcomes FROM (${firing}) f ON CONFLICT DO NOTHING`,
      [rule],
    );
  }
});

function ruleHelpers() {
  return {
    async save(actions: readonly object[]): Promise<string> {
      const definition = { ...ruleDefinition({ conditions: all(lowScore) }), actions };
      const asked = operation('rule.save', { name: 'Low score', definition }, { account: null });
      const answer = await applyOne(team.clients.ada, asked);
      if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer.answer));
      return asked.op_id;
    },
  };
}

/** STEWARD_ACHIEVEMENTS for more random lives. */
const lives = Number(process.env['STEWARD_ACHIEVEMENTS'] ?? 12);
const subjects = [
  { account: 1, contact: null },
  { account: 1, contact: 1 },
  { account: 2, contact: null },
] as const;
const nth = fc.nat({ max: 2 });
const step = fc.oneof(
  // What a runner tells of a subject: how far, on which day, and whether it tells it once more, or late.
  {
    arbitrary: fc.record({
      do: fc.constant('tell' as const),
      runner: nth,
      who: nth,
      which: nth,
      progress: fc.constantFrom(0, 60, 100, 100),
      daysAgo: fc.nat({ max: 5 }),
      times: fc.integer({ min: 1, max: 3 }),
    }),
    weight: 6,
  },
  fc.record({
    do: fc.constant('set' as const),
    who: nth,
    which: nth,
    progress: fc.constantFrom(0, 40, 100, null),
  }),
  fc.record({ do: fc.constant('program' as const), isOn: fc.boolean() }),
);

describe('whatever is told, in whatever order, late, again, or of what is gone,', () => {
  const others: pg.Client[] = [];
  beforeAll(async () => {
    for (let n = 0; n < 2; n++)
      others.push(await (await team.company.createLogin({ role: 'admin', scope: 'all' })).connect());
  });
  afterAll(() => Promise.all(others.map((client) => client.end())));

  test('each achievement has one celebration, and one award that stands as long as it does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        await begin();
        await rewards.begin();
        await rewards.must(
          rewards.send('ada', 'account', { consent: true, consent_note: 'Yes' }, { account: 'bolt' }),
        );
        await rows('DELETE FROM customer_success.milestone_definitions');
        await celebrating();
        const first = await milestone('First', { completion: counted, points: 10 });
        const ids = [
          [
            first,
            await milestone('Second', { completion: counted, points: 20, prerequisites: [first] }),
            await milestone('Worthless', { completion: counted }),
          ],
          [
            await milestone('Own 30', { completion: counted, audience: 'contact', points: 30 }),
            await milestone('Own 40', { completion: counted, audience: 'contact', points: 40 }),
            await milestone('Own 0', { completion: counted, audience: 'contact', points: 0 }),
          ],
        ] as const;
        let isOn = true;
        /** Achieved while nobody could be given points, or not at all. */
        const unpaid = new Set<string>();
        const standing = async () =>
          rows<{ id: string; key: string; stands: boolean; points: number; account: number }>(
            `SELECT achievement_id AS id, organization_id || ' ' || milestone_id AS key, withdrawn_at IS NULL AS stands, points,
                    organization_id AS account FROM customer_success.milestone_achievements`,
          );
        for (const each of steps) {
          const before = new Map((await standing()).map((row) => [row.id, row.stands]));
          if (each.do === 'program') {
            isOn = each.isOn;
            await rewards.setProgram({ is_on: isOn });
          } else {
            const who = subjects[each.who] ?? subjects[0];
            const id = ids[who.contact === null ? 0 : 1][each.which] ?? '';
            if (each.do === 'set')
              await set(
                {
                  milestone: id,
                  contact: who.contact === null ? null : 'user of 1',
                  progress: each.progress,
                  reason: 'By hand.',
                },
                'ada',
                { account: who.account === 1 ? 'acme' : 'bolt' },
              );
            else {
              const { tell } = await lease([team.clients.ada, ...others][each.runner]);
              const { progress, daysAgo } = each;
              const completed = progress === 100 ? dayBefore(daysAgo) : null;
              for (let time = 0; time < each.times; time++)
                await tell({ ...who, milestone: id, progress, completed_on: completed });
            }
          }
          for (const row of await standing())
            if (row.stands && before.get(row.id) !== true)
              if (isOn && row.points > 0) unpaid.delete(row.id);
              else unpaid.add(row.id);
        }
        const celebrated = await rows<{ id: string }>(
          'SELECT achievement_id AS id FROM customer_success.celebrations',
        );
        const stand = await standing();
        expect(celebrated.map(({ id }) => id).sort()).toEqual(stand.map(({ id }) => id).sort());
        for (const account of [1, 2]) {
          const given = (await awards(account)).filter(({ takenBack }) => !takenBack);
          const due = stand.filter((row) => row.account === account && row.stands && !unpaid.has(row.id));
          expect(given.map(({ origin }) => origin.split('/')[0]).sort()).toEqual(
            due.map(({ id }) => id).sort(),
          );
          const sum = await rows<{ balance: number; owed: number }>(
            'SELECT balance, owed FROM customer_success.reward_accounts WHERE organization_id = $1',
            [account],
          );
          expect((sum[0]?.balance ?? 0) - (sum[0]?.owed ?? 0)).toBe(
            due.reduce((points, row) => points + row.points, 0),
          );
        }
        // Nobody hears of one twice, and what waits for somebody is one mail.
        const told = (await celebrations()).flatMap(({ id, runs }) =>
          runs.map((run) => ({ of: id, ...run })),
        );
        const keys = told.map(({ of, contact }) => `${of} ${contact}`);
        expect(keys.length).toBe(new Set(keys).size);
        const waiting = told.filter(({ stage }) => stage === 'waiting');
        expect(new Set(waiting.map(({ id }) => id)).size).toBe(
          new Set(waiting.map(({ contact }) => contact)).size,
        );
      }),
      { numRuns: lives },
    );
  }, 120_000);
});
