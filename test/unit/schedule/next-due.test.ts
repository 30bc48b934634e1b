import { describe, expect, test } from 'vitest';
import { nextDue } from '../../../src-main/engines/schedule/next-due';
import { occurrenceOf } from '../../../src-main/engines/schedule/occurrence';
import type { Schedule } from '../../../src-preload/contract/schedule';

const newYork = 'America/New_York';
const cron = (text: string, ...zones: string[]): Schedule => ({ kind: 'cron', texts: [text], zones });

/** The next so many, as `2026-03-08T07:00Z`. */
function next(schedule: Schedule, after: string, count = 1): string[] {
  const found: string[] = [];
  let due = nextDue(schedule, Date.parse(after));
  while (due !== null && found.length < count) {
    found.push(iso(due.at));
    due = nextDue(schedule, due.at);
  }
  return found;
}

const iso = (instant: number) => new Date(instant).toISOString().replace(':00.000Z', 'Z');

describe('a time that the clocks skip', () => {
  test('is due at the first instant after the gap, and at its own time from the next day on', () => {
    expect(next(cron('30 2 * * *', newYork), '2026-03-07T12:00Z', 3)).toEqual([
      '2026-03-08T07:00Z',
      '2026-03-09T06:30Z',
      '2026-03-10T06:30Z',
    ]);
  });

  test('several of them are one', () => {
    expect(next(cron('*/20 2,3 * * *', newYork), '2026-03-08T06:00Z', 3)).toEqual([
      '2026-03-08T07:00Z',
      '2026-03-08T07:20Z',
      '2026-03-08T07:40Z',
    ]);
  });

  test.each([
    ['Africa/Cairo', '10 0 * * *', '2026-04-23T12:00Z', '2026-04-23T22:00Z'],
    ['Australia/Lord_Howe', '10 2 * * *', '2026-10-03T12:00Z', '2026-10-03T15:30Z'],
    ['Antarctica/Troll', '30 1 * * *', '2026-03-28T12:00Z', '2026-03-29T01:00Z'],
    // Samoa had no 30 December 2011.
    ['Pacific/Apia', '0 9 30 12 *', '2011-12-01T00:00Z', '2011-12-30T10:00Z'],
  ])('in %s “%s” after %s is due at %s', (zone, text, after, due) => {
    expect(next(cron(text, zone), after)).toEqual([due]);
  });

  test('does not end what recurs', () => {
    expect(next(cron('0 5 * * 7', 'Europe/Rome'), '2025-03-28T23:59:59Z')).toEqual(['2025-03-30T03:00Z']);
    expect(next(cron('30 2 * * *', newYork), '2026-03-08T06:30Z')).toEqual(['2026-03-08T07:00Z']);
    expect(next(cron('*/5 * * * *', newYork), '2026-03-08T06:59Z')).toEqual(['2026-03-08T07:00Z']);
  });
});

describe('a time that the clocks show twice', () => {
  test('is due once, in its first pass, where the hour is fixed', () => {
    expect(next(cron('30 1 * * *', newYork), '2026-10-31T12:00Z', 2)).toEqual([
      '2026-11-01T05:30Z',
      '2026-11-02T06:30Z',
    ]);
    expect(next(cron('30 1 * * *', newYork), '2026-11-01T05:30Z')).toEqual(['2026-11-02T06:30Z']);
    // Within the second pass, too.
    expect(next(cron('30 1 * * *', newYork), '2026-11-01T06:10Z')).toEqual(['2026-11-02T06:30Z']);
  });

  test('is due in both where any hour will do', () => {
    expect(next(cron('30 * * * *', newYork), '2026-11-01T04:45Z', 3)).toEqual([
      '2026-11-01T05:30Z',
      '2026-11-01T06:30Z',
      '2026-11-01T07:30Z',
    ]);
  });
});

describe('elapsed time keeps its steps', () => {
  test('while London shows an hour twice', () => {
    const quarter: Schedule = {
      kind: 'every',
      anchor: Date.parse('2025-10-01T00:00Z'),
      milliseconds: 900_000,
    };
    const dues = next(quarter, '2025-10-26T00:00Z', 12);
    expect(dues.at(0)).toBe('2025-10-26T00:15Z');
    expect(dues.at(-1)).toBe('2025-10-26T03:00Z');
    expect(next(cron('*/15 * * * *', 'Europe/London'), '2025-10-26T00:00Z', 12)).toEqual(dues);
  });

  test('two hours are two hours, a calendar day is the same time of the next day', () => {
    const from = Date.parse('2026-03-08T06:30Z');
    expect(next({ kind: 'after', from, milliseconds: 7_200_000 }, '2026-03-08T06:30Z')).toEqual([
      '2026-03-08T08:30Z',
    ]);
    const noon = Date.parse('2026-03-07T17:00Z');
    const day = { kind: 'wait', from: noon, months: 0, days: 1, minute: null, zone: newYork } as const;
    expect(next(day, '2026-03-07T17:00Z')).toEqual(['2026-03-08T16:00Z']);
    expect(next({ kind: 'after', from: noon, milliseconds: 86_400_000 }, '2026-03-07T17:00Z')).toEqual([
      '2026-03-08T17:00Z',
    ]);
  });

  test('from its anchor, before and after it, and never beyond what an instant can be', () => {
    const every = (milliseconds: number): Schedule => ({ kind: 'every', anchor: 1_000_000, milliseconds });
    expect(nextDue(every(60_000), -5_000_000)?.at).toBe(1_000_000);
    expect(nextDue(every(60_000), 1_000_000)?.at).toBe(1_060_000);
    expect(nextDue(every(60_000), 1_059_999)?.at).toBe(1_060_000);
    expect(nextDue(every(3e12), 8.64e15 - 1000)).toBeNull();
  });
});

