import { describe, expect, test } from 'vitest';
import { occurrencesUpTo } from '../../../src-main/engines/schedule/catch-up';
import { nextDue } from '../../../src-main/engines/schedule/next-due';
import type { CatchUp, Schedule } from '../../../src-preload/contract/schedule';

const daily: Schedule = { kind: 'daily', minutes: [540], zone: 'UTC' };
const once: CatchUp = { kind: 'once', within: 24 * 3_600_000 };

function upTo(now: string, policy: CatchUp, schedule: Schedule = daily, first = '2026-12-01T09:00Z') {
  const due = nextDue(schedule, Date.parse(first) - 1);
  if (due === null) throw new Error('never due');
  const { run, skipsSome, next } = occurrencesUpTo(schedule, due, Date.parse(now), policy);
  const day = (at: number) => new Date(at).toISOString().slice(0, 16);
  return { run: run.map(({ at }) => day(at)), skipsSome, next: next && day(next.at) };
}

describe('what came due while nobody looked', () => {
  test('is done once, the last of it, within a day', () => {
    expect(upTo('2026-12-05T10:00Z', once)).toEqual({
      run: ['2026-12-05T09:00'],
      skipsSome: true,
      next: '2026-12-06T09:00',
    });
    const weekly: Schedule = { kind: 'weekly', weekdays: [2], minute: 540, zone: 'UTC' };
    expect(upTo('2026-12-02T09:00Z', once, weekly).run).toEqual(['2026-12-01T09:00']);
    expect(upTo('2026-12-02T09:01Z', once, weekly)).toEqual({
      run: [],
      skipsSome: true,
      next: '2026-12-08T09:00',
    });
    expect(upTo('2026-12-07T09:01Z', { kind: 'once', within: null }, weekly).run).toEqual([
      '2026-12-01T09:00',
    ]);
  });

  test('is left out, but for what is due right now', () => {
    expect(upTo('2026-12-01T09:05Z', { kind: 'skip' })).toMatchObject({
      run: ['2026-12-01T09:00'],
      skipsSome: false,
    });
    expect(upTo('2026-12-01T09:06Z', { kind: 'skip' })).toMatchObject({ run: [], skipsSome: true });
  });

  test('is done each, the last so many, the oldest first', () => {
    expect(upTo('2026-12-05T10:00Z', { kind: 'all', most: 3 }).run).toEqual([
      '2026-12-03T09:00',
      '2026-12-04T09:00',
      '2026-12-05T09:00',
    ]);
    expect(upTo('2026-12-02T10:00Z', { kind: 'all', most: 3 })).toMatchObject({
      run: ['2026-12-01T09:00', '2026-12-02T09:00'],
      skipsSome: false,
    });
  });

  test('is done however late where it is due only once', () => {
    const at: Schedule = { kind: 'at', at: Date.parse('2026-12-01T09:00Z') };
    for (const policy of [once, { kind: 'skip' }, { kind: 'all', most: 1 }] as const) {
      expect(upTo('2029-01-01T00:00Z', policy, at)).toEqual({
        run: ['2026-12-01T09:00'],
        skipsSome: false,
        next: null,
      });
    }
  });

  test('of years by the minute is reckoned at once', () => {
    const minutely: Schedule = { kind: 'every', anchor: 0, milliseconds: 60_000 };
    const began = performance.now();
    expect(
      upTo('2026-12-05T10:00Z', { kind: 'all', most: 1000 }, minutely, '1990-01-01T00:00Z').run,
    ).toHaveLength(1000);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
