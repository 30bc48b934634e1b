import { and, eq, gt, inArray, isNull, lt, ne, notLike, or } from 'drizzle-orm';
import { isInSnapshot } from '../../lib/operations/snapshot';
import { readKeptOnDesktop } from '../desk/kept-on-desktop';
import { operations } from '../schema/operations';
import type { ReadDb, Tx } from '../types';
import { kindOf } from './outbox';
import { refold } from './refold';

const oneDay = 24 * 3_600_000;
/** The company keeps its answers for a year at least: what is older it may have forgotten, and would refuse. */
const offeredFor = 365 * oneDay;

/** Acknowledged operations are kept since then: a restored dump may have forgotten some. */
function keptSince(db: ReadDb, now: number): number {
  const { decisions } = readKeptOnDesktop(db);
  return decisions === null ? Number.NEGATIVE_INFINITY : now - decisions * oneDay;
}

/** What a pull shows: the history of the company's database, its snapshot, and its time. */
interface Pulled {
  readonly epoch: string;
  readonly snapshot: string;
  readonly now: number;
}

/** Operations whose effect is inside the pulled snapshot are in the copy: what screens read takes them from there. */
export function markWhatIsSeen(tx: Tx, { epoch, snapshot, now }: Pulled): void {
  const acknowledged = tx.select().from(operations).where(eq(operations.state, 'acknowledged')).all();
  for (const row of acknowledged) {
    if (row.epoch !== epoch || row.xid === null || !isInSnapshot(row.xid, snapshot)) continue;
    tx.update(operations).set({ state: 'seen' }).where(eq(operations.opId, row.opId)).run();
    refoldRow(tx, row);
  }
  tx.delete(operations)
    .where(
      and(inArray(operations.state, ['seen', 'discarded']), lt(operations.answeredAt, keptSince(tx, now))),
    )
    .run();
}

/**
 * A new history may have forgotten what the one before had acknowledged: all of it is offered again, by the same keys. But no
 * message: one that was sent, and of which the company knows nothing any more, would be sent once more; and sending stands
 * stopped then, which an older release must not undo.
 * @returns how many
 */
export function offerAgain(tx: Tx, epoch: string, now: number): number {
  const forgotten = tx
    .select()
    .from(operations)
    .where(
      and(
        inArray(operations.state, ['acknowledged', 'seen']),
        or(isNull(operations.epoch), ne(operations.epoch, epoch)),
        notLike(operations.kind, 'message.%'),
        notLike(operations.kind, 'sending.%'),
        gt(operations.answeredAt, Math.max(keptSince(tx, now), now - offeredFor)),
      ),
    )
    .all();
  for (const row of forgotten) {
    tx.update(operations)
      .set({ state: 'pending', origin: 'backfill', xid: null, epoch: null, retryAt: null })
      .where(eq(operations.opId, row.opId))
      .run();
    refoldRow(tx, row);
  }
  return forgotten.length;
}

function refoldRow(tx: Tx, row: typeof operations.$inferSelect): void {
  const kind = kindOf(row);
  if (kind !== null) refold(tx, kind, row.entry);
}
