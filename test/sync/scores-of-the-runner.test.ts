import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { formatDay } from '../../src-main/lib/day';
import { companyDay } from '../../src-main/store/copy/company-calendar';
import { standingSql } from '../../src-main/store/risk/standing-sql';
import { readRunner } from '../../src-main/store/runner/duty';
import type { Connection } from '../../src-main/sync/wire/connect';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { listContacts } from '../../src-main/work/scoring/contact-list';
import { scoreAllJob, scoreChangedJob } from '../../src-main/work/scoring/scoring-kinds';
import { companyForEachTest } from '../support/company-for-each-test';
import { fillCompany } from './support/company';
import { type WorkedDesk, workAt } from './support/worked-desk';

const here = companyForEachTest();
const accounts = 12;
let desks: WorkedDesk[] = [];
let ada: WorkedDesk;

beforeEach(async () => {
  await fillCompany(here.company.admin, accounts);
  ada = await sitDown();
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
  desks = [];
});

async function sitDown(app?: string): Promise<WorkedDesk> {
  const desk = workAt(await here.company.createLogin({ role: 'admin', scope: 'all' }), app);
  desks.push(desk);
  return desk;
}

const rows = async <Row extends object = Record<string, unknown>>(sql: string) =>
  (await here.company.admin.query<Row>(sql)).rows;

/** The next version of the company’s score settings: by them little known of a person is enough. */
async function publish(healthy = 75): Promise<void> {
  await here.company.admin.query(
    `insert into customer_success.score_configurations (version, config, note, author, op_id)
     select coalesce(max(version), 0) + 1, $1, 'for all', 'ada', gen_random_uuid() from customer_success.score_configurations`,
    [JSON.stringify({ ...starterConfig, enoughKnown: 1, bands: { ...starterConfig.bands, healthy } })],
  );
}

const counts = async () =>
  (
    await rows(`select (select count(*)::int from customer_success.organization_health_scores) as scores,
                       (select count(*)::int from customer_success.user_health_scores) as people,
                       (select count(*)::int from customer_success.risk_assessment_history) as levels`)
  )[0];

/** A row that is written again, even as it was, has another. */
const versionsOfRows = () =>
  rows(`select tableoid::int, ctid::text, xmin::text from customer_success.organization_health_scores
        union all select tableoid::int, ctid::text, xmin::text from customer_success.user_health_scores
        union all select tableoid::int, ctid::text, xmin::text from customer_success.risk_assessment_history order by 1, 2`);

/** What a desktop shows of its accounts, as the company should have it. */
function shownAt({ desk: { store } }: WorkedDesk) {
  const today = companyDay(store.read, Date.now());
  return store.read
    .prepared<[{ today: number }], { id: number; day: number; score: number | null; level: string | null }>(
      `select s.organization_id as id, s.as_of as day, s.score, ${standingSql.level} as level
         from account_summaries s ${standingSql.join} order by 1`,
    )
    .all({ today })
    .map(({ day, ...shown }) => ({ ...shown, day: formatDay(day) }));
}

/** Each person with a score, as lists of contacts show them. */
function peopleAt({ desk: { store } }: WorkedDesk) {
  const today = companyDay(store.read, Date.now());
  return shownAt({ desk: { store } } as WorkedDesk)
    .flatMap(({ id }) => listContacts(store.read, { id, offset: 0, limit: 100 }, today).rows)
    .flatMap(({ id, score, confidence }) => (score === null ? [] : [{ id, score, confidence }]))
    .toSorted((one, other) => one.id - other.id);
}

const writtenDown = () =>
  rows(`select o.organization_id as id, s.day::text, s.score,
               (select level from customer_success.risk_assessment_history r where r.organization_id = o.organization_id
                 order by assessed_at desc limit 1) as level
          from customer_success.organizations o
          join customer_success.organization_health_scores s using (organization_id) order by 1`);

