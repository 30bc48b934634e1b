import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markDirty } from '../../src-main/store/copy/pages';
import {
  readGivenPlans,
  readUntold,
  settleTold,
  tellAllAgain,
} from '../../src-main/store/milestones/counted';
import { writeDuty } from '../../src-main/store/runner/duty';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { countMilestonesJob, isCountingDue } from '../../src-main/work/milestones/count-milestones';
import { growCompany, writeCompany } from '../support/grown-company';
import { assign, countedBy, idOf, putMilestones, putPlan } from '../support/milestones/entries';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const company = growCompany({ seed: 8, accounts: 12, firstDay: today - 200, lastDay: today + 1 });
const [meeting, people, features, week, everyone, high] = [1, 2, 3, 4, 5, 6].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const plan = idOf(50);
let scored: ScoredStore;

function begin(): ScoredStore {
  const begun = storeWithJobs(today);
  writeCompany(begun.store, company);
  writeTransaction(begun.store, 'test', (tx) => writeDuty(tx, { fence: 1, host: 'here' }));
  putMilestones(begun.store, [
    { id: meeting },
    { id: people, completion: countedBy({ measure: 'people', target: 3 }) },
    {
      id: features,
      completion: countedBy({ measure: 'features', features: 'core', withinDays: 7, target: 3 }),
      prerequisites: [people],
    },
    { id: week, completion: countedBy({ measure: 'streak', target: 4 }) },
    { id: everyone, audience: 'contact', completion: countedBy({ target: 20 }), prerequisites: [people] },
    {
      id: high,
      completion: {
        by: 'conditions',
        conditions: { combinator: 'and', rules: [{ field: 'health.score', operator: 'above', value: 50 }] },
      },
    },
  ]);
  putPlan(begun.store, plan, { milestones: [meeting, features, week, everyone, high], isOn: false });
  for (let id = 1; id <= 12; id++) assign(begun.store, plan, id, today - 60);
  return begun;
}

beforeEach(() => {
  scored = begin();
});
afterEach(() => scored.close());

const run = (sql: string) => writeTransaction(scored.store, 'test', (tx) => tx.prepared(sql).run());
async function count(organizationIds: number[] | 'all' = 'all'): Promise<void> {
  scored.jobs.enqueue(countMilestonesJob, { organizationIds }, countMilestonesJob.priority);
  await scored.jobs.runUntilIdle();
  const states = scored.store.read
    .prepared<[], string>(
      `select distinct state from metrics_aggregation_jobs where kind = 'count_milestones'`,
    )
    .pluck();
  expect(states.all()).toEqual(['succeeded']);
}
function progress({ store }: ScoredStore = scored) {
  return store.read
    .prepared<[], Record<string, unknown>>(
      `select organization_id as account, user_id as contact, milestone_id as milestone, progress, value, target,
              completed_on as completed from milestone_progress order by 1, 2, 3`,
    )
    .all();
}

