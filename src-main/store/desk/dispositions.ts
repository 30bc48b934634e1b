import type { Tx } from '../types';

/** What was done this day with an account. @returns keys of the entries */
export function dispositionsOfDay(tx: Tx, organizationId: number, day: number): string[] {
  return tx
    .prepared<[number, number], string>(
      'select disposition_id from today_dispositions where organization_id = ? and day = ? order by 1',
    )
    .pluck()
    .all(organizationId, day);
}

/**
 * All that may still keep an account off the queue, of whichever day.
 * @param doneAfter what was done later than this day counts @param today snoozes to a later day count
 * @returns keys of the entries
 */
export function standingDispositions(
  tx: Tx,
  organizationId: number,
  { doneAfter, today }: { doneAfter: number; today: number },
): string[] {
  return tx
    .prepared<[number, number, number], string>(
      `select disposition_id from today_dispositions
        where organization_id = ? and ((state = 'done' and day > ?) or (state = 'snoozed' and until_day > ?)) order by 1`,
    )
    .pluck()
    .all(organizationId, doneAfter, today);
}
