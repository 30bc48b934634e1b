import { eq } from 'drizzle-orm';
import { type Role, roleSchema } from '../../../src-preload/contract/roles';
import { settings } from '../schema/work';
import type { ReadDb, Tx } from '../types';

const roleSetting = 'role';

/** The login's role as the company's database last said it; the least until it has been asked. */
export function readRole(db: ReadDb): Role {
  const row = db.select({ value: settings.value }).from(settings).where(eq(settings.key, roleSetting)).get();
  return roleSchema.catch('viewer').parse(row?.value);
}

/** @param role of the login as the company's database says it; null: none any more */
export function writeRole(tx: Tx, role: string | null): void {
  if (role === null) {
    tx.prepared<[string]>('delete from settings where key = ?').run(roleSetting);
  } else {
    tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(roleSetting, role);
  }
}
