import type { LifecycleStage, TicketSeverity, UserRole } from '../../../src-preload/contract/domain';
import type {
  AccountBatch,
  ContactRows,
  PulseRows,
  ResponseRows,
  RowRange,
  SubscriptionRows,
  TalkRows,
  TicketRows,
} from '../../engines/health/account-batch';
import type { answerKinds } from '../../engines/health/answers';
import type { CompanyCalendar } from '../../lib/company-calendar';
import { standsAway } from '../accounts/departures';
import { contactsOfSql } from '../accounts/last-contact';
import { objects } from '../accounts/objections';
import { seatsOfSubscription } from '../accounts/seats';
import { isTrialSql } from '../accounts/trials';
import { companyCalendar } from '../copy/company-calendar';
import { companyMoney } from '../copy/company-money';
import type { ReadDb, Tx } from '../types';

/** As engines/health/answers.ts has it. */
const answerKindPlace = { nps: 0, csat: 1, ces: 2 } as const satisfies typeof answerKinds;

type Row = readonly unknown[];
type Reader = ReadDb | Tx;

const severityPlace = { low: 0, normal: 1, high: 2, urgent: 3 } as const satisfies Record<
  TicketSeverity,
  number
>;

/**
 * Everything scoring wants to know of these accounts besides their activity.
 * @param ids ascending; those that aren't in the copy are left out
 */
export function readAccountBatch(db: Reader, ids: readonly number[]): AccountBatch {
  const list = JSON.stringify(ids);
  const calendar = companyCalendar(db);
  const accounts = rowsOf(
    db,
    `select organization_id, created_at, churned_at, owner_id, lifecycle_stage, segment, notice_on from organizations
     where organization_id in (select value from json_each(?)) order by organization_id`,
    list,
  );
  const organizationId = integers(accounts, 0);
  const source: Source = { db, calendar };
  const place = (rows: readonly Row[]) => startsOf(organizationId, rows);
  return {
    count: accounts.length,
    organizationId,
    createdDay: days(calendar, accounts, 1),
    churnedDay: days(calendar, accounts, 2),
    noticeDay: integers(accounts, 6),
    hasOwner: Uint8Array.from(accounts, (row) => (row[3] === null ? 0 : 1)),
    stage: accounts.map((row) => row[4] as LifecycleStage),
    segment: accounts.map((row) => row[5] as string | null),
    contacts: readContacts(source, list, place),
    subscriptions: readSubscriptions(source, list, place),
    tickets: readTickets(source, list, place),
    responses: readResponses(source, list, place),
    pulses: readPulses(source, list, place),
    talks: readTalks(source, list, place),
  };
}

/** Where rows come from, and the calendar that says on which day they lie. */
interface Source {
  readonly db: Reader;
  readonly calendar: CompanyCalendar;
}

type Placer = (rows: readonly Row[]) => Int32Array;

function readContacts({ db, calendar }: Source, ids: string, startsFor: Placer): ContactRows {
  const rows = rowsOf(
    db,
    `select organization_id, user_id, created_at, deactivated_at, case when objects then 'member' else role end,
            case when role = 'champion' and is_internal is not 1 and not objects then name end, is_internal,
            case when role <> 'member' and is_internal is not 1 and not objects then name end, objects,
            (select json_array(d.noticed_on, d.how = 'gone') from contact_departures d where d.user_id = u.user_id and ${standsAway('d')})
     from (select u.*, ${objects('u')} as objects from users u
            where organization_id in (select value from json_each(?))) u order by organization_id`,
    ids,
  );
  const away = rows.map((row) => awayOf(row[9] as string | null));
  return {
    start: startsFor(rows),
    userId: integers(rows, 1),
    createdDay: days(calendar, rows, 2),
    deactivatedDay: days(calendar, rows, 3),
    awayDay: Int32Array.from(away, ([day]) => day),
    awayHow: Uint8Array.from(away, ([, how]) => how),
    isKey: Uint8Array.from(rows, (row) => ((row[4] as UserRole) === 'member' ? 0 : 1)),
    isInternal: Uint8Array.from(rows, (row) => (row[6] === 1 ? 1 : 0)),
    objects: Uint8Array.from(rows, (row) => row[8] as number),
    championName: rows.map((row) => row[5] as string | null),
    keyName: rows.map((row) => row[7] as string | null),
  };
}

/** On which day a mail said so, and how; zeros where none does. */
function awayOf(told: string | null): readonly [day: number, how: number] {
  if (told === null) return [0, 0];
  const [day, isGone] = JSON.parse(told) as [number, number];
  return [day, isGone === 1 ? 2 : 1];
}

