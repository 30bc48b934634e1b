import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { applied, dayOf, type Pushed, refused, teamWithRunner } from './support/team-with-runner';

const { team, runAs, push, pushAsBefore, pushPeople, call, lease, rows } = teamWithRunner();
const scores = () =>
  rows(`SELECT organization_id AS id, day::text, config_version AS config, model_version AS model, app_version AS app, score,
               confidence FROM customer_success.organization_health_scores ORDER BY 1, 2`);
const levels = () =>
  rows(`SELECT organization_id AS id, level, indicators, day::text, config_version AS config, model_version AS model,
               app_version AS app FROM customer_success.risk_assessment_history ORDER BY assessed_at, 1`);
const levelsOfDays = async () => (await levels()).map(({ day, level }) => [day, level]);
/** Which versions of which rows there are: a row that is written again, even as it was, has another. */
const versionsOfRows = () =>
  rows(`SELECT ctid::text, xmin::text FROM customer_success.organization_health_scores
        UNION ALL SELECT ctid::text, xmin::text FROM customer_success.user_health_scores
        UNION ALL SELECT ctid::text, xmin::text FROM customer_success.risk_assessment_history ORDER BY 1, 2`);

describe('what the runner writes down', () => {
  test('is a score a day and account, and the level with its indicators, by whom made', async () => {
    const indicators = '[{"id": "payment_failed", "since": "2026-11-02"}]';
    expect(
      await push([
        { score: 61.5, level: 'high', indicators },
        { id: 2, model: null },
      ]),
    ).toEqual(applied({ scores: 2, levels: 2 }));
    const versions = { day: dayOf(0), config: 2, app: '1.2.3' };
    expect(await scores()).toEqual([
      { id: 1, ...versions, model: 2, score: 61.5, confidence: 0.5 },
      { id: 2, ...versions, model: null, score: 60, confidence: 0.5 },
    ]);
    expect(await levels()).toEqual([
      { id: 1, ...versions, model: 2, level: 'high', indicators: JSON.parse(indicators) },
      { id: 2, ...versions, model: null, level: 'low', indicators: [] },
    ]);
    expect(await pushPeople([{ id: 1, score: 44 }, { id: 3 }])).toEqual(applied({ people: 2 }));
    expect(
      await rows(`SELECT organization_id AS id, user_id, day::text, config_version AS config, app_version AS app, score
                    FROM customer_success.user_health_scores ORDER BY 1`),
    ).toEqual([
      { id: 1, user_id: 1, ...versions, score: 44 },
      { id: 3, user_id: 3, ...versions, score: 60 },
    ]);
  });

  test('twice is there once: no row is written again, and none of the log of changes', async () => {
    const log = () => rows('SELECT count(*) FROM customer_success.sync_log');
    const before = await log();
    const book = [{ score: 61.23 }, { id: 2, level: 'high' }, { id: 3, score: null }];
    await push(book);
    await pushPeople(book.map(({ score, ...rest }) => ({ ...rest, score: score ?? 1 })));
    const kept = await versionsOfRows();
    expect(await push(book)).toEqual(applied({ scores: 0, levels: 0 }));
    expect(await pushPeople(book.map(({ score, ...rest }) => ({ ...rest, score: score ?? 1 })))).toEqual(
      applied({ people: 0 }),
    );
    expect(await versionsOfRows()).toEqual(kept);
    expect(await log()).toEqual(before);
  });

  test('of another day is another row, and of the same day what it came to', async () => {
    await push([{ ago: 1, score: 50 }]);
    await push([{ score: 52 }]);
    await push([{ score: 53 }]);
    expect((await scores()).map(({ day, score }) => [day, score])).toEqual([
      [dayOf(1), 50],
      [dayOf(0), 53],
    ]);
  });

  test('keeps a level once until it is another one', async () => {
    for (const [ago, level] of [
      [3, 'low'],
      [2, 'low'],
      [1, 'high'],
      [0, 'high'],
      [0, 'critical'],
    ] as const)
      await push([{ ago, level }]);
    expect(await levelsOfDays()).toEqual([
      [dayOf(3), 'low'],
      [dayOf(1), 'high'],
      [dayOf(0), 'critical'],
    ]);
  });

  const known = { engagement: 71.5, adoption: 0, satisfaction: null, retention: 100, value: 12.3 };

  test('is what the dimensions of a score came to, and another of them is another row', async () => {
    const dimensions = () =>
      rows('SELECT dimensions, score FROM customer_success.organization_health_scores ORDER BY 1');
    await push([{ dimensions: JSON.stringify(known) }]);
    expect(await dimensions()).toEqual([{ dimensions: known, score: 60 }]);
    const next = { ...known, adoption: 0.1 };
    expect(await push([{ dimensions: JSON.stringify(next) }])).toEqual(applied({ scores: 1, levels: 0 }));
    // The same, written otherwise.
    expect(
      await push([
        { dimensions: JSON.stringify(Object.fromEntries(Object.entries(next).reverse()), null, 2) },
      ]),
    ).toEqual(applied({ scores: 0, levels: 0 }));
    expect(await dimensions()).toEqual([{ dimensions: next, score: 60 }]);
    expect(await rows('SELECT * FROM customer_success.score_events')).toEqual([]);
  });

  test('by a desktop of before is the same without the dimensions', async () => {
    expect(await pushAsBefore([{ level: 'high' }])).toEqual(applied({ scores: 1, levels: 1 }));
    expect(await rows('SELECT dimensions FROM customer_success.organization_health_scores')).toEqual([
      { dimensions: {} },
    ]);
  });

  test('is that a level has ended, once, and that it begins again', async () => {
    for (const [ago, level] of [
      [5, 'none'],
      [4, 'high'],
      [3, null],
      [2, 'none'],
      [1, 'none'],
      [0, 'low'],
    ] as const)
      await push([
        { ago, level },
        { id: 2, ago, level: 'low' },
      ]);
    expect((await levels()).filter(({ id }) => id === 1)).toMatchObject([
      { day: dayOf(4), level: 'high' },
      { day: dayOf(2), level: null, indicators: [], config: 2, model: 2, app: '1.2.3' },
      { day: dayOf(0), level: 'low' },
    ]);
    expect((await levels()).filter(({ id }) => id === 2)).toHaveLength(1);
  });

  test('of an account twice in one call is the last of it', async () => {
    expect(await push([{ score: 10 }, { score: 20 }])).toEqual(applied({ scores: 1, levels: 1 }));
    expect(await scores()).toMatchObject([{ score: 20 }]);
  });

  test('says when: of what was pushed last', async () => {
    const when = async () =>
      (await team.clients.vera.query('SELECT scores_pushed_at AS at FROM customer_success.runner_lease'))
        .rows[0].at;
    const before = await when();
    await push([{}]);
    expect(await when()).not.toEqual(before);
  });
});

