import type { Tx } from '../types';

/** Scores and levels of the past, which stand on what nobody goes by any more: they are to be made anew. */
export function forgetPastScores(tx: Tx): void {
  for (const table of ['account_days', 'user_health_scores', 'risk_assessment_history'])
    tx.prepared<[]>(`delete from ${table}`).run();
}
