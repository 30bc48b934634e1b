import { and, asc, count, desc, eq, gte, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { type EventPage, unpackEventPage } from '../../lib/activity-page';
import { activityEvents } from '../schema/activity';
import { users } from '../schema/company';
import { userHealthScores } from '../schema/health';
import type { ReadDb } from '../types';
import { isAway } from './departures';
import { likePattern } from './like-pattern';
import { objects } from './objections';

export interface ContactChoice {
  readonly id: number;
  readonly search?: string | undefined;
  /** This one alone. */
  readonly personId?: number | undefined;
  readonly offset: number;
  readonly limit: number;
}

const isObjecting = sql.raw(objects('users'));

/** Whom one turns to first: champions, then admins; the company's own staff last of all. Who objects is nobody's key contact. */
const standing = sql`case when ${users.isInternal} = 1 then 3 when ${isObjecting} then 2 when ${users.role} = 'champion' then 0 when ${users.role} = 'admin' then 1 else 2 end`;

/** One page of an account's contacts, those still there first, champions before all, and how many there are in all. */
export function readContactPage(db: ReadDb, choice: ContactChoice) {
  const wanted = and(
    eq(users.organizationId, choice.id),
    choice.personId === undefined ? undefined : eq(users.userId, choice.personId),
    matches(choice.search?.trim() ?? ''),
  );
  const total = db.select({ n: count() }).from(users).where(wanted).get()?.n ?? 0;
  const rows = db
    .select()
    .from(users)
    .where(wanted)
    .orderBy(
      sql`${users.deactivatedAt} is not null`,
      standing,
      sql`${users.name} collate nocase`,
      asc(users.userId),
    )
    .limit(choice.limit)
    .offset(choice.offset)
    .all();
  return { total, rows };
}

/** The first champion by name who is still there by all that is known, has an address, and doesn't object to being taken for one. */
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
        sql`${users.isInternal} is not 1 and not ${isObjecting} and not ${sql.raw(isAway('users'))}`,
      ),
    )
    .orderBy(sql`${users.name} collate nocase`, asc(users.userId))
    .limit(1)
    .get();
  return row?.email ? { name: row.name, email: row.email } : null;
}

/** Addresses of those still there, in the order of the list: whom to write to. The company's own staff is left out. */
export function readAddresses(db: ReadDb, organizationId: number, search: string, most: number): string[] {
  const rows = db
    .select({ email: users.email })
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        isNotNull(users.email),
        isNull(users.deactivatedAt),
        sql`${users.isInternal} is not 1`,
        matches(search),
      ),
    )
    .orderBy(standing, sql`${users.name} collate nocase`, asc(users.userId))
    .limit(most)
    .all();
  return rows.flatMap(({ email }) => (email === null || email.trim() === '' ? [] : [email]));
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

/** The latest page of an account's contact scores, packed, and the configuration that made it. */
export function readLatestUserPage(
  db: ReadDb,
  organizationId: number,
): { rows: number; payload: Buffer; configVersion: number } | undefined {
  return db
    .select({
      rows: userHealthScores.rows,
      payload: userHealthScores.payload,
      configVersion: userHealthScores.configVersion,
    })
    .from(userHealthScores)
    .where(eq(userHealthScores.organizationId, organizationId))
    .orderBy(desc(userHealthScores.week))
    .limit(1)
    .get();
}

/** How many tickets of severity high or urgent each contact of an account has open. */
export function readOpenSevere(db: ReadDb, organizationId: number): ReadonlyMap<number, number> {
  const rows = db
    .prepared<[number], [number, number]>(
      `select user_id, count(*) from support_tickets
       where organization_id = ? and user_id is not null and resolved_at is null and severity in ('high', 'urgent')
       group by user_id`,
    )
    .raw()
    .all(organizationId);
  return new Map(rows);
}
