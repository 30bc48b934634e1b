import type { Schedule } from '../../../src-preload/contract/schedule';
import { bestHour } from '../../engines/schedule/best-hour';
import { hoursInUse } from '../../engines/schedule/hours-in-use';
import { nextDue } from '../../engines/schedule/next-due';
import { nextWorkingInstant, type WorkingHours } from '../../engines/schedule/working-hours';
import { StewardError } from '../../lib/steward-error';
import { readEventPages } from '../../store/accounts/read-contacts';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readSetApart } from '../../store/scores/set-apart';
import type { ReadDb } from '../../store/types';

export interface ChosenTime {
  readonly schedule: Extract<Schedule, { kind: 'at' }>;
  /** Why then, in a sentence. */
  readonly words: string;
}

/**
 * When somebody of an account is best reached: within working hours, in the hour in which most of its people are at work
 * together by the raw events at hand; with too little use to tell, as soon as people work. All on the company's clocks.
 * @param after milliseconds since 1970
 * @throws StewardError invalid_input where no day is worked
 */
export function bestTime(db: ReadDb, organizationId: number, hours: WorkingHours, after: number): ChosenTime {
  const { zone } = companyCalendar(db);
  const use = hoursInUse(readEventPages(db, organizationId, 0), readSetApart(db, organizationId), zone);
  const { hour, words } = bestHour(use, hoursWithin(hours));
  const { weekdays, holidays } = hours;
  const at =
    hour === null
      ? nextWorkingInstant(after, hours, zone)
      : nextDue(
          { kind: 'working_days', weekdays: [...weekdays], holidays: [...holidays], minute: 60 * hour, zone },
          after,
        )?.at;
  if (at === null || at === undefined) {
    throw new StewardError('invalid_input', 'No day is a working day: choose at least one.');
  }
  const said = hour === null ? `${words} So it goes as soon as people work.` : words;
  return { schedule: { kind: 'at', at }, words: said };
}

/** Hours that begin within working hours. */
function hoursWithin({ from, until }: WorkingHours): number[] {
  return Array.from({ length: 24 }, (_, hour) => hour).filter(
    (hour) => 60 * hour >= from && 60 * hour < until,
  );
}
