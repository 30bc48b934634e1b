import type { NewHoliday } from '../../../src-preload/contract/holidays';
import { isHolidayThere } from '../../store/holidays/read-holidays';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

/** Adds days on which nobody works; one that is there already of the same day and country takes its name. @returns their keys */
export function addHolidays(context: ActionContext, holidays: readonly NewHoliday[]): string[] {
  return decide(context, 'holiday.add', (tx) =>
    holidays.map((patch) => operate(tx, context, { kind: 'holiday.add', patch, subject: null })),
  );
}

/** Takes days away that are there. */
export function removeHolidays(context: ActionContext, ids: readonly string[]): void {
  decide(context, 'holiday.remove', (tx) => {
    for (const entry of ids)
      if (isHolidayThere(tx, entry))
        operate(tx, context, { kind: 'holiday.remove', patch: {}, subject: null, changes: { entry } });
  });
}
