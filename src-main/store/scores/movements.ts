import { type Movement, type Movements, movementsOf } from '../../lib/book-movement';
import type { ReadDb, Tx } from '../types';

const columns = `movement_id as id, ended_on as endedDay, segment, accounts,
  week_ratio as week, month_ratio as month, quarter_ratio as quarter, depth_ratio as depth,
  people_days_ratio as peopleDays`;

/** All movements of the book that the copy holds. */
export function readMovements(db: ReadDb | Tx): Movements {
  return movementsOf(db.prepared<[], Movement>(`select ${columns} from book_movements`).all());
}

/** The number of the latest; 0 without any. */
export function readLatestMovement(db: ReadDb | Tx): number {
  return db.prepared<[], number | null>('select max(movement_id) from book_movements').pluck().get() ?? 0;
}

/** One by its number; null where the copy does not hold it. */
export function readMovement(db: ReadDb, id: number): Movement | null {
  return (
    db.prepared<[number], Movement>(`select ${columns} from book_movements where movement_id = ?`).get(id) ??
    null
  );
}
