import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clearCountedDirty, putCountedState } from '../../src-main/store/milestones/counted';
import { readMilestones } from '../../src-main/store/milestones/read-definitions';
import { readOwnZone } from '../../src-main/store/milestones/what-counting-needs';
import { clearDirty } from '../../src-main/store/scores/activity';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { countAccount } from '../../src-main/work/milestones/count-account';
import { ruleOf } from '../../src-main/work/milestones/counting';
import { idOf as uuidOf } from '../support/milestones/entries';
import { openDesk } from './support/desk';
import { deskForEachTest } from './support/desk-for-each-test';
import { type CountingRunner, countingRunner } from './support/tell-counted';
import { copiedUse, noZones, putStreak, type UseOfDay, useByZone, zones } from './support/zone-days';

const here = deskForEachTest({ accounts: 3, scope: 'all' });
const cs = 'customer_success';
const [ofAccount, ofContacts] = [uuidOf(1), uuidOf(2)];
const target = 5;

async function run(sql: string, values: unknown[] = []): Promise<void> {
  await here.company.admin.query(sql, values);
}
const instant = (text: string) => Date.parse(text);
/** A day of 1970 on as the store names it. */
const day = (text: string) => instant(`${text}T00:00Z`) / 86_400_000;

async function use(account: number, at: string, feature = 1): Promise<void> {
  await run(
    `insert into ${cs}.activity_events (organization_id, user_id, feature_id, occurred_at)
     values ($1, (select min(user_id) from ${cs}.users where organization_id = $1), $3, $2)`,
    [account, at, feature],
  );
}
async function zone(account: number, name: string | null): Promise<void> {
  await run(`update ${cs}.organizations set timezone = $2 where organization_id = $1`, [account, name]);
}
const copied = () => copiedUse(here.desk.store.read);
const daysOf = (account: number) => [
  ...new Set(copied().flatMap(([id, on]) => (id === account ? [on] : []))),
];

function counted(store: Store, organizationId: number, on: number) {
  return countAccount(
    store.read,
    { organizationId, milestones: readMilestones(store.read) },
    { ruleOf: ruleOf(store.read), day: on, holds: () => new Set(), atCompany: [] },
  );
}

/** What counting makes of an account's streaks as of a day, from what it remembers or anew; remembered where it is wanted. */
function count(store: Store, organizationId: number, on: number, isKept: boolean) {
  const { state, rows } = counted(store, organizationId, on);
  if (isKept)
    writeTransaction(store, 'test', (tx) => {
      putCountedState(tx, organizationId, state);
      clearCountedDirty(tx, organizationId);
      // As the scoring of before.
      clearDirty(tx, organizationId);
    });
  return rows.map(({ userId, milestoneId, value, completedOn }) => [userId, milestoneId, value, completedOn]);
}
const streak = (account: number, on: number) =>
  count(here.desk.store, account, on, false)
    .find(([user, id]) => user === 0 && id === ofAccount)
    ?.slice(2);

beforeEach(async () => {
  await run(`delete from ${cs}.activity_daily; delete from ${cs}.activity_events`);
});

/** Five mornings and evenings of Auckland; by Los Angeles, two of them fall on one day and one has none. */
const inAuckland = ['06-01T09:00', '06-02T22:00', '06-03T09:00', '06-04T22:00', '06-05T09:00'];

