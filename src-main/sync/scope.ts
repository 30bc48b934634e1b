import { createHash } from 'node:crypto';
import type { Connection } from './connect';

/** @param organizationIds ascending @returns the same fingerprint as the company's database makes of them */
export function scopeOf(organizationIds: readonly number[]): string {
  const bytes = Buffer.alloc(organizationIds.length * 4);
  for (const [place, id] of organizationIds.entries()) bytes.writeInt32BE(id, place * 4);
  return createHash('md5').update(bytes).digest('hex');
}

export interface ScopeChange {
  readonly gained: readonly number[];
  readonly lost: readonly number[];
}

/** @returns ids of the organizations the login sees, ascending */
export async function visibleOrganizations(connection: Connection): Promise<number[]> {
  const { rows } = await connection.client.query<[number]>({
    text: 'select organization_id from customer_success.organizations order by 1',
    rowMode: 'array',
  });
  return rows.map(([id]) => id);
}

export function compareScope(known: readonly number[], visible: readonly number[]): ScopeChange {
  const before = new Set(known);
  const after = new Set(visible);
  return { gained: visible.filter((id) => !before.has(id)), lost: known.filter((id) => !after.has(id)) };
}
