import type { Schedule } from '../../../src-preload/contract/schedule';
import { type Cron, readCron } from './cron-text';
import { patternOf } from './pattern-of';
import { nextShown, type WallPattern } from './wall-pattern';
import { addMonths, dayShown, minuteShown, parseShown, showing } from './wall-time';
import { clockOf, firstInstantShowing, latestShown, shownAt, type ZoneClock } from './zone-clock';

/** When something is due, and what it is called: several who reckon it come to the same name. */
export interface Due {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What the clocks of a zone were to show then, though they may skip it; null for what is due at an instant. */
  readonly wall: { readonly zone: string; readonly shown: number } | null;
}

/** Beyond what an instant can be. */
const furthest = 8.64e15;

/**
 * The first time a schedule is due after an instant; null where it is never due again. A time that clocks skip is due at
 * the first instant after the gap, a fixed hour that they show twice in its first pass, and what is due in any hour in
 * both; elapsed time keeps its steps whatever clocks do.
 * @param after milliseconds since 1970
 * @throws StewardError invalid_input for a cron text that can't be read; RangeError for an unknown zone
 */
export function nextDue(schedule: Schedule, after: number): Due | null {
  switch (schedule.kind) {
    case 'at':
      return once({ at: schedule.at, wall: null }, after);
    case 'after':
      return once({ at: schedule.from + schedule.milliseconds, wall: null }, after);
    case 'every':
      return nextStep(schedule, after);
    case 'local':
      return once(onWall(clockOf(schedule.zone), parseShown(schedule.local)), after);
    case 'wait':
      return once(afterWait(schedule), after);
    case 'night':
      return nextNight(schedule, after);
    case 'cron':
      return earliest(
        schedule.texts.flatMap((text) =>
          schedule.zones.map((zone) => nextOfCron(readCron(text), zone, after)),
        ),
      );
    default:
      return nextOfPattern(patternOf(schedule), clockOf(schedule.zone), after);
  }
}

function once(due: Due, after: number): Due | null {
  return due.at > after && due.at <= furthest ? due : null;
}

function onWall(clock: ZoneClock, shown: number): Due {
  return { at: firstInstantShowing(clock, shown), wall: { zone: clock.zone, shown } };
}

function nextStep({ anchor, milliseconds }: Extract<Schedule, { kind: 'every' }>, after: number): Due | null {
  const steps = Math.max(0, Math.floor((after - anchor) / milliseconds) + 1);
  return once({ at: anchor + steps * milliseconds, wall: null }, after);
}

function afterWait({ from, months, days, minute, zone }: Extract<Schedule, { kind: 'wait' }>): Due {
  const clock = clockOf(zone);
  const shown = shownAt(clock, from);
  return onWall(clock, showing(addMonths(dayShown(shown), months) + days, minute ?? minuteShown(shown)));
}

function nextNight({ minutes, zone }: Extract<Schedule, { kind: 'night' }>, after: number): Due | null {
  const clock = clockOf(zone);
  const today = dayShown(shownAt(clock, after));
  for (let day = today - 1; day <= today + 2; day++) {
    const at = firstInstantShowing(clock, showing(day, 0)) + minutes * 60_000;
    if (at > after) return { at, wall: { zone, shown: showing(day, minutes) } };
  }
  return null;
}

function nextOfPattern(pattern: WallPattern, clock: ZoneClock, after: number): Due | null {
  const shown = nextShown(pattern, latestShown(clock, after));
  return shown === null ? null : onWall(clock, shown);
}

function nextOfCron(cron: Cron, zone: string, after: number): Due | null {
  const clock = clockOf(zone);
  return cron.isOfAnyHour ? nextAsClocksRun(cron, clock, after) : nextOfPattern(cron, clock, after);
}

/** Whenever the clocks show a time of the pattern: never what they skip, and twice what they show twice. */
function nextAsClocksRun(pattern: WallPattern, clock: ZoneClock, after: number): Due | null {
  let stretch = clock.stretchAt(after);
  let shown = nextShown(pattern, after + stretch.offset);
  while (shown !== null) {
    const at = shown - stretch.offset;
    if (at < stretch.until) return { at, wall: null };
    stretch = clock.stretchAt(stretch.until);
    shown = nextShown(pattern, stretch.from + stretch.offset - 1);
  }
  return null;
}

function earliest(dues: readonly (Due | null)[]): Due | null {
  return dues.reduce(
    (first, due) => (due !== null && (first === null || due.at < first.at) ? due : first),
    null,
  );
}
