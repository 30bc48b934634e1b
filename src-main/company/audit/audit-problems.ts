import type { ClientBase } from 'pg';
import { type AuditHead, readAuditHeads } from './audit-heads';
import { type ChainStretch, stretchesOf } from './chain-stretches';

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

/**
 * Looks through every chain, stretch by stretch.
 * @param remembered heads as somebody saw them earlier
 * @param onProgress hears how many of all rows have been looked at
 * @returns in the order of chains and rows
 */
export async function findAuditProblems(
  client: ClientBase,
  remembered: readonly AuditHead[],
  onProgress: (doneRows: number, totalRows: number) => void = () => undefined,
): Promise<AuditProblem[]> {
  const stretches = await stretchesAt(client);
  const totalRows = stretches.reduce((sum, { rows }) => sum + rows, 0);
  const problems: AuditProblem[] = [];
  let doneRows = 0;
  onProgress(doneRows, totalRows);
  for (const stretch of stretches) {
    // One by one: a damaged chain may have more of them than a call takes arguments.
    for (const problem of await problemsIn(client, remembered, stretch)) problems.push(problem);
    doneRows += stretch.rows;
    onProgress(doneRows, totalRows);
  }
  return problems;
}

/** A company of an earlier version looks through all of it at once. */
async function stretchesAt(client: ClientBase): Promise<(ChainStretch | { rows: number })[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regprocedure('customer_success.audit_problems(jsonb, int, int)') IS NOT NULL AS there`,
  );
  const heads = await readAuditHeads(client);
  if (rows[0]?.there) return stretchesOf(heads);
  return [{ rows: heads.reduce((sum, { number }) => sum + number, 0) }];
}

async function problemsIn(
  client: ClientBase,
  remembered: readonly AuditHead[],
  stretch: ChainStretch | { rows: number },
): Promise<AuditProblem[]> {
  const bounds = 'first' in stretch ? [stretch.first, stretch.last] : [];
  const within = remembered.filter(
    ({ chain }) => !('first' in stretch) || (chain >= stretch.first && chain <= stretch.last),
  );
  const { rows } = await client.query<AuditProblem>(
    `SELECT chain, number::float8 AS number, problem, accepted
       FROM customer_success.audit_problems($1${bounds.length > 0 ? ', $2, $3' : ''})`,
    [JSON.stringify(within), ...bounds],
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
