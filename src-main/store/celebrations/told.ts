import type { ReadDb, Tx } from '../types';

/** A celebration that the owner of its account is told of on the desktop. */
export interface NewCelebration {
  readonly organizationId: number;
  readonly account: string;
  /** Null: the account's own. */
  readonly contact: string | null;
  readonly milestone: string;
}

/** Of one manager's accounts, those after a row, in their order; none that is skipped. */
export function readCelebrationsAfter(db: ReadDb | Tx, manager: number, after: number): NewCelebration[] {
  return db
    .prepared<[number, number], NewCelebration>(
      `select c.organization_id as organizationId, o.name as account, u.name as contact, d.name as milestone
         from celebrations c join organizations o on o.organization_id = c.organization_id
         join copied_milestone_definitions d on d.milestone_id = c.milestone_id
         left join users u on u.user_id = c.user_id
        where o.owner_id = ? and c.row_id > ? and c.skipped_at is null order by c.row_id`,
    )
    .all(manager, after);
}

export function lastCelebration(db: ReadDb | Tx): number {
  return db.prepared<[], number>('select coalesce(max(row_id), 0) from celebrations').pluck().get() ?? 0;
}

const toldSetting = 'celebrations.told';

/** The last row of which it is told, or that was there when this desktop began to tell; null: it has not begun. */
export function readToldCelebration(db: ReadDb | Tx): number | null {
  const value = db
    .prepared<[string], string>('select value from settings where key = ?')
    .pluck()
    .get(toldSetting);
  return value === undefined ? null : Number(value);
}

export function writeToldCelebration(tx: Tx, row: number): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    toldSetting,
    String(row),
  );
}