describe('milestones are counted', () => {
  test('with the duty alone, and once the scores of the day are there', async () => {
    await count();
    expect(progress()).toEqual([]);
    writeTransaction(scored.store, 'test', (tx) => writeDuty(tx, null));
    await scoreOn(scored, today);
    expect(progress()).toEqual([]);
    writeTransaction(scored.store, 'test', (tx) => writeDuty(tx, { fence: 1, host: 'here' }));
    await count();
    const done = progress().filter((row) => row['progress'] === 100);
    expect(new Set(done.map((row) => row['milestone']))).toEqual(
      new Set([people, features, week, everyone, high]),
    );
    expect(progress().filter((row) => row['milestone'] === meeting)).toEqual([]);
    expect(progress().length).toBeGreaterThan(done.length);
  });

  test('night by night as at once', async () => {
    const nightly = begin();
    for (let day = today - 8; day <= today; day++) await scoreOn(nightly, day);
    await scoreOn(scored, today);
    const counted = (of: ScoredStore) => progress(of).filter((row) => row['milestone'] !== high);
    expect(counted(nightly)).toEqual(counted(scored));
    await nightly.close();
  });

  test('anew from the day on which use changed, as if it had always been so', async () => {
    await scoreOn(scored, today);
    const pages = scored.store.read
      .prepared<[], { id: number; day: number }>(
        'select organization_id as id, day from activity_daily where organization_id <= 3 order by 1, 2',
      )
      .all();
    const kept = new Map<string, unknown[]>();
    const change = fc.array(fc.integer({ min: 0, max: pages.length - 1 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(change, async (places) => {
        const changed = places.map((place) => pages[place] as { id: number; day: number });
        writeTransaction(scored.store, 'test', (tx) => {
          for (const { id, day } of changed) toggle(tx, id, day);
          markDirty(
            tx,
            changed.map(({ id, day }) => ({ organizationId: id, day })),
          );
        });
        await count([1, 2, 3]);
        const incremental = progress();
        run('delete from milestone_states');
        await count([1, 2, 3]);
        expect(progress()).toEqual(incremental);
      }),
      { numRuns: Number(process.env['STEWARD_MILESTONE_RUNS'] ?? 8), seed: 5 },
    );

    /** A page that is there goes, and one that went comes back. */
    function toggle(
      tx: Parameters<Parameters<typeof writeTransaction>[2]>[0],
      id: number,
      day: number,
    ): void {
      const key = `${id} ${day}`;
      const row = kept.get(key);
      if (row === undefined) {
        const found = tx
          .prepared<[number, number], unknown[]>(
            'select * from activity_daily where organization_id = ? and day = ?',
          )
          .raw()
          .get(id, day);
        if (found === undefined) return;
        kept.set(key, found);
        tx.prepared<[number, number]>('delete from activity_daily where organization_id = ? and day = ?').run(
          id,
          day,
        );
      } else {
        kept.delete(key);
        tx.prepared<unknown[]>(`insert into activity_daily values (${row.map(() => '?').join(', ')})`).run(
          ...row,
        );
      }
    }
  });

  test('and none is complete before what it needs, whoever completed that', async () => {
    run(`update milestone_definitions set definition = json_set(definition, '$.prerequisites', json_array('${meeting}'))
          where milestone_id = '${week}'`);
    await scoreOn(scored, today);
    const standing = () => progress().find((row) => row['account'] === 1 && row['milestone'] === week);
    const own = standing();
    expect(own).toMatchObject({ progress: 99, completed: null });
    run(`insert into user_milestones (row_id, organization_id, milestone_id, progress, moved_on, completed_on, awarded_at,
           evidence_removed, set_by, version) values (1, 1, '${meeting}', 100, ${today}, ${today}, 0, 0, 'ann', 1)`);
    await count([1]);
    expect(standing()).toMatchObject({ progress: 100, completed: today });
  });

  test('of contacts who object for nobody', async () => {
    await scoreOn(scored, today);
    const contacts = () =>
      new Set(progress().flatMap((row) => (row['contact'] === 0 ? [] : [row['contact']])));
    const [objecting, other] = [...contacts()];
    run(`update users set objected_on = ${today - 1} where user_id = ${objecting}`);
    await count();
    expect([contacts().has(objecting), contacts().has(other)]).toEqual([false, true]);
  });

  test('and told to the company once, and all of it under another lease', async () => {
    await scoreOn(scored, today);
    const untold = () => readUntold(scored.store.read, 10_000);
    const first = untold();
    expect(first.length).toBe(progress().length);
    writeTransaction(scored.store, 'test', (tx) => settleTold(tx, first));
    await count();
    expect(untold()).toEqual([]);
    writeTransaction(scored.store, 'test', tellAllAgain);
    expect(untold().length).toBe(progress().filter((row) => row['progress'] !== 0).length);
  });
});

describe('a milestone of contacts that conditions complete', () => {
  const trained = idOf(7);
  const champions = { field: 'contact.role', operator: 'equals', value: 'champion' } as const;
  beforeEach(() => {
    putMilestones(scored.store, [
      {
        id: trained,
        audience: 'contact',
        completion: { by: 'conditions', conditions: { combinator: 'and', rules: [champions] } },
      },
    ]);
    putPlan(scored.store, plan, { milestones: [trained], isOn: false });
    run(`update users set role = 'member'`);
  });
  const done = () =>
    new Map(
      progress()
        .filter((row) => row['milestone'] === trained && row['progress'] === 100)
        .map((row) => [row['contact'], row['completed']]),
    );

  test('is complete for those alone of whom they hold, of the accounts that follow its plan', async () => {
    run(
      `update users set role = 'champion' where user_id in (select min(user_id) from users group by organization_id)`,
    );
    run('delete from plan_assignments where organization_id > 10');
    await scoreOn(scored, today);
    const customers = company.organizations.filter(({ churnedAt }) => churnedAt === null);
    const followed = customers.flatMap(({ organizationId = 0 }) => {
      const [first] = company.users.filter((user) => user.organizationId === organizationId);
      return first !== undefined && first.deactivatedAt === null && organizationId <= 10
        ? [first.userId]
        : [];
    });
    expect(followed.length).toBeGreaterThan(4);
    expect([...done().keys()].toSorted()).toEqual(followed.toSorted());
    expect(progress().filter((row) => row['milestone'] === trained)).toHaveLength(followed.length);
  });

  test('has the day on which they were first seen to hold, however often and in whatever order that is looked at', async () => {
    const users = company.users.flatMap(({ userId, organizationId }) =>
      userId !== undefined && organizationId <= 4 ? [{ userId, organizationId }] : [],
    );
    const step = fc.record({
      champions: fc.uniqueArray(fc.nat({ max: users.length - 1 }), { maxLength: 4 }),
      looks: fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1 }), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 3 }), async (nights) => {
        run('delete from milestone_progress');
        const expected = new Map<unknown, unknown>();
        for (const [night, { champions: chosen, looks }] of nights.entries()) {
          const day = today - nights.length + 1 + night;
          const ids = chosen.map((at) => users[at]?.userId);
          run(`update users set role = iif(user_id in (${ids.join()}), 'champion', 'member')`);
          await scoreOn(scored, day);
          for (const organizationIds of looks) await count(organizationIds);
          for (const id of ids) if (!expected.has(id)) expected.set(id, day);
        }
        expect(new Map([...done()].toSorted())).toEqual(new Map([...expected].toSorted()));
      }),
      { numRuns: 6 },
    );
  });
});

