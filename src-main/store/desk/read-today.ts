import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Standing } from '../../../src-preload/contract/domain';
import { arrOf } from '../../../src-preload/contract/words';
import type { PlanStuck, Waiting } from '../../engines/today/today-facts';
import { todayKey } from '../../lib/today-key';
import { inForce, standingOn } from '../accounts/in-force';
import { readCelebrationsWaiting } from '../celebrations/read-celebrations';
import { companyCalendar } from '../copy/company-calendar';
import { readOwnManager } from '../copy/membership';
import { readDueCtas } from '../ctas/read-due';
import { readWaitingReplies } from '../messages/read-incoming';
import { readApprovalsWaiting, readUnsettled } from '../messages/read-waiting';
import { readMentionsWaiting } from '../notes/mentions';
import { readSetBacksByAccount } from '../operations/set-backs';
import { readChurnBooks } from '../risk/churn-book';
import { standingFigures } from '../risk/standing-sql';
import { organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import { accountHeadlines, churnForecasts } from '../schema/risk';
import { syncState, todayDispositions } from '../schema/work';
import { readLatestPulses } from '../scores/judgements';
import { readMovements } from '../scores/movements';
import { indicatorsOf } from '../scores/stored-indicators';
import { otherArrOf } from '../scores/stored-money';
import { tooLittleOf } from '../scores/too-little';
import type { ReadDb } from '../types';

/** How far back a done or snoozed item can still matter, in days. */
const dispositionsKept = 400;

/** So many accounts are named at most: of more all are read. */
const mostNamed = 5_000;

/** Which accounts Today is about: all, or those of one owner, or these. */
export interface TodayScope {
  readonly ownerId?: number | undefined;
  readonly accountIds?: readonly number[];
}

/** The plans that are stuck on a day, by account; of these accounts, or of all (null). The board says which are. */
export type StuckOf = (
  db: ReadDb,
  today: number,
  among: readonly number[] | null,
) => ReadonlyMap<number, Waiting<PlanStuck>>;

/**
 * Every account in force with its latest figures and what is due for it, and what the manager did with the items there are: of some
 * accounts their own, of an owner everybody's.
 */
export function readTodayFacts(
  db: ReadDb,
  now: number,
  stuckOf: StuckOf,
  { ownerId, accountIds }: TodayScope = {},
) {
  const calendar = companyCalendar(db);
  const today = calendar.dayOf(now);
  const dueCtas = readDueCtas(db, today, { ownerId, accountIds });
  const replies = readWaitingReplies(db, calendar);
  const approvals = readApprovalsWaiting(db, calendar, now);
  const unsettled = readUnsettled(db, calendar);
  const celebrations = readCelebrationsWaiting(db, calendar);
  const setBacks = readSetBacksByAccount(db, calendar);
  const mentions = readMentionsWaiting(db, calendar, today);
  const isOwnBook = ownerId !== undefined && ownerId === readOwnManager(db);
  const lent = [...dueCtas.keys(), ...(isOwnBook ? [...setBacks.keys(), ...mentions.keys()] : [])];
  const rows = db
    .select({
      id: organizations.organizationId,
      name: organizations.name,
      createdAt: organizations.createdAt,
      ownerId: organizations.ownerId,
      standing: standingOn(db, today) as SQL<Standing>,
      lifeDay: accountSummaries.lifeDay,
      asOf: accountSummaries.asOf,
      mrr: accountSummaries.mrr,
      otherMoney: accountSummaries.otherMoney,
      users: accountSummaries.users,
      events: accountSummaries.events,
      shown: standingFigures(today),
      p90: churnForecasts.p90,
      chanceVersion: churnForecasts.modelVersion,
      chanceReason: churnForecasts.topReason,
      reasonColumn: churnForecasts.reasonColumn,
      confidence: accountSummaries.confidence,
      missing: accountSummaries.missing,
      tooLittleSince: accountSummaries.tooLittleSince,
      indicators: accountSummaries.indicators,
      renewsOn: accountSummaries.renewsOn,
      lastActivityDay: accountSummaries.lastActivityDay,
    })
    .from(organizations)
    .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizations.organizationId))
    .leftJoin(accountHeadlines, eq(accountHeadlines.organizationId, organizations.organizationId))
    .leftJoin(churnForecasts, eq(churnForecasts.organizationId, organizations.organizationId))
    .where(
      and(
        inForce(db, today),
        ownerId === undefined
          ? undefined
          : or(
              eq(organizations.ownerId, ownerId),
              // Of others' accounts those for which something was given to them, with which they decided what came back, or in whose notes they are mentioned.
              sql`${organizations.organizationId} in (select value from json_each(${JSON.stringify(lent)}))`,
            ),
        accountIds === undefined ? undefined : inArray(organizations.organizationId, [...accountIds]),
      ),
    )
    .all();
  const dispositions = db
    .select()
    .from(todayDispositions)
    .where(
      and(
        sql`${todayDispositions.day} > ${today - dispositionsKept}`,
        accountIds === undefined ? undefined : inArray(todayDispositions.organizationId, [...accountIds]),
      ),
    )
    // Of several words of a day about one reason the last in the company's order stands.
    .orderBy(
      sql`${todayDispositions.companyRow} is null`,
      todayDispositions.companyRow,
      todayDispositions.dispositionId,
    )
    .all()
    .map((row) => ({ ...row, key: todayKey(row.organizationId, row.kind) }));
  const among = accountIds ?? (ownerId === undefined ? null : rows.map(({ id }) => id));
  const stuck = stuckOf(db, today, among !== null && among.length > mostNamed ? null : among);
  let asOf: number | null = null;
  const books = readChurnBooks(db);
  const pulses = readLatestPulses(db, calendar, today);
  const accounts = rows.map((row) => {
    const book = books.of(row.chanceVersion);
    if (row.asOf !== null && (asOf === null || row.asOf > asOf)) asOf = row.asOf;
    return {
      id: row.id,
      name: row.name,
      arr: arrOf(row.mrr ?? 0),
      otherArr: otherArrOf(row.otherMoney),
      users: row.users ?? 0,
      events: row.events ?? 0,
      createdDay: calendar.dayOf(row.createdAt),
      standing: row.standing,
      lifeDay: row.lifeDay,
      score: row.shown.score,
      band: row.shown.band,
      tooLittle: row.shown.byHand === 1 ? null : tooLittleOf(row),
      change28: row.shown.change28,
      risk: row.shown.level,
      riskSince: row.shown.since,
      indicators: indicatorsOf(row.indicators),
      chance:
        row.p90 === null || book === null
          ? null
          : {
              p90: row.p90,
              arr: arrOf(row.mrr ?? 0),
              book,
              reason: row.chanceReason,
              column: row.reasonColumn,
            },
      pulse: pulses.get(row.id) ?? null,
      renewsOn: row.renewsOn,
      asOf: row.asOf,
      lastActivityDay: row.lastActivityDay,
      ctas: dueCtas.get(row.id) ?? null,
      replies: replies.get(row.id) ?? null,
      approvals: approvals.get(row.id) ?? null,
      unsettled: unsettled.get(row.id) ?? null,
      stuck: stuck.get(row.id) ?? null,
      celebrations: celebrations.get(row.id) ?? null,
      setBacks: setBacks.get(row.id) ?? null,
      mentions: mentions.get(row.id) ?? null,
      isLent: ownerId !== undefined && row.ownerId !== ownerId,
    };
  });
  const movement = asOf === null ? null : readMovements(db).of(null, asOf - 1);
  return { asOf, accounts, movement, dispositions, synced: isSynced(db) };
}

function isSynced(db: ReadDb): boolean {
  return (db.select({ asOf: syncState.asOf }).from(syncState).get()?.asOf ?? null) !== null;
}
