import { dayShown, minuteShown, showing } from './wall-time';
import { clockOf, shownAt, type ZoneClock } from './zone-clock';

/** Kept as local times: 19:00 is 19:00 in winter and in summer. */
export interface QuietHours {
  /** Minutes of the day; quiet from this one on. */
  readonly from: number;
  /** Quiet up to this one; an earlier one than `from` is of the next morning, the same one is no quiet at all. */
  readonly until: number;
}

const aDay = 24 * 3_600_000;

/**
 * The first instant from this one on that isn't quiet on the clocks of any of the zones; null where their quiet leaves no
 * hour of the day.
 */
export function afterQuiet(instant: number, quiet: QuietHours, zones: readonly string[]): number | null {
  const clocks = zones.map(clockOf);
  // Zones that leave no common hour on one day leave none on the next, but for a change of their clocks.
  const end = instant + 3 * aDay;
  let at = instant;
  while (at < end) {
    const latest = Math.max(...clocks.map((clock) => afterQuietOf(clock, at, quiet)), at);
    if (latest === at) return at;
    at = latest;
  }
  return null;
}

/** @returns how long an instant that isn't quiet has until one of the zones falls quiet, milliseconds; at most a day */
export function untilQuiet(instant: number, quiet: QuietHours, zones: readonly string[]): number {
  return Math.min(...zones.map((zone) => nextWhere(clockOf(zone), instant, quiet, true) - instant), aDay);
}

function afterQuietOf(clock: ZoneClock, instant: number, quiet: QuietHours): number {
  return isQuiet(minuteShown(shownAt(clock, instant)), quiet)
    ? nextWhere(clock, instant, quiet, false)
    : instant;
}

/**
 * The next instant at which the quiet hours begin, or end. While clocks run evenly that is so many minutes away; where they
 * are moved, the time they are moved to decides.
 */
function nextWhere(clock: ZoneClock, instant: number, quiet: QuietHours, begins: boolean): number {
  let at = instant;
  while (at - instant < 2 * aDay) {
    const shown = shownAt(clock, at);
    const { until } = clock.stretchAt(at);
    const edge = at + milliseconds(shown, begins ? quiet.from : quiet.until);
    if (edge < until) return edge;
    if (isQuiet(minuteShown(shownAt(clock, until)), quiet) === begins) return until;
    at = until;
  }
  return at;
}

/** @returns how far the clocks have to go on to show that minute, at least one millisecond */
function milliseconds(shown: number, minute: number): number {
  const today = showing(dayShown(shown), minute);
  return today > shown ? today - shown : showing(dayShown(shown) + 1, minute) - shown;
}

function isQuiet(minute: number, { from, until }: QuietHours): boolean {
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}