const kinds = ['app', 'config', 'model'] as const;
describe.each(kinds)('by a lower %s', (kind) => {
  const versions = (height: number) => ({
    config: kind === 'config' ? height : 5,
    model: kind === 'model' ? height : 5,
  });
  const pushBy = async (height: number, more: Pushed) => {
    await runAs(kind === 'app' ? `1.${height}.9` : '1.5.9');
    const account = { ...versions(height), ...more };
    return [await push([account]), await pushPeople([account])];
  };
  const nothing = [applied({ scores: 0, levels: 0 }), applied({ people: 0 })];

  // Of an app’s version 9 comes before 10.
  const pairs = kind === 'app' ? [[9, 10]] : [[8, 9]];
  test.each([[2, 9], ...pairs])(
    'nothing takes the place of a higher one’s: %i that of %i',
    async (lower = 0, higher = 0) => {
      await pushBy(higher, { score: 70, level: 'high' });
      const kept = await versionsOfRows();
      expect(await pushBy(lower, { score: 30, level: 'critical' })).toEqual(nothing);
      expect(await versionsOfRows()).toEqual(kept);
    },
  );

  test('a row gives way to a higher one’s', async () => {
    await pushBy(3, { score: 70, level: 'high' });
    await pushBy(4, { score: 30, level: 'critical' });
    expect(await scores()).toMatchObject([{ score: 30, ...versions(4) }]);
    expect(await rows('SELECT score FROM customer_success.user_health_scores')).toEqual([{ score: 30 }]);
    expect((await levels()).map(({ level }) => level)).toEqual(['high', 'critical']);
  });

  test('no level ends that a higher one’s says', async () => {
    await pushBy(4, { level: 'high' });
    await pushBy(3, { level: 'none' });
    expect((await levels()).map(({ level }) => level)).toEqual(['high']);
  });

  test('an earlier day is no way around, for the level that stands', async () => {
    await pushBy(4, { level: 'high' });
    await pushBy(3, { level: 'critical', ago: 1 });
    expect((await levels()).map(({ level }) => level)).toEqual(['high']);
  });

  test('the next day is written down all the same', async () => {
    await pushBy(4, { score: 70, ago: 1 });
    await pushBy(3, { score: 69 });
    expect((await scores()).map(({ score }) => score)).toEqual([70, 69]);
  });
});

test('of two that are each lower in something the first stays', async () => {
  await push([{ config: 3, model: 5, score: 70 }]);
  expect(await push([{ config: 4, model: 4, score: 30, level: 'high' }])).toEqual(
    applied({ scores: 0, levels: 0 }),
  );
});

