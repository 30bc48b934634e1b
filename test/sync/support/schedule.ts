import fc from 'fast-check';
import type { PoolClient } from 'pg';
import { acceptHeld } from '../../../src-main/sync/pull/accept-held';
import type { TestCompany } from '../../support/postgres';
import type { Desk } from './desk';

/**
 * One step of a random day at the company: several writers work in transactions of their own, some commit late, some
 * never; accounts change hands; desktops sync in between and are compared with what their login sees.
 */
export type Step =
  | { readonly do: 'write'; readonly writer: number; readonly sql: string }
  | { readonly do: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'undo'; readonly writer: number }
  | { readonly do: 'sync'; readonly desk: number; readonly verify: boolean }
  | { readonly do: 'interrupted sync'; readonly desk: number; readonly after: number }
  | { readonly do: 'reopen'; readonly desk: number }
  | { readonly do: 'admin'; readonly sql: string };

const organization = fc.integer({ min: 1, max: 12 });
const user = fc.integer({ min: 1, max: 40 });
const owner = fc.constantFrom('1', '2', 'null');
const day = fc.integer({ min: 0, max: 120 });
const small = fc.integer({ min: 1, max: 9 });
const cs = 'customer_success';

/** Changes any writer may make. Rows that aren't there make them do nothing, which is a case as well. */
const writes = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(organization, owner)
      .map(([o, m]) => `update ${cs}.organizations set owner_id = ${m} where organization_id = ${o}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, small)
      .map(([o, n]) => `update ${cs}.organizations set name = 'Name ${n}' where organization_id = ${o}`),
  },
  {
    weight: 1,
    arbitrary: organization.map((o) => `delete from ${cs}.organizations where organization_id = ${o}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, owner)
      .map(
        ([o, m]) =>
          `insert into ${cs}.organizations (organization_id, external_id, name, owner_id) values (${o}, 'o${o}', 'Back ${o}', ${m}) on conflict do nothing`,
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(user, organization)
      .map(
        ([u, o]) =>
          `insert into ${cs}.users (user_id, organization_id, external_id, name) select ${u}, organization_id, 'x${u}', 'User ${u}' from ${cs}.organizations where organization_id = ${o} on conflict do nothing`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(user, organization)
      .map(
        ([u, o]) =>
          `update ${cs}.users set organization_id = o.organization_id from ${cs}.organizations o where user_id = ${u} and o.organization_id = ${o}`,
      ),
  },
  { weight: 1, arbitrary: user.map((u) => `delete from ${cs}.users where user_id = ${u}`) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(organization, day, small)
      .map(
        ([o, d, n]) =>
          `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at, value) select organization_id, 1 + n % 3, now() - interval '1 day' * ${d} - interval '1 second' * n, n from ${cs}.organizations, generate_series(1, ${n}) n where organization_id = ${o}`,
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(organization, day)
      .map(
        ([o, d]) =>
          `delete from ${cs}.activity_events where organization_id = ${o} and occurred_at < now() - interval '1 day' * ${d}`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, day, small)
      .map(
        ([o, d, n]) =>
          `insert into ${cs}.activity_daily (organization_id, feature_id, day, period_days, events) select organization_id, 1, current_date - ${d}, 7, ${n} from ${cs}.organizations where organization_id = ${o} on conflict (organization_id, day, period_days, user_id, feature_id) do update set events = excluded.events`,
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(organization, day)
      .map(
        ([o, d]) =>
          `update ${cs}.activity_daily set day = day - ${d} where organization_id = ${o} and period_days = 7 and day > current_date - 5`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, small)
      .map(
        ([o, n]) =>
          `insert into ${cs}.support_tickets (organization_id, external_id, opened_at) select organization_id, 't' || gen_random_uuid(), now() from ${cs}.organizations, generate_series(1, ${n}) where organization_id = ${o}`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, user)
      .map(
        ([o, u]) =>
          `insert into ${cs}.intervention_history (intervention_id, organization_id, user_id, external_id, kind, started_at) select ${u}, ${o}, min(user_id), 'i${u}', 'check_in', now() from ${cs}.users where organization_id = ${o} on conflict (intervention_id) do update set ended_at = now(), outcome = 'no_response', is_held_out = not intervention_history.is_held_out`,
      ),
  },
  {
    weight: 1,
    arbitrary: user.map((u) => `delete from ${cs}.intervention_history where intervention_id = ${u}`),
  },
  {
    weight: 1,
    arbitrary: small.map(
      (n) => `update ${cs}.features set name = 'Feature ${n}' where feature_id = ${1 + (n % 3)}`,
    ),
  },
);

const adminSteps = fc.oneof(
  fc
    .tuple(fc.constantFrom('all', 'book'), owner)
    .map(
      ([scope, m]) =>
        `update ${cs}.memberships set scope = '${scope}', manager_id = ${m} where role = 'manager'`,
    ),
  fc.constant(`select ${cs}.prune_sync_log('0')`),
  fc.constant(`select ${cs}.start_new_epoch()`),
  // Not left to the writers: while its transaction is open, nobody can read the table.
  fc
    .constantFrom(
      'support_tickets',
      'survey_responses',
      'intervention_history',
      'activity_events, customer_success.activity_daily',
    )
    .map((tables) => `truncate ${cs}.${tables}`),
);

const writer = fc.integer({ min: 0, max: 2 });
const deskNumber = fc.integer({ min: 0, max: 1 });

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('write' as const), writer, sql: writes }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('begin' as const), writer }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('commit' as const), writer }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('rollback' as const, 'savepoint' as const, 'undo' as const),
      writer,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('sync' as const), desk: deskNumber, verify: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('interrupted sync' as const),
      desk: deskNumber,
      after: fc.integer({ min: 0, max: 9 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), desk: deskNumber }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('admin' as const), sql: adminSteps }) },
);

