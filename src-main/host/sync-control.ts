import type { Logger } from 'pino';
import type { SyncStatus } from '../../src-preload/contract/sync';
import type { SyncControl } from '../api/context';
import { StewardError } from '../lib/steward-error';
import type { Breaker } from '../ports/breaker';
import type { Clock } from '../ports/clock';
import type { Store } from '../store/types';
import type { SyncPace } from '../sync/loop/pace';
import { startSync } from '../sync/loop/start-sync';
import type { Revoked, SyncHandle } from '../sync/loop/sync-handle';
import { statusWithoutCompany } from '../sync/loop/sync-status';
import { createRunnerTurn, type RunnerTurnOptions } from '../sync/push/runner-turn';
import type { AnotherCompany } from '../sync/wire/another-company';
import type { AppliedChange, DeviceSelf, LetIn } from '../sync/wire/context';

export interface SyncControlOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onStatus: (status: SyncStatus) => void;
  readonly onApplied: (change: AppliedChange) => void;
  readonly onLetIn?: ((letIn: LetIn) => void) | undefined;
  readonly onRevoked?: ((found: Revoked) => void) | undefined;
  readonly onAnotherCompany?: ((found: AnotherCompany) => void) | undefined;
  readonly runner: RunnerTurnOptions;
  readonly pace?: SyncPace | undefined;
  readonly device?: DeviceSelf | undefined;
}

export interface LiveSyncControl extends SyncControl {
  /** Leaves the company synced before, if any, and syncs from this one. */
  connect(url: string): Promise<void>;
  /** Nothing is synced until `connect`, for this reason. */
  rest(why: string): void;
  /** Through it whoever else asks the company's server asks; null while no company is connected. */
  breaker(): Breaker | null;
  /** Something was decided that goes up to the company. */
  pushSoon(): void;
  stop(): Promise<void>;
}

/** Sync with a company that may come, go and change while the app runs. */
export function createSyncControl(options: SyncControlOptions): LiveSyncControl {
  let live: SyncHandle | null = null;
  let resting: string | null = null;

  async function stop(): Promise<void> {
    const stopping = live;
    live = null;
    await stopping?.stop();
  }

  return {
    status: () => live?.status() ?? { ...statusWithoutCompany(options.store), problem: resting },
    async syncNow() {
      if (live === null)
        throw new StewardError(
          'not_ready',
          resting ?? 'No company is connected. Give its address under Settings, Connection.',
        );
      await live.syncNow();
    },
    cancelLoad: () => live?.cancelLoad(),
    resolveHold: (accept) => live?.resolveHold(accept),
    async connect(url) {
      await stop();
      resting = null;
      live = startSync({
        ...options,
        connect: { url, onAnswered: (name, took) => options.store.timings.record(`company.${name}`, took) },
        random: Math.random,
        runner: createRunnerTurn(options.runner),
      });
    },
    breaker: () => live?.breaker ?? null,
    pushSoon: () => live?.pushSoon(),
    rest(why) {
      resting = why;
    },
    stop,
  };
}
