import type Database from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { RememberedTombstone, Tombstone } from '../lib/privacy/tombstone';
import type { ErasureState } from './erasing/erasure-state';
import type { Timings } from './timings';

type Orm = BetterSQLite3Database;

/** Raw SQL for loops where building a query would cost more than running it. Prepared once for each text. */
interface Statements {
  prepared<Parameters extends unknown[] = unknown[], Row = unknown>(
    sql: string,
  ): Database.Statement<Parameters, Row>;
  readonly timings: Timings;
}

/** Where screens and engines read. On `store.read` it is a connection of its own that SQLite keeps read-only. */
export type ReadDb = Pick<
  Orm,
  'select' | 'selectDistinct' | 'with' | '$with' | '$count' | 'get' | 'all' | 'values'
> &
  Statements;

/** The one writer, inside a transaction. Only `writeTransaction` hands it out. */
export type Tx = Omit<Orm, 'transaction'> & Statements & { readonly inTransaction: true };

/** The one writer, outside a transaction: it can only be given to `writeTransaction`. */
export interface WriteDb {
  readonly tx: Tx;
  readonly client: Database.Database;
}

/** What a new store brought over from those it replaces. */
export interface Recovery {
  /** Damaged files and backups that were looked into, newest first. */
  readonly from: readonly string[];
  /** The manager's own rows brought over, by table. Company rows come back with the next sync. */
  readonly restored: Readonly<Record<string, number>>;
  /** Tables that could be read in none of them. */
  readonly missing: readonly string[];
}

export interface BackupInfo {
  readonly file: string;
  readonly at: number;
  readonly bytes: number;
}

export interface Store {
  readonly file: string;
  readonly db: WriteDb;
  readonly read: ReadDb;
  readonly timings: Timings;
  /** Number of migrations applied. */
  readonly schemaVersion: number;
  /** Null when the store was there and sound, or is the first one. */
  readonly recovery: Recovery | null;
  /** Whether its pages are still to be looked at behind the start. */
  readonly isUnchecked: boolean;
  /** Copies the rows that no sync could bring back into a small verified file; keeps the newest three, and what a recovery may have lost. */
  backUp(): BackupInfo;
  backups(): BackupInfo[];
  /** Lets go of backups and damaged copies that are older, all but the newest backup. @returns how many files went */
  dropOutdated(days: number): number;
  /** Damaged files that were put aside and are still there, newest first. */
  damaged(): { readonly file: string; readonly at: number }[];
  /** After the company's rows were deleted: leaves nothing of them in free pages, the log or damaged files. */
  eraseRemains(): void;
  /** How far the copy has come with whom the company has erased. */
  erasures(): ErasureState;
  /** Takes them out of the rows, the outbox, damaged copies and backups; entries that changed are marked. */
  erasePeople(people: readonly Tombstone[]): void;
  /** The same with all whom the company has erased. @param heard by which it is known when there are others. @returns whether anybody is new */
  hearErasures(people: readonly RememberedTombstone[], heard: string): boolean;
  /** What the company is told where it has forgotten an erasure. */
  rememberedErasures(): readonly Pick<RememberedTombstone, 'uid' | 'memory' | 'seal'>[];
  /** In the transaction that took rows: whom a restored company gives back stays erased here. */
  keepErased(): boolean;
  /** Rewrites the file, so that no byte is left. @returns false where that has to wait */
  settleErasures(): boolean;
  /** By which the company knows the copy. @param unused takes effect where it has no name yet */
  nameCopy(unused: string): string;
  erasuresAcknowledged(through: number): void;
  /** Size of the database with its write-ahead log. */
  bytes(): number;
  close(): void;
}
