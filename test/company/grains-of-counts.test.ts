import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { formatDay, parseDay } from '../../src-main/lib/day';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-28T12:00:00Z');
const here = companyForEachTest();
beforeEach(() =>
  load({
    'features.csv': csv('feature_id,name', 'f,Search', 'g,Report'),
    'organizations.csv': csv(
      'organization_id,name,created_at',
      'acme,Acme,2025-01-01',
      'bolt,Bolt,2025-01-01',
    ),
    'users.csv': csv('user_id,organization_id', 'u1,acme', 'u2,acme', 'u1,bolt', 'u2,bolt'),
  }),
);

async function load(files: Record<string, string>) {
  return createCompany({ url: here.company.url, now, from: writeCsvFolder(files) });
}

const header = 'organization_id,user_id,feature_id,day,period_days,events,active_users';
async function loadCounts(...lines: string[]) {
  const { files } = await load({ 'activity_daily.csv': csv(header, ...lines) });
  if (files[0] === undefined) throw new Error('nothing was loaded');
  return files[0];
}

/** What is counted: `acme u1 f 2026-10-12 1: 5`. */
async function counted(): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ text: string }>(
    `SELECT concat_ws(' ', o.external_id, coalesce(u.external_id, '-'), f.external_id, d.day, d.period_days) || ': ' || d.events AS text
       FROM customer_success.activity_daily d JOIN customer_success.organizations o USING (organization_id)
       JOIN customer_success.features f USING (feature_id) LEFT JOIN customer_success.users u USING (user_id) ORDER BY 1`,
  );
  return rows.map(({ text }) => text);
}

async function startOver(): Promise<void> {
  await here.company.admin.query(
    'DELETE FROM customer_success.activity_daily; DELETE FROM customer_success.uncounted_activity',
  );
}

/** The same outcome for the lines in one file and in a file each, both ways round. */
async function inAnyOrder(lines: readonly string[], expected: readonly string[]): Promise<void> {
  for (const files of [[lines], lines.map((line) => [line]), lines.toReversed().map((line) => [line])]) {
    await startOver();
    for (const file of files) await loadCounts(...file);
    expect(await counted()).toEqual(expected);
  }
}

describe('people and their total', () => {
  test('are counted once, as people, whether the total says how many they were or is their sum', async () => {
    const people = ['acme u1 f 2026-10-12 1: 5', 'acme u2 f 2026-10-12 1: 5'];
    await inAnyOrder(
      ['acme,u1,f,2026-10-12,1,5,', 'acme,u2,f,2026-10-12,1,5,', 'acme,,f,2026-10-12,1,10,2'],
      people,
    );
    await inAnyOrder(
      ['acme,u1,f,2026-10-12,1,5,', 'acme,,f,2026-10-12,1,10,', 'acme,u2,f,2026-10-12,1,5,'],
      people,
    );
    await inAnyOrder(
      ['acme,,f,2026-10-12,1,12,2', 'acme,u1,f,2026-10-12,1,5,', 'acme,u2,f,2026-10-12,1,5,'],
      people,
    );
  });

  test('are two where the other is further use without a name, of another day, feature or account', async () => {
    await inAnyOrder(
      [
        'acme,u1,f,2026-10-12,1,5,',
        'acme,,f,2026-10-12,1,1,',
        'acme,,f,2026-10-13,1,5,1',
        'acme,,g,2026-10-12,1,5,1',
        'bolt,,f,2026-10-12,1,5,1',
      ],
      [
        'acme - f 2026-10-12 1: 1',
        'acme - f 2026-10-13 1: 5',
        'acme - g 2026-10-12 1: 5',
        'acme u1 f 2026-10-12 1: 5',
        'bolt - f 2026-10-12 1: 5',
      ],
    );
  });

  test('a total is set aside with words, and what was there before is told to have given way', async () => {
    const total = 'acme,,f,2026-10-12,1,10,2';
    await loadCounts('acme,u1,f,2026-10-12,1,5,', 'acme,u2,f,2026-10-12,1,5,');
    const report = await loadCounts(total);
    expect(report).toMatchObject({ added: 0, setAside: 1, gaveWay: 0 });
    expect(report.reasons[0]?.reason).toMatch(/^day says again what other counts .* are counted once$/);
    await here.company.admin.query('DELETE FROM customer_success.sync_log');
    expect(await loadCounts(total)).toMatchObject({ added: 0, setAside: 1 });
    const { rows } = await here.company.admin.query('SELECT FROM customer_success.sync_log');
    expect(rows).toHaveLength(0);
    await startOver();
    await loadCounts(total);
    expect(await loadCounts('acme,u1,f,2026-10-12,1,5,')).toMatchObject({
      added: 1,
      setAside: 0,
      gaveWay: 1,
    });
  });
});

