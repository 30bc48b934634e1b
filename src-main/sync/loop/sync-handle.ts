import type { Logger } from 'pino';
import type { SyncStatus } from '../../../src-preload/contract/sync';
import type { Breaker } from '../../ports/breaker';
import type { Clock } from '../../ports/clock';
import type { Store } from '../../store/types';
import type { RunnerTurn } from '../push/runner-turn';
import type { AnotherCompany } from '../wire/another-company';
import type { ConnectOptions } from '../wire/connect';
import type { AppliedChange, DeviceSelf, LetIn } from '../wire/context';
import type { SyncPace } from './pace';
import type { SignedOutDevice } from './report-device';

/** What of a login's access is gone: its membership, the login itself, or this device of it. */
export type Revoked = 'membership' | 'login' | SignedOutDevice;

export interface SyncOptions {
  readonly store: Store;
  readonly connect: ConnectOptions;
  readonly clock: Clock;
  /** From 0 (included) to 1 (excluded). */
  readonly random: () => number;
  readonly onStatus: (status: SyncStatus) => void;
  readonly onApplied: (change: AppliedChange) => void;
  readonly onLetIn?: ((letIn: LetIn) => void) | undefined;
  /** The login's access was taken back. */
  readonly onRevoked?: ((found: Revoked) => void) | undefined;
  /** The address leads to another company than the copy is of. Sync then rests; without this it says so and tries again. */
  readonly onAnotherCompany?: ((found: AnotherCompany) => void) | undefined;
  readonly log: Logger;
  /** What tells the company of itself; without it, nothing does. */
  readonly device?: DeviceSelf | undefined;
  /** Raw events of this many days are kept; 90 where not given. */
  readonly rawEventDays?: number;
  readonly pace?: SyncPace | undefined;
  /** This host's part in the election of who computes for the company; without it, it never asks. */
  readonly runner?: RunnerTurn | undefined;
}

export interface SyncHandle {
  status(): SyncStatus;
  /** Resolves when a round that began after the call is done. @throws StewardError when that round fails */
  syncNow(): Promise<void>;
  /** Answers a held pull: let it through, or keep the copy as it is. */
  resolveHold(accept: boolean): void;
  /** Something was decided that goes up to the company: a hint to look at once, whatever it is waiting for. */
  pushSoon(): void;
  /** Stops the load under way; `syncNow` goes on with it. */
  cancelLoad(): void;
  /** Through it whoever else asks the company's server asks. */
  readonly breaker: Breaker;
  stop(): Promise<void>;
}
