import { and, asc, count, desc, eq, gt, gte, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { type DailyPage, type EventPage, unpackDailyPage, unpackEventPage } from '../../lib/activity-page';
import { activityDaily, activityEvents, activityState } from '../schema/activity';
import { users } from '../schema/company';
import { userHealthScores } from '../schema/health';
import type { ReadDb } from '../types';
import { likePattern } from './account-filter';

export interface ContactChoice {
  readonly id: number;
  readonly search?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** One page of an account's contacts by name, those still there first, and how many there are in all. */
export function readContactPage(db: ReadDb, choice: ContactChoice) {
  const wanted = and(eq(users.organizationId, choice.id), matches(choice.search?.trim() ?? ''));
  const total = db.select({ n: count() }).from(users).where(wanted).get()?.n ?? 0;
  const rows = db
    .select()
    .from(users)
    .where(wanted)
    .orderBy(sql`${users.deactivatedAt} is not null`, sql`${users.name} collate nocase`, asc(users.userId))
    .limit(choice.limit)
    .offset(choice.offset)
    .all();
  return { total, rows };
}

/** The first champion by name who is still there and has an address. */
export function readChampion(db: ReadDb, organizationId: number): { name: string; email: string } | null {
  const row = db
    .select({ name: users.name, email: users.email })
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        eq(users.role, 'champion'),
        isNotNull(users.email),
        isNull(users.deactivatedAt),
      ),
    )
    .orderBy(sql`${users.name} collate nocase`, asc(users.userId))
    .limit(1)
    .get();
  return row?.email ? { name: row.name, email: row.email } : null;
}

function matches(search: string): SQL | undefined {
  if (search === '') return undefined;
  const pattern = likePattern(search);
  return or(
    sql`${users.name} like ${pattern} escape '\\'`,
    sql`${users.email} like ${pattern} escape '\\'`,
    sql`${users.title} like ${pattern} escape '\\'`,
  );
}

/** What the activity engine remembers of an account, and the pages it has not folded in yet, oldest first. */
export function readActivityMemory(db: ReadDb, organizationId: number, layout: number) {
  const state = db
    .select({ payload: activityState.payload, throughDay: activityState.throughDay })
    .from(activityState)
    .where(and(eq(activityState.organizationId, organizationId), eq(activityState.layout, layout)))
    .get();
  return {
    state: state?.payload ?? null,
    openPages: readPagesAfter(db, organizationId, state?.throughDay ?? 0),
  };
}

export interface DatedPage {
  readonly day: number;
  readonly periodDays: number;
  readonly page: DailyPage;
}

/** Pages of an account that end after a day, in the order of their last days. */
function readPagesAfter(db: ReadDb, organizationId: number, day: number): DatedPage[] {
  const lastDay = sql<number>`${activityDaily.day} + ${activityDaily.periodDays} - 1`;
  return db
    .select()
    .from(activityDaily)
    .where(
      and(eq(activityDaily.organizationId, organizationId), gt(activityDaily.day, day - 7), gt(lastDay, day)),
    )
    .orderBy(lastDay, asc(activityDaily.periodDays))
    .all()
    .map((row) => ({
      day: row.day,
      periodDays: row.periodDays,
      page: unpackDailyPage(row.rows, row.payload),
    }));
}

/** Raw events of an account from a day on, days ascending. */
export function readEventPages(
  db: ReadDb,
  organizationId: number,
  from: number,
): { day: number; page: EventPage }[] {
  return db
    .select()
    .from(activityEvents)
    .where(and(eq(activityEvents.organizationId, organizationId), gte(activityEvents.day, from)))
    .orderBy(asc(activityEvents.day))
    .all()
    .map((row) => ({ day: row.day, page: unpackEventPage(row.rows, row.payload) }));
}

/** The latest page of an account's contact scores, packed. */
export function readLatestUserPage(
  db: ReadDb,
  organizationId: number,
): { rows: number; payload: Buffer } | undefined {
  return db
    .select({ rows: userHealthScores.rows, payload: userHealthScores.payload })
    .from(userHealthScores)
    .where(eq(userHealthScores.organizationId, organizationId))
    .orderBy(desc(userHealthScores.week))
    .limit(1)
    .get();
}
