import { z } from 'zod';
import { type OperationOrigin, operationReasons } from '../../../src-preload/contract/operations';
import type { Connection } from '../wire/connect';

/** What of the company's database a push has to know first. */
export interface Door {
  /** Null where its schema doesn't say yet. */
  readonly companyId: string | null;
  readonly epoch: string;
  readonly standby: boolean;
  /** False where the log is of a history that has ended: the pull begins it again, and the push waits for it. */
  readonly historyStands: boolean;
  /** Whether its schema takes operations at all. */
  readonly isThere: boolean;
  /** Whether the login is a member. */
  readonly isMember: boolean;
}

export async function readDoor(connection: Connection): Promise<Door> {
  const [door] = await connection.query<Door>(
    `select to_jsonb(m) ->> 'company_id' as "companyId", m.epoch::text as epoch, pg_is_in_recovery() as standby,
            coalesce((to_jsonb(m) ->> 'history_stands')::boolean, true) as "historyStands",
            to_regprocedure('customer_success.apply_operations(json, json)') is not null as "isThere",
            exists (select from customer_success.memberships where login = session_user) as "isMember"
       from customer_success.sync_meta m`,
  );
  if (door === undefined) throw new Error('customer_success.sync_meta is empty');
  return door;
}

/** An operation as it travels. */
export interface SentOperation {
  readonly op_id: string;
  readonly kind: string;
  readonly company_id: string | null;
  readonly account: string | null;
  /** The account's number in the copy when this was decided: one that means another account by now is noticed. */
  readonly number: number | null;
  /** Which one it changes, or takes the place of. */
  readonly entry: string | null;
  readonly base_version: number | null;
  readonly patch: unknown;
  /** Milliseconds since 1970 by the desktop's clock: it informs, and never orders. */
  readonly made_at: number;
  readonly earlier_author: string | null;
  /** Whose allowance it uses. */
  readonly origin: OperationOrigin;
}

/** From which machine and app, for the company's audit. */
export interface Sender {
  readonly machine: string;
  readonly app: string;
}

const answerSchema = z.object({
  op_id: z.string().nullable(),
  outcome: z.enum(['applied', 'merged', 'refused', 'later']),
  // What a newer company says of a kind that this Steward doesn't know yet.
  reason: z.enum(operationReasons).nullable().catch('invalid'),
  answer: z.record(z.string(), z.unknown()).nullable(),
  xid: z.string().nullable(),
});
export type DoorAnswer = z.infer<typeof answerSchema>;

/** Hands operations to the company's database, in order. @returns its answer to each, in the same order */
export async function knock(
  connection: Connection,
  operations: readonly SentOperation[],
  sender: Sender,
): Promise<DoorAnswer[]> {
  const rows = await connection.query<object>(
    'select op_id, outcome, reason, answer, xid from customer_success.apply_operations($1::json, $2::json)',
    [JSON.stringify(operations), JSON.stringify(sender)],
  );
  const answers = z.array(answerSchema).parse(rows);
  if (answers.length !== operations.length)
    throw new Error(`${operations.length} operations were sent, ${answers.length} were answered`);
  return answers;
}
