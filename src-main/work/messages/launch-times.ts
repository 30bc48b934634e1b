import { nextDue } from '../../engines/schedule/next-due';
import type { WorkingHours } from '../../engines/schedule/working-hours';
import { readCountries } from '../../store/accounts/read-countries';
import { companyCalendar } from '../../store/copy/company-calendar';
import type { ReadDb } from '../../store/types';
import { bestTime } from '../scheduling/best-time';
import { workingCalendar } from '../scheduling/working-calendar';

/** Nine to five, minutes of the day on the company's clocks. */
const hours = { from: 9 * 60, until: 17 * 60 } as const;

export interface LaunchTime {
  readonly key: 'best' | 'morning';
  readonly at: number;
  readonly words: string;
  /** On whose clocks. */
  readonly zone: string;
}

/** When a message could go beside now: the next working morning, and, of one account, the hour in which its people work. */
export function launchTimes(db: ReadDb, organizationIds: readonly number[], now: number): LaunchTime[] {
  const { zone } = companyCalendar(db);
  const working: WorkingHours = { ...workingCalendar(db, readCountries(db, organizationIds)), ...hours };
  const { weekdays, holidays, from } = working;
  const morning = nextDue(
    { kind: 'working_days', weekdays: [...weekdays], holidays: [...holidays], minute: from, zone },
    now,
  )?.at;
  const times: LaunchTime[] =
    morning === undefined ? [] : [{ key: 'morning', at: morning, words: 'The next working morning.', zone }];
  const [organizationId] = organizationIds;
  if (organizationIds.length !== 1 || organizationId === undefined) return times;
  const { schedule, words } = bestTime(db, organizationId, working, now);
  return [{ key: 'best', at: schedule.at, words, zone }, ...times];
}
