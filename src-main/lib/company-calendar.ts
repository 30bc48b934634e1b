import { dayOfInstant, instantOfDay, millisecondsPerDay } from './day';

/** Which day it is for a company, by the one zone it counts its days in. A day is 23, 24 or 25 hours long. */
export interface CompanyCalendar {
  /** IANA name. */
  readonly zone: string;
  /** @param instant milliseconds since 1970 @returns the day on the clocks of the zone, as PostgreSQL tells it */
  dayOf(instant: number): number;
  /** The first instant that lies on the day or after it, should the zone have skipped it. */
  startOf(day: number): number;
}

const calendars = new Map<string, CompanyCalendar>();

/** @param zone IANA name @throws RangeError for a zone that this machine doesn't know */
export function calendarOf(zone: string): CompanyCalendar {
  let calendar = calendars.get(zone);
  if (calendar === undefined) {
    calendar = zone === 'UTC' ? inUtc : inZone(zone);
    calendars.set(zone, calendar);
  }
  return calendar;
}

/** Whether this machine knows the zone by this name. */
export function isKnownZone(zone: string): boolean {
  try {
    offsetFormat(zone);
    return true;
  } catch {
    return false;
  }
}

const inUtc: CompanyCalendar = { zone: 'UTC', dayOf: dayOfInstant, startOf: instantOfDay };

/** Of a UTC day: the offset at its start and, from some instant in it, another. */
interface OffsetsOfDay {
  readonly first: number;
  readonly changesAt: number;
  readonly then: number;
}

/** Clocks change at most once on a UTC day, so that looking each day up once serves batches of millions. */
function inZone(zone: string): CompanyCalendar {
  const format = offsetFormat(zone);
  const known = new Map<number, OffsetsOfDay>();

  function offsetsOf(utcDay: number): OffsetsOfDay {
    let offsets = known.get(utcDay);
    if (offsets === undefined) {
      offsets = findOffsets(format, utcDay);
      known.set(utcDay, offsets);
    }
    return offsets;
  }

  function dayOf(instant: number): number {
    const { first, changesAt, then } = offsetsOf(dayOfInstant(instant));
    return dayOfInstant(instant + (instant < changesAt ? first : then));
  }

  return {
    zone,
    dayOf,
    startOf: (day) => {
      // No zone is more than a day away from UTC.
      const from = instantOfDay(day - 1);
      return firstWhere(from, from + 3 * millisecondsPerDay, (instant) => dayOf(instant) >= day);
    },
  };
}

function findOffsets(format: Intl.DateTimeFormat, utcDay: number): OffsetsOfDay {
  const start = instantOfDay(utcDay);
  const end = start + millisecondsPerDay - 1;
  const first = offsetAt(format, start);
  const then = offsetAt(format, end);
  if (first === then) return { first, changesAt: Number.POSITIVE_INFINITY, then };
  return { first, changesAt: firstWhere(start, end, (instant) => offsetAt(format, instant) !== first), then };
}

/** @returns the first millisecond after `from` where it holds, given that it holds from there to `to` */
function firstWhere(from: number, to: number, holds: (instant: number) => boolean): number {
  let before = from;
  let after = to;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (holds(middle)) after = middle;
    else before = middle;
  }
  return after;
}

function offsetFormat(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
}

/** Instants beyond what a clock can show are taken as at its ends: no screen shows their day. */
const furthest = 8.64e15;

/** @returns how far the zone's clocks are ahead of UTC, in milliseconds */
function offsetAt(format: Intl.DateTimeFormat, instant: number): number {
  const shown = Math.min(Math.max(instant, -furthest), furthest);
  const name = format.formatToParts(shown).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name) ?? [];
  const size = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}
