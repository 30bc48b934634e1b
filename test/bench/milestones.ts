import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src-main/store/file/open';
import { clearCountedDirty, putCounted, putCountedState } from '../../src-main/store/milestones/counted';
import { readMilestones, readPlans } from '../../src-main/store/milestones/read-definitions';
import { readAssignments } from '../../src-main/store/milestones/read-progress';
import type { Store } from '../../src-main/store/types';
import { bulkTransaction, writeTransaction } from '../../src-main/store/write-transaction';
import { milestoneBoard } from '../../src-main/work/milestones/board';
import { countAccount } from '../../src-main/work/milestones/count-account';
import {
  type AccountMilestones,
  milestonesOfAccounts,
  ruleOf,
} from '../../src-main/work/milestones/counting';
import type { ActivityCompletion } from '../../src-preload/contract/milestones/milestone-definition';
import { assign, countedBy, idOf, putMilestones, putPlan } from '../support/milestones/entries';
import { type BenchRow, comparison, figure } from './bench-row';
import { fillDuckDb, openDuckDb } from './duckdb-features';
import { addDay, fillStore } from './synthetic-store';
import { quantile, seconds, size } from './timing';

const firstDay = 20_000;
const days = 180;
const asOf = firstDay + days;
const rules: readonly Partial<Omit<ActivityCompletion, 'by'>>[] = [
  { measure: 'events', target: 100 },
  { measure: 'people', target: 5 },
  { measure: 'days', target: 10, withinDays: 14 },
];
const plan = idOf(50);
/** None is completed by conditions. */
const nobody = () => new Set<number>();

/** The same completions in SQL, over the rollups as rows. */
const inSql = `CREATE OR REPLACE TABLE completions AS
  SELECT 1 AS milestone, organization_id, min(day) AS day FROM (
    SELECT organization_id, day, sum(sum(events)) OVER (PARTITION BY organization_id ORDER BY day) AS reached
      FROM activity_daily GROUP BY organization_id, day) WHERE reached >= 100 GROUP BY organization_id
  UNION ALL
  SELECT 2, organization_id, day FROM (
    SELECT organization_id, min(day) AS day, row_number() OVER (PARTITION BY organization_id ORDER BY min(day)) AS reached
      FROM activity_daily WHERE user_id > 0 GROUP BY organization_id, user_id) WHERE reached = 5
  UNION ALL
  SELECT 3, organization_id, min(day) FROM (
    SELECT organization_id, day, count(*) OVER (PARTITION BY organization_id ORDER BY day RANGE BETWEEN 13 PRECEDING AND CURRENT ROW) AS reached
      FROM (SELECT DISTINCT organization_id, day FROM activity_daily)) WHERE reached >= 10 GROUP BY organization_id`;

