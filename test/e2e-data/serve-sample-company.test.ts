import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOfInstant, formatDay, instantOfDay } from '../../src-main/lib/day';
import { readPeople } from '../../src-main/store/accounts/read-people';
import { readRiskPoints } from '../../src-main/store/risk/screen';
import { indicatorsOf } from '../../src-main/store/scores/stored-indicators';
import type { ReadDb } from '../../src-main/store/types';
import { milestoneBoard } from '../../src-main/work/milestones/board';
import { milestoneStatistics } from '../../src-main/work/milestones/statistics-of';
import { todayOf } from '../../src-main/work/today/today-of';
import { liveAccount } from '../../tools/sample-company/account-life.mjs';
import { drawAccounts } from '../../tools/sample-company/accounts.mjs';
import { serveSampleCompany } from '../../tools/sample-company/serve.mjs';
import { sampleWorld } from '../../tools/sample-company/story.mjs';
import { readTold, writeTold } from '../../tools/sample-company/told.mjs';
import { contradictions } from '../support/contradictions';
import { type ScoredCopy, scoredCopy } from './support/whole-way';

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

/** The same from the story itself, which is long to tell. */
function storyByDay(through: number): Map<string, number> {
  const told = stories.get(through) ?? tellStory(through);
  stories.set(through, told);
  return told;
}
const stories = new Map<number, Map<string, number>>();

function tellStory(through: number): Map<string, number> {
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

/** The company that everybody sees first, as its manager's Steward has it, with a model of its own. */
describe('the copy of the sample company’s manager', () => {
  let company: Awaited<ReturnType<typeof serveSampleCompany>>;
  let copy: ScoredCopy;
  beforeAll(async () => {
    company = await serveSampleCompany({ folder, log: () => undefined });
    await company.upToDate();
    copy = await scoredCopy(company.url);
  });
  afterAll(async () => {
    await copy?.close();
    await company?.stop();
  });

  test('has a model that proved itself on months it had not seen', () => {
    expect(copy.jobs.filter(({ state }) => state !== 'succeeded')).toEqual([]);
    expect(copy.jobs.find(({ kind }) => kind === 'train_risk')?.message).toMatch(
      /^Learned from \d+ departures/,
    );
  });

  test('has less than a quarter of its expected loss in accounts called low, and none of them at the top', () => {
    const points = readRiskPoints(copy.store.read, {}, today);
    const lossOf = (some: typeof points) => some.reduce((sum, point) => sum + (point.expectedLoss90 ?? 0), 0);
    const low = points.filter(({ level }) => level === 'low');
    console.info(
      `sample company: ${((100 * lossOf(low)) / lossOf(points)).toFixed(1)} % of the expected loss is called low`,
    );
    expect(lossOf(points)).toBeGreaterThan(0);
    expect(lossOf(low) / lossOf(points)).toBeLessThan(0.25);
    expect(points.slice(0, 20).filter(({ level }) => level === 'low')).toEqual([]);
  });

  test('has main reasons that are reasons: worse than with comparable accounts, or none', () => {
    const points = readRiskPoints(copy.store.read, {}, today);
    const told = points.flatMap(({ topReason }) => (topReason === null ? [] : [topReason]));
    expect(told.length).toBeGreaterThan(points.length / 10);
    for (const reason of told) expect(reason).toMatch(/; (most )?accounts like it /);
  });

  test('has no row of Today whose advice contradicts what stands open with its account', () => {
    const { items, total } = todayOf(copy.store.read, { limit: 500 }, Date.now());
    const people = readPeople(
      copy.store.read,
      items.map(({ accountId }) => accountId),
      today,
    );
    expect(items.length).toBe(total);
    expect(total).toBeGreaterThan(30);
    const wrong = items.flatMap(({ accountId, suggestion }) => {
      const own = people.get(accountId);
      return own === undefined
        ? [`nobody read for ${accountId}`]
        : contradictions(suggestion, indicatorsNow(copy.store.read, accountId), own, null);
    });
    expect(wrong).toEqual([]);
  });

  test('has success plans that its accounts follow since they joined, with what people said of them on its day', () => {
    const { counts } = milestoneBoard(copy.store.read, today, { plan: null, owner: null, search: '' });
    const followed = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(followed).toBeGreaterThan(100);
    expect(counts.stuck).toBeLessThan(followed);
    const { milestones, cohorts, uncounted } = milestoneStatistics(copy.store.read, today, null);
    const kickOff = milestones.find(({ name }) => name === 'Kick-off held');
    const goal = milestones.find(({ name }) => name === 'First goal reached');
    expect(kickOff?.medianDays).toBeGreaterThan(0);
    expect(kickOff?.medianDays).toBeLessThan(14);
    const reached = (goal?.completed ?? 0) / (goal?.started ?? 1);
    expect([reached > 0.2, reached < 0.95]).toEqual([true, true]);
    // Nobody counts for the company here: what only counting tells is told of none.
    expect(uncounted).toBeGreaterThanOrEqual(followed);
    expect(cohorts).toEqual([]);
  });

  test('is headed on Today by somebody in danger', () => {
    const [first] = todayOf(copy.store.read, { limit: 1 }, Date.now()).items;
    expect(first?.kind).not.toBe('renewal');
    expect(['high', 'critical']).toContain(first?.risk);
  });
});

function indicatorsNow(read: ReadDb, id: number) {
  const text = read
    .prepared<[number], string>('select indicators from account_summaries where organization_id = ?')
    .pluck()
    .get(id);
  return indicatorsOf(text);
}
