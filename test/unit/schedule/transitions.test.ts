import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextDue } from '../../../src-main/engines/schedule/next-due';
import { clockOf } from '../../../src-main/engines/schedule/zone-clock';

/** Every change of clocks in a zone from 1970 to 2100, by the days of which Intl tells it. */
const zones = [
  'Antarctica/Troll',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Cairo',
  'America/Asuncion',
  'Africa/Monrovia',
];
const from = Date.UTC(1970, 0, 2);
const until = Date.UTC(2100, 0, 1);

/** What the clocks show, in seconds since 1970, as Intl has it. */
function shownBy(format: Intl.DateTimeFormat, instant: number): number {
  const [month = 0, day = 0, year = 0, ...time] = format
    .format(instant)
    .split(/[/, :]+/)
    .map(Number);
  return Date.UTC(year, month - 1, day, ...(time as [number, number, number])) / 1000;
}

const formatOf = (zone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

test.each([
  ...zones,
  ...fc.sample(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), { numRuns: 6, seed: 3 }),
])(
  'around every change of clocks in %s from 1970 to 2100, a daily time is the first instant at which they show it or a later one',
  (zone) => {
    const clock = clockOf(zone);
    const format = formatOf(zone);
    for (
      let stretch = clock.stretchAt(from);
      stretch.until < until;
      stretch = clock.stretchAt(stretch.until)
    ) {
      const change = stretch.until;
      // In the middle of what is skipped or shown twice, if that is an hour or half of one.
      const minute = new Date(change + stretch.offset + 900_000).getUTCHours() * 60 + 15;
      const after = change - 20 * 3_600_000;
      const due = nextDue({ kind: 'daily', minutes: [minute], zone }, after);
      const wanted = (due?.wall?.shown ?? 0) / 1000;
      const at = due?.at ?? 0;
      expect(at).toBeGreaterThan(after);
      expect(shownBy(format, at)).toBeGreaterThanOrEqual(wanted);
      expect(shownBy(format, at - 1000)).toBeLessThan(wanted);
    }
  },
);

test('whatever is asked, what is due lies after it', () => {
  const schedule = fc.oneof(
    fc.record({
      kind: fc.constant('every' as const),
      anchor: fc.integer(),
      milliseconds: fc.integer({ min: 60_000, max: 3e12 }),
    }),
    fc.record({
      kind: fc.constant('monthly' as const),
      day: fc.oneof(fc.constant('last' as const), fc.integer({ min: 1, max: 31 })),
      minute: fc.integer({ min: 0, max: 1439 }),
      zone: fc.constantFrom(...zones),
    }),
  );
  fc.assert(
    fc.property(schedule, fc.integer({ min: -3e12, max: 2e13 }), (one, after) => {
      const due = nextDue(one, after);
      expect(due === null || due.at > after).toBe(true);
      // The one before the next is the same: nothing lies in between.
      if (due !== null) expect(nextDue(one, due.at - 1)?.at).toBe(due.at);
    }),
    { numRuns: 500 },
  );
});
