import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { workingDayAfter } from '../../src-main/engines/schedule/working-day-after';
import { holidaysOf } from '../../src-main/engines/schedule/working-hours';
import { formatDay, parseDay } from '../../src-main/lib/day';
import { call } from '../support/sending';
import { applyOne, type Colleague, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
beforeEach(async () => {
  await team.company.admin.query('DELETE FROM customer_success.holidays');
  await setWeek([1, 2, 3, 4, 5]);
});
const setWeek = (days: readonly number[]) =>
  call(team.clients.ada, 'set_sending', { worked_days: [...days] });

const add = (who: Colleague, patch: object) =>
  applyOne(team.clients[who], operation('holiday.add', patch, { account: null }));
const remove = (who: Colleague, entry: unknown) =>
  applyOne(team.clients[who], operation('holiday.remove', {}, { account: null, entry: entry as string }));
const christmas = { day: '2026-12-25', name: 'Christmas Day' };

async function standing() {
  const { rows } = await team.company.admin.query(
    `SELECT day::text AS day, name, country FROM customer_success.holidays WHERE removed_at IS NULL ORDER BY 1, 3`,
  );
  return rows;
}

async function workingDay(day: string, days: number, country: string | null = null): Promise<string> {
  const { rows } = await team.company.admin.query<{ day: string }>(
    'SELECT customer_success.working_day_after($1, $2, $3)::text AS day',
    [day, days, country],
  );
  return rows[0]?.day ?? '';
}

describe('a holiday', () => {
  test('is added and removed by admins alone', async () => {
    expect(await add('ann', christmas)).toMatchObject({ reason: 'role' });
    const { op_id } = await add('ada', christmas);
    expect(await remove('ann', op_id)).toMatchObject({ reason: 'role' });
    expect(await standing()).toEqual([{ ...christmas, country: null }]);
    expect(await remove('ada', op_id)).toMatchObject({ outcome: 'applied' });
    expect(await remove('ada', op_id)).toMatchObject({ outcome: 'applied' });
    expect(await standing()).toEqual([]);
    expect(await remove('ada', operation('x', {}).op_id)).toMatchObject({ reason: 'gone' });
  });

  test('of a day and country that has one takes its place', async () => {
    await add('ada', christmas);
    await add('ada', { ...christmas, country: 'DE' });
    await add('ada', { ...christmas, name: 'Closed' });
    expect(await standing()).toEqual([
      { day: '2026-12-25', name: 'Christmas Day', country: 'DE' },
      { day: '2026-12-25', name: 'Closed', country: null },
    ]);
  });

  test.each([
    ['day', { ...christmas, day: '2026-12-32' }],
    ['day', { ...christmas, day: '1999-12-25' }],
    ['name', { ...christmas, name: '' }],
    ['country', { ...christmas, country: 'de' }],
    ['country', { ...christmas, country: 'Germany' }],
    ['zone', { ...christmas, zone: 'UTC' }],
  ])('whose %s is not what it must be is refused: %o', async (field, patch) => {
    expect(await add('ada', patch)).toMatchObject({ reason: 'invalid', answer: { field } });
  });
});

describe('working days', () => {
  test('leave out weekends and holidays, those of a country for its accounts alone', async () => {
    await add('ada', { ...christmas });
    await add('ada', { day: '2026-12-24', name: 'Eve', country: 'DE' });
    // The 23rd is a Wednesday.
    expect(await workingDay('2026-12-23', 0)).toBe('2026-12-23');
    expect(await workingDay('2026-12-23', 1)).toBe('2026-12-24');
    expect(await workingDay('2026-12-23', 1, 'de')).toBe('2026-12-28');
    expect(await workingDay('2026-12-23', 2)).toBe('2026-12-28');
    expect(await workingDay('2026-12-26', 0)).toBe('2026-12-28');
    expect(await workingDay('2026-12-26', 1)).toBe('2026-12-28');
  });

  test('are those of the company’s week, which admins set', async () => {
    // The 24th is a Thursday.
    expect(await setWeek([7, 1, 2, 3, 4, 4])).toEqual({ outcome: 'applied' });
    expect(await workingDay('2026-12-24', 1)).toBe('2026-12-27');
    await setWeek([6]);
    expect([await workingDay('2026-12-24', 0), await workingDay('2026-12-24', 3)]).toEqual([
      '2026-12-26',
      '2027-01-09',
    ]);
    await expect(call(team.clients.ann, 'set_sending', { worked_days: [1] })).rejects.toThrow(
      'permission denied',
    );
    for (const days of [[], [0], [8], ['1'], [1.5], '12345', null, {}])
      expect(await call(team.clients.ada, 'set_sending', { worked_days: days })).toMatchObject({
        outcome: 'refused',
        field: 'worked_days',
      });
    expect(await workingDay('2026-12-24', 0)).toBe('2026-12-26');
  });

  test('are counted alike by the company and by desktops', async () => {
    const first = parseDay('2026-11-30');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.record({ day: fc.integer({ min: 0, max: 60 }), country: fc.constantFrom(null, 'DE', 'US') }),
          { maxLength: 30, selector: ({ day, country }) => `${day} ${country}` },
        ),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 40 })), {
          minLength: 1,
          maxLength: 10,
        }),
        fc.constantFrom(null, 'DE', 'FR'),
        fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
        async (off, asked, country, weekdays) => {
          await setWeek(weekdays);
          const rows = off.map((one) => ({ ...one, day: formatDay(first + one.day) }));
          await team.company.admin.query('DELETE FROM customer_success.holidays');
          await team.company.admin.query(
            `INSERT INTO customer_success.holidays (holiday_id, day, name, country, author, made_at)
             SELECT gen_random_uuid(), d, 'Off', c, 'ada', now() FROM unnest($1::date[], $2::text[]) o (d, c)`,
            [rows.map(({ day }) => day), rows.map((one) => one.country)],
          );
          const working = {
            weekdays,
            holidays: holidaysOf(rows, country === null ? [] : [country]),
          };
          for (const [day, days] of asked) {
            const here = workingDayAfter(first + day, days, working);
            expect(await workingDay(formatDay(first + day), days, country)).toBe(formatDay(here ?? 0));
          }
        },
      ),
      { numRuns: Number(process.env['STEWARD_RUNS'] ?? 12) },
    );
  });
});
