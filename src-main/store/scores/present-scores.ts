import type { Band, LifecycleStage } from '../../../src-preload/contract/domain';
import { timed } from '../timings';
import type { ReadDb } from '../types';

export interface PresentScore {
  readonly organizationId: number;
  readonly name: string;
  readonly stage: LifecycleStage;
  readonly segment: string | null;
  readonly mrr: number;
  /** Null where too little is known. */
  readonly score: number | null;
  readonly band: Band | null;
  readonly payload: Uint8Array;
}

/** The scores that summaries show, with the values behind them: the first `limit` of the accounts after `afterId`. */
export function readPresentScores(db: ReadDb, afterId: number, limit: number): PresentScore[] {
  return timed(db, 'scores.present', () =>
    db
      .prepared<[number, number], PresentScore>(
        `select s.organization_id as organizationId, o.name, o.lifecycle_stage as stage, o.segment, a.mrr, a.score, a.band, s.payload
         from account_summaries a
         join organization_health_scores s on s.organization_id = a.organization_id and s.as_of = a.as_of
         join organizations o on o.organization_id = a.organization_id
         where a.organization_id > ? order by a.organization_id limit ?`,
      )
      .all(afterId, limit),
  );
}
