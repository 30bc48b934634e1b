import { describe, expect, test } from 'vitest';
import { scheduleWords } from '../../../src-main/engines/schedule/schedule-words';
import type { Schedule } from '../../../src-preload/contract/schedule';

const now = Date.parse('2026-12-04T20:00Z');
const zone = 'America/New_York';
const says: [Schedule, string][] = [
  [
    { kind: 'working_days', weekdays: [1, 2, 3, 4, 5], holidays: [], minute: 540, zone },
    'every working day at 09:00, New York; next Monday 7 December 09:00',
  ],
  [
    { kind: 'night', minutes: 5, zone: 'UTC' },
    'every night, 5 minutes after the day begins, UTC; next Saturday 5 December 00:05',
  ],
  [
    { kind: 'night', minutes: 0, zone: 'UTC' },
    'every night, as the day begins, UTC; next Saturday 5 December 00:00',
  ],
  [
    { kind: 'daily', minutes: [1020, 540], zone },
    'every day at 09:00 and 17:00, New York; next Friday 4 December 17:00',
  ],
  [
    { kind: 'weekly', weekdays: [3, 1], minute: 0, zone },
    'every Monday and Wednesday at 00:00, New York; next Monday 7 December 00:00',
  ],
  [
    { kind: 'monthly', day: 'last', minute: 60, zone },
    'every month on its last day at 01:00, New York; next Thursday 31 December 01:00',
  ],
  [
    { kind: 'monthly', day: 30, minute: 60, zone },
    'every month on the 30th, or the last of a shorter month, at 01:00, New York; next Wednesday 30 December 01:00',
  ],
  [
    { kind: 'monthly', day: 2, minute: 60, zone },
    'every month on the 2nd at 01:00, New York; next Saturday 2 January 2027 01:00',
  ],
  [
    { kind: 'cron', texts: ['0 9 * * 1#2'], zones: ['Europe/Berlin', zone] },
    'at 09:00, the 2nd Monday of the month, Berlin and New York; next Monday 14 December 09:00',
  ],
  [
    { kind: 'every', anchor: 0, milliseconds: 5_400_000 },
    'every 1 hour 30 minutes of elapsed time; next Friday 4 December 21:00',
  ],
  [
    { kind: 'after', from: now, milliseconds: 172_800_000 },
    'once, after 48 hours of elapsed time; next Sunday 6 December 20:00',
  ],
  [
    { kind: 'wait', from: now, months: 1, days: 0, minute: null, zone },
    'once, 1 calendar month later at the same time of day, New York; next Monday 4 January 2027 15:00',
  ],
  [
    { kind: 'wait', from: now, months: 0, days: 2, minute: 540, zone },
    'once, 2 calendar days later at 09:00, New York; next Sunday 6 December 09:00',
  ],
  [{ kind: 'at', at: now + 60_000 }, 'once, UTC; next Friday 4 December 20:01'],
  [{ kind: 'at', at: now }, 'once, UTC; never again'],
  [
    { kind: 'local', local: '2027-03-14T02:30', zone },
    'once, on Sunday 14 March at 02:30, New York; next Sunday 14 March 2027 03:00',
  ],
];

describe('a schedule says', () => {
  test.each(says.map(([schedule, words]) => [words, schedule] as const))('%s', (words, schedule) => {
    expect(scheduleWords(schedule, now, 'UTC')).toBe(words);
  });
});
