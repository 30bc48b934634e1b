import { Temporal as polyfill } from 'temporal-polyfill';

// Node 24 and the older Electron have no Temporal of their own; the newer Electron has.
const Temporal: Pick<typeof polyfill, 'Instant'> =
  (globalThis as { Temporal?: typeof polyfill }).Temporal ?? polyfill;

/** A stretch of time in which a zone's clocks run evenly. All in milliseconds. */
export interface Stretch {
  /** The first instant of it; -Infinity where the zone never had another. */
  readonly from: number;
  /** The first instant after it; Infinity where the clocks are not known to change again. */
  readonly until: number;
  /** How far the clocks are ahead of UTC. */
  readonly offset: number;
}

/**
 * The clocks on the walls of a zone. What they show is a number too: the milliseconds since 1970 of an instant at which
 * clocks in UTC show the same.
 */
export interface ZoneClock {
  /** IANA name. */
  readonly zone: string;
  stretchAt(instant: number): Stretch;
}

const clocks = new Map<string, ZoneClock>();

/** @param zone IANA name @throws RangeError for a zone that this machine doesn't know */
export function clockOf(zone: string): ZoneClock {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = createClock(zone);
    clocks.set(zone, clock);
  }
  return clock;
}

/** @returns what the clocks show at an instant */
export function shownAt(clock: ZoneClock, instant: number): number {
  return instant + clock.stretchAt(instant).offset;
}

/** No zone's clocks are ahead of UTC, or behind it, by so much. */
const beyondAnyOffset = 26 * 3_600_000;

/**
 * The first instant at which the clocks show this time or a later one. So a time that clocks skip is the first instant
 * after the gap, and one they show twice is the first of the two.
 * @param shown as the clocks show it @returns milliseconds since 1970
 */
export function firstInstantShowing(clock: ZoneClock, shown: number): number {
  let stretch = clock.stretchAt(shown - beyondAnyOffset);
  while (stretch.from + stretch.offset < shown) {
    const instant = shown - stretch.offset;
    if (instant < stretch.until) return instant;
    stretch = clock.stretchAt(stretch.until);
  }
  return stretch.from;
}

/**
 * The latest time that the clocks have shown up to an instant: while they go through an hour a second time, the end of
 * its first pass. `firstInstantShowing` lies after the instant exactly for what is later than this.
 */
export function latestShown(clock: ZoneClock, instant: number): number {
  const stretch = clock.stretchAt(instant);
  const shown = instant + stretch.offset;
  if (stretch.from === Number.NEGATIVE_INFINITY) return shown;
  const before = clock.stretchAt(stretch.from - 1);
  return Math.max(shown, stretch.from + before.offset - 1);
}

function createClock(zone: string): ZoneClock {
  // Asked once, so that an unknown zone is refused here.
  Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  const known: Stretch[] = [];
  let last: Stretch = { from: 0, until: 0, offset: 0 };
  return {
    zone,
    stretchAt(instant) {
      if (instant >= last.from && instant < last.until) return last;
      const place = placeOf(known, instant);
      const before = known[place - 1];
      if (before !== undefined && instant < before.until) last = before;
      else {
        last = lookUp(zone, instant);
        known.splice(place, 0, last);
      }
      return last;
    },
  };
}

/** @returns how many of the stretches begin at or before an instant */
function placeOf(known: readonly Stretch[], instant: number): number {
  let low = 0;
  let high = known.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle]?.from ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The years 1 to 9999 and a little: what lies beyond is taken as at its ends. */
const furthest = 2.5e14;

function lookUp(zone: string, instant: number): Stretch {
  const looked = Math.floor(Math.min(Math.max(instant, -furthest), furthest));
  // A transition that lies exactly there is found as the one before the next millisecond.
  const at = Temporal.Instant.fromEpochMilliseconds(looked).toZonedDateTimeISO(zone);
  const from = Temporal.Instant.fromEpochMilliseconds(looked + 1)
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('previous');
  const until = at.getTimeZoneTransition('next');
  return {
    from: from?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: until?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: at.offsetNanoseconds / 1e6,
  };
}
