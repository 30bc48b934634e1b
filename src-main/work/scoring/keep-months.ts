import type { DaysPage } from '../../lib/account-days/days-page';
import { addDays, thinRaws } from '../../lib/account-days/merge-days';
import { putMonth, readMonth } from '../../store/scores/account-days';
import type { Tx } from '../../store/types';

/** What explains scores is kept so long day by day, and weekly for ever. */
export const explainedDays = 90;

/** Adds days of the past to an account's months; days and scores that are there stay. @param present the day it is scored on */
export function keepMonths(
  tx: Tx,
  organizationId: number,
  months: Iterable<DaysPage>,
  present: number,
): void {
  for (const made of months) {
    const page = readMonth(tx, organizationId, made.month);
    addDays(page, made);
    thinRaws(page, present - explainedDays);
    putMonth(tx, organizationId, page);
  }
}
