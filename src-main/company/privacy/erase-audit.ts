import type { ClientBase } from 'pg';
import type { FoundContact } from './find-person';
import { collationOf, lookedFor, matchOf, type Sweep } from './telling-match';

/** A row of the audit, by its place. */
export type AuditPlace = readonly [chain: number, number: number];

export interface ErasedAudit {
  readonly rows: number;
  /** Rows whose details told of the person, which stand in their chain's hash: written anew, and named by the erasure's own row. */
  readonly rewritten: readonly AuditPlace[];
}

/**
 * What the audit holds in clear: texts of rows about the person's notes and of rows that name the person go, and details lose
 * the name. Digests stay, so every chain verifies as before.
 */
export async function eraseAudit(
  client: ClientBase,
  contacts: readonly FoundContact[],
  sweep: Sweep,
): Promise<ErasedAudit> {
  const { condition, values } = await auditMatch(client, contacts, sweep);
  const { rowCount } = await client.query(
    `UPDATE customer_success.audit_log t SET personal = NULL WHERE ${condition}`,
    values,
  );
  const rewritten = await eraseDetails(client, sweep);
  return { rows: (rowCount ?? 0) + rewritten.length, rewritten };
}

async function eraseDetails(client: ClientBase, sweep: Sweep): Promise<AuditPlace[]> {
  const collation = await collationOf(client);
  const places = new Map<string, AuditPlace>();
  for (const [telling, accounts] of lookedFor(sweep, { ...details, kind: 'list' })) {
    const { found, without } = matchOf(client, details, collation, telling, null);
    const { rows } = await client.query<{ chain: number; number: number }>(
      `WITH told AS (SELECT t.chain, t.number, ${without} AS details FROM customer_success.audit_log t
                      WHERE ${found}${accounts === null ? '' : inChains(accounts)}),
            anew AS (SELECT (jsonb_populate_record(l, jsonb_build_object('details', told.details))) AS r
                       FROM customer_success.audit_log l JOIN told USING (chain, number))
       UPDATE customer_success.audit_log l
          SET details = (a.r).details, rewritten = customer_success.rewriting_digest(a.r)
         FROM anew a WHERE l.chain = (a.r).chain AND l.number = (a.r).number
       RETURNING l.chain, l.number::int AS number`,
    );
    for (const { chain, number } of rows) places.set(`${chain} ${number}`, [chain, number]);
  }
  return [...places.values()];
}

const details = { table: 'audit_log', column: 'details', type: 'jsonb', ofAccount: true } as const;
const personal = { ...details, column: 'personal', kind: 'text' } as const;

/** A chain bears its account's number; one of no account may tell of any. */
function inChains(accounts: readonly number[]): string {
  return ` AND (t.chain <= 0 OR t.chain IN (${[0, ...accounts].join(', ')}))`;
}

/** Those rows as they stand. */
export async function readAuditOf(
  client: ClientBase,
  contacts: readonly FoundContact[],
  sweep: Sweep,
): Promise<object[]> {
  const { condition, values } = await auditMatch(client, contacts, sweep);
  const { rows } = await client.query<{ row: object }>(
    `SELECT jsonb_build_object('chain', t.chain, 'number', t.number, 'at', t.at, 'kind', t.kind, 'personal', t.personal) AS row
       FROM customer_success.audit_log t WHERE ${condition} ORDER BY t.chain, t.number`,
    values,
  );
  return rows.map(({ row }) => row);
}

async function auditMatch(
  client: ClientBase,
  contacts: readonly FoundContact[],
  sweep: Sweep,
): Promise<{ condition: string; values: unknown[] }> {
  const collation = await collationOf(client);
  const told = lookedFor(sweep, personal).map(([telling, accounts]) => {
    const { found } = matchOf(client, personal, collation, telling, null);
    return `(${found}${accounts === null ? '' : inChains(accounts)})`;
  });
  return {
    condition: `t.personal IS NOT NULL AND (
        (t.chain = ANY ($1) AND EXISTS (
          SELECT FROM customer_success.notes n
           WHERE n.user_id = ANY ($2) AND n.note_id::text IN (t.details ->> 'entry', t.details ->> 'note')))
        OR ${['false', ...told].join(' OR ')})`,
    values: [contacts.map(({ organizationId }) => organizationId), contacts.map(({ userId }) => userId)],
  };
}
