import type { ClientBase } from 'pg';
import { undatedWords } from '../../../src-preload/contract/words';
import { doubtful, type Finding } from './finding';

/** Whether the accounts in this login's sight say when they left: who doesn't is counted by nobody. */
export async function examineLives(client: ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ undated: number }>(
    `SELECT count(*)::int AS undated FROM customer_success.organizations
      WHERE lifecycle_stage = 'churned' AND churned_at IS NULL`,
  );
  const undated = rows[0]?.undated ?? 0;
  if (undated === 0) return [];
  const todo = 'Give churned_at, the last day as a customer, with the accounts.';
  return [doubtful('departures', undatedWords(undated), todo)];
}
