import { beforeEach, describe, expect, test } from 'vitest';
import { type Pushed, teamWithRunner } from './support/team-with-runner';

const { team, push, pushPeople, rows } = teamWithRunner();

const events = () =>
  rows(
    `SELECT organization_id AS id, kind, before, after FROM customer_success.score_events ORDER BY score_event_id`,
  );

describe('of a change the company is told', () => {
  const changed = (before: string, after: string) => ({ id: 1, kind: 'score_change', before, after });

  test('when a score drops by ten points or more by one configuration and model, once a day', async () => {
    await push([{ ago: 1, score: 70 }]);
    await push([{ score: 59 }]);
    expect(await events()).toEqual([changed('70', '59')]);
    await push([{ score: 55 }]);
    await push([{ score: 55, confidence: 0.7 }]);
    expect(await events()).toEqual([changed('70', '55')]);
    await push([{ score: 60.1 }]);
    expect(await events()).toEqual([]);
  });

  test.each([
    ['configuration', { config: 3 }],
    ['model', { model: 3 }],
  ])(
    'but not when another %s moves every score by 20 and every level, and of a real drop after it',
    async (_what, other) => {
      const book = (more: Pushed) => [1, 2, 3].map((id) => ({ id, ...more }));
      await push(book({ ago: 1, score: 70, level: 'low' }));
      await push(book({ score: 50, level: 'high', ...other }));
      expect(await events()).toEqual([]);
      await push([{ score: 39, level: 'critical', ...other }]);
      expect(await events()).toEqual([
        changed('50', '39'),
        { id: 1, kind: 'risk_level_change', before: 'high', after: 'critical' },
      ]);
    },
  );

  test('and of a real drop on the day after a switch', async () => {
    await push([{ ago: 2, score: 70 }]);
    await push([{ ago: 1, score: 50, config: 3 }]);
    await push([{ score: 40, config: 3 }]);
    expect(await events()).toEqual([changed('50', '40')]);
  });

  test('and of a level that goes on over a switch and changes then', async () => {
    await push([{ ago: 2, level: 'low' }]);
    await push([{ ago: 1, level: 'low', config: 3 }]);
    expect(await events()).toEqual([]);
    await push([{ level: 'high', config: 3 }]);
    expect(await events()).toEqual([{ id: 1, kind: 'risk_level_change', before: 'low', after: 'high' }]);
  });

  test('when a level ends, and when one begins after that, by one configuration and model', async () => {
    await push([{ ago: 2, level: 'high' }]);
    await push([{ ago: 1, level: 'none' }]);
    await push([{ level: 'medium' }]);
    const levelChange = (before: string | null, after: string | null) => ({
      id: 1,
      kind: 'risk_level_change',
      before,
      after,
    });
    const told = [levelChange('high', null), levelChange(null, 'medium')];
    expect(await events()).toEqual(told);
    // By other settings too little may be known of many.
    await push([{ level: 'none', config: 3 }]);
    expect(await events()).toEqual(told);
    await push([{ level: 'low', config: 3 }]);
    expect(await events()).toEqual([...told, levelChange(null, 'low')]);
  });

  test('and what was told before a switch of the same day stays told', async () => {
    await push([{ ago: 1, score: 70 }]);
    await push([{ score: 50 }]);
    await push([{ score: 80, config: 3 }]);
    await push([{ score: 81, config: 3 }]);
    expect(await events()).toEqual([changed('70', '50')]);
  });
});

describe('partitions of the scores', () => {
  const tables = ['organization_health_scores', 'user_health_scores'] as const;
  /** As a company that was made long ago, whose months came and went without a partition. */
  beforeEach(async () => {
    for (const table of tables) {
      for (const { name } of await rows<{ name: string }>(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits
        WHERE inhparent = 'customer_success.${table}'::regclass AND inhrelid::regclass::text NOT LIKE '%default'`,
      ))
        await team.company.admin.query(`DROP TABLE ${name}`);
      await team.company.admin.query(`DELETE FROM customer_success.${table}`);
    }
  });

  /** @param ago days before today */
  const pushOn = async (ago: number) => [
    (await push([{ ago }])).outcome,
    (await pushPeople([{ ago }])).outcome,
  ];

  /** Which partition each row lies in, by both tables. */
  const where = async () =>
    (
      await Promise.all(
        tables.map((table) =>
          rows<{ part: string }>(
            `SELECT tableoid::regclass::text AS part FROM customer_success.${table} ORDER BY day`,
          ),
        ),
      )
    ).map((list) => list.map(({ part }) => part.replace(/^.*scores_/, '')));
  const monthOf = (ago: number, more = 0) => {
    const day = new Date(Date.now() - ago * 86_400_000);
    const month = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + more, 1));
    return month.toISOString().slice(0, 7).replace('-', '_');
  };
  const partitions = async (table: string) =>
    (
      await rows<{ name: string }>(
        `SELECT right(inhrelid::regclass::text, 7) AS name FROM pg_inherits
        WHERE inhparent = 'customer_success.${table}'::regclass ORDER BY 1`,
      )
    )
      .map(({ name }) => name)
      .filter((name) => name !== 'default');

  test('what the runner writes down makes its month’s partition, and the coming one', async () => {
    expect(await pushOn(0)).toEqual(['applied', 'applied']);
    expect(await where()).toEqual([[monthOf(0)], [monthOf(0)]]);
    for (const table of tables) expect(await partitions(table)).toEqual([monthOf(0), monthOf(0, 1)]);
  });

  test('what is written down of an earlier month makes that one', async () => {
    expect(await pushOn(100)).toEqual(['applied', 'applied']);
    expect(await where()).toEqual([[monthOf(100)], [monthOf(100)]]);
  });

  test.each([400, -40])('a day that is none to write down makes none: %i days ago', async (ago) => {
    expect(await pushOn(ago)).toEqual(['applied', 'applied']);
    expect(await where()).toEqual([[], []]);
    for (const table of tables) expect(await partitions(table)).toEqual([monthOf(0, 1)]);
  });

  test('who reads scores in a transaction that stays open is in no one’s way: the next push takes its rows out of the default partition', async () => {
    const reader = await team.logins.ada.connect();
    await reader.query('BEGIN');
    for (const table of tables) await reader.query(`SELECT count(*) FROM customer_success.${table}`);
    expect(await pushOn(0)).toEqual(['applied', 'applied']);
    expect(await where()).toEqual([['default'], ['default']]);
    await reader.query('COMMIT');
    expect(await pushOn(0)).toEqual(['applied', 'applied']);
    expect(await where()).toEqual([[monthOf(0)], [monthOf(0)]]);
    await reader.end();
  });
});
