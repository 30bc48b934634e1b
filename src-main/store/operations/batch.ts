import { chooseBatch } from '../../lib/operations/choose-batch';
import type { ReadDb } from '../types';
import { type OutboxRow, outboxColumns } from './outbox';

/** No company puts anything off for longer; what says so was written by a clock that has been set since. */
const longestWait = 3_600_000;
/** So many are looked at for one call: those before may all be waiting. */
const looksAt = 20;

/**
 * What goes up next, in order; empty where nothing waits, or all of it was put off.
 * @param now by this desktop's clock @param limit of a call
 */
export function nextBatch(db: ReadDb, now: number, limit: number): OutboxRow[] {
  const waiting = db
    .prepared<[number], OutboxRow>(
      `select ${outboxColumns} from operations where state = 'pending' order by seq limit ?`,
    )
    .all(looksAt * limit);
  return chooseBatch(
    waiting.map((row) => ({ ...row, isPutOff: isLater(row.retryAt, now), size: row.patch.length })),
    limit,
  );
}

/** Milliseconds until something that was put off may be sent; null where nothing was. */
export function waitOf(db: ReadDb, now: number): number | null {
  const next = db
    .prepared<[number, number], number | null>(
      `select min(retry_at) from operations where state = 'pending' and retry_at > ? and retry_at <= ?`,
    )
    .pluck()
    .get(now, now + longestWait);
  return next == null ? null : next - now;
}

function isLater(retryAt: number | null, now: number): boolean {
  return retryAt !== null && retryAt > now && retryAt <= now + longestWait;
}