/** Carries out the steps, comparing each desk with the company after each of its syncs. */
export async function play(
  company: TestCompany,
  desks: readonly Desk[],
  steps: readonly Step[],
): Promise<void> {
  const writers = await Promise.all([0, 1, 2].map(() => company.admin.connect()));
  const states = writers.map((client) => ({ client, open: false, saved: false }));
  try {
    for (const client of writers) await client.query(`set lock_timeout = '100ms'`);
    for (const current of steps) await perform(company, desks, states, current);
    for (const state of states) await end(state, 'commit');
    for (const desk of desks) {
      await syncThrough(desk, false);
      await desk.expectEqual();
    }
  } finally {
    for (const client of writers) client.release(true);
  }
}

interface WriterState {
  readonly client: PoolClient;
  open: boolean;
  saved: boolean;
}

async function perform(
  company: TestCompany,
  desks: readonly Desk[],
  states: readonly WriterState[],
  current: Step,
): Promise<void> {
  if ('writer' in current) {
    const state = states[current.writer];
    if (state !== undefined) await write(state, current);
    return;
  }
  if (current.do === 'admin') {
    // It would wait for a writer that is still in its transaction.
    await company.admin.query(`set lock_timeout = '100ms'; ${current.sql}`).catch(ignoreLocks);
    return;
  }
  const desk = desks[current.desk];
  if (desk === undefined) return;
  if (current.do === 'reopen') {
    desk.reopen();
  } else if (current.do === 'interrupted sync') {
    await syncInterrupted(desk, current.after);
  } else {
    await syncThrough(desk, current.verify);
    await desk.expectEqual();
  }
}

async function write(state: WriterState, current: Extract<Step, { writer: number }>): Promise<void> {
  switch (current.do) {
    case 'begin':
      if (!state.open) await state.client.query('begin');
      state.open = true;
      return;
    case 'commit':
    case 'rollback':
      return end(state, current.do);
    case 'savepoint':
      if (state.open) await state.client.query('savepoint s');
      state.saved ||= state.open;
      return;
    case 'undo':
      if (state.saved) await state.client.query('rollback to savepoint s');
      return;
    case 'write':
      // A failure must not end the writer's transaction: what it did before still counts.
      if (state.open) await state.client.query('savepoint step');
      await state.client.query(current.sql).catch(async (error: unknown) => {
        ignoreLocks(error);
        if (state.open) await state.client.query('rollback to savepoint step');
      });
  }
}

async function end(state: WriterState, how: 'commit' | 'rollback'): Promise<void> {
  if (state.open) await state.client.query(how);
  state.open = false;
  state.saved = false;
}

/** A held pull is let through: what is compared is what comes of it. */
async function syncThrough(desk: Desk, verify: boolean): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const outcome = await desk.sync({ verify });
    if (outcome.kind !== 'held') return;
    acceptHeld(desk.store);
  }
  throw new Error('still held after accepting');
}

async function syncInterrupted(desk: Desk, after: number): Promise<void> {
  const stop = new AbortController();
  let reports = 0;
  const onProgress = () => {
    reports += 1;
    if (reports > after) stop.abort();
  };
  await desk.sync({ signal: stop.signal, onProgress }).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
}

/** Writers that wait for each other, or for rows that are gone, do nothing; everything else is a fault. */
function ignoreLocks(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const harmless = ['55P03', '40P01', '23503', '23505', '23514', '23P01'];
  if (!harmless.includes(String(code))) throw error;
}