/** Writes as they go up, by the accounts or people that each names. @param onWrite before each; what it throws cuts the line */
function watched(
  calls: [string, number[]][],
  onWrite: (place: number) => Promise<void> | void = () => undefined,
) {
  return (connection: Connection): Connection => ({
    ...connection,
    async query(text: string, values: readonly unknown[] = []) {
      const name = /customer_success\.(push_\w+)\(/.exec(text)?.[1];
      if (name !== undefined) {
        await onWrite(calls.length);
        calls.push([name, values[2] as number[]]);
      }
      return connection.query(text, values);
    },
  });
}

describe('scores and levels are written down at the company', () => {
  test('as the runner’s desktop shows them, of every account and person, once the company has settings for all', async () => {
    await ada.round();
    await ada.round();
    expect(ada.turn.hasDuty(ada.desk.store)).toBe(true);
    // By the settings of one desktop alone nothing is written.
    expect(await counts()).toEqual({ scores: 0, people: 0, levels: 0 });
    await publish();
    await ada.round();
    expect(await writtenDown()).toEqual(shownAt(ada));
    expect(shownAt(ada).filter(({ score }) => score !== null)).toHaveLength(accounts);
    expect(
      await rows(
        `select distinct config_version, model_version, app_version from customer_success.organization_health_scores`,
      ),
    ).toEqual([{ config_version: 1, model_version: null, app_version: '1.0.0' }]);
    expect(
      await rows(
        'select user_id as id, score, confidence from customer_success.user_health_scores order by 1',
      ),
    ).toEqual(peopleAt(ada));
    expect(peopleAt(ada)).toHaveLength(accounts);
  });

  test('with the dimensions of each score, as screens show them', async () => {
    await publish();
    await ada.round();
    const written = await rows<{ id: number; dimensions: Record<string, number | null> }>(
      'select organization_id as id, dimensions from customer_success.organization_health_scores order by 1',
    );
    expect(written).toHaveLength(accounts);
    for (const { id, dimensions } of written) {
      const shown = breakdownOf(ada.desk.store, id)?.dimensions ?? [];
      expect(dimensions).toEqual(Object.fromEntries(shown.map(({ id: name, score }) => [name, score])));
    }
  });

  test('and the end of a level where an account is gone, once', async () => {
    await publish();
    await ada.round();
    await here.company.admin.query(
      `update customer_success.organizations set churned_at = now() - interval '2 days' where organization_id = 3`,
    );
    await ada.round();
    await ada.round();
    const history = await rows(
      'select level from customer_success.risk_assessment_history where organization_id = 3 order by assessed_at',
    );
    expect(history).toEqual([{ level: expect.any(String) }, { level: null }]);
    expect(shownAt(ada).find(({ id }) => id === 3)).toMatchObject({ level: null });
    expect(await rows('select organization_id as id, after from customer_success.score_events')).toEqual([
      { id: 3, after: null },
    ]);
  });

  test('once: further rounds send nothing, and what was sent comes back to no desktop', async () => {
    await publish();
    await ada.round();
    await ada.round();
    const kept = await versionsOfRows();
    const log = await rows('select count(*) from customer_success.sync_log');
    const calls: [string, number[]][] = [];
    for (let round = 0; round < 3; round += 1) await ada.round();
    await ada.takeTurn(watched(calls));
    expect(calls).toEqual([]);
    expect(await versionsOfRows()).toEqual(kept);
    expect(await rows('select count(*) from customer_success.sync_log')).toEqual(log);
    await ada.desk.expectEqual();
  });

  test('of what changed alone', async () => {
    await publish();
    await ada.round();
    await here.company.admin.query(
      `update customer_success.subscriptions set payment_failed_at = now() where organization_id = 3`,
    );
    await ada.desk.sync();
    ada.jobs.enqueue(scoreChangedJob, { organizationIds: [3, 4] }, 6);
    await ada.jobs.runUntilIdle();
    const calls: [string, number[]][] = [];
    await ada.takeTurn(watched(calls));
    expect(calls).toEqual([['push_scores', [3]]]);
    expect(await writtenDown()).toEqual(shownAt(ada));
  });

  test('anew by other settings, people as well, and a switch of settings is no event', async () => {
    await publish();
    await ada.round();
    await publish(60);
    await ada.round();
    const versions = (table: string) =>
      rows(`select distinct config_version as v from customer_success.${table}`);
    expect(await versions('organization_health_scores')).toEqual([{ v: 2 }]);
    expect(await versions('user_health_scores')).toEqual([{ v: 2 }]);
    expect(await writtenDown()).toEqual(shownAt(ada));
    expect(await rows('select * from customer_success.score_events')).toEqual([]);
  });

  test('and Monitor knows when', async () => {
    await ada.round();
    expect(readRunner(ada.desk.store.read)).toMatchObject({ state: 'this', scoresPushedAt: null });
    await publish();
    await ada.round();
    await ada.round();
    const [lease] = await rows<{ at: Date }>(
      'select scores_pushed_at as at from customer_success.runner_lease',
    );
    expect(readRunner(ada.desk.store.read).scoresPushedAt).toBe(lease?.at.getTime());
  });
});

describe('whoever computes for the company next', () => {
  /** The lease of whoever has it is over. */
  const endLease = () =>
    here.company.admin.query('update customer_success.runner_lease set held_until = null');

  /** Scored and queued; nothing has gone up yet. */
  async function queueAll(): Promise<void> {
    await publish();
    await ada.desk.sync();
    await ada.takeTurn();
    ada.jobs.enqueue(scoreAllJob, {}, 5);
    await ada.jobs.runUntilIdle();
    expect(await counts()).toEqual({ scores: 0, people: 0, levels: 0 });
  }

  test('finds all there, and writes no row again', async () => {
    await publish();
    await ada.round();
    const kept = await versionsOfRows();
    const next = await sitDown();
    await endLease();
    await next.round();
    expect(next.turn.hasDuty(next.desk.store)).toBe(true);
    expect(await versionsOfRows()).toEqual(kept);
  });

  test('of a later Steward writes its version, and one of an earlier Steward leaves that', async () => {
    await publish();
    await ada.round();
    const apps = () =>
      rows('select distinct app_version as app from customer_success.organization_health_scores');
    for (const app of ['1.10.0', '1.9.0']) {
      const next = await sitDown(app);
      await endLease();
      await next.round();
      expect(await apps()).toEqual([{ app: '1.10.0' }]);
    }
  });

  test.each([0, 1])(
    'goes on where the line was cut at write %i, and nothing is there twice',
    async (fatal) => {
      await queueAll();
      const calls: [string, number[]][] = [];
      const cut = watched(calls, (place) => {
        if (place === fatal) throw new Error('the line was cut');
      });
      await ada.takeTurn(cut);
      expect(calls).toHaveLength(fatal);
      const kept = await versionsOfRows();
      const next = await sitDown();
      await endLease();
      await next.round();
      expect(await writtenDown()).toEqual(shownAt(next));
      expect(await versionsOfRows()).toEqual(expect.arrayContaining(kept));
      expect(await rows('select * from customer_success.score_events')).toEqual([]);
    },
  );

  test('is the same one where the answer was lost: what went up goes up again and changes nothing', async () => {
    await queueAll();
    await ada.takeTurn((connection) => ({
      ...connection,
      async query(text: string, values: readonly unknown[] = []) {
        const answer = await connection.query(text, values);
        if (text.includes('push_scores(')) throw new Error('the answer was lost');
        return answer as never;
      },
    }));
    const kept = await versionsOfRows();
    const calls: [string, number[]][] = [];
    await ada.takeTurn(watched(calls));
    expect(calls.map(([name]) => name)).toEqual(['push_people_scores', 'push_scores']);
    expect(await versionsOfRows()).toEqual(kept);
    expect(await writtenDown()).toEqual(shownAt(ada));
  });

  test('stands in the way of the one before: who lost the lease stops before its next write', async () => {
    await queueAll();
    const calls: [string, number[]][] = [];
    const lose = watched(calls, async (place) => {
      const sql = 'update customer_success.runner_lease set fence = fence + 1, host = $1';
      if (place === 1) await here.company.admin.query(sql, [randomUUID()]);
    });
    await ada.takeTurn(lose);
    await ada.takeTurn(lose);
    expect(calls.map(([name]) => name)).toEqual(['push_people_scores', 'push_scores']);
    expect(await counts()).toMatchObject({ scores: 0, levels: 0 });
    expect(ada.turn.hasDuty(ada.desk.store)).toBe(false);
    expect(ada.desk.store.read.prepared('select count(*) as n from outgoing_scores').get()).toEqual({ n: 0 });
  });
});

test('a company that was restored, and has forgotten what was written down, is told again', async () => {
  await publish();
  await ada.round();
  await here.company.admin.query(`
    delete from customer_success.organization_health_scores; delete from customer_success.user_health_scores;
    delete from customer_success.risk_assessment_history; select customer_success.start_new_epoch()`);
  await ada.round();
  await ada.round();
  expect(await writtenDown()).toEqual(shownAt(ada));
});

test('a company that takes no dimensions yet is told the rest', async () => {
  const [{ sql = '' } = {}] = await rows<{ sql: string }>(
    `select pg_get_functiondef(oid) as sql from pg_proc where proname = 'push_scores'`,
  );
  const signature = 'uuid, bigint, int[], date[], int[], int[], float8[], float8[], text[], text[]';
  await here.company.admin.query(`
    drop function customer_success.push_scores(${signature}, text[]);
    set role cs_owner;
    ${sql
      .replace(/, dimensions text\[\] DEFAULT [^)]*\)/, ')')
      .replaceAll('push_scores.dimensions', 'null::text[]')
      .replace('cardinality(dimensions)', 'null::int')};
    reset role; grant execute on function customer_success.push_scores(${signature}) to cs_viewer`);
  await publish();
  await ada.round();
  expect(await writtenDown()).toEqual(shownAt(ada));
  expect(await rows('select distinct dimensions from customer_success.organization_health_scores')).toEqual([
    { dimensions: {} },
  ]);
});

test('at a company of before the scores wait, and sync goes on', async () => {
  const functions = `select pg_get_functiondef(oid) as sql from pg_proc where proname in ('push_scores', 'push_people_scores')`;
  const definitions = await rows<{ sql: string }>(functions);
  for (const name of ['push_scores', 'push_people_scores'])
    await here.company.admin.query(`drop function customer_success.${name}`);
  await here.company.admin.query('alter table customer_success.runner_lease drop column scores_pushed_at');
  await publish();
  await ada.round();
  await ada.round();
  expect(readRunner(ada.desk.store.read)).toMatchObject({ state: 'this', scoresPushedAt: null });
  await here.company.admin.query(`
    set role cs_owner; alter table customer_success.runner_lease add column scores_pushed_at timestamptz;
    ${definitions.map(({ sql }) => sql).join(';')};
    reset role; grant execute on all functions in schema customer_success to cs_viewer`);
  await ada.takeTurn();
  expect(await writtenDown()).toEqual(shownAt(ada));
});

test('what isn’t an admin’s desktop writes nothing down', async () => {
  await publish();
  const ann = workAt(await here.company.createLogin({ role: 'manager', scope: 'all' }));
  desks.push(ann);
  await ann.round();
  expect(await counts()).toEqual({ scores: 0, people: 0, levels: 0 });
});
