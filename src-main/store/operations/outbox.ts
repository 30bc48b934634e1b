import { and, eq, inArray } from 'drizzle-orm';
import { type OperationKind, operationKindSchema } from '../../../src-preload/contract/operations';
import { operations } from '../schema/operations';
import type { ReadDb, Tx } from '../types';

export type OutboxRow = typeof operations.$inferSelect;
export type NewOutboxRow = Omit<typeof operations.$inferInsert, 'seq' | 'state' | 'attempts'>;

/** Writes down what was decided; it goes up with the next push. */
export function addOperation(tx: Tx, operation: NewOutboxRow): void {
  tx.insert(operations)
    .values({ ...operation, state: 'pending' })
    .run();
}

/** Columns of an `OutboxRow`, for statements that are prepared once. */
export const outboxColumns = `seq, op_id as opId, kind, company_id as companyId, organization_id as organizationId,
  organization_external_id as externalId, entry, base_version as baseVersion, patch, author,
  earlier_author as earlierAuthor, made_at as madeAt, state, epoch, xid, reason, answer, answered_at as answeredAt,
  attempts, retry_at as retryAt, settled_at as settledAt`;

/** Operations of an entry whose effect the copy doesn't have yet, in their order. */
export function openOperationsOf(tx: Tx, entry: string): OutboxRow[] {
  return tx
    .prepared<[string], OutboxRow>(
      `select ${outboxColumns} from operations
        where entry = ? and state in ('pending', 'acknowledged') order by seq`,
    )
    .all(entry);
}

export function readOperation(db: ReadDb | Tx, opId: string): OutboxRow | undefined {
  return db.select().from(operations).where(eq(operations.opId, opId)).get();
}

export function changeOperation(
  tx: Tx,
  opId: string,
  change: Partial<Omit<OutboxRow, 'seq' | 'opId'>>,
): void {
  tx.update(operations).set(change).where(eq(operations.opId, opId)).run();
}

/** @returns its kind; null for one that only a newer Steward knows */
export function kindOf(row: Pick<OutboxRow, 'kind'>): OperationKind | null {
  return operationKindSchema.safeParse(row.kind).data ?? null;
}

/** Whether one of the kind is on its way: not answered, or not in the copy yet. */
export function isWaiting(tx: Tx, kind: OperationKind): boolean {
  const found = tx
    .select({ opId: operations.opId })
    .from(operations)
    .where(and(eq(operations.kind, kind), inArray(operations.state, ['pending', 'acknowledged'])))
    .get();
  return found !== undefined;
}

/** Entries about an account of which something has not been answered yet. */
export function pendingEntries(db: ReadDb, organizationId: number): ReadonlySet<string> {
  const entries = db
    .prepared<[number], string>(
      `select entry from operations where organization_id = ? and state = 'pending'`,
    )
    .pluck()
    .all(organizationId);
  return new Set(entries);
}
