import fc from 'fast-check';
import type pg from 'pg';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { afterQuiet } from '../../src-main/engines/schedule/quiet-hours';
import { zonesOfCountry } from '../../src-main/engines/schedule/zone-of-contact';
import { claim, failed, launch, letPass, reachDot, readyToSend, runRow, sent } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let ann: pg.Client;
beforeAll(() => {
  ({ ann } = team.clients);
});
beforeEach(() => readyToSend(team));

const seed = Number(process.env['STEWARD_SEED'] ?? 13);
const numRuns = Number(process.env['STEWARD_RUNS'] ?? 150);

const zone = fc.constantFrom(
  'UTC',
  'America/New_York',
  'America/St_Johns',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Europe/Dublin',
  'Asia/Kathmandu',
  'Pacific/Apia',
);
const minute = fc.integer({ min: 0, max: 1439 });
/** Around changes of clocks as well as anywhere. */
const instant = fc
  .tuple(
    fc.constantFrom(
      Date.UTC(2026, 2, 8, 7),
      Date.UTC(2026, 10, 1, 6),
      Date.UTC(2026, 2, 29, 1),
      Date.UTC(2026, 9, 25, 1),
      Date.UTC(2026, 3, 4, 15),
      Date.UTC(2026, 6, 1, 12),
    ),
    fc.integer({ min: -30 * 3600, max: 30 * 3600 }),
  )
  .map(([around, seconds]) => around + seconds * 1000);

test('the company’s database ends quiet hours when the schedule does, whatever clocks do', async () => {
  await fc.assert(
    fc.asyncProperty(
      instant,
      fc.uniqueArray(zone, { minLength: 1, maxLength: 3 }),
      minute,
      minute,
      async (at, zones, from, until) => {
        const { rows } = await team.company.admin.query<{ at: number | null }>(
          `SELECT (extract(epoch FROM customer_success.after_quiet(to_timestamp($1::float8 / 1000), $2, $3, $4)) * 1000)::float8 AS at`,
          [at, zones, from, until],
        );
        expect(rows[0]?.at).toBe(afterQuiet(at, { from, until }, zones));
      },
    ),
    { numRuns, seed },
  );
});

test('zones of a country are those that the schedule knows', async () => {
  const all = Array.from({ length: 26 * 26 }, (_, n) => String.fromCharCode(65 + n / 26, 65 + (n % 26)));
  const { rows } = await team.company.admin.query<{ zones: string[] }>(
    'SELECT customer_success.zones_of_country(country) AS zones FROM unnest($1::text[]) WITH ORDINALITY c (country, n) ORDER BY n',
    [[...all, 'us', 'Utopia', '', 'U.', null]],
  );
  const known = rows.map(({ zones }) => zones.toSorted());
  expect(known.slice(0, all.length)).toEqual(all.map((country) => [...zonesOfCountry(country)].toSorted()));
  expect(known.slice(all.length)).toEqual([known[all.indexOf('US')], [], [], [], []]);
  expect(known[all.indexOf('US')]?.length).toBeGreaterThan(20);
});

/** Quiet but for half an hour that begins so many minutes from now on the clocks of a zone. */
async function quietUntil(minutes: number, name: string, spare = 30): Promise<void> {
  await team.company.admin.query(
    `UPDATE customer_success.sending_settings
        SET quiet_until = (m + $1) % 1440, quiet_from = (m + $1 + $3) % 1440
       FROM (SELECT (extract(hour FROM t) * 60 + extract(minute FROM t))::int AS m FROM (SELECT now() AT TIME ZONE $2 AS t) x) y`,
    [minutes, name, spare],
  );
}

test.each([
  ['the account’s zone', { timezone: 'Asia/Kathmandu', country: 'US' }, 'Asia/Kathmandu'],
  ['the zone of its only country', { timezone: 'Nowhere/City', country: 'np' }, 'Asia/Kathmandu'],
  ['the company’s, where nothing is known', { timezone: null, country: 'Utopia' }, 'UTC'],
])('a message waits for the morning by %s, and goes within ten minutes of it', async (_what, place, name) => {
  await team.company.admin.query(
    'UPDATE customer_success.organizations SET timezone = $1, country = $2 WHERE organization_id = 1',
    [place.timezone, place.country],
  );
  await quietUntil(120, name);
  const { run_id } = await launch(ann);
  expect((await claim(ann)).outcome).toBe('none');
  const { stage, reason, wait } = await runRow(team, run_id);
  expect([stage, reason]).toEqual(['waiting', 'quiet']);
  expect(wait / 60_000).toBeGreaterThan(118);
  expect(wait / 60_000).toBeLessThanOrEqual(130);
});

