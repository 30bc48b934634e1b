import type { Departures } from '../../engines/risk/churn/departure-words';
import type { ReadDb, Tx } from '../types';

const departedSql = 'last_day < :before and settled_day <= :today';

/**
 * All departures that the copy tells of as of its latest scores, and what looks like some and is none.
 */
export function presentDepartures(db: ReadDb | Tx): Departures {
  const today = db.prepared<[], number | null>('select max(as_of) from account_summaries').pluck().get();
  return readDepartures(db, today ?? 0);
}

/**
 * The same as of a day.
 * @param before the first day that no longer counts
 */
export function readDepartures(db: ReadDb | Tx, today: number, before = today + 1): Departures {
  const row = db
    .prepared<[{ today: number; before: number }], Departures>(
      `select
         (select count(*) from account_spells where ${departedSql} and after_first_month) as known,
         (select count(*) from account_spells where ${departedSql} and not after_first_month) as early,
         (select count(*) from organizations o where lifecycle_stage = 'churned' and churned_at is null
            and exists (select 1 from account_spells s where s.organization_id = o.organization_id and s.last_day is null)
         ) as undated,
         (select count(*) from account_summaries where standing = 'trial_over') as trials`,
    )
    .get({ today, before });
  return row ?? { known: 0, early: 0, undated: 0, trials: 0 };
}
