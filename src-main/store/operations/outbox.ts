import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { type OperationKind, operationKindSchema } from '../../../src-preload/contract/operations';
import { organizations } from '../schema/company';
import { operations } from '../schema/operations';
import type { ReadDb, Tx } from '../types';

export type OutboxRow = typeof operations.$inferSelect;
export type NewOutboxRow = Omit<typeof operations.$inferInsert, 'seq' | 'state' | 'attempts' | 'accountName'>;

/** Writes down what was decided; it goes up with the next push. */
export function addOperation(tx: Tx, operation: NewOutboxRow): void {
  tx.insert(operations)
    .values({ ...operation, accountName: nameInCopy(operation.externalId ?? null), state: 'pending' })
    .run();
}

/** What the copy calls the account of this id; null where it has none. */
function nameInCopy(externalId: string | null): SQL {
  return sql`(select ${organizations.name} from ${organizations} where ${organizations.externalId} = ${externalId})`;
}

/** Columns of an `OutboxRow`, for statements that are prepared once. */
export const outboxColumns = `seq, op_id as opId, kind, company_id as companyId, organization_id as organizationId,
  organization_external_id as externalId, organization_name as accountName, entry,
  base_version as baseVersion, made_of as madeOf, patch, author, earlier_author as earlierAuthor, made_at as madeAt, origin, state, epoch, xid, reason, answer, answered_at as answeredAt,
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

/** The operation of an entry that was made last. */
export function newestOperationOf(tx: Tx, entry: string): string | undefined {
  return tx
    .prepared<[string], string>('select op_id from operations where entry = ? order by seq desc limit 1')
    .pluck()
    .get(entry);
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

/**
 * Accounts that were put away from Today, or brought back, of which the company has not answered: from one to the next
 * through their index, so that hundreds of decisions about the same few cost as little as these few.
 */
export function pendingOnToday(db: ReadDb): ReadonlySet<number> {
  const accounts = db
    .prepared<[], number>(
      `with recursive put_away (external_id) as (
         select (${firstPutAway(">= ''")})
         union all
         select (${firstPutAway('> put_away.external_id')}) from put_away where put_away.external_id is not null)
       select o.organization_id from put_away join organizations o on o.external_id = put_away.external_id`,
    )
    .pluck()
    .all();
  return new Set(accounts);
}

/**
 * In the words of its index and in its order. The index is named because SQLite, which knows no statistics here, would take
 * all that waits for as few.
 */
function firstPutAway(externalId: string): string {
  return `select organization_external_id from operations indexed by operations_pending_on_today
           where state = 'pending' and kind in ('today.dispose', 'today.restore')
             and organization_external_id ${externalId}
           order by organization_external_id limit 1`;
}
