import type { Tx } from '../types';

/** Of a manager by address; null where the copy has none of it: the company will say who it is. */
export function numberOf(tx: Tx, givenTo: number | string | null): number | null {
  if (typeof givenTo !== 'string') return givenTo;
  const found = tx
    .prepared<[string], number>('select manager_id from managers where email = ?')
    .pluck()
    .get(givenTo);
  return found ?? null;
}
