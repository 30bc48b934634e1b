import type { Band, LifecycleStage } from '../../../src-preload/contract/domain';
import { companyCalendar } from '../copy/company-calendar';
import { timed } from '../timings';
import type { ReadDb } from '../types';

export interface PresentScore {
  readonly organizationId: number;
  readonly name: string;
  /** The company's word; the account may have come back since. */
  readonly told: LifecycleStage;
  readonly createdDay: number;
  /** The renewal that the score was made with; 0: none. */
  readonly renewsDay: number;
  readonly asOf: number;
  readonly segment: string | null;
  readonly mrr: number;
  /** Null where too little is known. */
  readonly score: number | null;
  readonly band: Band | null;
  readonly payload: Uint8Array;
}

/** The scores that summaries show, with the values behind them: the first `limit` of the accounts after `afterId`. */
export function readPresentScores(db: ReadDb, afterId: number, limit: number): PresentScore[] {
  const calendar = companyCalendar(db);
  return timed(db, 'scores.present', () =>
    db
      .prepared<[number, number], Omit<PresentScore, 'createdDay'> & { createdAt: number }>(
        `select s.organization_id as organizationId, o.name, o.lifecycle_stage as told, o.created_at as createdAt,
                coalesce(a.renews_on, 0) as renewsDay, a.as_of as asOf, o.segment, a.mrr, a.score, a.band, s.payload
         from account_summaries a
         join organization_health_scores s on s.organization_id = a.organization_id and s.as_of = a.as_of
         join organizations o on o.organization_id = a.organization_id
         where a.organization_id > ? order by a.organization_id limit ?`,
      )
      .all(afterId, limit)
      .map(({ createdAt, ...row }) => ({ ...row, createdDay: calendar.dayOf(createdAt) })),
  );
}
