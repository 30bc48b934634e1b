import { foldHoliday, type HolidayKind, type StoredHoliday } from '../../lib/operations/fold-holiday';
import type { EntryFold } from './entry-fold';
import { dropEntry, putEntry } from './put-entry';

export const holidayEntry: EntryFold<StoredHoliday, HolidayKind> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], Omit<StoredHoliday, 'isRemoved'> & { readonly removedAt: number | null }>(
        `select day, name, country, row_id as companyRow, removed_at as removedAt
           from copied_holidays where holiday_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const { removedAt, ...row } = found;
    return { row: { ...row, isRemoved: removedAt !== null }, changed: {} };
  },
  fold: foldHoliday,
  put(tx, entry, holiday) {
    if (holiday === null || holiday.isRemoved) return dropEntry(tx, 'holidays', entry);
    const { day, name, country, companyRow } = holiday;
    putEntry(tx, 'holidays', entry, { day, name, country, company_row: companyRow });
  },
};
