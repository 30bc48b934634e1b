import { describe, expect, test } from 'vitest';
import type { Held } from '../../../src-main/store/copy/sync-state';
import { createLoadPace } from '../../../src-main/sync/load/load-pace';
import { defaultPace, pollPause, retryPause } from '../../../src-main/sync/loop/pace';
import { MassDeletion, refuseMassDeletion } from '../../../src-main/sync/pull/mass-deletion';
import { type Wanted, wantedPages } from '../../../src-main/sync/pull/wanted-pages';

describe('deletions that look like a mistake', () => {
  const few = { table: 'notes', deletes: 3, rows: 1000 } as const;
  const many = { table: 'users', deletes: 600, rows: 1000 } as const;
  const most = { table: 'organizations', deletes: 900, rows: 1000 } as const;
  const held = (of: readonly (typeof few | typeof many | typeof most)[], accepted: Held | null = null) => {
    try {
      refuseMassDeletion(of, accepted);
      return null;
    } catch (error) {
      if (!(error instanceof MassDeletion)) throw error;
      return error.held;
    }
  };
  const said = (deletes: number, accepted: boolean): Held => ({
    table: 'users',
    deletes,
    rows: 1000,
    accepted,
  });

  test('are held with the table that loses most, and few pass', () => {
    expect(held([few])).toBeNull();
    expect(held([few, many, most])).toEqual({ ...most, accepted: false });
    expect(held([most, many, few])).toEqual({ ...most, accepted: false });
  });

  test('pass up to as many as somebody agreed to, and only once they did', () => {
    expect(held([many], said(600, true))).toBeNull();
    expect(held([many], said(599, true))).toMatchObject({ table: 'users' });
    expect(held([many], said(600, false))).toMatchObject({ table: 'users' });
    expect(held([many, most], said(600, true))).toMatchObject({ table: 'organizations' });
  });
});

describe('pages to read', () => {
  const wanted: Wanted = {
    ...{ keys: new Map(), whole: new Set(), organizationIds: [1], rezoned: [1, 2], keepsZoneDays: true },
    days: [
      { organizationId: 3, day: 10 },
      { organizationId: 3, day: 11 },
    ],
  };

  test('of use are those of the accounts and days that are named', () => {
    expect(wantedPages('activity_daily', wanted)).toEqual({ organizationIds: [1], days: wanted.days });
  });

  test('of accounts’ own days are those of other zones as well, with a day on either side, each once', () => {
    const { organizationIds, days } = wantedPages('activity_zone_days', wanted);
    expect(organizationIds).toEqual([1, 2]);
    expect(days.map(({ day }) => day).toSorted((a, b) => a - b)).toEqual([9, 10, 11, 12]);
    expect(wantedPages('activity_zone_days', { ...wanted, keepsZoneDays: false })).toEqual({
      organizationIds: [],
      days: [],
    });
  });
});

describe('a load', () => {
  const pace = () => {
    let at = 0;
    const told = createLoadPace(() => at);
    return (time: number, doneRows: number, totalRows: number | null = 10_000) => {
      at = time;
      return told({ table: 'users', doneRows, totalRows });
    };
  };

  test('tells its rate once it has run for half a second, of what it loaded itself', () => {
    const at = pace();
    expect(at(100, 4000)).toMatchObject({ doneRows: 4000, rowsPerSecond: null, secondsLeft: null });
    expect(at(599, 4500)).toMatchObject({ rowsPerSecond: null });
    expect(at(600, 4500)).toMatchObject({ rowsPerSecond: 1000, secondsLeft: 5.5 });
    expect(at(2100, 12_000)).toMatchObject({ rowsPerSecond: 4000, secondsLeft: 0 });
  });

  test('tells no time left where it stands, or nobody knows how much there is', () => {
    const at = pace();
    at(0, 50);
    expect(at(1000, 50)).toMatchObject({ rowsPerSecond: 0, secondsLeft: null });
    expect(at(2000, 2050, null)).toMatchObject({ rowsPerSecond: 1000, secondsLeft: null });
  });
});

test('sync looks every 15 to 30 seconds, and after failures ever later, up to five minutes', () => {
  expect([0, 0.5, 1].map((chance) => pollPause(defaultPace, () => chance))).toEqual([15_000, 22_500, 30_000]);
  const after = (failures: number, chance: number) => retryPause(defaultPace, failures, () => chance);
  expect([1, 2, 3].map((failures) => after(failures, 1))).toEqual([2_000, 4_000, 8_000]);
  expect([1, 2, 3].map((failures) => after(failures, 0))).toEqual([1_000, 2_000, 4_000]);
  expect([after(9, 1), after(40, 1), after(40, 0)]).toEqual([300_000, 300_000, 150_000]);
});
