import { addDays, epochDayOf } from '../format/day';

export interface UsagePoint {
  day: string;
  events: number;
  /** Distinct users; null when the company's data can't tell. */
  activeUsers: number | null;
  /** The week is not over yet: it says so, as it would look like a fall. */
  soFar?: boolean;
}

/** The Monday of a day's week. */
function mondayOf(day: string): string {
  // 1970-01-01 was a Thursday.
  return addDays(day, -((epochDayOf(day) + 3) % 7));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Days gathered into whole weeks, each under its Monday: events summed, active users as the mean of the days that had
 * any (so that free weekends don't halve it). Distinct users of a whole week can't be known from daily counts. The
 * first week is left out where the points cover it only in part; the present one says that it is not over.
 */
export function weeklyUsage(points: readonly UsagePoint[]): UsagePoint[] {
  const first = points[0]?.day ?? '';
  const last = points.at(-1)?.day ?? '';
  return [...Map.groupBy(points, (point) => mondayOf(point.day))]
    .filter(([monday]) => monday >= first)
    .map(([monday, days]) => ({
      day: monday,
      events: days.reduce((sum, point) => sum + point.events, 0),
      activeUsers: mean(days.flatMap(({ activeUsers }) => (activeUsers ? [activeUsers] : []))),
      ...(addDays(monday, 6) > last && { soFar: true }),
    }));
}
