import { createHash } from 'node:crypto';
import { type CopiedTable, copiedTables, entityTable } from '../../store/copy/copied-tables';
import { entityKeys } from '../../store/copy/entities';
import { organizationsIn, type Place } from '../../store/copy/place';
import { keysSetAside } from '../../store/copy/set-aside';
import type { ReadDb } from '../../store/types';
import { organizationsInSight } from '../wire/company-state';
import { intArray } from '../wire/company-values';
import type { Connection } from '../wire/connect';
import type { ChangeLog } from './change-log';

/** Organizations by what became of this login's sight of them. */
export interface ScopeChange {
  readonly gained: readonly number[];
  readonly kept: readonly number[];
  readonly lost: readonly number[];
}

/**
 * Compares the organizations in the copy with those the login sees now. Row security alone decides: no log has to
 * tell of a changed membership or policy.
 * @param fingerprint the company's, of what the login sees (`scopeOf`); null where it sees everything, then as before
 * @param changes since the last pull
 */
export async function readScopeChange(
  connection: Connection,
  db: ReadDb,
  fingerprint: string | null,
  changes: ChangeLog,
  placeOf: (table: CopiedTable) => Place,
): Promise<ScopeChange> {
  const known = knownOrganizations(db, placeOf('organizations'));
  const visible =
    fingerprint === null
      ? await allOrganizations(connection, known, changes)
      : scopeOf(known) === fingerprint
        ? known
        : await visibleOrganizations(connection);
  const before = new Set(known);
  const after = new Set(visible);
  const strays = strayOrganizations(db, placeOf).filter((id) => !before.has(id));
  return {
    gained: visible.filter((id) => !before.has(id)),
    kept: known.filter((id) => after.has(id)),
    lost: [...known, ...strays].filter((id) => !after.has(id)),
  };
}

/** @returns ids of the organizations the login sees, ascending */
export async function visibleOrganizations(connection: Connection): Promise<number[]> {
  const rows = await connection.queryTuples<[number]>(`${organizationsInSight} order by 1`);
  return rows.map(([id]) => id);
}

/** For who sees everything and did before: only accounts that stand in the log can have come or gone. */
async function allOrganizations(
  connection: Connection,
  known: readonly number[],
  changes: ChangeLog,
): Promise<readonly number[]> {
  if (changes.membershipChanged || changes.emptied.has('organizations'))
    return visibleOrganizations(connection);
  const touched = changes.keys.get('organizations') ?? new Set();
  if (touched.size === 0) return known;
  const rows = await connection.queryTuples<[number]>(
    `select organization_id from customer_success.organizations where organization_id = any (${intArray([...touched])})`,
  );
  return [...known.filter((id) => !touched.has(id)), ...rows.map(([id]) => id)].sort(
    (left, right) => left - right,
  );
}

/** @param organizationIds ascending @returns the same fingerprint as the company's database makes of them */
export function scopeOf(organizationIds: readonly number[]): string {
  const bytes = Buffer.alloc(organizationIds.length * 4);
  for (const [place, id] of organizationIds.entries()) bytes.writeInt32BE(id, place * 4);
  return createHash('md5').update(bytes).digest('hex');
}

/** Those in the copy, and those that could not be taken into it: both have been seen. Ascending. */
function knownOrganizations(db: ReadDb, place: Place): number[] {
  const inCopy = entityKeys(db, place, entityTable('organizations'));
  const aside = keysSetAside(db, 'organizations').map(Number);
  return [...new Set([...inCopy, ...aside])].sort((left, right) => left - right);
}

/** A load may have read the contacts of an account, and the accounts only after it was lost. */
function strayOrganizations(db: ReadDb, placeOf: (table: CopiedTable) => Place): number[] {
  const loaded = copiedTables.filter((table) => placeOf(table) === 'loading');
  return [...new Set(loaded.flatMap((table) => organizationsIn(db, table)))];
}
