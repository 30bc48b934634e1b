import { StewardError } from '../../lib/steward-error';
import { copiedTables } from '../../store/copy/copied-tables';
import { readSyncState, writeSyncState } from '../../store/copy/sync-state';
import { writePushProblem } from '../../store/operations/push-problem';
import { writeTransaction } from '../../store/write-transaction';
import { type LoadOptions, load } from '../load/load';
import { type PullOptions, type PullOutcome, pull } from '../pull/pull';
import { type PushOptions, push } from '../push/push';
import { isRefusalOfServer, unknownProblem } from '../push/push-trouble';
import { thisMachine } from '../push/sender';
import type { LoadNeed, SyncContext } from '../wire/context';
import { eraseFirst, settleErasures } from './erase-people';
import { fetchFiles, tidyFiles } from './fetch-files';
import { hearRetention } from './hear-retention';
import { reportDevice, type SignedOutDevice } from './report-device';

export type RoundOutcome =
  | Exclude<PullOutcome, { kind: 'load' }>
  /** Somebody signed this device out; the rows of the copy are gone. */
  | ({ readonly kind: 'signed out' } & SignedOutDevice);

/** A load may be overtaken (restored, emptied, membership changed) and start over; not for ever. */
const mostLoads = 3;

/**
 * One whole step of sync: the company hears of this device, whom it has erased goes, what was decided here goes up, then a load that is due or unfinished, and the pull that makes
 * the copy current.
 */
export async function syncRound(
  context: SyncContext,
  options: LoadOptions & PullOptions & Partial<PushOptions>,
): Promise<RoundOutcome> {
  const signedOut = await reportDevice(context);
  if (signedOut !== null) return { kind: 'signed out', ...signedOut };
  await eraseFirst(context);
  const outcome = await upAndDown(context, options);
  if (outcome.kind === 'applied') {
    tidyFiles(context);
    await settleErasures(context);
    await hearRetention(context);
    await fetchFiles(context);
  }
  return outcome;
}

async function upAndDown(
  context: SyncContext,
  options: LoadOptions & PullOptions & Partial<PushOptions>,
): Promise<RoundOutcome> {
  await pushFirst(context, { sender: thisMachine(), ...options });
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

/** A company that can't take what it is sent is read all the same. */
async function pushFirst(context: SyncContext, options: PushOptions): Promise<void> {
  try {
    await push(context, options);
  } catch (error) {
    if (!isRefusalOfServer(error)) throw error;
    context.log?.error({ err: error }, 'the company could not take what was decided');
    writeTransaction(context.store, 'push.problem', (tx) => writePushProblem(tx, unknownProblem));
  }
}
