import type { AccountBatch } from '../../engines/health/account-batch';
import { unpackUserPage, withoutContacts } from '../../engines/health/user-page';
import { putContactScores, readContactScores, removeContactScores } from '../../store/scores/score-rows';
import type { Tx } from '../../store/types';

/** Takes whoever objects to profiling out of what is kept of an account's earlier weeks. */
export function forgetObjecting(tx: Tx, { contacts, organizationId }: AccountBatch, account: number): void {
  const objecting = new Set<number>();
  const end = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < end; row++)
    if (contacts.objects[row] === 1) objecting.add(contacts.userId[row] as number);
  if (objecting.size === 0) return;
  for (const row of readContactScores(tx, organizationId[account] as number)) {
    const page = unpackUserPage(row.rows, row.payload);
    if (!page.userId.some((userId) => objecting.has(userId))) continue;
    const left = withoutContacts(page, objecting);
    if (left.rows === 0) removeContactScores(tx, row.organizationId, row.week);
    else putContactScores(tx, { ...row, ...left });
  }
}