describe('an account’s days in a row are its own', () => {
  beforeEach(async () => {
    await putStreak(here.company.admin, ofAccount, target);
    await run(`select ${cs}.set_zone('America/Los_Angeles')`);
    for (const at of inAuckland) await use(2, `2024-${at}:00+12:00`);
  });

  test('where the company’s have a gap', async () => {
    await zone(2, 'Pacific/Auckland');
    await here.desk.sync();
    expect(daysOf(2)).toEqual([1, 2, 3, 4, 5].map((on) => day(`2024-06-0${on}`)));
    expect(streak(2, day('2024-07-01'))).toEqual([5, day('2024-06-05')]);
    await zone(2, null);
    await here.desk.sync();
    expect(streak(2, day('2024-07-01'))?.[0]).toBeLessThan(5);
  });

  test('and where they have a gap that the company’s don’t', async () => {
    for (let on = 10; on < 15; on++) await use(1, `2024-06-${on}T${on % 2 === 0 ? '01' : '23'}:00:00-07:00`);
    await here.desk.sync();
    expect(streak(1, day('2024-07-01'))).toEqual([5, day('2024-06-14')]);
    await zone(1, 'Pacific/Auckland');
    await here.desk.sync();
    expect(streak(1, day('2024-07-01'))?.[0]).toBeLessThan(5);
  });

  test.each(noZones)('but the company’s, where its zone is %s', async (name) => {
    await zone(2, name);
    await here.desk.sync();
    expect(copied()).toEqual([]);
    expect(readOwnZone(here.desk.store.read, 2)).toBeNull();
    expect(streak(2, day('2024-07-01'))?.[0]).toBeLessThan(5);
  });

  test('and the company’s, where its zone is the company’s', async () => {
    await zone(2, 'America/Los_Angeles');
    await here.desk.sync();
    expect(copied()).toEqual([]);
  });

  test('also where a count has no hours: it stays on its day', async () => {
    await zone(2, 'Pacific/Auckland');
    await run(
      `insert into ${cs}.activity_daily (organization_id, feature_id, day, events) values (2, 3, '2024-06-06', 4)`,
    );
    await here.desk.sync();
    expect(copied().at(-1)).toEqual([2, day('2024-06-06'), 0, 3, 4]);
    expect(daysOf(2)).toHaveLength(6);
  });

  test('but not by events whose count was deleted: they count nowhere', async () => {
    await zone(2, 'Pacific/Auckland');
    await here.desk.sync();
    await run(`delete from ${cs}.activity_daily where organization_id = 2 and day = '2024-05-31'`);
    await here.desk.sync();
    expect(daysOf(2)).not.toContain(day('2024-06-01'));
    expect(daysOf(2)).toContain(day('2024-06-03'));
  });

  test('and events that were swept leave their counts on the company’s days', async () => {
    await zone(2, 'Pacific/Auckland');
    await run(`update ${cs}.retention_settings set gone_before = '2024-06-04Z' where kind = 'events'`);
    await run('set session_replication_role = replica');
    await run(`delete from ${cs}.activity_events where occurred_at < '2024-06-04Z'`);
    await run('reset session_replication_role');
    await here.desk.sync();
    // 2 June 22:00 and 3 June 9:00 in Auckland are one day of Los Angeles; the fifth is known as it was.
    expect(daysOf(2)).toEqual(['05-31', '06-02', '06-04', '06-05'].map((on) => day(`2024-${on}`)));
  });
});

describe('what was complete by the days of its account', () => {
  let runner: CountingRunner;
  afterEach(() => runner.close());
  async function tell(): Promise<void> {
    await here.desk.sync();
    await runner.tell(2, counted(here.desk.store, 2, day('2024-07-01')).rows);
  }
  const standing = async () => {
    const { rows } = await here.company.admin.query(
      `select m.progress, m.completed_on::text as completed, m.evidence_removed as unproved,
              a.achieved_on::text as achieved, a.withdrawn_at is not null as withdrawn
         from ${cs}.user_milestones m join ${cs}.milestone_achievements a using (organization_id, milestone_id)
        where m.organization_id = 2 and m.milestone_id = $1 and m.user_id is null and a.user_id is null`,
      [ofAccount],
    );
    return rows;
  };

  test('stays so under another zone, marked while its days there don’t prove it', async () => {
    await putStreak(here.company.admin, ofAccount, target);
    await run(`select ${cs}.set_zone('America/Los_Angeles')`);
    for (const at of inAuckland) await use(2, `2024-${at}:00+12:00`);
    await zone(2, 'Pacific/Auckland');
    const { url } = await here.company.createLogin({ role: 'admin', scope: 'all' });
    runner = await countingRunner(url, here.desk.store);
    await tell();
    const complete = { progress: 100, completed: '2024-06-05', achieved: '2024-06-05', withdrawn: false };
    expect(await standing()).toEqual([{ ...complete, unproved: false }]);
    await zone(2, null);
    await tell();
    expect(streak(2, day('2024-07-01'))?.[0]).toBeLessThan(target);
    expect(await standing()).toEqual([{ ...complete, unproved: true }]);
    await zone(2, 'Pacific/Auckland');
    await tell();
    expect(await standing()).toEqual([{ ...complete, unproved: false }]);
    await here.desk.sync();
    await here.desk.expectEqual();
  });
});

