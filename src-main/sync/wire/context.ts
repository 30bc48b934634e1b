import type { Logger } from 'pino';
import type { Clock } from '../../ports/clock';
import type { CopiedTable } from '../../store/copy/copied-tables';
import type { Store } from '../../store/types';
import type { Connection } from './connect';

/** What every step of a sync works with. */
export interface SyncContext {
  readonly store: Store;
  readonly connection: Connection;
  /** This machine's clock: for pace and for dates of set-aside rows. The company's clock counts for the data. */
  readonly clock: Clock;
  /** Raw events of this many days are kept. */
  readonly rawEventDays: number;
  /** Hears of changes the moment they are committed, whatever fails after. */
  readonly onApplied: (change: AppliedChange) => void;
  /** Hears that the company's server knows the login and lets it see accounts. */
  readonly onLetIn?: ((letIn: LetIn) => void) | undefined;
  /** What tells the company of itself with each round; without it, nothing does. */
  readonly device?: DeviceSelf | undefined;
  readonly log?: Logger | undefined;
}

/** The device that this is. */
export interface DeviceSelf {
  /** Of the installation; null where there is none but the copy. */
  readonly id: string | null;
  readonly kind: 'desktop' | 'service';
}

export interface LetIn {
  readonly login: string;
  /** ms since 1970, by the server's clock. */
  readonly at: number;
}

/** Which accounts changed, so that they are scored again and screens drop what they remember. */
export interface AppliedChange {
  readonly organizationIds: number[] | 'all';
  readonly rows: number;
  /** What the login may do, or who it is among the managers, changed. */
  readonly isAnotherMember?: boolean;
}

/** Why tables must be loaded afresh. The reason is for the log. */
export interface LoadNeed {
  readonly reason: string;
  readonly tables: readonly CopiedTable[];
}
