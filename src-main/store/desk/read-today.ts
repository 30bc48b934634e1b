import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Standing } from '../../../src-preload/contract/domain';
import { arrOf } from '../../../src-preload/contract/words';
import { todayKey } from '../../lib/today-key';
import { inForce, standingOn } from '../accounts/in-force';
import { companyCalendar } from '../copy/company-calendar';
import { organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import { syncState, todayDispositions } from '../schema/work';
import { indicatorsOf } from '../scores/stored-indicators';
import { tooLittleOf } from '../scores/too-little';
import type { ReadDb } from '../types';

/** How far back a done or snoozed item can still matter, in days. */
const dispositionsKept = 400;

/** Which accounts Today is about: all, or those of one owner, or one. */
export interface TodayScope {
  readonly ownerId?: number | undefined;
  readonly accountId?: number;
}

/**
 * Every account in force with its latest figures, and what the manager did with the items there are: of one account
 * its own, of an owner everybody's.
 */
export function readTodayFacts(db: ReadDb, now: number, { ownerId, accountId }: TodayScope = {}) {
  const calendar = companyCalendar(db);
  const today = calendar.dayOf(now);
  const rows = db
    .select({
      id: organizations.organizationId,
      name: organizations.name,
      createdAt: organizations.createdAt,
      standing: standingOn(db, today) as SQL<Standing>,
      lifeDay: accountSummaries.lifeDay,
      asOf: accountSummaries.asOf,
      mrr: accountSummaries.mrr,
      users: accountSummaries.users,
      events: accountSummaries.events,
      score: accountSummaries.score,
      band: accountSummaries.band,
      confidence: accountSummaries.confidence,
      missing: accountSummaries.missing,
      tooLittleSince: accountSummaries.tooLittleSince,
      change28: accountSummaries.change28,
      risk: accountSummaries.riskLevel,
      riskSince: accountSummaries.riskSince,
      indicators: accountSummaries.indicators,
      renewsOn: accountSummaries.renewsOn,
      lastActivityDay: accountSummaries.lastActivityDay,
    })
    .from(organizations)
    .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizations.organizationId))
    .where(
      and(
        inForce(db, today),
        ownerId === undefined ? undefined : eq(organizations.ownerId, ownerId),
        accountId === undefined ? undefined : eq(organizations.organizationId, accountId),
      ),
    )
    .all();
  const dispositions = db
    .select()
    .from(todayDispositions)
    .where(
      and(
        sql`${todayDispositions.day} > ${today - dispositionsKept}`,
        accountId === undefined ? undefined : eq(todayDispositions.organizationId, accountId),
      ),
    )
    .all()
    .map((row) => ({ ...row, key: todayKey(row.organizationId, row.kind) }));
  let asOf: number | null = null;
  const accounts = rows.map((row) => {
    if (row.asOf !== null && (asOf === null || row.asOf > asOf)) asOf = row.asOf;
    return {
      id: row.id,
      name: row.name,
      arr: arrOf(row.mrr ?? 0),
      users: row.users ?? 0,
      events: row.events ?? 0,
      createdDay: calendar.dayOf(row.createdAt),
      standing: row.standing,
      lifeDay: row.lifeDay,
      score: row.score,
      band: row.band,
      tooLittle: tooLittleOf(row),
      change28: row.change28,
      risk: row.risk,
      riskSince: row.riskSince,
      indicators: indicatorsOf(row.indicators),
      renewsOn: row.renewsOn,
      asOf: row.asOf,
      lastActivityDay: row.lastActivityDay,
    };
  });
  return { asOf, accounts, dispositions, synced: isSynced(db) };
}

function isSynced(db: ReadDb): boolean {
  return (db.select({ asOf: syncState.asOf }).from(syncState).get()?.asOf ?? null) !== null;
}
