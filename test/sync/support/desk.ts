import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Clock } from '../../../src-main/ports/clock';
import { readSyncState } from '../../../src-main/store/copy/sync-state';
import { openStore } from '../../../src-main/store/file/open';
import type { Store } from '../../../src-main/store/types';
import { syncRound } from '../../../src-main/sync/loop/round';
import { type SyncOnceOptions, type SyncOutcome, syncOnce } from '../../../src-main/sync/loop/sync-once';
import type { PushStep } from '../../../src-main/sync/push/push';
import { type Connection, connect } from '../../../src-main/sync/wire/connect';
import type { AppliedChange } from '../../../src-main/sync/wire/context';
import type { TestLogin } from '../../support/postgres';
import { putReadyStore, testKey } from '../../support/ready-store';
import { companyRows, localRows } from './oracle';

/** A manager's desktop in a test: a store of its own, synced with the company as this login. */
export interface Desk {
  readonly store: Store;
  readonly file: string;
  /** The company's address with this desk's login. */
  readonly url: string;
  /** Which accounts the changes named, with the outcome. */
  sync(options?: Partial<SyncOnceOptions>): Promise<SyncOutcome & { organizationIds: number[] | 'all' }>;
  /** The same over a connection that the test has its hands in. */
  syncOver(
    wrap: (connection: Connection) => Connection,
    options?: { verify?: boolean; onStep?: (step: PushStep) => void; clock?: Clock },
  ): Promise<SyncOutcome>;
  /** Fails unless the copy holds exactly what the login sees at the company now. */
  expectEqual(): Promise<void>;
  /** Closes and opens the store, as a restart of the app does. @param between what happens to its file meanwhile */
  reopen(between?: () => void): void;
  close(): void;
}

export const deskKey = testKey;

/** @param from the file of a store that is closed, with a copy of which it begins */
export function openDesk(login: TestLogin, from?: string): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'steward-desk-'));
  const file = join(folder, 'steward.db');
  if (from === undefined) putReadyStore(file);
  else copyFileSync(from, file);
  const open = () => openStore({ file, key: deskKey, now: Date.now });
  let store = open();
  return {
    get store() {
      return store;
    },
    file,
    url: login.url,
    async sync(options) {
      const changes: AppliedChange[] = [];
      const outcome = await syncOnce({
        store,
        connect: { url: login.url },
        clock: { now: Date.now },
        onApplied: (change) => changes.push(change),
        ...options,
      });
      const all = changes.some((change) => change.organizationIds === 'all');
      const ids = changes.flatMap(({ organizationIds }) =>
        organizationIds === 'all' ? [] : organizationIds,
      );
      return { ...outcome, organizationIds: all ? 'all' : ids };
    },
    async syncOver(wrap, options) {
      const open = async () => wrap(await connect({ url: login.url }));
      const connection = await open();
      try {
        return await syncRound(
          {
            store,
            connection,
            clock: options?.clock ?? { now: Date.now },
            rawEventDays: 90,
            onApplied: () => undefined,
          },
          {
            connect: open,
            signal: new AbortController().signal,
            onProgress: () => undefined,
            verify: options?.verify ?? false,
            onStep: options?.onStep,
          },
        );
      } finally {
        await connection.close();
      }
    },
    async expectEqual() {
      const client = await login.connect();
      try {
        const theirs = await companyRows(client, readSyncState(store.read).eventsFromDay ?? 0);
        expect(localRows(store.read)).toEqual(theirs);
      } finally {
        await client.end();
      }
    },
    reopen(between = () => undefined) {
      store.close();
      between();
      store = open();
    },
    close() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
