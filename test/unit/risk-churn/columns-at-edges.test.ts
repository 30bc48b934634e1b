import { describe, expect, test } from 'vitest';
import {
  type Intervention,
  interventionFeatures,
} from '../../../src-main/engines/risk/features/intervention-features';
import { monthColumns } from '../../../src-main/engines/risk/features/risk-features';

const asOf = 20_000;
const began = asOf - 400;
const done = (startedDay: number, rest: Partial<Intervention> = {}): Intervention => ({
  ...{ kind: 'check_in', startedDay, endedDay: startedDay, isHeldOut: false, isAutomatic: false },
  ...rest,
});
const features = (...interventions: Intervention[]) =>
  interventionFeatures(interventions, began - 100, began, asOf);
const daysSince = (...interventions: Intervention[]) =>
  Math.round(Math.expm1(features(...interventions).log_days_since_intervention));
const recent = (...interventions: Intervention[]) =>
  Math.round(Math.expm1(features(...interventions).log_interventions_90));

describe('what had been done for an account when a day began', () => {
  test('counts what began on the day before as no day ago, and what begins on the day itself not at all', () => {
    expect([asOf - 1, asOf - 2].map((day) => daysSince(done(day)))).toEqual([0, 1]);
    expect(daysSince(done(asOf - 50), done(asOf))).toBe(49);
    expect([recent(done(asOf - 1)), recent(done(asOf))]).toEqual([1, 0]);
  });

  test('counts from the later of the account’s and the records’ beginning where nothing was done', () => {
    expect(daysSince()).toBe(Math.min(365, 399));
    expect(
      Math.round(Math.expm1(interventionFeatures([], asOf - 10, began, asOf).log_days_since_intervention)),
    ).toBe(9);
  });

  test('says under way until the end is past, and for no longer than a year', () => {
    const underWay = (startedDay: number, endedDay: number) =>
      features(done(startedDay, { endedDay })).intervention_under_way;
    expect([underWay(asOf - 9, 0), underWay(asOf - 9, asOf), underWay(asOf - 9, asOf - 1)]).toEqual([
      1, 1, 0,
    ]);
    expect([underWay(asOf - 365, 0), underWay(asOf - 366, 0)]).toEqual([1, 0]);
  });

  test('leaves out what a rule held back', () => {
    expect(recent(done(asOf - 5, { isHeldOut: true }))).toBe(0);
  });

  test('is unknown before the company wrote such things down', () => {
    for (const firstDay of [0, asOf, asOf + 1])
      expect(interventionFeatures([], firstDay, began, asOf).log_interventions_90).toBeNaN();
    expect(interventionFeatures([], asOf - 1, began, asOf).log_interventions_90).toBe(0);
  });
});

test('only the first month of a life is its first month', () => {
  const first = (month: number) => monthColumns({ month, asOf, from: asOf, to: asOf + 30 }, []).first_month;
  expect([1, 2, 3].map(first)).toEqual([1, 0, 0]);
});
