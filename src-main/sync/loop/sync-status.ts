import type { SyncStatus } from '../../../src-preload/contract/sync';
import { counted, plural, wholeNumber } from '../../../src-preload/contract/words';
import { countSetAside } from '../../store/copy/set-aside';
import { readSyncState, readTableRows } from '../../store/copy/sync-state';
import { readPasswordEnd } from '../../store/desk/password-end';
import { countOutbox } from '../../store/operations/set-backs';
import type { Store } from '../../store/types';
import type { RoundOutcome } from './round';

/** What only the running sync knows; the rest of the status is in the store. */
export interface LiveStatus {
  readonly server: SyncStatus['server'];
  readonly phase: SyncStatus['phase'];
  readonly problem: string | null;
  readonly nextAttemptAt: number | null;
  readonly progress: SyncStatus['progress'];
  readonly lastPull: SyncStatus['lastPull'];
}

export const beforeAnyRound: Omit<LiveStatus, 'phase'> = {
  server: { failures: 0, retryAt: null },
  problem: null,
  nextAttemptAt: null,
  progress: null,
  lastPull: null,
};

export function statusOf(store: Store, live: LiveStatus): SyncStatus {
  const state = readSyncState(store.read);
  const outbox = countOutbox(store.read);
  return {
    ...live,
    problem: live.problem === null ? null : withWhatWaits(live.problem, outbox.pending),
    asOf: state.asOf,
    passwordEndsAt: state.login === null ? null : (readPasswordEnd(store.read, state.login)?.at ?? null),
    zone: state.zone,
    currency: state.currency,
    held: state.held && { table: state.held.table, deletes: state.held.deletes, rows: state.held.rows },
    tables: readTableRows(store.read),
    setAside: countSetAside(store.read),
    outbox,
  };
}

/** What a person wonders first about trouble: whether what was decided meanwhile is lost. */
function withWhatWaits(problem: string, pending: number): string {
  if (pending === 0) return problem;
  return `${problem} ${counted(pending, 'decision')} of yours ${plural(pending, 'is', 'are')} kept here and ${plural(pending, 'goes', 'go')} up once this is over.`;
}

/** The copy as it stands while no company is connected. */
export function statusWithoutCompany(store: Store): SyncStatus {
  return statusOf(store, { ...beforeAnyRound, phase: 'inactive' });
}

/** A round that went well in the words of the status. */
export function explainOutcome(outcome: RoundOutcome): Pick<LiveStatus, 'phase' | 'problem'> {
  switch (outcome.kind) {
    case 'applied':
      return { phase: 'idle', problem: null };
    case 'held': {
      const { table, deletes, rows } = outcome.held;
      return {
        phase: 'held',
        problem: `The company’s database no longer has ${wholeNumber(deletes)} of ${wholeNumber(rows)} rows of ${table.replaceAll('_', ' ')}. Nothing was deleted here. If that is meant, let it through; if not, tell your administrator.`,
      };
    }
    case 'signed out':
      return {
        phase: 'revoked',
        problem: `${outcome.by} signed this device out, and the copy on it was erased. Sign in again with your password.`,
      };
    case 'revoked':
      return {
        phase: 'revoked',
        problem: outcome.erased
          ? 'Your access to the company’s data was taken back, and the copy on this machine was erased. If that is a mistake, ask your administrator.'
          : 'The server knows this login, but it is no member of the company: nobody has let it see any accounts. Nothing was loaded. Ask your administrator to let it in, with a role and the accounts it sees (steward company grant).',
      };
  }
}
