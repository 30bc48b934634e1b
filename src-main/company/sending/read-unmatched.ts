import type { z } from 'zod';
import { unmatchedMailsSchema } from '../../../src-preload/contract/interventions/incoming';
import type { CompanySession } from '../company-session';

/** The newest mails that are about no message of the company’s; none for who doesn’t see every account, nor at a company of before. */
export async function readUnmatched(session: CompanySession): Promise<z.infer<typeof unmatchedMailsSchema>> {
  const { rows: there } = await session.query(
    `SELECT WHERE to_regprocedure('customer_success.list_unmatched(int)') IS NOT NULL`,
  );
  if (there.length === 0) return { mails: [] };
  const { rows } = await session.query(
    `SELECT kind, why, floor(extract(epoch FROM came_at) * 1000)::float8 AS "cameAt", from_address AS "fromAddress", subject, machine
       FROM customer_success.list_unmatched(200)`,
  );
  return unmatchedMailsSchema.parse({ mails: rows });
}
