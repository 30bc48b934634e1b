import type { Band, LifecycleStage } from '../../../src-preload/contract/domain';
import { createDaysPage, rawsOn } from '../../lib/account-days/days-page';
import { unpackDays } from '../../lib/account-days/pack-days';
import { monthOf } from '../../lib/day';
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
  /** By the measures' places, NaN where unknown. */
  readonly raws: Float64Array;
}

type Row = Omit<PresentScore, 'createdDay' | 'raws'> & { readonly createdAt: number };

/** The scores that summaries show, with the values behind them: the first `limit` of the accounts after `afterId`. */
export function readPresentScores(db: ReadDb, afterId: number, limit: number): PresentScore[] {
  const calendar = companyCalendar(db);
  const page = createDaysPage();
  const payload = db
    .prepared<[number, number], Uint8Array>(
      'select payload from account_days where organization_id = ? and month = ?',
    )
    .pluck();
  return timed(db, 'scores.present', () =>
    db
      .prepared<[number, number], Row>(
        `select a.organization_id as organizationId, o.name, o.lifecycle_stage as told, o.created_at as createdAt,
                coalesce(a.renews_on, 0) as renewsDay, a.as_of as asOf, o.segment, a.mrr, a.score, a.band
         from account_summaries a join organizations o on o.organization_id = a.organization_id
         where a.confidence is not null and a.organization_id > ? order by a.organization_id limit ?`,
      )
      .all(afterId, limit)
      .flatMap(({ createdAt, ...row }) => {
        const bytes = payload.get(row.organizationId, monthOf(row.asOf));
        if (bytes === undefined) return [];
        unpackDays(bytes, monthOf(row.asOf), page);
        const raws = rawsOn(page, row.asOf);
        return raws === null ? [] : [{ ...row, raws, createdDay: calendar.dayOf(createdAt) }];
      }),
  );
}