test('a plan that somebody gives, gives again or ends has accounts counted at once, one that gives itself does not', async () => {
  await scoreOn(scored, today);
  const isDue = () => isCountingDue(scored.store.read, today * 86_400_000);
  expect(isDue()).toBe(false);
  for (const change of [
    `update plan_assignments set given_by = 'ann', given_at = 5 where organization_id = 3`,
    `update plan_assignments set ended_by = 'ann', ended_at = 6 where organization_id = 3`,
    `update plan_assignments set given_at = 7, ended_by = null, ended_at = null where organization_id = 3`,
  ]) {
    run(change);
    expect([change, isDue()]).toEqual([change, true]);
    await count([]);
    expect(isDue()).toBe(false);
  }
  assign(scored.store, idOf(51), 3, today);
  expect(isDue()).toBe(false);
});

test('a plan that is on is given to customers of its stage who never had it, each once', async () => {
  run('delete from plan_assignments where organization_id <= 6');
  run(
    `update organizations set lifecycle_stage = case when organization_id in (1, 2) then 'onboarding' else 'growth' end`,
  );
  run(`update plan_assignments set ended_at = 1, ended_by = 'ann' where organization_id = 7`);
  run(`update organizations set lifecycle_stage = 'onboarding' where organization_id = 7`);
  putPlan(scored.store, plan, { milestones: [week], stage: 'onboarding' });
  await scoreOn(scored, today);
  expect(readGivenPlans(scored.store.read, 100).map(({ organizationId }) => organizationId)).toEqual([1, 2]);
  expect(progress().filter((row) => row['account'] === 1)).toHaveLength(1);
});