describe('nothing is written', () => {
  test('without the lease: not by a viewer, not by a manager, not by another admin, not under an earlier fence', async () => {
    const eve = await (await team.company.createLogin({ role: 'admin', scope: 'all' })).connect();
    for (const write of [push, pushPeople]) {
      expect(await write([{}], { client: team.clients.vera })).toEqual(refused('role'));
      expect(await write([{}], { client: team.clients.ann })).toEqual(refused('role'));
      expect(await write([{}], { client: eve })).toEqual(refused('fence'));
      expect(await write([{}], { host: randomUUID() })).toEqual(refused('fence'));
      expect(await write([{}], { fence: lease().fence - 1 })).toEqual(refused('fence'));
    }
    expect(await versionsOfRows()).toEqual([]);
  });

  test.each<[string, Pushed]>([
    ['an account that isn’t there', { id: 4_000 }],
    ['a configuration that the company has not numbered', { config: 10 }],
    ['a configuration of no number', { config: 0 }],
    ['a model that the company has not numbered', { model: 10 }],
    ['a day to come', { ago: -30 }],
    ['a day long past', { ago: 4_000 }],
  ])('of %s, and the rest of the call is', async (_what, odd) => {
    expect(await push([{ id: 2, ...odd }, { id: 3 }])).toEqual(applied({ scores: 1, levels: 1 }));
    expect(await pushPeople([{ id: 2, ...odd }, { id: 3 }])).toEqual(applied({ people: 1 }));
    expect(await scores()).toMatchObject([{ id: 3 }]);
  });

  test.each<[string, Pushed]>([
    ['no number', { score: Number.NaN }],
    ['above 100', { score: 100.1 }],
    ['below 0', { score: -0.1 }],
    ['of more than certainty', { confidence: 1.1 }],
  ])('of a score that is %s, and the rest of the call is', async (_what, odd) => {
    expect(await push([{ id: 2, ...odd }, { id: 3 }])).toMatchObject(applied({ scores: 1 }));
    expect(await pushPeople([{ id: 2, ...odd }, { id: 3 }])).toEqual(applied({ people: 1 }));
  });

  test.each([
    '[]',
    '1',
    'null',
    '{"value": "70"}',
    '{"value": 100.1}',
    '{"value": -1}',
    '{"value": true}',
    '{"value": [1]}',
    '{"value": {}}',
    `{"${'v'.repeat(1000)}": 1}`,
  ])('of a score with dimensions that are none: %s, and the rest of the call is', async (dimensions) => {
    expect(await push([{ id: 2, dimensions }, { id: 3 }])).toEqual(applied({ scores: 1, levels: 2 }));
    expect(await scores()).toMatchObject([{ id: 3 }]);
  });

  test('of an unknown level, and its score is', async () => {
    expect(await push([{ level: 'weather' }])).toEqual(applied({ scores: 1, levels: 0 }));
  });

  test('of lists that don’t belong together, or of too many', async () => {
    const others = [['2026-11-28'], [1], [1], [1], [1], ['low'], ['[]']];
    for (const list of [[1, 2], [], null])
      expect(await call('push_scores', [list, ...others], {})).toEqual(refused('invalid'));
    for (const dimensions of [[], ['{}', '{}']])
      expect(await call('push_scores', [[1], ...others, dimensions], {})).toEqual(refused('invalid'));
    expect(await push([{ indicators: '{' }])).toEqual(refused('invalid'));
    expect(await push([{ dimensions: '{' }])).toEqual(refused('invalid'));
    expect(await push(Array.from({ length: 5001 }, () => ({})))).toEqual(refused('too_large'));
  });
});

test('pushes use up the runner’s own allowance, and one put off says when to come again', async () => {
  await team.company.admin.query(`
    DELETE FROM customer_success.operation_calls;
    UPDATE customer_success.operation_limits SET per_minute = 2 WHERE calls = 'runner'`);
  await push([{}]);
  await pushPeople([{}]);
  expect(await push([{ score: 1 }])).toMatchObject({ outcome: 'later', retry_in_ms: expect.any(Number) });
  expect(await scores()).toMatchObject([{ score: 60 }]);
  await team.company.admin.query(
    `UPDATE customer_success.operation_limits SET per_minute = 1000000 WHERE calls = 'runner'`,
  );
});

test('members read what was written of their own accounts, and write none of it themselves', async () => {
  await push([{ score: 70, ago: 1 }, { id: 2 }, { id: 3 }]);
  await push([{ score: 50, level: 'high' }]);
  await pushPeople([{}, { id: 2 }, { id: 3 }]);
  const tables = {
    organization_health_scores: [2, 1, 4],
    user_health_scores: [1, 1, 3],
    risk_assessment_history: [2, 1, 4],
    score_events: [2, 0, 2],
  };
  const { ann, bob, ada } = team.clients;
  for (const [table, counts] of Object.entries(tables)) {
    const seen = [];
    for (const client of [ann, bob, ada])
      seen.push((await client.query(`SELECT count(*)::int AS n FROM customer_success.${table}`)).rows[0].n);
    expect([table, seen]).toEqual([table, counts]);
    for (const client of [ann, bob, ada])
      await expect(client.query(`DELETE FROM customer_success.${table}`)).rejects.toThrow(
        'permission denied',
      );
  }
});
