import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { nextDue } from '../../../src-main/engines/schedule/next-due';
import type { Schedule } from '../../../src-preload/contract/schedule';
import {
  duesByTheMinute,
  type MinutesOfZone,
  minutesOfZone,
  type PlainSchedule,
} from './support/minutes-of-zone';

const start = Date.UTC(2025, 0, 1);
const end = Date.UTC(2027, 0, 1);

/** STEWARD_ZONES=all: all zones that this machine knows, some minutes long. */
const named = ['America/New_York', 'Africa/Cairo', 'Australia/Lord_Howe', 'Antarctica/Troll'];
const known = Intl.supportedValuesOf('timeZone');
const zones =
  process.env['STEWARD_ZONES'] === 'all'
    ? known
    : [
        ...named,
        ...fc.sample(fc.constantFrom(...known), {
          numRuns: 3,
          seed: Number(process.env['STEWARD_SEED'] ?? 1),
        }),
      ];

const machines = ['UTC', 'Europe/Chisinau', 'America/St_Johns', 'Pacific/Apia'];

test.each(zones.map((zone, index) => [zone, machines[index % machines.length] ?? 'UTC']))(
  'in %s, on a machine in %s, what is due is what going through two years by the minute finds',
  (zone, machine) => {
    process.env['TZ'] = machine;
    const minutes = minutesOfZone(zone, start, end);
    fc.assert(
      fc.property(cronOf, (cron) => {
        agrees(minutes, { kind: 'cron', texts: [cron.text], zones: [zone] }, cron.plain);
      }),
      { numRuns: 4 },
    );
    agrees(
      minutes,
      { kind: 'daily', minutes: [90, 150, 1], zone },
      plainDays([1, 90, 150], () => true),
    );
    agrees(
      minutes,
      { kind: 'monthly', day: 'last', minute: 150, zone },
      plainDays([150], (year, month, date) => date === new Date(Date.UTC(year, month, 0)).getUTCDate()),
    );
    agrees(
      minutes,
      { kind: 'weekly', weekdays: [7, 5], minute: 0, zone },
      plainDays([0], (_year, _month, _date, weekday) => weekday === 0 || weekday === 5),
    );
  },
);

const before = process.env['TZ'];
afterEach(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

describe('the zone of the machine makes no difference', () => {
  const due = () =>
    fc
      .sample(fc.record({ cron: cronOf, zone: fc.constantFrom(...known), after: instant }), {
        numRuns: 200,
        seed: 7,
      })
      .map(
        ({ cron, zone, after }) => nextDue({ kind: 'cron', texts: [cron.text], zones: [zone] }, after)?.at,
      );
  test.each(machines)('%s', (machine) => {
    process.env['TZ'] = 'UTC';
    const inUtc = due();
    process.env['TZ'] = machine;
    expect(new Date(start).getTimezoneOffset() === 0).toBe(machine === 'UTC');
    expect(due()).toEqual(inUtc);
  });
});

const instant = fc.integer({ min: start, max: end });

test('a daily time is due after any instant, and at the latest 25 hours later where clocks move by an hour', () => {
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: 0, max: 1439 }),
      fc.constantFrom(...known),
      (after, minute, zone) => {
        const at = nextDue({ kind: 'daily', minutes: [minute], zone }, after)?.at ?? 0;
        expect(at).toBeGreaterThan(after);
        expect(at - after).toBeLessThanOrEqual((zone === 'Antarctica/Troll' ? 26 : 25) * 3_600_000);
      },
    ),
    { numRuns: 500 },
  );
});

function agrees(minutes: MinutesOfZone, schedule: Schedule, plain: PlainSchedule): void {
  const expected = duesByTheMinute(minutes, plain);
  const found: number[] = [];
  let due = nextDue(schedule, start);
  while (due !== null && due.at < end) {
    found.push(due.at);
    due = nextDue(schedule, due.at);
  }
  expect(found).toEqual(expected);
}

function plainDays(minutes: readonly number[], isDay: PlainSchedule['isDay']): PlainSchedule {
  return { minutes: new Set(minutes), isDay, runsWithClocks: false };
}

/** Cron texts with what they mean, made together. */
const cronOf = fc
  .record({
    minute: fc.oneof(
      fc.constant<number[]>([0, 15, 30, 45]),
      fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 2 }),
    ),
    // Clocks change in the first hours of a day.
    hours: fc.oneof(
      fc.constant(null),
      fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }),
    ),
    dates: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 12 })),
    months: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 3, maxLength: 8 })),
    weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 })),
  })
  .filter(
    ({ dates, weekdays, months }) =>
      dates === null || weekdays !== null || months === null || Math.min(...dates) < 29,
  )
  .map(({ minute, hours, dates, months, weekdays }) => ({
    text: [minute, hours, dates, months, weekdays].map((part) => part?.join(',') ?? '*').join(' '),
    plain: {
      minutes: new Set((hours ?? range(24)).flatMap((hour) => minute.map((one) => 60 * hour + one))),
      runsWithClocks: hours === null,
      isDay(_year: number, month: number, date: number, weekday: number) {
        if (months !== null && !months.includes(month)) return false;
        if (dates === null) return weekdays === null || weekdays.includes(weekday);
        return dates.includes(date) || weekdays?.includes(weekday) === true;
      },
    },
  }));

function range(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index);
}