/** Milestones counted from all use, beside DuckDB on one thread; an account's next day; and the board of many plans. */
export async function benchMilestones(log: (text: string) => void): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  try {
    const store = openStore({ file: join(folder, 'steward.db'), key: Buffer.alloc(32, 7), now: () => 0 });
    try {
      return await measured(store, join(folder, 'peer.duckdb'), log);
    } finally {
      store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(store: Store, peerFile: string, log: (text: string) => void): Promise<BenchRow[]> {
  const shape = { organizations: size('MILESTONE_ACCOUNTS', 1_000), firstDay, days };
  const { rollups } = fillStore(store, shape);
  const events = store.read.prepared<[], number>('select sum(events) from activity_daily').pluck().get() ?? 0;
  log(`${events} events as ${rollups} rollups of ${shape.organizations} accounts are written`);
  putMilestones(
    store,
    rules.map((rule, at) => ({ id: idOf(at + 1), completion: countedBy(rule) })),
  );
  putPlan(store, plan, { milestones: rules.map((_rule, at) => idOf(at + 1)), isOn: false });
  for (let id = 1; id <= shape.organizations; id++) assign(store, plan, id, firstDay);
  const accounts = milestonesOfAccounts(
    readAssignments(store.read),
    readPlans(store.read),
    readMilestones(store.read),
  );
  const ours = await seconds(() => countAll(store, accounts, asOf));
  await fillDuckDb(peerFile, shape);
  const peer = await openDuckDb(peerFile);
  await peer.run('SET threads TO 1');
  const theirs = await seconds(() => peer.run(inSql));
  const found = await peer.rows(
    'SELECT milestone, organization_id AS account, day FROM completions ORDER BY 1, 2',
  );
  peer.close();
  requireSame(store, found);
  return [
    comparison(
      `milestones of ${events} events counted and stored`,
      ours.seconds,
      's',
      { name: 'DuckDB', value: theirs.seconds },
      '<= 3',
    ),
    figure('progress of an account with one more day, p95', nextDay(store, shape, accounts), 'ms', '< 1'),
    figure('the board of 10,000 plans, p95', boardOf(store), 'ms', '< 100'),
  ];
}

function countAll(store: Store, accounts: readonly AccountMilestones[], day: number): void {
  const what = { ruleOf: ruleOf(store.read), day, holds: nobody, atCompany: [] };
  for (let at = 0; at < accounts.length; at += 100) {
    const counts = accounts
      .slice(at, at + 100)
      .map((account) => ({ id: account.organizationId, ...countAccount(store.read, account, what) }));
    bulkTransaction(store, 'bench.counted', (tx) => {
      for (const { id, state, rows } of counts) {
        putCountedState(tx, id, state);
        putCounted(tx, id, rows);
        clearCountedDirty(tx, id);
      }
    });
  }
}

/** One that differs is a fault, and no figure. */
function requireSame(store: Store, found: readonly Record<string, unknown>[]): void {
  const own = store.read
    .prepared<[], { milestone: string; account: number; day: number }>(
      `select milestone_id as milestone, organization_id as account, completed_on as day from milestone_progress
        where completed_on is not null order by 1, 2`,
    )
    .all();
  const lines = found.map(({ milestone, account, day }) => `${idOf(Number(milestone))} ${account} ${day}`);
  if (
    own.map(({ milestone, account, day }) => `${milestone} ${account} ${day}`).join('\n') !== lines.join('\n')
  )
    throw new Error(`completions differ: ${own.length} here, ${found.length} there`);
}

/** Milliseconds, p95: from its pages to what is stored. */
function nextDay(
  store: Store,
  shape: Parameters<typeof addDay>[1],
  accounts: readonly AccountMilestones[],
): number {
  addDay(store, shape, asOf);
  const what = { ruleOf: ruleOf(store.read), day: asOf + 1, holds: nobody, atCompany: [] };
  const took = accounts.slice(0, 500).map((account) => {
    const began = performance.now();
    const { state, rows } = countAccount(store.read, account, what);
    bulkTransaction(store, 'bench.next', (tx) => {
      putCountedState(tx, account.organizationId, state);
      putCounted(tx, account.organizationId, rows);
    });
    return performance.now() - began;
  });
  return quantile(took, 0.95);
}

/** Milliseconds, p95. */
function boardOf(store: Store): number {
  const plans = size('MILESTONE_PLANS', 10_000);
  writeTransaction(store, 'bench.plans', (tx) => {
    tx.prepared('delete from plan_assignments').run();
    const account = tx.prepared<[number, string, string]>(
      `insert or ignore into organizations (organization_id, external_id, name, lifecycle_stage, owner_id, created_at)
       values (?, ?, ?, 'growth', 1, 0)`,
    );
    const given = tx.prepared<[number, string, number]>(
      'insert into plan_assignments (organization_id, plan_id, started_on, given_at) values (?, ?, ?, 0)',
    );
    const reached = tx.prepared<[number, string, number, number]>(
      `insert into user_milestones (organization_id, milestone_id, progress, moved_on, evidence_removed, version)
       values (?, ?, ?, ?, 0, 1)`,
    );
    for (let id = 1; id <= plans; id++) {
      account.run(id, `o${id}`, `Account ${id}`);
      given.run(id, plan, firstDay + (id % 90));
      for (let at = 0; at < rules.length; at++)
        reached.run(id, idOf(at + 1), (id * 7 + at * 31) % 100, asOf - (id % 60));
    }
  });
  const took = Array.from({ length: 20 }, () => {
    const began = performance.now();
    const board = milestoneBoard(store.read, asOf, { plan: null, owner: null, search: '' });
    if (Object.values(board.counts).reduce((sum, count) => sum + count, 0) !== plans)
      throw new Error('plans are missing');
    return performance.now() - began;
  });
  return quantile(took, 0.95);
}
