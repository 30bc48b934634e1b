import type { PresentHead, RememberedHead } from '../../lib/audit/judge-head';
import { headsInTurn, rememberedHeads, rememberedHeadsOf } from '../../store/audit/remembered-heads';
import type { ReadDb } from '../../store/types';
import type { Connection } from '../wire/connect';

/** What a pull has seen of the company's audit. */
export interface AuditLook {
  readonly present: readonly PresentHead[];
  /** Remembered heads whose turn it was. */
  readonly inTurn: readonly RememberedHead[];
}

export interface AuditQuestion {
  /** pg_snapshot of the last pull; null: every head is read. */
  readonly since: string | null;
  /** pg_snapshot of this one. */
  readonly snapshot: string;
  /** Accounts that came into sight: their heads have changed for this login. */
  readonly gained: readonly number[];
  /** Looks at all that is remembered. */
  readonly whole: boolean;
}

/**
 * The heads that changed since the last pull, and what is remembered beside what stands there now: by turns, or all of it.
 * One question to the company where nothing changed, two where something did.
 */
export async function lookAtAudit(
  connection: Connection,
  db: ReadDb,
  { since, snapshot, gained, whole }: AuditQuestion,
): Promise<AuditLook> {
  const inTurn = whole ? rememberedHeads(db) : headsInTurn(db);
  const isFirst = inTurn.length === 0;
  const asked = new Map<number, { chain: number; number: number }>(
    [...inTurn, ...rememberedHeadsOf(db, gained)].map(({ chain, number }) => [chain, { chain, number }]),
  );
  for (const chain of gained) if (!asked.has(chain)) asked.set(chain, { chain, number: 0 });
  const found = await askFor(connection, isFirst ? null : since, [...asked.values()]);
  const changed = found.filter(({ chain }) => !asked.has(chain));
  const known = rememberedHeadsOf(
    db,
    changed.map(({ chain }) => chain),
  );
  if (known.length === 0) return { present: found, inTurn };
  const beside = new Map(
    (await askFor(connection, snapshot, known)).map((head) => [head.chain, head] as const),
  );
  return { present: found.map((head) => beside.get(head.chain) ?? head), inTurn };
}

async function askFor(
  connection: Connection,
  since: string | null,
  remembered: readonly { readonly chain: number; readonly number: number }[],
): Promise<PresentHead[]> {
  return connection.query<PresentHead>(
    `select chain, number::float8 as number, coalesce(hash, '') as hash, remembered_hash as "rememberedHash",
            anchor::float8 as anchor, floor(extract(epoch from anchored_at) * 1000)::float8 as "anchoredAt"
       from customer_success.look_at_audit($1::pg_snapshot, $2::jsonb)`,
    [since, JSON.stringify(remembered.map(({ chain, number }) => ({ chain, number })))],
  );
}