describe('the end of a month', () => {
  const monthly = (day: number | 'last', minute = 23 * 60 + 30): Schedule => ({
    kind: 'monthly',
    day,
    minute,
    zone: newYork,
  });

  test('is that of the zone', () => {
    expect(next(monthly('last'), '2026-02-01T05:00Z', 3)).toEqual([
      '2026-03-01T04:30Z',
      '2026-04-01T03:30Z',
      '2026-05-01T03:30Z',
    ]);
  });

  test('stands for a day that a month does not have, and comes back to that day', () => {
    expect(next(monthly(30, 720), '2028-01-30T18:00Z', 2)).toEqual([
      '2028-02-29T17:00Z',
      '2028-03-30T16:00Z',
    ]);
    const wait = {
      kind: 'wait',
      from: Date.parse('2026-01-31T15:00Z'),
      months: 1,
      days: 0,
      minute: 540,
      zone: newYork,
    } as const;
    expect(next(wait, '2026-01-31T15:00Z')).toEqual(['2026-02-28T14:00Z']);
  });

  test('can be named in a cron text, as can the second Monday and the last Friday', () => {
    expect(next(cron('0 9 L * *', 'UTC'), '2028-02-01T00:00Z')).toEqual(['2028-02-29T09:00Z']);
    expect(next(cron('0 9 * * 1#2', 'UTC'), '2026-12-01T00:00Z')).toEqual(['2026-12-14T09:00Z']);
    expect(next(cron('0 9 * * 5L', 'UTC'), '2026-12-01T00:00Z')).toEqual(['2026-12-25T09:00Z']);
    expect(next(cron('0 0 29 2 *', 'UTC'), '2096-03-01T00:00Z')).toEqual(['2104-02-29T00:00Z']);
    expect(next(cron('0 0 * 2 1#5', 'UTC'), '2072-03-01T00:00Z')).toEqual(['2112-02-29T00:00Z']);
  });
});

test('several hours and several zones are due whenever one of them is', () => {
  const schedule: Schedule = { kind: 'cron', texts: ['0 9,17 * * *'], zones: ['Europe/Berlin', newYork] };
  expect(next(schedule, '2026-12-07T00:00Z', 5)).toEqual([
    '2026-12-07T08:00Z',
    '2026-12-07T14:00Z',
    '2026-12-07T16:00Z',
    '2026-12-07T22:00Z',
    '2026-12-08T08:00Z',
  ]);
});

test('a working day is none of its holidays', () => {
  const schedule: Schedule = {
    kind: 'working_days',
    weekdays: [1, 2, 3, 4, 5],
    holidays: ['2026-12-25', '2026-12-28'],
    minute: 540,
    zone: 'Europe/London',
  };
  expect(next(schedule, '2026-12-24T09:00Z', 2)).toEqual(['2026-12-29T09:00Z', '2026-12-30T09:00Z']);
});

test('what is due once is due once, and never again', () => {
  const at = Date.parse('2026-12-07T09:00Z');
  expect(next({ kind: 'at', at }, '2026-12-07T08:59Z', 2)).toEqual(['2026-12-07T09:00Z']);
  expect(next({ kind: 'at', at }, '2026-12-07T09:00Z')).toEqual([]);
  const local: Schedule = { kind: 'local', local: '2026-03-08T02:30', zone: newYork };
  expect(next(local, '2026-01-01T00:00Z', 2)).toEqual(['2026-03-08T07:00Z']);
});

test('a zone that this machine does not know is refused', () => {
  expect(() => nextDue({ kind: 'daily', minutes: [0], zone: 'Mars/Olympus' }, 0)).toThrow(RangeError);
});

describe('an occurrence is called', () => {
  test('by what the wall was to show, though its clocks skip it', () => {
    const due = nextDue(cron('30 2 * * *', newYork), Date.parse('2026-03-07T12:00Z'));
    expect(due && occurrenceOf(due)).toBe('2026-03-08T02:30[America/New_York]');
  });

  test('by its instant where the wall shows the same twice, and where time is elapsed', () => {
    const hourly = cron('30 * * * *', newYork);
    const [first, second] = ['2026-11-01T04:45Z', '2026-11-01T05:45Z'].map((after) =>
      nextDue(hourly, Date.parse(after)),
    );
    expect(first && occurrenceOf(first)).toBe('2026-11-01T05:30:00.000Z');
    expect(second && occurrenceOf(second)).toBe('2026-11-01T06:30:00.000Z');
  });
});
