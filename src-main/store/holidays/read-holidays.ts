import type { ReadDb, Tx } from '../types';

/** A day on which nobody works. */
export interface HolidayRow {
  readonly id: string;
  /** Whole days since 1970. */
  readonly day: number;
  readonly name: string;
  /** Null: everywhere. */
  readonly country: string | null;
  readonly isPending: number;
}

/** The earliest first. Of one day and country the one that was added last stands, as the company has it. */
export function readHolidays(db: ReadDb | Tx): HolidayRow[] {
  return db
    .prepared<[], HolidayRow>(
      `select holiday_id as id, day, name, country,
              exists (select 1 from operations p where p.entry = h.holiday_id and p.state = 'pending') as isPending
         from holidays h
        where not exists (select 1 from holidays l where l.day = h.day and l.country is h.country
                             and (l.company_row, l.holiday_id) > (h.company_row, h.holiday_id))
        order by day, country, holiday_id`,
    )
    .all();
}

export function isHolidayThere(tx: Tx, id: string): boolean {
  return tx.prepared<[string]>('select 1 from holidays where holiday_id = ?').get(id) !== undefined;
}
