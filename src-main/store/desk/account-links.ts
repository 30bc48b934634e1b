import { eq } from 'drizzle-orm';
import { type AccountLinkTemplate, accountLinksSchema } from '../../../src-preload/contract/links';
import { settings } from '../schema/work';
import type { ReadDb, Tx } from '../types';

const setting = 'account-links';

/** Links from an account to other systems, in the order they were given. */
export function readAccountLinks(db: ReadDb): AccountLinkTemplate[] {
  const row = db.select({ value: settings.value }).from(settings).where(eq(settings.key, setting)).get();
  if (row === undefined) return [];
  return accountLinksSchema.catch({ links: [] }).parse(JSON.parse(row.value)).links;
}

export function writeAccountLinks(tx: Tx, links: readonly AccountLinkTemplate[]): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    setting,
    JSON.stringify({ links }),
  );
}
