import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { max } from 'drizzle-orm';
import { instantOfDay } from '../../src-main/lib/day';
import { openStore } from '../../src-main/store/file/open';
import { organizations, users } from '../../src-main/store/schema/company';
import { accountSummaries } from '../../src-main/store/schema/health';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { putReadyStore, testKey } from './ready-store';

export interface TemporaryStore {
  readonly store: Store;
  readonly file: string;
  readonly key: Buffer;
  remove(): void;
}

/** A real, empty, encrypted store in a folder of its own. */
export function temporaryStore(now: () => number = () => Date.now()): TemporaryStore {
  const folder = mkdtempSync(join(tmpdir(), 'steward-store-'));
  const file = join(folder, 'steward.db');
  putReadyStore(file);
  const store = openStore({ file, key: testKey, now });
  return {
    store,
    file,
    key: testKey,
    remove() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Organization = typeof organizations.$inferInsert;
type Summary = typeof accountSummaries.$inferInsert;

/** An account with its latest figures, as sync and scoring leave it. */
export function addAccount(
  store: Store,
  today: number,
  {
    organization = {},
    summary = {},
  }: { organization?: Partial<Organization>; summary?: Partial<Summary> } = {},
): number {
  const organizationId = organization.organizationId ?? nextAccountId(store);
  const name = organization.name ?? `Account ${organizationId}`;
  writeTransaction(store, 'test account', (tx) => {
    tx.insert(organizations)
      .values({
        organizationId,
        externalId: `acct-${organizationId}`,
        lifecycleStage: 'growth',
        createdAt: instantOfDay(today - 400),
        ...organization,
        name,
      })
      .run();
    tx.insert(accountSummaries)
      .values({
        asOf: today,
        score: 70,
        band: 'middle',
        confidence: 1,
        riskLevel: 'low',
        indicators: '[]',
        indicatorCount: 0,
        mrr: 1000,
        users: 0,
        events: 0,
        sparkline: '[]',
        updatedAt: instantOfDay(today),
        ...summary,
        organizationId,
      })
      .run();
  });
  return organizationId;
}

function nextAccountId(store: Store): number {
  return (
    (store.read
      .select({ id: max(organizations.organizationId) })
      .from(organizations)
      .get()?.id ?? 0) + 1
  );
}

export function addContact(
  store: Store,
  contact: Partial<typeof users.$inferInsert> & { userId: number; organizationId: number; name: string },
): void {
  writeTransaction(store, 'test contact', (tx) => {
    tx.insert(users)
      .values({ externalId: `user-${contact.userId}`, role: 'member', createdAt: 0, ...contact })
      .run();
  });
}
