import { eq } from 'drizzle-orm';
import { type Role, roleSchema } from '../../../src-preload/contract/roles';
import { settings } from '../schema/work';
import type { ReadDb, Tx } from '../types';

const roleSetting = 'role';
const managerSetting = 'manager';

/** What the company's database says of the login. */
export interface Membership {
  /** Null: none any more. */
  readonly role: string | null;
  /** Who of its managers the login is; null where it is nobody of them. */
  readonly managerId: number | null;
}

/** The login's role as the company's database last said it; the least until it has been asked. */
export function readRole(db: ReadDb): Role {
  return roleSchema.catch('viewer').parse(readSetting(db, roleSetting));
}

/** Whose accounts are the login's own; null where it is nobody of the managers, or nobody has asked yet. */
export function readOwnManager(db: ReadDb | Tx): number | null {
  const value = readSetting(db, managerSetting);
  return value === undefined ? null : Number(value);
}

/** @returns whether anything changed */
export function writeMembership(tx: Tx, { role, managerId }: Membership): boolean {
  const manager = role === null || managerId === null ? null : String(managerId);
  if (
    readSetting(tx, roleSetting) === (role ?? undefined) &&
    readSetting(tx, managerSetting) === (manager ?? undefined)
  )
    return false;
  writeSetting(tx, roleSetting, role);
  writeSetting(tx, managerSetting, manager);
  return true;
}

function readSetting(db: ReadDb | Tx, key: string): string | undefined {
  return db.select({ value: settings.value }).from(settings).where(eq(settings.key, key)).get()?.value;
}

function writeSetting(tx: Tx, key: string, value: string | null): void {
  if (value === null) tx.prepared<[string]>('delete from settings where key = ?').run(key);
  else tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(key, value);
}
