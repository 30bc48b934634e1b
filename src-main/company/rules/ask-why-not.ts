import { type SaidWhyNot, saidWhyNotSchema } from '../../lib/rules/said-why-not';
import type { CompanySession } from '../company-session';

/** @returns null where the company has no such rule that acts, or no such contact of this login's */
export async function askWhyNot(
  session: CompanySession,
  rule: string,
  contact: number,
): Promise<SaidWhyNot | null> {
  const { rows } = await session.query<{ answer: unknown }>(
    'SELECT customer_success.why_not($1, $2) AS answer',
    [rule, contact],
  );
  return saidWhyNotSchema.nullable().parse(rows[0]?.answer ?? null);
}
