import { isMassDeletion } from '../../lib/mass-deletion';
import type { CopiedTable } from '../../store/copy/copied-tables';
import type { Held } from '../../store/copy/sync-state';

/** Undoes the transaction it is thrown in: someone has to agree first. */
export class MassDeletion extends Error {
  override readonly name = 'MassDeletion';
  readonly held: Held;
  constructor(held: Held) {
    super(`the pull would delete ${held.deletes} of ${held.rows} rows of ${held.table}`);
    this.held = held;
  }
}

/**
 * A botched load at the company may look like a mass deletion, and following it would cost the manager the copy.
 * @param accepted what a person has agreed to: as many deletions again, of any table, pass
 * @throws MassDeletion naming the worst table
 */
export function refuseMassDeletion(
  deletions: Iterable<{ readonly table: CopiedTable; readonly deletes: number; readonly rows: number }>,
  accepted: Held | null,
): void {
  const permitted = accepted?.accepted ? accepted.deletes : 0;
  let worst: Held | null = null;
  for (const { table, deletes, rows } of deletions) {
    const large = isMassDeletion(deletes, rows) && deletes > permitted;
    if (large && deletes > (worst?.deletes ?? 0)) worst = { table, deletes, rows, accepted: false };
  }
  if (worst !== null) throw new MassDeletion(worst);
}
