import { type EntityTableName, entityTableNames } from '../../store/copy/copied-tables';
import { rowsSetAside } from '../../store/copy/set-aside';
import { readSyncState, writeSyncState } from '../../store/copy/sync-state';
import type { ReadDb } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import type { AppliedChange, SyncContext } from '../wire/context';
import { applyPull } from './apply-pull';
import { noChanges } from './change-log';
import { compareCopy } from './checksum';
import { fetchRows } from './fetch-rows';
import type { PullPlan } from './pull-plan';
import { refuseRebuilt } from './refuse-rebuilt';
import type { Wanted } from './wanted-pages';

/** Nightly, for a machine that is on about once a day. */
const checkEvery = 20 * 3_600_000;

/** A copy just loaded needs no check; one that nobody noted a check of does, or that a clock gone wrong noted ahead. */
export function isCheckDue({ load, company, sync }: PullPlan): boolean {
  return load === null && isDue(sync.checkedAt, company.now);
}

/** @param checkedAt when the copy was compared last, milliseconds; null: never */
export function isDue(checkedAt: number | null, now: number): boolean {
  const since = now - (checkedAt ?? 0);
  return since >= checkEvery || since < 0;
}

/**
 * Compares the copy with the snapshot it was just brought to, and reads again what differs. Nothing should: a
 * difference means that rows changed past the company's triggers, or a fault of ours, so it is logged.
 * Must run in the snapshot of the plan's pull.
 * @param mostBytes to read again @returns null when more differs
 */
export async function repair(
  context: SyncContext,
  plan: PullPlan,
  mostBytes: number,
): Promise<AppliedChange | null> {
  const { store, connection } = context;
  const difference = await compareCopy(connection, store.read, plan);
  const checkedAt = plan.company.now;
  const keys = keysAside(store.read);
  const differs = difference.organizationIds.length > 0 || difference.whole.size > 0;
  if (!differs && keys.size === 0) {
    writeTransaction(store, 'sync.checked', (tx) => writeSyncState(tx, { checkedAt }));
    return { organizationIds: [], rows: 0 };
  }
  if (differs) {
    context.log?.warn(
      { tables: difference.tables, organizations: difference.organizationIds.length },
      'the copy differed from the company',
    );
  }
  const { keepsZoneDays } = plan.wanted;
  const wanted: Wanted = { keys, days: [], rezoned: [], keepsZoneDays, ...difference };
  const fetched = await fetchRows(connection, wanted, plan.eventsFromDay, mostBytes);
  if (fetched === null) return null;
  await refuseRebuilt(connection);
  const mending: PullPlan = {
    ...plan,
    wanted,
    changes: noChanges,
    scope: { gained: [], kept: [], lost: [] },
    load: null,
    sync: { ...readSyncState(store.read), held: plan.sync.held },
    placeOf: () => 'live',
  };
  return writeTransaction(store, 'sync.repair', (tx) => {
    const change = applyPull(tx, context, mending, fetched, null);
    writeSyncState(tx, { checkedAt });
    return change;
  });
}

/** What was set aside is read again: it may have been mended where no log tells of it. */
function keysAside(db: ReadDb): Map<EntityTableName, Set<number>> {
  const keys = new Map<EntityTableName, Set<number>>();
  for (const name of entityTableNames) {
    const aside = rowsSetAside(db, name, null);
    if (aside.length > 0) keys.set(name, new Set(aside));
  }
  return keys;
}
