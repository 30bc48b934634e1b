import type { ClientBase } from 'pg';
import type { AuditHead } from './audit-heads';

/** A row of the audit that does not fit its chain. */
export interface AuditProblem {
  /** The account's number; 0 is the company's chain, -1 that of people's views. */
  readonly chain: number;
  /** Of the row; of a chain that was cut, the last that is left. */
  readonly number: number;
  readonly problem: 'edited' | 'removed' | 'forked' | 'cut';
  /** It came before the chain was anchored anew. */
  readonly accepted: boolean;
}

/** @param remembered heads as somebody saw them earlier @returns in the order of chains and rows */
export async function findAuditProblems(
  client: ClientBase,
  remembered: readonly AuditHead[],
): Promise<AuditProblem[]> {
  const { rows } = await client.query<AuditProblem>(
    'SELECT chain, number::float8 AS number, problem, accepted FROM customer_success.audit_problems($1)',
    [JSON.stringify(remembered)],
  );
  return rows;
}

/** Accepts what is wrong until now, for a reason that the audit keeps. @returns how many chains that was */
export async function anchorAuditAnew(
  client: ClientBase,
  reason: string,
  remembered: readonly AuditHead[],
): Promise<number> {
  const { rows } = await client.query<{ chains: number }>(
    'SELECT customer_success.re_anchor_audit($1, $2) AS chains',
    [reason, JSON.stringify(remembered)],
  );
  return rows[0]?.chains ?? 0;
}
