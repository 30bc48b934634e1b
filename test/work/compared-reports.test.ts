import { expect, test } from 'vitest';
import type { Cell, Table } from '../../src-main/reports/table';
import { cohortTable } from '../../src-main/reports/tables/cohort-table';
import { healthTable } from '../../src-main/reports/tables/health-table';
import { customersKept, revenueKept, yearBefore } from '../../src-preload/contract/reports/cohort-words';
import type { Cohort } from '../../src-preload/contract/reports/cohorts';
import type { HealthPoint } from '../../src-preload/contract/reports/health';
import { countOfWord, isHealthKnown, shareOfWord } from '../../src-preload/contract/reports/health-words';

/** A table by its headings, row by row. */
function rowsOf({ columns, rows }: Table): Record<string, Cell>[] {
  return [...(rows as Iterable<readonly Cell[]>)].map((row) =>
    Object.fromEntries(columns.map(({ heading }, at) => [heading, row[at] ?? null])),
  );
}

/** Customers of a day: healthy, middle, poor, too little known, without a score. */
function point(
  day: string,
  ...[healthy, middle, poor, tooLittleKnown, unscored]: readonly number[]
): HealthPoint {
  const counts = { healthy, middle, poor, tooLittleKnown, unscored } as Omit<HealthPoint, 'day' | 'accounts'>;
  return { day, accounts: Object.values(counts).reduce((sum, count) => sum + count, 0), ...counts };
}

const year = Array.from({ length: 13 }, (_, month) => {
  const [at, of] = [month % 12, month < 1 ? 2025 : 2026];
  const day = new Date(Date.UTC(2025, 11 + month, 0)).toISOString().slice(0, 10);
  return month === 0 ? point(day, 1, 1, 1, 0, 0) : point(day, at, 2, of - 2025, 1, 0);
});

test('health of each month stands beside the month before and a year before, with the difference', () => {
  const rows = rowsOf(healthTable({ asOf: '2026-11-30', points: year }));
  const [first, second, last] = [rows[0], rows[1], rows.at(-1)];
  expect(first?.['Customers, difference to the month before']).toBeNull();
  expect(second).toMatchObject({
    ...{ Customers: 5, 'Customers, difference to the month before': 2, 'Healthy (%)': 20 },
    ...{ 'Healthy, difference to the month before': 0, 'Healthy, points more than the month before': -13.3 },
    'Customers, difference to a year before': null,
  });
  // 0 of 4 healthy now, 11 of 15 a month before, 1 of 3 a year before.
  expect(last).toMatchObject({
    ...{ 'Healthy (%)': 0, 'Customers, difference to the month before': -11 },
    ...{
      'Healthy, difference to the month before': -11,
      'Healthy, points more than the month before': -73.3,
    },
    ...{ 'Customers, difference to a year before': 1, 'Healthy, points more than a year before': -33.3 },
    'Middle, difference to a year before': 1,
  });
});

test('bands of a day of which no score was kept are not known, and nothing differs from them', () => {
  const unscored = point('2026-10-31', 0, 0, 0, 0, 4);
  expect([isHealthKnown(unscored), countOfWord(unscored, 'poor'), shareOfWord(unscored, 'unscored')]).toEqual(
    [...[false, null, null]],
  );
  expect(isHealthKnown(point('2026-10-31', 0, 0, 0, 1, 3))).toBe(true);
  const [, now] = rowsOf(
    healthTable({ asOf: '2026-11-30', points: [unscored, point('2026-11-30', 3, 1, 0, 0, 0)] }),
  );
  expect(now).toMatchObject({
    ...{ 'Customers, difference to the month before': 0, 'Healthy (%)': 75 },
    'Healthy, difference to the month before': null,
    'Healthy, points more than the month before': null,
  });
});

const cell = (accounts: number, revenue: number, firstRevenue: number) => ({
  accounts,
  revenue,
  firstRevenue,
});
const cohorts: Cohort[] = [
  { month: '2025-09', accounts: 3, cells: [cell(3, 300, 300), cell(2, 190, 300)] },
  { month: '2025-10', accounts: 0, cells: [cell(0, 0, 0)] },
  { month: '2026-09', accounts: 4, cells: [cell(4, 0, 0), cell(3, 500, 400)] },
  { month: '2026-10', accounts: 2, cells: [cell(1, 20, 40)] },
];

test('a cohort stands beside the one that began a year before, at the same age', () => {
  const rows = rowsOf(cohortTable({ asOf: '2026-11-30', currency: null, cohorts, together: [] }));
  expect(rows.map((row) => [row['Month of start'], row['Months after it']])).toEqual([
    ...[
      ['2025-09', 0],
      ['2025-09', 1],
      ['2026-09', 0],
      ['2026-09', 1],
      ['2026-10', 0],
    ],
  ]);
  const compared = rows.map((row) => [
    row['Customers of those that began a year before (%)'],
    row['Customers, difference in points'],
    row['Revenue of those that began a year before (%)'],
    row['Revenue, difference in points'],
  ]);
  expect(compared).toEqual([
    [null, null, null, null],
    [null, null, null, null],
    [100, 0, 100, null],
    [66.7, 8.3, 63.3, 61.7],
    [null, null, null, null],
  ]);
});

test('nothing is left of a cohort at an age that is not over, and no revenue where no price is known', () => {
  const [before, , of] = cohorts as [Cohort, Cohort, Cohort];
  expect([customersKept(of, 1), customersKept(of, 2), revenueKept(of, 0), revenueKept(of, 1)]).toEqual([
    ...[75, null, null, 125],
  ]);
  expect(yearBefore(cohorts, of)).toBe(before);
  expect(yearBefore(cohorts, before)).toBeUndefined();
  expect(yearBefore(cohorts, { ...of, month: '2026-10' })).toBeUndefined();
});
