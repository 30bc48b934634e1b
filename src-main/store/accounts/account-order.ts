import { eq, type SQL, sql } from 'drizzle-orm';
import type { AccountSort } from '../../../src-preload/contract/accounts';
import type { OtherMoney } from '../../../src-preload/contract/money';
import { arrOf } from '../../../src-preload/contract/words';
import { addOthers } from '../../lib/other-money';
import { companyCalendar } from '../copy/company-calendar';
import { managers, organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import { accountHeadlines, churnForecasts } from '../schema/risk';
import { otherArrOf } from '../scores/stored-money';
import type { ReadDb } from '../types';
import { type AccountChoice, accountCondition, accountOrder, asksVoice } from './account-filter';
import { settleTests } from './attribute-tests';
import { lastContactByAccount } from './last-contact';
import { npsByAccount, openTicketsByAccount } from './voice-of-account';

/** The accounts of a filter in the order of a sort, and their total ARR. */
export interface AccountOrder {
  readonly ids: Int32Array;
  readonly arrTotal: number;
  /** What no rate turns into the company's currency. */
  readonly otherArrTotal: readonly OtherMoney[];
}

interface Cache {
  version: number;
  readonly orders: Map<string, AccountOrder>;
}

const keptOrders = 8;
const caches = new WeakMap<ReadDb, Cache>();

/**
 * Sorting 100,000 accounts for every page of a scroll would cost more than reading the page: the order of the last few
 * filters is kept until anything is written to the store (SQLite's data_version).
 */
export function accountIdsInOrder(
  db: ReadDb,
  filter: AccountChoice,
  sort: AccountSort,
  today: number,
): AccountOrder {
  const cache = currentCache(db);
  const key = JSON.stringify([filter, sort, today]);
  const known = cache.orders.get(key);
  if (known !== undefined) {
    cache.orders.delete(key);
    cache.orders.set(key, known);
    return known;
  }
  const order = readOrder(db, filter, sort, today);
  cache.orders.set(key, order);
  const oldest = cache.orders.keys().next();
  if (cache.orders.size > keptOrders && oldest.done !== true) cache.orders.delete(oldest.value);
  return order;
}

function currentCache(db: ReadDb): Cache {
  const version = db.get<{ data_version: number }>(sql`pragma data_version`)?.data_version ?? 0;
  const known = caches.get(db);
  if (known !== undefined && known.version === version) return known;
  const fresh: Cache = { version, orders: new Map() };
  caches.set(db, fresh);
  return fresh;
}

function readOrder(db: ReadDb, filter: AccountChoice, sort: AccountSort, today: number): AccountOrder {
  const asks = asksVoice(filter, sort);
  const calendar = companyCalendar(db);
  const query = db
    .select({
      id: organizations.organizationId,
      mrr: accountSummaries.mrr,
      otherMoney: accountSummaries.otherMoney,
    })
    .from(organizations)
    .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizations.organizationId))
    .leftJoin(accountHeadlines, eq(accountHeadlines.organizationId, organizations.organizationId))
    .leftJoin(churnForecasts, eq(churnForecasts.organizationId, organizations.organizationId))
    .leftJoin(managers, eq(managers.managerId, organizations.ownerId))
    .$dynamic();
  if (asks.nps) query.leftJoin(sql`${sql.raw(npsByAccount(today, calendar))} voice_nps`, ofSame('voice_nps'));
  if (asks.openTickets)
    query.leftJoin(
      sql`${sql.raw(openTicketsByAccount(today, calendar))} voice_tickets`,
      ofSame('voice_tickets'),
    );
  if (asks.lastContact)
    query.leftJoin(
      sql`${sql.raw(lastContactByAccount(today, calendar))} voice_contact`,
      ofSame('voice_contact'),
    );
  const rows = query
    .where(accountCondition(db, filter, settleTests(db, filter.attributes), today))
    .orderBy(...accountOrder(db, sort, today))
    .all();
  const ids = new Int32Array(rows.length);
  let mrr = 0;
  rows.forEach((row, position) => {
    ids[position] = row.id;
    mrr += row.mrr ?? 0;
  });
  const others = rows.flatMap(({ otherMoney }) => otherArrOf(otherMoney));
  return { ids, arrTotal: arrOf(mrr), otherArrTotal: addOthers(others) };
}

function ofSame(voice: string): SQL {
  return sql`${sql.raw(voice)}.organization_id = ${organizations.organizationId}`;
}