describe('what was counted before goes on', () => {
  const best = (on: number) =>
    count(here.desk.store, 2, on, true).find(([user, id]) => user === 0 && id === ofAccount)?.[2];

  beforeEach(async () => {
    await putStreak(here.company.admin, ofAccount, target);
    await run(`select ${cs}.set_zone('Pacific/Kiritimati')`);
    await zone(2, 'Pacific/Pago_Pago');
    for (const on of [10, 11, 13]) await use(2, `2024-06-${on}T12:00:00-11:00`);
    await here.desk.sync();
  });

  test('anew where a day that was counted has use that is of a later day of the company', async () => {
    expect(best(day('2024-06-14'))).toBe(2);
    await use(2, '2024-06-12T23:00:00-11:00');
    await here.desk.sync();
    expect(best(day('2024-06-15'))).toBe(4);
  });

  test('and counts no day twice after a clock that went back', async () => {
    await use(2, '2024-06-12T12:00:00-11:00');
    await here.desk.sync();
    for (const on of [13, 12, 13, 12, 14, 13, 15]) best(day(`2024-06-${on}`));
    expect(best(day('2024-06-16'))).toBe(4);
  });
});

describe('days of accounts are copied', () => {
  const rows = () =>
    here.desk.store.read
      .prepared<[], number>(`select rows from sync_tables where table_name = 'activity_zone_days'`)
      .pluck()
      .get();

  test('from the first milestone that asks for days in a row until the last is gone, which holds up no pull', async () => {
    await run(
      `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at)
       select 2, 1 + n % 3, '2024-06-01Z'::timestamptz + n * interval '7 hours' from generate_series(1, 600) n`,
    );
    await zone(2, 'Pacific/Auckland');
    await here.desk.sync();
    expect(copied()).toEqual([]);
    await putStreak(here.company.admin, ofAccount, target);
    await putStreak(here.company.admin, ofContacts, target, 'contact');
    await here.desk.sync();
    expect(copied()).toEqual(await useByZone(here.company.admin));
    expect(rows()).toBe(copied().length);
    await run(`update ${cs}.milestone_definitions set removed_at = now() where milestone_id = $1`, [
      ofAccount,
    ]);
    await here.desk.sync();
    expect(copied()).not.toEqual([]);
    await run(`delete from ${cs}.milestone_definitions where milestone_id = $1`, [ofContacts]);
    expect(await here.desk.sync()).toMatchObject({ kind: 'applied' });
    expect([copied(), rows()]).toEqual([[], 0]);
  });

  test('not for milestones that ask for something else', async () => {
    await run(
      `insert into ${cs}.milestone_definitions (milestone_id, name, definition, author, made_at)
       values ($1, 'Days', '{"completion": {"by": "activity", "measure": "days"}}', 'ann', now())`,
      [ofAccount],
    );
    const { rows: settings } = await here.company.admin.query(`select zone_days from ${cs}.sync_settings`);
    expect(settings).toEqual([{ zone_days: false }]);
  });

  test('and read again by the daily check where the company’s triggers saw nothing', async () => {
    await putStreak(here.company.admin, ofAccount, target);
    await zone(2, 'Pacific/Auckland');
    await use(2, new Date(Date.now() - 5 * 86_400_000).toISOString());
    await here.desk.sync();
    writeTransaction(here.desk.store, 'test', (tx) => tx.prepared('delete from activity_zone_days').run());
    await here.desk.sync({ verify: true });
    expect(copied()).toEqual(await useByZone(here.company.admin));
    expect(copied()).toHaveLength(1);
  });
});

/** Around the days on which clocks change, in quarters of an hour. */
const windows = ['2024-03-07', '2024-04-03', '2024-10-03', '2024-10-31'];
const account = fc.integer({ min: 1, max: 2 });
const some = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
function stepsFrom(start: string) {
  const at = fc
    .integer({ min: 0, max: 8 * 96 })
    .map((quarter) => instant(`${start}T00:00Z`) + quarter * 900_000);
  const [user, times] = [fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 2 })];
  return fc.oneof(
    some(8, fc.record({ kind: fc.constant('use' as const), account, at, user, times })),
    some(1, fc.record({ kind: fc.constant('told' as const), account, at })),
    some(2, fc.record({ kind: fc.constant('remove' as const), which: fc.nat() })),
    some(2, fc.record({ kind: fc.constant('move' as const), which: fc.nat(), at })),
    some(
      2,
      fc.record({ kind: fc.constant('zone' as const), account, name: fc.constantFrom(...zones, ...noZones) }),
    ),
    some(1, fc.record({ kind: fc.constant('company' as const), name: fc.constantFrom(...zones, 'UTC') })),
    some(3, fc.record({ kind: fc.constant('sync' as const), at })),
  );
}
type Step = ReturnType<typeof stepsFrom> extends fc.Arbitrary<infer T> ? T : never;

