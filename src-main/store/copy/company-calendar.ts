import { type CompanyCalendar, calendarOf } from '../../lib/company-calendar';
import type { ReadDb, Tx } from '../types';

/** The calendar of the company that the copy is of; UTC before the first load, and where the company has no other. */
export function companyCalendar(db: ReadDb | Tx): CompanyCalendar {
  const zone = db.prepared<[], string | null>('select zone from sync_state where id = 1').pluck().get();
  return calendarOf(zone ?? 'UTC');
}

/** @param instant milliseconds since 1970 @returns the company's day on which it lies */
export function companyDay(db: ReadDb | Tx, instant: number): number {
  return companyCalendar(db).dayOf(instant);
}
