import type { Logger } from 'pino';
import { StewardError } from '../../lib/steward-error';
import type { Clock } from '../../ports/clock';
import { LoginGone } from '../../ports/postgres/login-gone';
import { defaultRawEventDays } from '../../store/copy/sync-state';
import type { Store } from '../../store/types';
import type { LoadProgress } from '../load/load';
import { type ConnectOptions, connect } from '../wire/connect';
import type { AppliedChange, DeviceSelf, LetIn } from '../wire/context';
import { type RoundOutcome, syncRound } from './round';
import { explainTrouble, loadCancelled } from './trouble';

export interface SyncOnceOptions {
  readonly store: Store;
  readonly connect: ConnectOptions;
  readonly clock: Clock;
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly onApplied?: (change: AppliedChange) => void;
  readonly onLetIn?: (letIn: LetIn) => void;
  readonly device?: DeviceSelf;
  readonly signal?: AbortSignal;
  readonly log?: Logger;
  /** Raw events of this many days are kept; 90 where not given. */
  readonly rawEventDays?: number;
  /** Compares the whole copy by checksum, too. */
  readonly verify?: boolean;
}

export type SyncOutcome = RoundOutcome;

/** Brings the copy up to date, once. @throws StewardError in the manager's words, with the failure as its cause */
export async function syncOnce(options: SyncOnceOptions): Promise<SyncOutcome> {
  try {
    const connection = await connect(options.connect);
    try {
      const context = {
        store: options.store,
        connection,
        clock: options.clock,
        rawEventDays: options.rawEventDays ?? defaultRawEventDays,
        onApplied: options.onApplied ?? (() => undefined),
        onLetIn: options.onLetIn,
        device: options.device,
        log: options.log,
      };
      return await syncRound(context, {
        connect: () => connect(options.connect),
        signal: options.signal ?? new AbortController().signal,
        onProgress: options.onProgress ?? (() => undefined),
        verify: options.verify ?? false,
      });
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (options.signal?.aborted) throw loadCancelled();
    if (error instanceof LoginGone) throw error;
    const trouble = explainTrouble(error);
    throw new StewardError(trouble.code, trouble.words, undefined, { cause: error });
  }
}
