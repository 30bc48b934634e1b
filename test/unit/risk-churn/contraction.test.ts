import { describe, expect, test } from 'vitest';
import type { Term } from '../../../src-main/engines/life/term';
import { columnSaid } from '../../../src-main/engines/risk/features/column-words';
import { readRisk } from '../../../src-main/engines/risk/features/risk-features';
import { peakVolume } from '../../../src-main/engines/risk/features/volume';
import { monthly, subjectOf } from './simulated-accounts';

const asOf = 19_400;
const created = asOf - 300;
const valuesOf = (terms: readonly Term[]) =>
  readRisk(subjectOf({ created }, terms, []), created, asOf, []).values;

describe('an account that shrank', () => {
  const before = monthly(created, { mrr: 1000, seats: 40 });

  test.each([1, 181])('counts as large as it was, and as smaller by what it lost, %d days ago', (days) => {
    const day = asOf - days;
    const cut = valuesOf([{ ...before, endedDay: day }, monthly(day, { mrr: 600, seats: 10 })]);
    const whole = valuesOf([before]);
    for (const column of [
      'log_mrr',
      'log_seats',
      'log_mrr_per_seat',
      'log_mrr_per_use',
      'seat_use',
    ] as const) {
      expect(cut[column], column).toBe(whole[column]);
    }
    expect(cut.mrr_lost).toBeCloseTo(0.4, 12);
    expect(cut.seats_lost).toBeCloseTo(0.75, 12);
    expect([whole.mrr_lost, whole.seats_lost]).toEqual([0, 0]);
  });

  test('counts as it is once half a year has passed', () => {
    const day = asOf - 182;
    const values = valuesOf([{ ...before, endedDay: day }, monthly(day, { mrr: 600, seats: 10 })]);
    expect([values.mrr_lost, values.seats_lost]).toEqual([0, 0]);
    expect(values.log_mrr).toBeCloseTo(Math.log(601), 12);
  });

  test('and that grew again has lost nothing', () => {
    const terms = [
      { ...before, endedDay: asOf - 100 },
      monthly(asOf - 100, { mrr: 10, seats: 1, endedDay: asOf - 50 }),
      monthly(asOf - 50, { mrr: 2000, seats: 80 }),
    ];
    expect(valuesOf(terms)).toMatchObject({ mrr_lost: 0, seats_lost: 0, log_mrr: Math.log1p(2000) });
  });

  test('of which no seats are known has none to lose', () => {
    expect(valuesOf([monthly(created)]).seats_lost).toBeNaN();
  });

  test('is told in shares of the most it had', () => {
    const said = (column: string, value: number) =>
      columnSaid(column, value, new Map(), readRisk(subjectOf({ created }, [], []), created, asOf, []));
    expect(said('mrr_lost', 0.5)).toBe('Pays 50% less than at most in half a year');
    expect(said('seats_lost', 0.75)).toBe('Has 75% fewer seats than at most in half a year');
    expect(said('seats_lost', 0)).toBe('Has as many seats as ever in half a year');
  });
});

test('the most of several subscriptions is that of the day on which they were the most together', () => {
  const terms = [
    monthly(0, { mrr: 100, seats: 5, endedDay: 50 }),
    monthly(40, { mrr: 70, seats: 9, endedDay: 60 }),
    monthly(70, { mrr: 150 }),
  ];
  expect(peakVolume(terms, 10, 80)).toEqual({ mrr: 170, seats: 14 });
  expect(peakVolume(terms, 50, 80)).toEqual({ mrr: 150, seats: 9 });
  expect(peakVolume(terms, 61, 69)).toEqual({ mrr: 0, seats: 0 });
  expect(peakVolume(terms, 39, 39)).toEqual({ mrr: 100, seats: 5 });
});

test('an account that was never active is idle since it began', () => {
  const idle = (began: number) =>
    Math.expm1(readRisk(subjectOf({ created: began }, [], []), began, asOf, []).values.log_idle_days);
  expect(idle(asOf - 100)).toBeCloseTo(100, 9);
  // Who forecasts reads no further back than half a year: what is learned from is cut there too.
  expect(idle(created)).toBeCloseTo(182, 9);
});
