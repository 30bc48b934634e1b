import { dayFacts } from '../../lib/account-days/day-facts';
import {
  clearDay,
  createDaysPage,
  type DaysPage,
  pageDays,
  resetDaysPage,
} from '../../lib/account-days/days-page';
import { addDays } from '../../lib/account-days/merge-days';
import { appendDay, type OneDay, unpackDay } from '../../lib/account-days/one-day';
import { packDays, unpackDays } from '../../lib/account-days/pack-days';
import { firstDayOfMonth, monthOf } from '../../lib/day';
import type { ReadDb, Tx } from '../types';

/** An account's month; one of which nothing is held is empty. @param into room to work in, forgotten first */
export function readMonth(
  db: ReadDb | Tx,
  organizationId: number,
  month: number,
  into: DaysPage = createDaysPage(),
): DaysPage {
  const payload = readPayload(db, organizationId, month);
  if (payload === undefined) resetDaysPage(into, month);
  else unpackDays(payload, month, into);
  return into;
}

/** Keeps an account's month as it is in memory now. */
export function putMonth(tx: Tx, organizationId: number, page: DaysPage): void {
  tx.prepared<[number, number, number, Uint8Array]>(
    `insert into account_days (organization_id, month, whole, payload) values (?, ?, ?, ?)
     on conflict do update set whole = excluded.whole, payload = excluded.payload`,
  ).run(organizationId, page.month, wholeDays(page), packDays(page));
}

/**
 * Keeps one day of an account, in place of what was kept of it. @param one holds that day alone, with all its facts
 * @param room to work in where the whole month has to be written anew @param bytes of the month, as stored
 */
export function putDay(
  tx: Tx,
  organizationId: number,
  one: DaysPage,
  room: DaysPage,
  bytes = readPayload(tx, organizationId, one.month),
): void {
  if (bytes === undefined) {
    putMonth(tx, organizationId, one);
    return;
  }
  const at = 31 - Math.clz32(one.days);
  const appended = appendDay(bytes, one, at);
  if (appended !== null) {
    tx.prepared<[number, Uint8Array, number, number]>(
      'update account_days set whole = whole | ?, payload = ? where organization_id = ? and month = ?',
    ).run(one.days, appended, organizationId, one.month);
    return;
  }
  unpackDays(bytes, one.month, room);
  clearDay(room, one.firstDay + at);
  addDays(room, one);
  putMonth(tx, organizationId, room);
}

/** One day of an account, without the rest of its month; null where nothing is held of it. */
export function readDay(db: ReadDb | Tx, organizationId: number, day: number): OneDay | null {
  const month = monthOf(day);
  const bytes = readPayload(db, organizationId, month);
  return bytes === undefined ? null : unpackDay(bytes, day - firstDayOfMonth(month));
}

function readPayload(db: ReadDb | Tx, organizationId: number, month: number): Uint8Array | undefined {
  return db
    .prepared<[number, number], Uint8Array>(
      'select payload from account_days where organization_id = ? and month = ?',
    )
    .pluck()
    .get(organizationId, month);
}

/** Of each day that was looked at with all its facts it is known whether that was afterwards. */
function wholeDays({ days, columns }: DaysPage): number {
  let whole = 0;
  for (let at = 0, rest = days; rest !== 0; at++, rest >>>= 1) {
    if ((rest & 1) !== 0 && !Number.isNaN(columns[dayFacts.madeLater * pageDays + at])) whole |= 1 << at;
  }
  return whole;
}

interface MonthRow {
  readonly month: number;
  readonly payload: Uint8Array;
}

/** An account's months up to one, the latest first. Each is read into the same room. */
export function* monthsBackward(
  db: ReadDb | Tx,
  organizationId: number,
  upTo = 2 ** 31,
): Generator<DaysPage> {
  const page = createDaysPage();
  const before = db.prepared<[number, number], MonthRow>(
    'select month, payload from account_days where organization_id = ? and month <= ? order by month desc limit 1',
  );
  for (
    let row = before.get(organizationId, upTo);
    row !== undefined;
    row = before.get(organizationId, row.month - 1)
  ) {
    unpackDays(row.payload, row.month, page);
    yield page;
  }
}

/** An account's months from one on, the earliest first. Each is read into the same room. */
export function* monthsForward(db: ReadDb | Tx, organizationId: number, from: number): Generator<DaysPage> {
  const page = createDaysPage();
  const after = db.prepared<[number, number], MonthRow>(
    'select month, payload from account_days where organization_id = ? and month >= ? order by month limit 1',
  );
  for (
    let row = after.get(organizationId, from);
    row !== undefined;
    row = after.get(organizationId, row.month + 1)
  ) {
    unpackDays(row.payload, row.month, page);
    yield page;
  }
}

/** Which days of an account's months are held with all their facts: a mask by month. */
export function readWholeDays(db: ReadDb | Tx, organizationId: number): Map<number, number> {
  return new Map(
    db
      .prepared<[number], [number, number]>(
        'select month, whole from account_days where organization_id = ? order by month',
      )
      .raw()
      .all(organizationId),
  );
}
