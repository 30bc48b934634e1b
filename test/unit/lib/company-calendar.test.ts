import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, isKnownZone } from '../../../src-main/lib/company-calendar';
import { formatDay, parseDay } from '../../../src-main/lib/day';

const startIn = (zone: string, day: string) =>
  new Date(calendarOf(zone).startOf(parseDay(day))).toISOString().replace(':00.000Z', 'Z');

describe('a day of the company', () => {
  test.each([
    ['UTC', '2026-11-28', '2026-11-28T00:00Z'],
    ['Asia/Tokyo', '2026-11-28', '2026-11-27T15:00Z'],
    ['America/Los_Angeles', '2026-11-28', '2026-11-28T08:00Z'],
    // The day on which summer ends there, and the one behind it.
    ['America/Los_Angeles', '2026-11-01', '2026-11-01T07:00Z'],
    ['America/Los_Angeles', '2026-11-02', '2026-11-02T08:00Z'],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00Z'],
    ['Australia/Lord_Howe', '2026-04-06', '2026-04-05T13:30Z'],
    // Midnight is left out that night.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00Z'],
    // Samoa had no 30 December 2011.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00Z'],
  ])('in %s %s begins at %s', (zone, day, start) => {
    expect(startIn(zone, day)).toBe(start);
  });

  test('holds what its clocks show, in zones of all kinds', () => {
    const zones = [
      'Asia/Kathmandu',
      'America/St_Johns',
      'Europe/Dublin',
      'Africa/Casablanca',
      'Pacific/Kiritimati',
    ];
    const clocks = new Map(
      zones.map((zone) => [zone, new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })]),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.parse('1971-01-01'), max: Date.parse('2037-01-01') }),
        (zone, instant) => {
          expect(formatDay(calendarOf(zone).dayOf(instant))).toBe(clocks.get(zone)?.format(instant));
        },
      ),
    );
  });

  test('of a zone that nobody knows is none', () => {
    expect(isKnownZone('Mars/Olympus')).toBe(false);
    expect(() => calendarOf('Mars/Olympus')).toThrow(RangeError);
  });
});
