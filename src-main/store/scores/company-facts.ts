import type { FeatureKind } from '../../../src-preload/contract/domain';
import type { CompanyFacts } from '../../engines/health/account-batch';
import type { WayOfTelling } from '../../engines/life/renewal';
import { companyDay } from '../copy/company-calendar';
import { readSyncState } from '../copy/sync-state';
import type { ReadDb, Tx } from '../types';

/** What holds for the whole company, read once for a run. */
export function readCompanyFacts(db: ReadDb | Tx): CompanyFacts {
  const features = db
    .prepared<[], { id: number; kind: FeatureKind; isMachine: number | null }>(
      'select feature_id as id, kind, is_machine as isMachine from features order by feature_id',
    )
    .all();
  const ofKind = (kind: FeatureKind) =>
    features.flatMap((feature) => (feature.kind === kind && feature.isMachine !== 1 ? [feature.id] : []));
  return {
    features: new Set(features.map(({ id }) => id)),
    coreFeatures: ofKind('core'),
    outcomeFeatures: ofKind('outcome'),
    firstTicketDay: firstDay(db, 'select min(opened_at) as first from support_tickets'),
    firstPaymentFailureDay: firstDay(db, 'select min(payment_failed_at) as first from subscriptions'),
    ...readWayOfTelling(db),
  };
}

/**
 * Monthly rows whose renewal date moves on every month all renew within a month; of years billed by the month, one in
 * twelve does. So it is told by what most rows do that are billed by the month and older than one.
 */
function readWayOfTelling(db: ReadDb | Tx): WayOfTelling {
  const { asOf } = readSyncState(db);
  const presentDay = asOf === null ? 0 : companyDay(db, asOf);
  const row = db
    .prepared<[{ day: number }], { rows: number; near: number | null }>(
      `select count(*) as rows, sum(renews_on <= :day + 31) as near from subscriptions
       where billing_months = 1 and renews_on - started_on > 31 and started_on <= :day
         and (ended_on is null or ended_on > :day)`,
    )
    .get({ day: presentDay });
  return { presentDay, monthlyRowsMove: 2 * (row?.near ?? 0) > (row?.rows ?? 0) };
}

function firstDay(db: ReadDb | Tx, sql: string): number {
  const first = db.prepared<[], { first: number | null }>(sql).get()?.first ?? null;
  return first === null ? 0 : companyDay(db, first);
}