test('a pipeline that writes a total of its own beside people does not stop the next load', async () => {
  await loadCounts('acme,u1,f,2026-10-12,1,5,', 'acme,,f,2026-10-12,1,5,1');
  await here.company.admin.query(
    `INSERT INTO customer_success.activity_daily (organization_id, user_id, feature_id, day, events, active_users)
     SELECT organization_id, user_id, feature_id, day, events, active_users FROM customer_success.uncounted_activity`,
  );
  expect(await loadCounts('acme,u1,f,2026-10-12,1,6,')).toMatchObject({ changed: 1, gaveWay: 1 });
  expect(await counted()).toEqual(['acme u1 f 2026-10-12 1: 6']);
});

describe('a week and its days', () => {
  const days = ['2026-10-12', '2026-10-15', '2026-10-18'];
  test('are counted once: as days where they hold all of it', async () => {
    await inAnyOrder(
      [
        ...days.map((day) => `acme,,f,${day},1,10,2`),
        'acme,,f,2026-10-12,7,30,2',
        'acme,,f,2026-10-19,7,7,2',
      ],
      [...days.map((day) => `acme - f ${day} 1: 10`), 'acme - f 2026-10-19 7: 7'],
    );
  });

  test('and as the week where the days hold less than it, but for the days around it', async () => {
    await inAnyOrder(
      [
        'acme,u1,f,2026-10-11,1,3,',
        ...days.map((day) => `acme,u1,f,${day},1,10,`),
        'acme,,f,2026-10-12,7,31,2',
        'acme,u1,f,2026-10-19,1,3,',
      ],
      ['acme - f 2026-10-12 7: 31', 'acme u1 f 2026-10-11 1: 3', 'acme u1 f 2026-10-19 1: 3'],
    );
  });
});

test('of weeks that overlap, those stand that begin on the earlier day of the week', async () => {
  await inAnyOrder(
    [
      'acme,,f,2026-10-12,7,70,2',
      'acme,,f,2026-10-11,7,70,2',
      'acme,,f,2026-10-18,7,70,2',
      'acme,,f,2026-10-25,7,9,2',
    ],
    ['acme - f 2026-10-12 7: 70', 'acme - f 2026-10-25 7: 9'],
  );
});

test('the same use at any grain, in any order and any number of loads, gives the same totals', async () => {
  const monday = parseDay('2026-10-12');
  const use = fc.record({
    user: fc.constantFrom('u1', 'u2'),
    day: fc.nat(27),
    events: fc.integer({ min: 1, max: 9 }),
  });
  const grain = fc.constantFrom('people', 'totals', 'bare totals', 'Mondays', 'Sundays', 'people by week');
  await fc.assert(
    fc.asyncProperty(
      fc.array(use, { minLength: 1, maxLength: 30 }),
      fc.uniqueArray(grain, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 3 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      async (uses, grains, loads, chance) => {
        await startOver();
        const lines = grains.flatMap((chosen) => linesOf(uses, chosen, monday));
        const shuffled = lines
          .map((line) => ({ line, at: chance.next().value as number }))
          .sort((left, right) => left.at - right.at)
          .map(({ line }) => line);
        const size = Math.ceil(shuffled.length / loads);
        for (let from = 0; from < shuffled.length; from += size)
          await loadCounts(...shuffled.slice(from, from + size));
        const { rows } = await here.company.admin.query(
          'SELECT sum(events)::int AS events FROM customer_success.activity_daily',
        );
        expect(rows).toEqual([{ events: uses.reduce((sum, { events }) => sum + events, 0) }]);
      },
    ),
    { numRuns: Number(process.env['STEWARD_GRAINS'] ?? 8), ...seed() },
  );
});

function seed(): { seed?: number } {
  const given = process.env['STEWARD_SEED'];
  return given === undefined ? {} : { seed: Number(given) };
}

interface Use {
  readonly user: string;
  readonly day: number;
  readonly events: number;
}

function linesOf(uses: readonly Use[], grain: string, monday: number): string[] {
  const isWeek = ['Mondays', 'Sundays', 'people by week'].includes(grain);
  const firstOf = (day: number) =>
    isWeek ? 7 * Math.floor((day + (grain === 'Sundays' ? 1 : 0)) / 7) - (grain === 'Sundays' ? 1 : 0) : day;
  const rows = new Map<string, { events: number; people: Set<string> }>();
  for (const { user, day, events } of uses) {
    const key = `acme,${grain.startsWith('people') ? user : ''},f,${formatDay(monday + firstOf(day))},${isWeek ? 7 : 1}`;
    const row = rows.get(key) ?? { events: 0, people: new Set() };
    rows.set(key, { events: row.events + events, people: row.people.add(user) });
  }
  const says = grain === 'totals' || grain === 'Mondays' || grain === 'Sundays';
  return [...rows].map(([key, { events, people }]) => `${key},${events},${says ? people.size : ''}`);
}
