import { readCompanyId } from '../../store/copy/company-id';
import { copiedTables } from '../../store/copy/copied-tables';
import { purgeCopy } from '../../store/copy/purge';
import {
  type Held,
  type LoadState,
  readSyncState,
  type SyncState,
  writeSyncState,
} from '../../store/copy/sync-state';
import { type PasswordEnd, readPasswordEnd, writePasswordEnd } from '../../store/desk/password-end';
import { refoldMarked } from '../../store/operations/refold';
import type { Store } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import { inCompanySnapshot } from '../wire/company-snapshot';
import type { LoadNeed, SyncContext } from '../wire/context';
import { neverCopied } from '../wire/never-copied';
import { requireUsable, whyLoad } from '../wire/requirements';
import { applyPull } from './apply-pull';
import { fetchRows } from './fetch-rows';
import { type AuditLook, lookAtAudit } from './look-at-audit';
import { MassDeletion } from './mass-deletion';
import { type PullPlan, planPull, tooMuch } from './pull-plan';
import { refuseRebuilt } from './refuse-rebuilt';
import { isCheckDue, isDue, repair } from './repair';

/** Pages that a pull holds in memory at most; with more to fetch, a load takes over. */
const mostPageBytes = 100_000_000;

export type PullOutcome =
  | { readonly kind: 'applied'; readonly rows: number }
  | { readonly kind: 'held'; readonly held: Held }
  | { readonly kind: 'load'; readonly need: LoadNeed }
  /** The login has no membership; `erased` where there was a copy, or some of one. */
  | { readonly kind: 'revoked'; readonly erased: boolean };

export interface PullOptions {
  /** Compare the whole copy by checksum now; otherwise that happens about once a day. */
  readonly verify?: boolean;
}

/**
 * Brings the copy from its cursor to the company's present state, all or nothing.
 * @param load to complete: its twins are brought up to date and take the tables' place
 * @throws StewardError when the company's database can't be read by this Steward
 */
export async function pull(
  context: SyncContext,
  load: LoadState | null,
  options: PullOptions,
): Promise<PullOutcome> {
  const { store, connection } = context;
  const sync = readSyncState(store.read);
  const since = cursorOf(sync, load);
  const looksWhole = load !== null || options.verify || isDue(sync.checkedAt, context.clock.now());
  const knownAs = looksWhole ? null : sync.login;
  return inCompanySnapshot(connection, since, knownAs, async (company) => {
    requireUsable(company, readCompanyId(store.read));
    if (company.role === null) {
      await refuseRebuilt(connection);
      // A login that nobody let in says nothing of the copy that another one's access has brought.
      if (sync.login !== null && sync.login !== company.login) return { kind: 'revoked', erased: false };
      const erased = sync.asOf !== null || sync.load !== null;
      writeTransaction(store, 'sync.revoke', (tx) => {
        purgeCopy(tx);
        refoldMarked(tx);
      });
      store.eraseRemains();
      context.onApplied({ organizationIds: 'all', rows: 0 });
      return { kind: 'revoked', erased };
    }
    context.onLetIn?.({ login: company.login, at: company.now });
    notePasswordEnd(store, { login: company.login, at: company.passwordEndsAt });
    const need = whyLoad(
      sync,
      company,
      context.rawEventDays,
      await neverCopied(connection, store.read),
      load,
    );
    if (need !== null || since === null) {
      return { kind: 'load', need: need ?? { reason: 'first load', tables: copiedTables } };
    }
    const plan = await planPull(context, company, sync, since, load);
    if ('reason' in plan) return { kind: 'load', need: plan };
    const mostBytes = load === null ? mostPageBytes : Number.POSITIVE_INFINITY;
    const fetched = await fetchRows(connection, plan.wanted, plan.eventsFromDay, mostBytes);
    if (fetched === null) return { kind: 'load', need: tooMuch };
    const audit = await auditLook(context, plan, looksWhole ? null : since, looksWhole);
    if (changesAnything(plan)) await refuseRebuilt(connection);
    try {
      const change = writeTransaction(store, 'sync.apply', (tx) => {
        const applied = applyPull(tx, context, plan, fetched, audit);
        store.keepErased();
        return applied;
      });
      if (change.rows > 0 || change.isAnotherMember) context.onApplied(change);
      if (!options.verify && !isCheckDue(plan)) return { kind: 'applied', rows: change.rows };
      const mended = await repair(context, plan, mostBytes);
      if (mended === null) return { kind: 'load', need: tooMuch };
      if (mended.rows > 0) writeTransaction(store, 'erasures.keep', () => store.keepErased());
      if (mended.rows > 0) context.onApplied(mended);
      return { kind: 'applied', rows: change.rows + mended.rows };
    } catch (error) {
      if (!(error instanceof MassDeletion)) throw error;
      writeTransaction(store, 'sync.hold', (tx) => writeSyncState(tx, { held: error.held }));
      return { kind: 'held', held: error.held };
    }
  });
}

/** A server that lets nobody in by a password that is over says no more than that it is wrong. */
function notePasswordEnd(store: Store, end: PasswordEnd): void {
  const noted = readPasswordEnd(store.read, end.login);
  if (noted?.at !== end.at)
    writeTransaction(store, 'sign-in.password-end', (tx) => writePasswordEnd(tx, end));
}

/** @returns null where the company's database is of a version that doesn't show it */
async function auditLook(
  { connection, store }: SyncContext,
  { company, scope }: PullPlan,
  since: string | null,
  whole: boolean,
): Promise<AuditLook | null> {
  if (!company.showsAudit) return null;
  return lookAtAudit(connection, store.read, {
    since,
    snapshot: company.snapshot,
    gained: scope.gained,
    whole,
  });
}

/** Most pulls find nothing to read, and need not ask whether they read it rightly. */
function changesAnything({ load, wanted, scope }: PullPlan): boolean {
  const { keys, whole, organizationIds, days } = wanted;
  return (
    load !== null || keys.size + whole.size + organizationIds.length + days.length + scope.lost.length > 0
  );
}

/** A load of some tables leaves the others at their own, older cursor: the pull starts there for all. */
function cursorOf(sync: SyncState, load: LoadState | null): string | null {
  if (load === null) return sync.snapshot;
  return load.tables.length === copiedTables.length ? load.snapshot : sync.snapshot;
}