async function take(one: Step): Promise<void> {
  switch (one.kind) {
    case 'use':
      return run(
        `insert into ${cs}.activity_events (organization_id, user_id, feature_id, occurred_at)
         select $1, u.user_id, 1 + $4::int % 2, $2
           from generate_series(1, $5), (select (array[null::int] || array_agg(user_id order by user_id))[1 + $3] as user_id
                                           from ${cs}.users where organization_id = $1) u`,
        [one.account, new Date(one.at).toISOString(), one.user, one.user, one.times],
      );
    case 'told':
      return run(
        `insert into ${cs}.activity_daily (organization_id, feature_id, day, events) values ($1, 3, $2::date, 2) on conflict do nothing`,
        [one.account, new Date(one.at).toISOString().slice(0, 10)],
      );
    case 'remove':
      return run(`delete from ${cs}.activity_events where event_id = (${nth})`, [one.which]);
    case 'move':
      return run(`update ${cs}.activity_events set occurred_at = $2 where event_id = (${nth})`, [
        one.which,
        new Date(one.at).toISOString(),
      ]);
    case 'zone':
      return zone(one.account, one.name);
    case 'company':
      return run(`select ${cs}.set_zone($1)`, [one.name]);
    case 'sync':
      await here.desk.sync();
      for (const id of [1, 2]) count(here.desk.store, id, Math.floor(one.at / 86_400_000), true);
  }
}
const nth = `select event_id from ${cs}.activity_events order by event_id
  offset $1::int % greatest(1, (select count(*)::int from ${cs}.activity_events)) limit 1`;

/** The longest row of days up to a target, and the day on which it was reached: the plainest way to say it. */
function plainStreak(days: readonly number[]): [number, number | null] {
  const used = new Set(days);
  let best = 0;
  for (const end of [...used].sort((one, other) => one - other)) {
    let length = 1;
    while (used.has(end - length)) length++;
    best = Math.max(best, length);
    if (length >= target) return [target, end];
  }
  return [best, null];
}

/** By the days of each: its own, or the company's, from the raw rows of either. */
async function expectedStreaks(own: readonly UseOfDay[]): Promise<Map<string, unknown[]>> {
  const { rows } = await here.company.admin.query<{ id: number; on: number; user: number }>(
    `select organization_id as id, day - date '1970-01-01' as on, user_id as user from ${cs}.activity_daily
      where period_days = 1 and events > 0`,
  );
  const expected = new Map<string, unknown[]>();
  for (const id of [1, 2]) {
    const mine = own.filter((use) => use[0] === id).map(([, on, user]) => ({ on, user }));
    const uses = mine.length > 0 ? mine : rows.filter((row) => row.id === id);
    expected.set(`${id} 0`, plainStreak(uses.map(({ on }) => on)));
    for (const user of new Set(uses.map((use) => use.user)))
      if (user > 0)
        expected.set(
          `${id} ${user}`,
          plainStreak(uses.filter((use) => use.user === user).map(({ on }) => on)),
        );
  }
  return expected;
}

test.each(windows)(
  'whatever comes, late, twice, moved or taken back, and whatever zones become, from %s on: copies hold what the events say, and streaks are theirs',
  async (start) => {
    await putStreak(here.company.admin, ofAccount, target);
    await putStreak(here.company.admin, ofContacts, target, 'contact');
    await fc.assert(
      fc.asyncProperty(fc.array(stepsFrom(start), { minLength: 20, maxLength: 70 }), async (steps) => {
        await run(`delete from ${cs}.activity_daily; delete from ${cs}.activity_events;
                 update ${cs}.organizations set timezone = null; select ${cs}.set_zone('UTC')`);
        for (const one of steps) await take(one);
        await here.desk.sync();
        const own = await useByZone(here.company.admin);
        expect(copied()).toEqual(own);
        const expected = await expectedStreaks(own);
        const end = day(start) + 30;
        for (const id of [1, 2]) {
          const incremental = count(here.desk.store, id, end, true);
          const streaks = incremental.map(([user, , value, on]) => [`${id} ${user}`, [value, on]]);
          const wanted = [...expected].filter(([key]) => key.startsWith(`${id} `));
          expect(new Map(streaks as [string, unknown[]][])).toEqual(new Map(wanted));
        }
        expect(await here.desk.sync({ verify: true })).toMatchObject({ kind: 'applied', rows: 0 });
        const second = openDesk(here.login);
        try {
          await second.sync();
          expect(copiedUse(second.store.read)).toEqual(own);
        } finally {
          second.close();
        }
      }),
      {
        numRuns: Number(process.env['STEWARD_ZONE_RUNS'] ?? 2),
        seed: Number(process.env['STEWARD_SEED'] ?? 14),
      },
    );
  },
);
