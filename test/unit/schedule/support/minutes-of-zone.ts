/**
 * What the clocks of a zone show in each minute of two years, asked of Intl every quarter of an hour: the second way to
 * know it, beside Temporal.
 */
export interface MinutesOfZone {
  readonly zone: string;
  /** Instant of the first minute. */
  readonly start: number;
  /** Of each minute since: what the clocks show, in minutes since 1970. */
  readonly shown: Float64Array;
}

const quarter = 15;

export function minutesOfZone(zone: string, start: number, end: number): MinutesOfZone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const count = (end - start) / 60_000;
  const shown = new Float64Array(count);
  for (let minute = 0; minute < count; minute += quarter) {
    const text = format.format(start + minute * 60_000);
    const [month = 0, day = 0, year = 0, hours = 0, minutes = 0] = text.split(/[/, :]+/).map(Number);
    const first = Date.UTC(year, month - 1, day, hours, minutes) / 60_000;
    for (let one = 0; one < quarter && minute + one < count; one++) shown[minute + one] = first + one;
  }
  return { zone, start, shown };
}

/** What recurs, as sets: the plain way to say it. */
export interface PlainSchedule {
  /** Of the day. */
  readonly minutes: ReadonlySet<number>;
  readonly isDay: (year: number, month: number, date: number, weekday: number) => boolean;
  /** Runs with the clocks: what they skip is left out, what they show twice is done twice. */
  readonly runsWithClocks: boolean;
}

/** Goes through it minute by minute. @returns every instant at which the schedule is due */
export function duesByTheMinute({ start, shown }: MinutesOfZone, plain: PlainSchedule): number[] {
  const dues: number[] = [];
  const days = new Map<number, boolean>();
  const holds = (wall: number) => {
    if (!plain.minutes.has(((wall % 1440) + 1440) % 1440)) return false;
    const day = Math.floor(wall / 1440);
    let is = days.get(day);
    if (is === undefined) {
      const date = new Date(day * 86_400_000);
      is = plain.isDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay());
      days.set(day, is);
    }
    return is;
  };
  let latest = shown[0] ?? 0;
  for (let minute = 1; minute < shown.length; minute++) {
    const wall = shown[minute] ?? 0;
    let isDue = plain.runsWithClocks && holds(wall);
    // Every time on the wall that has passed since the latest ever shown, those in a gap too.
    for (let one = latest + 1; !plain.runsWithClocks && one <= wall && !isDue; one++) isDue = holds(one);
    if (isDue) dues.push(start + minute * 60_000);
    latest = Math.max(latest, wall);
  }
  return dues;
}
