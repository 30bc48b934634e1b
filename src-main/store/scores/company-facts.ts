import type { FeatureKind } from '../../../src-preload/contract/domain';
import type { CompanyFacts } from '../../engines/health/account-batch';
import { companyDay } from '../copy/company-calendar';
import { readSyncState } from '../copy/sync-state';
import type { ReadDb, Tx } from '../types';
import { type BookFacts, readBookFacts } from './book-facts';
import { readLatestMovement, readMovements } from './movements';

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
    ...factsOfScores(readBookFacts(db) ?? findBookFacts(db)),
    movements: readMovements(db),
    latestMovement: readLatestMovement(db),
    presentDay: presentDayOf(db),
  };
}

/** What the accounts in the copy tell of the whole book. */
export function findBookFacts(db: ReadDb | Tx): BookFacts {
  const first = db
    .prepared<[], number | null>('select min(started_at) from intervention_history')
    .pluck()
    .get();
  return {
    ...readFirstTickets(db),
    ...readFirstPaymentFailures(db),
    monthlyRowsMove: readsAsMoving(db),
    firstInterventionDay: first == null ? 0 : companyDay(db, first),
  };
}

/** Scores stand on all but one of them. */
export function factsOfScores({
  firstInterventionDay: _,
  ...facts
}: BookFacts): Omit<BookFacts, 'firstInterventionDay'> {
  return facts;
}

function presentDayOf(db: ReadDb | Tx): number {
  const { asOf } = readSyncState(db);
  return asOf === null ? 0 : companyDay(db, asOf);
}

/**
 * Monthly rows whose renewal date moves on every month all renew within a month; of years billed by the month, one in
 * twelve does. So it is told by what most rows do that are billed by the month and older than one.
 */
function readsAsMoving(db: ReadDb | Tx): boolean {
  const row = db
    .prepared<[{ day: number }], { rows: number; near: number | null }>(
      `select count(*) as rows, sum(renews_on <= :day + 31) as near from subscriptions
       where billing_months = 1 and renews_on - started_on > 31 and started_on <= :day
         and (ended_on is null or ended_on > :day)`,
    )
    .get({ day: presentDayOf(db) });
  return 2 * (row?.near ?? 0) > (row?.rows ?? 0);
}

function readFirstTickets(db: ReadDb | Tx) {
  const first = readFirst(db, 'support_tickets', 'opened_at');
  return {
    firstTicketDay: first.day,
    firstTicketAccount: first.account,
    firstTicketDayOfOthers: first.dayOfOthers,
  };
}

function readFirstPaymentFailures(db: ReadDb | Tx) {
  const first = readFirst(db, 'subscriptions', 'payment_failed_at');
  return {
    firstPaymentFailureDay: first.day,
    firstPaymentFailureAccount: first.account,
    firstPaymentFailureDayOfOthers: first.dayOfOthers,
  };
}

/** The first of a kind of event, whose it was, and the first of anybody else; 0 for none. */
function readFirst(db: ReadDb | Tx, table: 'support_tickets' | 'subscriptions', instant: string) {
  const read = db.prepared<[number], { account: number; first: number | null }>(
    `select organization_id as account, min(${instant}) as first from ${table}
     where ${instant} is not null and organization_id <> ?`,
  );
  const dayOf = (first: number | null | undefined) => (first == null ? 0 : companyDay(db, first));
  const first = read.get(0);
  if (first?.first == null) return { day: 0, account: 0, dayOfOthers: 0 };
  return {
    day: dayOf(first.first),
    account: first.account,
    dayOfOthers: dayOf(read.get(first.account)?.first),
  };
}
