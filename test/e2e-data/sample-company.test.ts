import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liveAccount } from '../../tools/sample-company/account-life.mjs';
import { drawAccounts } from '../../tools/sample-company/accounts.mjs';
import { parseDay } from '../../tools/sample-company/calendar.mjs';
import { eventsOfDay } from '../../tools/sample-company/raw-events.mjs';
import { sampleSpan, sampleSpanSince, sampleWorld } from '../../tools/sample-company/story.mjs';
import { writeCompany } from '../../tools/sample-company/write-company.mjs';

const today = parseDay('2026-11-22');
const later = today + 45;
const world = sampleWorld(today);

type Row = Readonly<Record<string, string>>;

let folder = '';
const path = (...parts: string[]) => join(folder, ...parts);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-sample-'));
  writeCompany(path('first'), world, sampleSpan(today));
  writeCompany(path('since'), world, sampleSpanSince(today - 1, later));
  writeCompany(path('later'), world, { ...sampleSpan(later), rawFrom: sampleSpan(today).rawFrom });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lines(part: string, table: string): string[] {
  return readFileSync(path(part, `${table}.csv`), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
}

function rows(part: string, table: string): Row[] {
  return parse(readFileSync(path(part, `${table}.csv`), 'utf8'), { columns: true }) as Row[];
}

function digest(part: string): string {
  const hash = createHash('sha256');
  for (const table of [
    'organizations',
    'users',
    'subscriptions',
    'activity_daily',
    'activity_events',
    'interventions',
  ]) {
    hash.update(readFileSync(path(part, `${table}.csv`)));
  }
  return hash.digest('hex');
}

describe('the sample company', () => {
  test('is the same every time it is told, and another with another seed', () => {
    writeCompany(path('again'), world, sampleSpan(today));
    expect(digest('again')).toBe(digest('first'));
    const names = (seed: string) =>
      drawAccounts(sampleWorld(today, seed), today).map((account) => account.name);
    expect(names('another')).not.toEqual(names('steward'));
  });

  test('has the size it promises', () => {
    const organizations = rows('first', 'organizations');
    expect(organizations.length).toBeGreaterThan(370);
    expect(organizations.length).toBeLessThan(430);
    expect(new Set(organizations.map((row) => row['name'])).size).toBe(organizations.length);
    expect(organizations.filter((row) => row['churned_at']).length).toBeGreaterThan(50);
    expect(organizations.filter((row) => row['churned_at']).length).toBeLessThan(80);
    expect(rows('first', 'users').length).toBeGreaterThan(4500);
    expect(rows('first', 'users').length).toBeLessThan(5600);
    expect(rows('first', 'features')).toHaveLength(20);
    const events = rows('first', 'activity_daily').reduce((sum, row) => sum + Number(row['events']), 0);
    const all = events + lines('first', 'activity_events').length;
    expect(all).toBeGreaterThan(1_000_000);
    expect(all).toBeLessThan(2_000_000);
  });

  test('names only things it has told of', () => {
    const organizations = new Set(rows('first', 'organizations').map((row) => row['organization_id']));
    const features = new Set(rows('first', 'features').map((row) => row['feature_id']));
    const owners = new Map(rows('first', 'users').map((row) => [row['user_id'], row['organization_id']]));
    for (const table of ['activity_daily', 'activity_events', 'support_tickets', 'survey_responses']) {
      for (const row of rows('first', table)) {
        if (owners.get(row['user_id'] ?? '') !== row['organization_id']) throw new Error(JSON.stringify(row));
        if (row['feature_id'] && !features.has(row['feature_id'])) throw new Error(JSON.stringify(row));
      }
    }
    for (const { user_id = '', organization_id = '' } of rows('first', 'interventions')) {
      expect(organizations).toContain(organization_id);
      if (user_id !== '') expect(owners.get(user_id)).toBe(organization_id);
    }
    for (const row of rows('first', 'subscriptions')) expect(organizations).toContain(row['organization_id']);
  });

  test('can send mail to nobody', () => {
    const addresses = [
      ...rows('first', 'users').map((row) => row['email']),
      ...rows('first', 'organizations').map((row) => row['owner_email']),
    ].filter(Boolean);
    expect(addresses.length).toBeGreaterThan(1000);
    expect(addresses.filter((address) => !address?.endsWith('.example'))).toEqual([]);
  });

  test('tells nothing of the day it is made, nor of any later one', () => {
    const written = [
      'organizations',
      'users',
      'activity_events',
      'support_tickets',
      'survey_responses',
      'interventions',
    ]
      .flatMap((table) => rows('first', table))
      .flatMap((row) => Object.entries(row).filter(([column]) => column.endsWith('_at')))
      .map(([, instant]) => instant);
    expect(written.some((instant) => instant?.startsWith('2026-11-21'))).toBe(true);
    expect(written.filter((instant) => instant >= '2026-11-22')).toEqual([]);
  });

  test.each([
    ['organizations', 'organization_id'],
    ['users', 'user_id'],
    ['subscriptions', 'subscription_id'],
    ['support_tickets', 'ticket_id'],
    ['survey_responses', 'response_id'],
    ['interventions', 'intervention_id'],
  ])('goes on where it stopped: %s', (table, id) => {
    const byId = (part: string) => rows(part, table).map((row) => [row[id], row] as const);
    const told = new Map([...byId('first'), ...byId('since')]);
    const whole = new Map(byId('later'));
    expect(byId('since').length).toBeGreaterThan(0);
    expect(told.size).toBe(whole.size);
    for (const [key, row] of whole) expect(told.get(key)).toEqual(row);
  });

  test('goes on where it stopped: activity', () => {
    expect(lines('later', 'activity_daily')).toEqual(lines('first', 'activity_daily'));
    const told = [...lines('first', 'activity_events'), ...lines('since', 'activity_events')].sort();
    expect(told).toEqual(lines('later', 'activity_events').sort());
    expect(new Set(told.map((line) => line.split(',')[0])).size).toBe(told.length);
  });
});

describe('life in the sample company', () => {
  const lives = drawAccounts(world, today - 1).map((account) => liveAccount(world, account, today - 1));

  test('single events are the daily counts, one by one', () => {
    expect(lives.slice(0, 60).flatMap(({ workDays }) => workDays).length).toBeGreaterThan(1000);
    for (const life of lives.slice(0, 60)) {
      for (const workDay of life.workDays) {
        const events = eventsOfDay(life, workDay);
        const counted = workDay.uses.map(({ feature }) => events.filter((e) => e.feature === feature).length);
        expect(counted).toEqual(workDay.uses.map((use) => use.events));
        for (const { at } of events) expect(Math.floor(at / 86_400_000)).toBe(workDay.day);
      }
    }
  });

  test('accounts that leave used the product less before, but not all of them, and not they alone', () => {
    const leaving = lives.flatMap((life) => {
      const { churnedDay } = life;
      if (churnedDay === null) return [];
      return [change(life, churnedDay)];
    });
    const staying = lives.filter((life) => life.churnedDay === null).map((life) => change(life, today - 40));
    expect(shareBelow(leaving, staying)).toBeGreaterThan(0.58);
    expect(shareBelow(leaving, staying)).toBeLessThan(0.8);
  });

  test('weekends are quiet', () => {
    const byWeekday = Array.from({ length: 7 }, () => 0);
    for (const { workDays } of lives) {
      for (const { day } of workDays) byWeekday[(day + 3) % 7] = (byWeekday[(day + 3) % 7] ?? 0) + 1;
    }
    const [monday = 0, , , , , saturday = 0] = byWeekday;
    expect(saturday / monday).toBeLessThan(0.2);
  });

  test('detractors answer from accounts that leave more often than from those that stay', () => {
    const mean = (gone: boolean) => {
      const scores = lives
        .filter((life) => (life.churnedDay !== null) === gone)
        .flatMap((life) => life.responses.filter((r) => r.kind === 'nps').map((r) => r.score));
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
    };
    expect(mean(true)).toBeLessThan(mean(false) - 0.5);
  });

  test('some accounts leave in the middle of a term, for reasons of their own', () => {
    const gone = lives.filter((life) => life.churnedDay !== null);
    const midTerm = gone.filter((life) => life.churnedDay !== life.contract.termEnd);
    expect(midTerm.length / gone.length).toBeGreaterThan(0.05);
    expect(midTerm.length / gone.length).toBeLessThan(0.3);
  });

  test('the team turns to accounts that look poor', () => {
    const touched = (life: (typeof lives)[number]) =>
      life.interventions.filter((done) => !done.isHeldOut).length;
    const perAccount = (some: typeof lives) =>
      some.reduce((sum, life) => sum + touched(life), 0) / some.length;
    const poor = lives.filter((life) => life.account.fit < -0.3);
    const good = lives.filter((life) => life.account.fit > 0.9);
    expect(perAccount(poor)).toBeGreaterThan(1.5 * perAccount(good));
  });

  test('of those that only a rule would write to, the same accounts are always left out', () => {
    const campaigns = lives.flatMap((life) =>
      life.interventions.filter((done) => done.isAutomatic).map(({ isHeldOut }) => ({ life, isHeldOut })),
    );
    const heldOut = new Set(campaigns.filter((one) => one.isHeldOut).map((one) => one.life));
    const written = new Set(campaigns.filter((one) => !one.isHeldOut).map((one) => one.life));
    expect([...heldOut].filter((life) => written.has(life))).toEqual([]);
    expect(heldOut.size / (heldOut.size + written.size)).toBeGreaterThan(0.18);
    expect(heldOut.size / (heldOut.size + written.size)).toBeLessThan(0.32);
    const byHand = lives.flatMap((life) => life.interventions.filter((done) => !done.isAutomatic));
    expect(byHand.some((done) => done.isHeldOut)).toBe(false);
  });

  test('without the team, more accounts would have left', () => {
    const leftAlone = { ...world, leftAlone: true };
    const alone = drawAccounts(world, today - 1).map((account) => liveAccount(leftAlone, account, today - 1));
    const gone = (some: typeof lives) => some.filter((life) => life.churnedDay !== null).length;
    expect(gone(lives) / gone(alone)).toBeGreaterThan(0.7);
    expect(gone(lives) / gone(alone)).toBeLessThan(0.95);
  });

  /** Work days a day in the last four weeks before `day`, against the two months before those. */
  function change(life: (typeof lives)[number], day: number): number {
    const between = (from: number, to: number) =>
      life.workDays.filter((workDay) => workDay.day >= from && workDay.day < to).length / (to - from);
    return (between(day - 28, day) + 0.01) / (between(day - 88, day - 28) + 0.01);
  }

  /** How often a value of `low` lies below one of `high`: the area under the ROC curve. */
  function shareBelow(low: readonly number[], high: readonly number[]): number {
    const below = low.reduce((sum, a) => sum + high.filter((b) => a < b).length, 0);
    return below / (low.length * high.length);
  }
});