test('messages of one person that waited for the morning go by their number, and not by chance', async () => {
  await quietUntil(120, 'UTC');
  const runs = [await launch(ann), await launch(ann), await launch(ann)];
  await team.company.admin.query('UPDATE customer_success.interventions SET priority = 1 WHERE run_id = $1', [
    runs[2]?.run_id,
  ]);
  await claim(ann);
  const waits = await Promise.all(runs.map(async ({ run_id }) => (await runRow(team, run_id)).wait));
  expect(Math.max(...waits) - Math.min(...waits)).toBeLessThan(1000);
  await letPass(team, 131 * 60);
  await team.company.admin.query(
    'UPDATE customer_success.sending_settings SET quiet_from = 0, quiet_until = 0',
  );
  expect((await claim(ann)).run_id).toBe(runs[2]?.run_id);
});

test('a message for which no hour is left says so', async () => {
  await team.company.admin.query(`UPDATE customer_success.organizations SET country = 'US', timezone = NULL`);
  await team.company.admin.query(
    'UPDATE customer_success.sending_settings SET quiet_from = 600, quiet_until = 590',
  );
  const { run_id } = await launch(ann);
  await claim(ann);
  expect(await runRow(team, run_id)).toMatchObject({ stage: 'dropped', reason: 'quiet' });
});

interface Cap {
  readonly count: number;
  readonly days: number;
}
interface Sent {
  /** Hours. */
  at: number;
  counts: boolean;
}

/** When a cap leaves room again, told by adding up: the first hour at which every window holds fewer than it may. */
function roomAt(caps: readonly Cap[], sends: readonly Sent[], now: number): number {
  const fits = (at: number) =>
    caps.every(
      ({ count, days }) =>
        sends.filter((send) => send.counts && send.at > at - days * 24 && send.at <= at).length < count,
    );
  const ends = sends.flatMap((send) => caps.map(({ days }) => send.at + days * 24));
  return [now, ...ends.filter((end) => end > now)].toSorted((a, b) => a - b).find(fits) ?? now;
}

const steps = fc.array(
  fc.record({
    pass: fc.integer({ min: 0, max: 60 }),
    end: fc.constantFrom('sent', 'sent', 'sent', 'lost', 'permanent', 'cancelled'),
  }),
  { minLength: 1, maxLength: 14 },
);
const someCaps = fc.uniqueArray(
  fc.record({ count: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 5 }) }),
  { minLength: 1, maxLength: 3, selector: ({ days }) => days },
);

test('caps hold over rolling windows as a plain recount tells, and say until when', async () => {
  await fc.assert(
    fc.asyncProperty(someCaps, steps, async (caps, given) => {
      await readyToSend(team);
      await team.company.admin.query('UPDATE customer_success.sending_settings SET caps = $1', [
        JSON.stringify(caps),
      ]);
      const sends: Sent[] = [];
      let now = 0;
      for (const { pass, end } of given) {
        now += pass;
        await letPass(team, pass * 3600);
        const { run_id } = await launch(ann, { wait_days: 60 });
        const claimed = await claim(ann);
        const room = roomAt(caps, sends, now);
        const { stage, reason, wait } = await runRow(team, run_id);
        if (room > now) {
          expect([stage, reason]).toEqual(['waiting', 'cap']);
          expect(wait / 3_600_000).toBeCloseTo(room - now, 1);
          await team.company.admin.query('DELETE FROM customer_success.interventions WHERE run_id = $1', [
            run_id,
          ]);
          continue;
        }
        expect([stage, claimed.run_id]).toEqual(['claimed', run_id]);
        if (end === 'cancelled') await ann.query('SELECT customer_success.cancel_intervention($1)', [run_id]);
        else if (end === 'permanent') await failed(ann, claimed, 'permanent');
        else {
          await reachDot(ann, claimed);
          await (end === 'lost' ? failed(ann, claimed, 'lost') : sent(ann, claimed));
        }
        sends.push({ at: now, counts: end === 'sent' || end === 'lost' });
      }
    }),
    { numRuns: Math.ceil(numRuns / 8), seed, endOnFailure: true },
  );
});
