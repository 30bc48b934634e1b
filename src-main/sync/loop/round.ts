import { StewardError } from '../../lib/steward-error';
import { copiedTables } from '../../store/copy/copied-tables';
import { readSyncState, writeSyncState } from '../../store/copy/sync-state';
import { writeTransaction } from '../../store/write-transaction';
import { type LoadOptions, load } from '../load/load';
import { type PullOptions, type PullOutcome, pull } from '../pull/pull';
import type { LoadNeed, SyncContext } from '../wire/context';

export type RoundOutcome = Exclude<PullOutcome, { kind: 'load' }>;

/** A load may be overtaken (restored, emptied, membership changed) and start over; not for ever. */
const mostLoads = 3;

/** One whole step of sync: a load that is due or unfinished, and the pull that makes the copy current. */
export async function syncRound(
  context: SyncContext,
  options: LoadOptions & PullOptions,
): Promise<RoundOutcome> {
  let need: LoadNeed = { reason: 'unfinished load', tables: copiedTables };
  if (readSyncState(context.store.read).load === null) {
    const outcome = await pull(context, null, options);
    if (outcome.kind !== 'load') return outcome;
    need = outcome.need;
  }
  for (let attempt = 1; attempt <= mostLoads; attempt += 1) {
    const state = await load(context, need, options);
    const outcome = await pull(context, state, options);
    if (outcome.kind !== 'load') return outcome;
    need = outcome.need;
    context.log?.warn({ reason: need.reason }, 'the load starts over');
    writeTransaction(context.store, 'sync.load.drop', (tx) => writeSyncState(tx, { load: null }));
  }
  throw new StewardError(
    'conflict',
    'The company’s database was replaced or emptied again and again while it was being loaded.',
  );
}
