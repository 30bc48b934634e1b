import fc from 'fast-check';
import type { PoolClient } from 'pg';
import { expect } from 'vitest';
import type { TestCompany, TestServer } from '../../support/postgres';
import { adminSteps, partitionOf, writes } from './changes';
import { clockAhead } from './clock-ahead';
import type { Desk } from './desk';
import { syncKilled } from './sync-killed';
import { syncThrough } from './sync-through';

/**
 * One step of a random day at the company: several writers work in transactions of their own, some commit late, some
 * never; accounts change hands; desktops sync in between and are compared with what their login sees.
 */
export type Step =
  | { readonly do: 'write'; readonly writer: number; readonly sql: string }
  | { readonly do: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'undo'; readonly writer: number }
  | { readonly do: 'sync'; readonly desk: number; readonly verify: boolean }
  | { readonly do: 'interrupted sync'; readonly desk: number; readonly after: number }
  | { readonly do: 'sync meeting a partition'; readonly desk: number; readonly daysAgo: number }
  | { readonly do: 'sync with the clock ahead'; readonly desk: number; readonly days: number }
  | { readonly do: 'killed sync'; readonly desk: number; readonly at: number }
  | { readonly do: 'reopen'; readonly desk: number }
  | { readonly do: 'crash' }
  | { readonly do: 'admin'; readonly sql: string };

const writer = fc.integer({ min: 0, max: 2 });
const deskNumber = fc.integer({ min: 0, max: 1 });

/** Kills take a process each: only a long watch has time for them. */
export function steps(killing: boolean): fc.Arbitrary<Step> {
  return killing ? fc.oneof({ weight: 60, arbitrary: step }, { weight: 4, arbitrary: killedSync }) : step;
}

const killedSync = fc.record({
  do: fc.constant('killed sync' as const),
  desk: deskNumber,
  at: fc.integer({ min: 1, max: 400 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 24, arbitrary: fc.record({ do: fc.constant('write' as const), writer, sql: writes }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('begin' as const), writer }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('commit' as const), writer }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('rollback' as const, 'savepoint' as const, 'undo' as const),
      writer,
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constant('sync' as const), desk: deskNumber, verify: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('interrupted sync' as const),
      desk: deskNumber,
      after: fc.integer({ min: 0, max: 9 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('sync meeting a partition' as const),
      desk: deskNumber,
      daysAgo: fc.integer({ min: 20, max: 120 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('sync with the clock ahead' as const),
      desk: deskNumber,
      days: fc.integer({ min: -3, max: 100 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reopen' as const), desk: deskNumber }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('admin' as const), sql: adminSteps }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const) }) },
);

/** Where a random day takes place. */
export interface Stage {
  readonly server: TestServer;
  readonly company: TestCompany;
  readonly desks: readonly Desk[];
}

/**
 * Carries out the steps, comparing each desk with the company after each of its syncs. Nothing is mended on the way:
 * a check by checksum comes after the comparison, and has to find nothing.
 * @returns how many syncs were compared
 */
export async function play(stage: Stage, steps: readonly Step[]): Promise<number> {
  const states = await Promise.all([0, 1, 2].map(() => sitDown(stage.company)));
  let compared = 0;
  try {
    for (const current of steps) compared += Number(await perform(stage, states, current));
    for (const state of states) await end(state, 'commit');
    for (const desk of stage.desks) compared += Number(await compare(desk, false));
    return compared;
  } finally {
    for (const { client } of states) client.release(true);
  }
}

/** A writer that does not wait until its commits are written down: a crash loses those that no log tells of. */
async function sitDown(company: TestCompany): Promise<WriterState> {
  const client = await company.admin.connect();
  client.on('error', () => undefined);
  await client.query(`set lock_timeout = '100ms'; set synchronous_commit = off`);
  return { client, open: false, saved: false };
}

interface WriterState {
  client: PoolClient;
  open: boolean;
  saved: boolean;
}

async function perform(stage: Stage, states: readonly WriterState[], current: Step): Promise<boolean> {
  if ('writer' in current) {
    const state = states[current.writer];
    if (state !== undefined) await write(state, current);
  } else if (current.do === 'admin') {
    await administer(stage.company, current.sql);
  } else if (current.do === 'crash') {
    await crash(stage, states);
  } else {
    const desk = stage.desks[current.desk];
    if (desk !== undefined) return syncSomehow(stage.company, desk, current);
  }
  return false;
}

/** @returns whether the copy was compared */
async function syncSomehow(
  company: TestCompany,
  desk: Desk,
  current: Extract<Step, { desk: number }>,
): Promise<boolean> {
  switch (current.do) {
    case 'reopen':
      desk.reopen();
      return false;
    case 'interrupted sync':
      leaveUnchecked(desk, 0);
      await syncInterrupted(desk, current.after);
      return false;
    case 'killed sync':
      leaveUnchecked(desk, 0);
      syncKilled(desk, current.at);
      return false;
    case 'sync with the clock ahead': {
      const ahead = current.days * 86_400_000;
      leaveUnchecked(desk, ahead);
      await desk.syncOver(clockAhead(ahead));
      return false;
    }
    case 'sync meeting a partition':
      leaveUnchecked(desk, 0);
      await Promise.all([syncThrough(desk), administer(company, partitionOf(current.daysAgo))]);
      await desk.expectEqual();
      return true;
    case 'sync':
      return compare(desk, current.verify);
  }
}

async function compare(desk: Desk, verify: boolean): Promise<true> {
  leaveUnchecked(desk, 0);
  await syncThrough(desk);
  await desk.expectEqual();
  if (verify) expect(await desk.sync({ verify })).toMatchObject({ kind: 'applied', rows: 0 });
  return true;
}

/** All or nothing; nothing where it would wait for a writer that is still in its transaction. */
async function administer(company: TestCompany, sql: string): Promise<void> {
  const client = await company.admin.connect();
  try {
    await client.query(`begin; set local lock_timeout = '100ms'; ${sql}; commit`);
  } catch (error) {
    await client.query('rollback');
    ignoreLocks(error);
  } finally {
    client.release();
  }
}

/** Whatever is open ends with it. A server that others use as well only gets the sign of one. */
async function crash({ server, company }: Stage, states: readonly WriterState[]): Promise<void> {
  if (server.crash === null) return administer(company, 'delete from customer_success.sync_witness');
  await server.crash();
  for (const state of states) {
    state.client.release(true);
    Object.assign(state, await sitDown(company));
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

/** So that no nightly check mends what a pull should have brought. @param ahead of the server's clock, milliseconds */
function leaveUnchecked(desk: Desk, ahead: number): void {
  desk.store.db.client.prepare('update sync_state set checked_at = ?').run(Date.now() + ahead - 3_600_000);
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
