import { readCreatedAt } from '../../store/accounts/organization-ids';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readFirstPageDay } from '../../store/scores/activity';
import type { ReadDb } from '../../store/types';

/** An account's past begins with its activity; null where it never had any. */
export function firstDayOfPast(db: ReadDb, id: number): number | null {
  const from = readFirstPageDay(db, id);
  if (from === undefined) return null;
  const createdAt = readCreatedAt(db, id);
  // An event of 1970 asks for no fifty years of days: before it began, an account has no score.
  return createdAt === undefined ? from : Math.max(from, companyCalendar(db).dayOf(createdAt));
}
