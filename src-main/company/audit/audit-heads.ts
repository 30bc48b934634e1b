import type { ClientBase } from 'pg';
import { z } from 'zod';

/** The last row of a chain of the company's audit, as somebody saw it. Chain 0 is the company's own, -1 of people's views. */
const auditHeadSchema = z.object({
  chain: z.number().int().min(-1),
  number: z.number().int().min(0),
  /** Hexadecimal sha256; empty for a chain without rows. */
  hash: z.string().regex(/^([0-9a-f]{64})?$/),
});
export type AuditHead = z.infer<typeof auditHeadSchema>;
export const auditHeadsSchema = z.array(auditHeadSchema).max(1_000_000);

/** The heads of the chains that the login sees. */
export async function readAuditHeads(client: ClientBase): Promise<AuditHead[]> {
  const { rows } = await client.query<AuditHead>(
    `SELECT chain, number::float8 AS number, coalesce(encode(hash, 'hex'), '') AS hash
       FROM customer_success.audit_heads ORDER BY chain`,
  );
  return rows;
}
