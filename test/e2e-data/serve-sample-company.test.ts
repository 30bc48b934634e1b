import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOfInstant, formatDay, instantOfDay } from '../../src-main/lib/day';
import { liveAccount } from '../../tools/sample-company/account-life.mjs';
import { drawAccounts } from '../../tools/sample-company/accounts.mjs';
import { serveSampleCompany } from '../../tools/sample-company/serve.mjs';
import { sampleWorld } from '../../tools/sample-company/story.mjs';
import { readTold, writeTold } from '../../tools/sample-company/told.mjs';

const today = dayOfInstant(Date.now());
const firstDay = today - 6;

let folder = '';
let told: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-served-'));
  // Run by root, the server itself runs as another user, who must get into the folder.
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the sample company on a day, asks it something as the demo's manager, and ends it. */
async function onDay<T>(day: number, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  told = [];
  const company = await serveSampleCompany({
    folder,
    now: () => instantOfDay(day) + 9 * 3_600_000,
    log: (text) => told.push(text),
  });
  try {
    await company.upToDate();
    const client = new pg.Client({ connectionString: company.url });
    await client.connect();
    const answer = await ask(client);
    await client.end();
    return answer;
  } finally {
    await company.stop();
  }
}

async function eventsByDay(client: pg.Client): Promise<Map<string, number>> {
  const { rows } = await client.query<{ day: string; events: number }>(
    `SELECT day::text, sum(events)::int AS events FROM customer_success.activity_daily GROUP BY day`,
  );
  return new Map(rows.map(({ day, events }) => [day, events]));
}

/** The same from the story itself. */
function storyByDay(through: number): Map<string, number> {
  const world = sampleWorld(firstDay);
  const days = new Map<string, number>();
  for (const account of drawAccounts(world, through)) {
    for (const { day, uses } of liveAccount(world, account, through).workDays) {
      const events = uses.reduce((sum, use) => sum + use.events, 0);
      days.set(formatDay(day), (days.get(formatDay(day)) ?? 0) + events);
    }
  }
  return days;
}

describe('the sample company, served', () => {
  test('is made at the first start, and its manager sees all of it', async () => {
    const { days, accounts, sending } = await onDay(firstDay, async (client) => {
      const { rows } = await client.query<{ all: number; mine: number }>(
        `SELECT count(*)::int AS all, count(*) FILTER (WHERE owner_id = (SELECT manager_id FROM customer_success.memberships
           WHERE login = session_user))::int AS mine FROM customer_success.organizations`,
      );
      const { rows: told } = await client.query(
        `SELECT unsubscribe_url AS url, EXISTS (SELECT FROM customer_success.brand_settings) AS brand,
                EXISTS (SELECT FROM customer_success.communication_preferences) AS agreed FROM customer_success.sending_settings`,
      );
      return { days: await eventsByDay(client), accounts: rows[0], sending: told[0] };
    });
    expect(days).toEqual(storyByDay(firstDay - 1));
    expect(accounts?.all).toBe(drawAccounts(sampleWorld(firstDay), firstDay - 1).length);
    expect(accounts?.mine).toBeGreaterThan(30);
    expect(told.join('\n')).toContain('making the sample company, once');
    expect(sending).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/u\/$/),
      brand: true,
      agreed: true,
    });
  }, 240_000);

  test('is only started, the same day again', async () => {
    const days = await onDay(firstDay, eventsByDay);
    expect(days).toEqual(storyByDay(firstDay - 1));
    expect(told).toEqual([]);
  });

  test('is brought to the schema of a Steward that was updated since, and only then', async () => {
    const at = readTold(folder);
    if (at === null) throw new Error('nothing was told');
    writeTold(folder, { ...at, schema: '0001_of_before.sql' });
    const days = await onDay(firstDay, eventsByDay);
    expect(days).toEqual(storyByDay(firstDay - 1));
    expect(told).toEqual(['bringing the sample company to this version ...']);
    expect(readTold(folder)).toEqual(at);
  });

  test('has lived on when it is started days later', async () => {
    const days = await onDay(today, eventsByDay);
    expect(days).toEqual(storyByDay(today - 1));
    expect(told).toEqual([`the sample company lived on through ${formatDay(today - 1)}`]);
  }, 120_000);

  test('takes no harm from a load that was cut off and is done again', async () => {
    const at = readTold(folder);
    if (at === null) throw new Error('nothing was told');
    writeTold(folder, { ...at, through: formatDay(firstDay - 1) });
    const days = await onDay(today, eventsByDay);
    expect(days).toEqual(storyByDay(today - 1));
  }, 120_000);
});