function readSubscriptions({ db, calendar }: Source, ids: string, startsFor: Placer): SubscriptionRows {
  const rows = rowsOf(
    db,
    `select organization_id, started_on, ended_on, mrr, ${seatsOfSubscription}, renews_on, payment_failed_at,
       billing_months, discount, ${isTrialSql}, currency
     from subscriptions where organization_id in (select value from json_each(?)) order by organization_id, started_on`,
    ids,
  );
  const money = companyMoney(db);
  const values = rows.map((row) => money.valueOf(row[3] as number, row[10] as string | null));
  return {
    start: startsFor(rows),
    startedDay: integers(rows, 1),
    endedDay: integers(rows, 2),
    mrr: Float64Array.from(values, (value) => value ?? 0),
    otherMrr: rows.map((row, i) =>
      values[i] === null ? { currency: row[10] as string, amount: row[3] as number } : null,
    ),
    seats: numbers(rows, 4),
    renewsDay: integers(rows, 5),
    paymentFailedDay: days(calendar, rows, 6),
    billingMonths: integers(rows, 7),
    discount: numbers(rows, 8),
    isTrial: Uint8Array.from(rows, (row) => row[9] as number),
  };
}

function readTickets({ db, calendar }: Source, ids: string, startsFor: Placer): TicketRows {
  const rows = rowsOf(
    db,
    `select organization_id, opened_at, resolved_at, severity, satisfaction, user_id
     from support_tickets where organization_id in (select value from json_each(?)) order by organization_id, opened_at`,
    ids,
  );
  return {
    start: startsFor(rows),
    openedDay: days(calendar, rows, 1),
    resolvedDay: days(calendar, rows, 2),
    severity: Uint8Array.from(rows, (row) => severityPlace[row[3] as TicketSeverity]),
    satisfaction: numbers(rows, 4),
    userId: integers(rows, 5),
  };
}

function readResponses({ db, calendar }: Source, ids: string, startsFor: Placer): ResponseRows {
  const rows = rowsOf(
    db,
    `select organization_id, responded_at, coalesce(user_id, unlisted_user_id), score, kind from survey_responses
     where organization_id in (select value from json_each(?)) order by organization_id, responded_at, response_id`,
    ids,
  );
  return {
    start: startsFor(rows),
    day: days(calendar, rows, 1),
    userId: integers(rows, 2),
    score: numbers(rows, 3),
    kind: Uint8Array.from(rows, (row) => answerKindPlace[row[4] as keyof typeof answerKindPlace]),
  };
}

function readPulses({ db, calendar }: Source, ids: string, startsFor: Placer): PulseRows {
  const rows = rowsOf(
    db,
    `select organization_id, created_at, points from pulses
     where withdrawn_at is null and organization_id in (select value from json_each(?))
     order by organization_id, company_row is null, company_row, pulse_id`,
    ids,
  );
  return { start: startsFor(rows), day: days(calendar, rows, 1), points: numbers(rows, 2) };
}

function readTalks({ db, calendar }: Source, ids: string, startsFor: Placer): TalkRows {
  const rows = rowsOf(db, contactsOfSql, ids);
  return { start: startsFor(rows), day: days(calendar, rows, 1) };
}

/** Rows as arrays: an object for each would cost more than reading it. */
function rowsOf(db: Reader, sql: string, ids: string): Row[] {
  return db.prepared<[string], Row>(sql).raw().all(ids);
}

/** Where each organization's rows begin; one more at the end. Rows come in the order of organizations. */
function startsOf(organizationId: Int32Array, rows: readonly Row[]): RowRange['start'] {
  const start = new Int32Array(organizationId.length + 1);
  let row = 0;
  organizationId.forEach((id, account) => {
    while (row < rows.length && ((rows[row] as Row)[0] as number) < id) row += 1;
    start[account] = row;
    while (row < rows.length && (rows[row] as Row)[0] === id) row += 1;
    start[account + 1] = row;
  });
  return start;
}

/** 0 where there is none. */
function integers(rows: readonly Row[], column: number): Int32Array {
  return Int32Array.from(rows, (row) => (row[column] as number | null) ?? 0);
}

/** NaN where there is none. */
function numbers(rows: readonly Row[], column: number): Float64Array {
  return Float64Array.from(rows, (row) => (row[column] as number | null) ?? Number.NaN);
}

/** The day of an instant; 0 where there is none. */
function days(calendar: CompanyCalendar, rows: readonly Row[], column: number): Int32Array {
  return Int32Array.from(rows, (row) => {
    const instant = row[column] as number | null;
    return instant === null ? 0 : calendar.dayOf(instant);
  });
}
