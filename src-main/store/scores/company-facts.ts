import type { FeatureKind } from '../../../src-preload/contract/domain';
import type { CompanyFacts } from '../../engines/health/account-batch';
import { dayOfInstant } from '../../lib/day';
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
  };
}

function firstDay(db: ReadDb | Tx, sql: string): number {
  const first = db.prepared<[], { first: number | null }>(sql).get()?.first ?? null;
  return first === null ? 0 : dayOfInstant(first);
}
