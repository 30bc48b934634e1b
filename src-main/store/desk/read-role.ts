import { eq } from 'drizzle-orm';
import { type Role, roleSchema } from '../../../src-preload/contract/roles';
import { settings } from '../schema/work';
import type { ReadDb } from '../types';

export const roleSetting = 'role';

/** The login's role as the company's database last said it; the least until it has been asked. */
export function readRole(db: ReadDb): Role {
  const row = db.select({ value: settings.value }).from(settings).where(eq(settings.key, roleSetting)).get();
  return roleSchema.catch('viewer').parse(row?.value);
}
