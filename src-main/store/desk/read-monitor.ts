import { basename } from 'node:path';
import { count, desc, max } from 'drizzle-orm';
import type { Monitor } from '../../../src-preload/contract/monitor';
import { dayOrNull } from '../../lib/day';
import { readAuditFindings } from '../audit/audit-findings';
import { readUnreadEntries } from '../operations/unread-entries';
import { readRunner } from '../runner/duty';
import { readUnread } from '../runner/unread';
import { accountSummaries, userHealthScores } from '../schema/health';
import { setAsideRows } from '../schema/work';
import { timings } from '../timings';
import type { ReadDb, Store } from '../types';

const shownSetAside = 200;

/** What this desktop is doing and how fast, for the Monitor screen; jobs, sync, the mailbox and memory are added by the caller. */
export function readMonitor(
  store: Omit<Store, 'db'>,
): Omit<Monitor, 'jobs' | 'sync' | 'inbox' | 'hostMemoryBytes'> {
  const db = store.read;
  return {
    runner: { ...readRunner(db), unread: readUnread(db) },
    timings: timings(store).slice(0, 200),
    setAside: readSetAside(db),
    unread: readUnreadEntries(db),
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
    audit: readAuditFindings(db),
  };
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
  return {
    asOf: dayOrNull(accounts?.asOf),
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
