import type { EventPage } from '../../lib/activity-page';
import { instantOfDay } from '../../lib/day';
import type { HourInUse } from './best-hour';
import { dayShown, minuteShown } from './wall-time';
import { clockOf, shownAt } from './zone-clock';

/** What isn't use by an account's people. */
interface Apart {
  readonly machineFeatures: ReadonlySet<number>;
  readonly internalUsers: ReadonlySet<number>;
}

/**
 * In which hours of which days people of an account were at work, on the clocks of a zone. Events without a user, of machines
 * and of the company's own staff are nobody's work.
 * @param pages raw events of one account, by UTC day
 */
export function hoursInUse(
  pages: Iterable<{ readonly day: number; readonly page: EventPage }>,
  { machineFeatures, internalUsers }: Apart,
  zone: string,
): HourInUse[] {
  const clock = clockOf(zone);
  const hours: HourInUse[] = [];
  for (const { day, page } of pages) {
    for (let row = 0; row < page.rows; row++) {
      const person = page.userId[row] ?? 0;
      if (person === 0 || internalUsers.has(person) || machineFeatures.has(page.featureId[row] ?? 0))
        continue;
      const shown = shownAt(clock, instantOfDay(day) + (page.msOfDay[row] ?? 0));
      hours.push({ day: dayShown(shown), hour: Math.floor(minuteShown(shown) / 60), person });
    }
  }
  return hours;
}
