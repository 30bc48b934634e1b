import { nextDue } from '../../engines/schedule/next-due';
import type { WorkingHours } from '../../engines/schedule/working-hours';
import { companyCalendar } from '../../store/copy/company-calendar';
import type { ReadDb } from '../../store/types';
import { bestTime } from '../scheduling/best-time';

/** Monday to Friday, nine to five, on the company's clocks. */
const workingHours: WorkingHours = { weekdays: [1, 2, 3, 4, 5], holidays: [], from: 9 * 60, until: 17 * 60 };

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
  const { weekdays, holidays, from } = workingHours;
  const morning = nextDue(
    { kind: 'working_days', weekdays: [...weekdays], holidays: [...holidays], minute: from, zone },
    now,
  )?.at;
  const times: LaunchTime[] =
    morning === undefined ? [] : [{ key: 'morning', at: morning, words: 'The next working morning.', zone }];
  const [organizationId] = organizationIds;
  if (organizationIds.length !== 1 || organizationId === undefined) return times;
  const { schedule, words } = bestTime(db, organizationId, workingHours, now);
  return [{ key: 'best', at: schedule.at, words, zone }, ...times];
}
