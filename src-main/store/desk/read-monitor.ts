import { basename } from 'node:path';
import { count, desc, max } from 'drizzle-orm';
import { z } from 'zod';
import { jobKinds } from '../../../src-preload/contract/jobs';
import type { Monitor } from '../../../src-preload/contract/monitor';
import { formatDay } from '../../lib/day';
import { accountSummaries, userHealthScores } from '../schema/health';
import { metricsAggregationJobs, setAsideRows, syncState } from '../schema/work';
import { timings } from '../timings';
import type { ReadDb, Store } from '../types';

const shownJobs = 50;
const shownSetAside = 200;
const defaultRawEventDays = 90;
const jobKindSchema = z.enum(jobKinds);

/** What this desktop is doing and how fast, for the Monitor screen; sync and memory are added by the caller. */
export function readMonitor(store: Omit<Store, 'db'>): Omit<Monitor, 'sync' | 'hostMemoryBytes'> {
  const db = store.read;
  return {
    jobs: readJobs(db),
    timings: timings(store).slice(0, 200),
    setAside: readSetAside(db),
    store: {
      bytes: store.bytes(),
      encrypted: true,
      schemaVersion: store.schemaVersion,
      backups: store.backups().map(({ at, bytes }) => ({ at, bytes })),
      damaged: store
        .damaged()
        .slice(0, 100)
        .map(({ file, at }) => ({ at, name: basename(file) })),
    },
    scores: readFreshness(db),
  };
}

export function readJobs(db: ReadDb): Monitor['jobs'] {
  return db
    .select()
    .from(metricsAggregationJobs)
    .orderBy(desc(metricsAggregationJobs.jobId))
    .limit(shownJobs)
    .all()
    .map((row) => ({
      id: row.jobId,
      kind: jobKindSchema.parse(row.kind),
      state: row.state,
      priority: row.priority,
      attempt: row.attempt,
      maxAttempts: row.maxAttempts,
      runAfter: row.runAfter,
      startedAt: row.startedAt,
      finishedAt: row.finishedAt,
      done: row.done,
      total: row.total,
      message: row.message,
    }));
}

function readSetAside(db: ReadDb): Monitor['setAside'] {
  return db
    .select({
      id: setAsideRows.id,
      table: setAsideRows.tableName,
      key: setAsideRows.key,
      reason: setAsideRows.reason,
      at: setAsideRows.at,
    })
    .from(setAsideRows)
    .orderBy(desc(setAsideRows.id))
    .limit(shownSetAside)
    .all();
}

function readFreshness(db: ReadDb): Monitor['scores'] {
  const accounts = db
    .select({
      asOf: max(accountSummaries.asOf),
      freshAt: max(accountSummaries.updatedAt),
      scored: count(accountSummaries.score),
    })
    .from(accountSummaries)
    .get();
  const asOf = accounts?.asOf ?? null;
  return {
    asOf: asOf === null ? null : formatDay(asOf),
    freshAt: accounts?.freshAt ?? null,
    organizations: accounts?.scored ?? 0,
    users: scoredUsers(db),
  };
}

/** Contacts in the latest week's pages. */
function scoredUsers(db: ReadDb): number {
  const latest = db
    .select({ week: max(userHealthScores.week) })
    .from(userHealthScores)
    .get()?.week;
  if (latest === null || latest === undefined) return 0;
  return (
    db
      .prepared<[number], { users: number | null }>(
        'select sum(rows) as users from user_health_scores where week = ?',
      )
      .get(latest)?.users ?? 0
  );
}

/** How many days of raw events this desktop keeps. */
export function readRawEventDays(db: ReadDb): number {
  return db.select({ days: syncState.rawEventDays }).from(syncState).get()?.days ?? defaultRawEventDays;
}
