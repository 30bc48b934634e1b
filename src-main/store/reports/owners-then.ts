import { companyCalendar } from '../copy/company-calendar';
import type { ReadDb } from '../types';

/** Whose accounts were at the end of a day: null: nobody's; what is not in it is not known. */
export function readOwnersThen(db: ReadDb, day: number): Map<number, number | null> {
  const rows = db
    .prepared<[number], [id: number, owner: number | null]>(
      `select organization_id, to_owner from owner_changes where change_id in
         (select max(change_id) from owner_changes where changed_at < ? group by organization_id)`,
    )
    .raw()
    .all(companyCalendar(db).startOf(day + 1));
  return new Map(rows);
}

export function readOwnersNow(db: ReadDb): Map<number, number | null> {
  return new Map(
    db
      .prepared<[], [number, number | null]>('select organization_id, owner_id from organizations')
      .raw()
      .all(),
  );
}

/** The first day at whose end an owner is known of any account; null where none was written down. */
export function readOwnersKnownSince(db: ReadDb): number | null {
  const at =
    db.prepared<[], number | null>('select min(changed_at) from owner_changes').pluck().get() ?? null;
  return at === null ? null : companyCalendar(db).dayOf(at);
}

/** When an account was given to somebody else last, and the login of who did it. */
export interface LastMove {
  readonly day: number;
  readonly by: string;
}

/** Of each account that was given to somebody else after a day. */
export function readLastMoves(db: ReadDb, after: number): Map<number, LastMove> {
  const calendar = companyCalendar(db);
  const rows = db
    .prepared<[number], [id: number, at: number, by: string]>(
      `select organization_id, changed_at, changed_by from owner_changes where change_id in
         (select max(change_id) from owner_changes where is_first = 0 and changed_at >= ? group by organization_id)`,
    )
    .raw()
    .all(calendar.startOf(after + 1));
  return new Map(rows.map(([id, at, by]) => [id, { day: calendar.dayOf(at), by }]));
}

export function readManagerNames(db: ReadDb): Map<number, string> {
  return new Map(db.prepared<[], [number, string]>('select manager_id, name from managers').raw().all());
}
