import { describe, expect, test } from 'vitest';
import { noChanges, readChangeLog } from '../../../src-main/sync/pull/change-log';
import type { Connection } from '../../../src-main/sync/wire/connect';

const line = (table: string, more: object = {}) => ({
  ...{ table, pk: null, organizationId: null, day: null, deleted: false, moved: false, afterLoad: true },
  ...more,
});
const seen = { snapshot: '5:5:', activity: true, zoneDays: true };
const unseen = { snapshot: null, activity: false, zoneDays: false };
const read = (
  lines: readonly object[],
  bringing: Parameters<typeof readChangeLog>[2] = unseen,
  limit = 100,
) =>
  readChangeLog(
    { query: () => Promise.resolve(lines) } as unknown as Connection,
    '1:1:',
    bringing,
    'ann',
    limit,
  );

describe('the lines of the log since the last pull', () => {
  test('name rows by table, each once, and the accounts whose scores may depend on them', async () => {
    const log = await read([
      line('subscriptions', { pk: '7', organizationId: 1 }),
      line('subscriptions', { pk: '8', organizationId: 2 }),
      line('subscriptions', { pk: '7', organizationId: 3 }),
      line('notes', { pk: '9', organizationId: 4 }),
      line('interventions', { pk: '5', organizationId: 6 }),
    ]);
    expect(log?.keys.get('subscriptions')).toEqual(new Set([7, 8]));
    expect(log?.keys.get('notes')).toEqual(new Set([9]));
    // What was sent says nothing of health.
    expect(log?.organizationIds.has(6)).toBe(false);
    expect([1, 2, 3].every((id) => log?.organizationIds.has(id))).toBe(true);
  });

  test('are nothing where there is none, and too many where there is one more than a pull takes', async () => {
    expect(await read([])).toEqual(noChanges);
    const two = [line('notes', { pk: '1' }), line('notes', { pk: '2' })];
    expect((await read(two, unseen, 2))?.keys.get('notes')).toEqual(new Set([1, 2]));
    expect(await read(two, unseen, 1)).toBeNull();
  });

  test('name days of activity, those without an end as such', async () => {
    const days = [20_000, 2 ** 31 - 1, -(2 ** 31)].map((day) => line('activity', { organizationId: 3, day }));
    expect((await read(days))?.days).toEqual([
      { organizationId: 3, day: 20_000 },
      { organizationId: 3, day: Number.POSITIVE_INFINITY },
      { organizationId: 3, day: Number.NEGATIVE_INFINITY },
    ]);
  });

  test.each([
    ['unseen', unseen, true, true],
    ['of before what a load brings', seen, false, false],
    ['of after what a load brings', seen, true, true],
    ['of before a load that brings something else', { ...unseen, snapshot: '5:5:' }, false, true],
  ])(
    'tell of activity that was emptied, unless a load has seen it: %s',
    async (_when, bringing, afterLoad, told) => {
      const log = await read([line('activity', { afterLoad })], bringing);
      expect(log?.emptied.has('activity')).toBe(told);
      const turned = await read([line('activity_zone_days', { afterLoad })], bringing);
      expect(turned?.zoneDaysTurned).toBe(told);
      expect(turned?.emptied.size).toBe(0);
    },
  );

  test('that tell twice of a whole table tell of it where one of them is news', async () => {
    const [old, news] = [false, true].map((afterLoad) => line('activity_zone_days', { afterLoad }));
    expect((await read([news ?? {}, old ?? {}], seen))?.zoneDaysTurned).toBe(true);
    expect((await read([old ?? {}, news ?? {}], seen))?.zoneDaysTurned).toBe(true);
  });

  test('name accounts whose zone is another', async () => {
    const log = await read([line('activity_zone_days', { organizationId: 5 })]);
    expect([log?.rezoned, log?.zoneDaysTurned]).toEqual([new Set([5]), false]);
  });

  test('tell of other tables that were emptied, and of the login’s own membership alone', async () => {
    expect((await read([line('notes')]))?.emptied).toEqual(new Set(['notes']));
    expect((await read([line('memberships', { pk: 'bob' })]))?.membershipChanged).toBe(false);
    expect(
      (await read([line('memberships', { pk: 'ann' }), line('memberships', { pk: 'bob' })]))
        ?.membershipChanged,
    ).toBe(true);
    expect((await read([line('memberships')]))?.membershipChanged).toBe(true);
  });

  test('tell which accounts were deleted, and which changed hands, of their own rows alone', async () => {
    const log = await read([
      line('organizations', { pk: '1', organizationId: 1, deleted: true, moved: true }),
      line('organizations', { pk: '2', organizationId: 2, moved: true }),
      line('organizations', { pk: '3', organizationId: 3 }),
      line('notes', { pk: '4', organizationId: 4, deleted: true, moved: true }),
    ]);
    expect(log?.deletedOrganizations).toEqual(new Set([1]));
    expect(log?.movedOrganizations).toEqual(new Set([1, 2]));
  });

  test('of tables that no desktop copies are passed over', async () => {
    const log = await read([line('something_of_later', { pk: '1', organizationId: 8 })]);
    expect(log?.keys.size).toBe(0);
  });
});
