import { attachPatchSchema } from '../../../src-preload/contract/attachments';
import { type OperationOrigin, operationOrigins } from '../../../src-preload/contract/operations';
import { chooseBatch } from '../../lib/operations/choose-batch';
import type { ReadDb } from '../types';
import { type OutboxRow, outboxColumns } from './outbox';

/** No company puts anything off for longer; what says so was written by a clock that has been set since. */
const longestWait = 3_600_000;
/** So many are looked at for one call: those before may all be waiting. */
const looksAt = 20;

/**
 * What goes up next, in order; empty where nothing waits, or all of it was put off. A call is of one origin, so that what
 * is caught up on uses no allowance of a person's: a person's decisions first, but of each account in order.
 * @param now by this desktop's clock @param limit of a call
 */
export function nextBatch(db: ReadDb, now: number, limit: number): OutboxRow[] {
  for (const origin of operationOrigins) {
    const batch = batchOf(db, origin, now, limit);
    if (batch.length > 0) return batch;
  }
  return [];
}

function batchOf(db: ReadDb, origin: OperationOrigin, now: number, limit: number): OutboxRow[] {
  const waiting = db
    .prepared<[string, number], OutboxRow>(
      `select ${outboxColumns} from operations where state = 'pending' and origin = ? order by seq limit ?`,
    )
    .all(origin, looksAt * limit);
  if (waiting.length === 0) return [];
  const others = firstOfOthers(db, origin);
  return chooseBatch(
    waiting.map((row) => ({
      ...row,
      isPutOff: isLater(row.retryAt, now) || (others.get(row.externalId) ?? row.seq) < row.seq,
      size: row.patch.length + charactersOfFile(row),
    })),
    limit,
  );
}

/** By account, the place of the first operation of another origin that waits: what follows it may build on it. */
function firstOfOthers(db: ReadDb, origin: OperationOrigin): ReadonlyMap<string | null, number> {
  const rows = db
    .prepared<[string], { externalId: string | null; seq: number }>(
      `select organization_external_id as externalId, min(seq) as seq from operations
        where state = 'pending' and origin <> ? group by organization_external_id`,
    )
    .all(origin);
  return new Map(rows.map(({ externalId, seq }) => [externalId, seq]));
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

/** The bytes of a file join its operation on the way, in base64. */
function charactersOfFile({ kind, patch }: OutboxRow): number {
  if (kind !== 'attachment.add') return 0;
  const read = attachPatchSchema.safeParse(JSON.parse(patch));
  return read.success ? Math.ceil(read.data.size / 3) * 4 : 0;
}
