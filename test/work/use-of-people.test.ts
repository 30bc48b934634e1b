import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measureIds } from '../../src-main/engines/health/measures';
import { earlierStarters } from '../../src-main/engines/health/starter/earlier-starters';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { readUsage } from '../../src-main/store/accounts/read-usage';
import { readSurveys } from '../../src-main/store/accounts/read-voice';
import { readConfigVersion, readCurrentVersion } from '../../src-main/store/scores/configs';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { listContacts } from '../../src-main/work/scoring/contact-list';
import { ensureStarterConfig } from '../../src-main/work/scoring/current-config';
import {
  accountsOf,
  type CompanyAtADesk,
  dayBefore,
  eachDay,
  sitDownAt,
  threeFeatures,
} from '../support/company-at-a-desk';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv } from '../support/csv-folder';
import { keptScores } from '../support/kept-days';

const here = companyForEachTest();
let desk: CompanyAtADesk;
beforeEach(async () => {
  desk = await sitDownAt(here.company);
});
afterEach(() => desk.close());

const counts = 'organization_id,user_id,feature_id,day,events';

describe('one event without a user', () => {
  it('beside 800 of known users changes neither their number nor the score', async () => {
    const people = (name: string) =>
      eachDay(100, 1, (day) =>
        [1, 2, 3, 4].flatMap((u) => [`${name},${u},f1,${day},5`, `${name},${u},f2,${day},2`]),
      );
    await desk.load({
      ...threeFeatures,
      ...accountsOf(10, null, 'NONE', 'ONE'),
      'users.csv': csv(
        'user_id,organization_id,role',
        ...['NONE', 'ONE'].flatMap((name) => [
          `1,${name},champion`,
          `2,${name},`,
          `3,${name},`,
          `4,${name},`,
        ]),
      ),
      'activity_daily.csv': csv(counts, ...people('NONE'), ...people('ONE'), `ONE,,f3,${dayBefore(3)},1`),
    });
    const [none, one] = [desk.of('NONE'), desk.of('ONE')];
    expect([none.activeUsers, one.activeUsers]).toEqual([4, 4]);
    expect([one.raw('active_share'), one.raw('license_adoption')]).toEqual([0.4, 0.5]);
    expect(Math.abs((one.score ?? 0) - (none.score ?? 0))).toBeLessThan(0.1);
    expect(one.events).toBe(none.events + 1);
  });
});

describe('use by machines and by the company itself', () => {
  const gone = ['GONE', 'API', 'STAFF'];
  const users = csv(
    'user_id,organization_id,role,is_internal',
    ...gone.flatMap((name) => [`1,${name},champion,no`, `2,${name},,`, `3,${name},,`, `4,${name},,false`]),
    'agent,STAFF,admin,yes',
  );
  const people = (name: string) =>
    eachDay(150, 61, (day) =>
      [1, 2, 3, 4].flatMap((u) => [`${name},${u},f1,${day},5`, `${name},${u},f2,${day},2`]),
    );
  const files = {
    ...accountsOf(4, 30, ...gone),
    'users.csv': users,
    'activity_daily.csv': csv(
      counts,
      ...gone.flatMap(people),
      ...eachDay(150, 1, (day) => [`API,,api,${day},100`, `API,2,api,${day},3`]),
      ...eachDay(60, 1, (day) => [`STAFF,agent,f1,${day},9`, `STAFF,agent,api,${day},9`]),
    ),
  };
  const machine = (flag: string) =>
    csv('feature_id,name,kind,is_machine', 'f1,Search,core,', 'f2,Report,outcome,no', `api,API,core,${flag}`);

  it('keeps no account awake: one whose people are gone is as silent as another', async () => {
    await desk.load({ ...files, 'features.csv': machine('yes') });
    const figures = gone.map((name) => {
      const { id: _id, ...rest } = desk.of(name);
      return rest;
    });
    const [expected] = figures;
    expect(expected).toMatchObject({ activeUsers: 0, users: 4, riskLevel: 'critical' });
    expect(expected?.indicators.map(({ id, severity }) => `${id} ${severity}`)).toContain(
      'all_users_idle serious',
    );
    for (const figure of figures) {
      expect({ ...figure, raw: null }).toEqual({ ...expected, raw: null });
      for (const id of measureIds) expect(figure.raw(id)).toEqual(expected?.raw(id));
    }
    const usage = readUsage(desk.store.read, desk.of('API').id, desk.today, 90);
    expect(usage.apart).toEqual({ machineEvents: 103 * 89, internalEvents: 0 });
    expect(usage.features.map(({ name }) => name)).toEqual(['Search', 'Report']);
    expect(readUsage(desk.store.read, desk.of('STAFF').id, desk.today, 90).apart).toEqual({
      machineEvents: 0,
      internalEvents: 60 * 18,
    });
    const contacts = listContacts(
      desk.store.read,
      { id: desk.of('STAFF').id, offset: 0, limit: 9 },
      desk.today,
    ).rows;
    expect(contacts.filter(({ isInternal }) => isInternal)).toMatchObject([
      { name: 'agent', lastActivity: dayBefore(1), score: null },
    ]);
  });

  it('is use like any other until a flag says so, and again once it is taken back', async () => {
    await desk.load({ ...files, 'features.csv': machine('') });
    const awake = desk.of('API');
    expect(awake.raw('days_since_activity')).toBe(1);
    await desk.load({ 'features.csv': machine('1') });
    expect(desk.of('API').raw('days_since_activity')).toBe(61);
    expect(desk.of('API').events).toBe(awake.events - 103 * 150);
    await desk.load({ 'features.csv': machine('0') });
    expect({ ...desk.of('API'), raw: null }).toEqual({ ...awake, raw: null });
    expect(desk.of('STAFF').raw('days_since_activity')).toBe(61);
    await desk.load({ 'users.csv': users.replace('agent,STAFF,admin,yes', 'agent,STAFF,admin,no') });
    expect(desk.of('STAFF').raw('days_since_activity')).toBe(1);
    expect(desk.of('STAFF').users).toBe(5);
  });
});

describe('people who left and are in no list', () => {
  it('leave their account its tickets, answers and use', async () => {
    const both = ['ALL', 'TODAY'];
    const old = ['old1', 'old2', 'old3'];
    const present = ['new1', 'new2', 'new3'];
    const report = await desk.load({
      ...threeFeatures,
      ...accountsOf(3, null, ...both),
      'users.csv': csv(
        'user_id,organization_id,deactivated_at',
        ...both.flatMap((name) => present.map((user) => `${user},${name},`)),
        ...old.map((user) => `${user},ALL,${dayBefore(60)}`),
      ),
      'activity_daily.csv': csv(
        counts,
        ...both.flatMap((name) => [
          ...eachDay(120, 61, (day) => old.map((user) => `${name},${user},f1,${day},4`)),
          ...eachDay(60, 1, (day) => present.map((user) => `${name},${user},f1,${day},4`)),
        ]),
      ),
      'support_tickets.csv': csv(
        'ticket_id,organization_id,user_id,severity,opened_at',
        ...both.flatMap((name) => old.map((user) => `${name}${user},${name},${user},high,${dayBefore(70)}`)),
      ),
      'survey_responses.csv': csv(
        'response_id,organization_id,user_id,kind,score,responded_at',
        ...both.flatMap((name) => [
          ...old.map((user) => `${name}${user},${name},${user},nps,2,${dayBefore(70)}`),
          `${name}again,${name},old1,nps,3,${dayBefore(69)}`,
          `${name}new,${name},new1,nps,10,${dayBefore(5)}`,
        ]),
      ),
    });
    for (const name of both) {
      const account = desk.of(name);
      expect(measureIds.map((id) => account.raw(id))).toEqual(measureIds.map((id) => desk.of('ALL').raw(id)));
      expect([account.raw('nps'), account.raw('severe_tickets'), account.events]).toEqual([-50, 3, 1440]);
      expect(account).toMatchObject({ score: desk.of('ALL').score, activeUsers: 3, users: 3 });
    }
    expect(
      report.files.map(({ table, unlisted }) => [table, unlisted.rows]).filter(([, rows]) => rows !== 0),
    ).toEqual([
      ['activity_daily', 180],
      ['support_tickets', 3],
      ['survey_responses', 4],
    ]);
  });

  it('make no known people of an account that has no list of users', async () => {
    await desk.load({
      ...threeFeatures,
      ...accountsOf(3, null, 'A'),
      'activity_daily.csv': csv(counts, ...eachDay(40, 1, (day) => [`A,x,f1,${day},4`, `A,y,f1,${day},4`])),
    });
    expect(desk.of('A').raw('active_share')).toBeNaN();
    expect(desk.of('A').activeUsers).toBeNull();
    expect(desk.of('A').raw('days_since_activity')).toBe(1);
  });
});

describe('an event of 1970', () => {
  it('changes no figure of an account of 40 days but its total, and the scoring says so', async () => {
    const two = ['CLEAN', 'OLD'];
    await desk.load({
      ...threeFeatures,
      'organizations.csv': csv(
        'organization_id,name,created_at',
        ...two.map((name) => `${name},${name},${dayBefore(40)}`),
      ),
      'subscriptions.csv': csv(
        'subscription_id,organization_id,started_on,mrr,quantity,unit',
        ...two.map((name) => `${name},${name},${dayBefore(40)},1000,3,users`),
      ),
      'users.csv': csv('user_id,organization_id', ...two.flatMap((name) => [`1,${name}`, `2,${name}`])),
      'activity_events.csv': csv(
        'organization_id,user_id,feature_id,occurred_at',
        'OLD,1,f2,1970-01-02T10:00:00Z',
        ...two.flatMap((name) =>
          eachDay(40, 1, (day) => [`${name},1,f2,${day}T10:00:00Z`, `${name},2,f1,${day}T10:00:00Z`]),
        ),
      ),
    });
    const [clean, old] = [desk.of('CLEAN'), desk.of('OLD')];
    expect(breakdownOf(desk.store, old.id)?.score).toBe(breakdownOf(desk.store, clean.id)?.score);
    for (const id of measureIds) expect(old.raw(id)).toEqual(clean.raw(id));
    expect(old.raw('usage_trend')).toBeNaN();
    expect(old.events).toBe(clean.events + 1);
    const told = desk.store.read
      .prepared<[], string>(
        `select message from metrics_aggregation_jobs where kind = 'score_all' order by rowid desc limit 1`,
      )
      .pluck();
    expect(told.get()).toMatch(/1 events? lies? far before/);
    const past = (account: number) => keptScores(desk.store).filter(({ id }) => id === account).length;
    expect(past(old.id)).toBe(past(clean.id));
  });
});

describe('answers', () => {
  it('of every kind are read by a measure, and screens tell the same latest as scores', async () => {
    const later = 'T12:00:00Z';
    await desk.load({
      ...threeFeatures,
      ...accountsOf(1, null, 'A', 'B'),
      'users.csv': csv('user_id,organization_id,role', 'u1,A,champion', 'u1,B,champion'),
      'survey_responses.csv': csv(
        'response_id,organization_id,user_id,kind,score,responded_at',
        `1,A,u1,csat,1,${dayBefore(2)}`,
        `2,A,u1,ces,1,${dayBefore(2)}`,
        `3,A,u1,nps,9,${dayBefore(2)}`,
        `z,B,u1,nps,2,${dayBefore(2)}${later}`,
        `a,B,u1,nps,10,${dayBefore(2)}${later}`,
      ),
    });
    const [a, b] = [desk.of('A'), desk.of('B')];
    expect([a.raw('csat'), a.raw('ces'), a.raw('nps')]).toEqual([1, 1, 100]);
    expect(breakdownOf(desk.store, a.id)?.score).toBeLessThan(75);
    expect(b.raw('nps')).toBe(100);
    expect(b.indicators.filter(({ id }) => id === 'detractor_response')).toEqual([]);
    for (const account of [a, b]) {
      expect(readSurveys(desk.store.read, account.id, Date.now()).nps).toBe(account.raw('nps'));
    }
    expect(readSurveys(desk.store.read, b.id, Date.now()).responses.map(({ score }) => score)).toEqual([
      10, 2,
    ]);
  });

  it('reach the configuration of a store whose starter nobody has edited, and no other', async () => {
    const { store } = desk;
    ensureStarterConfig(store, 1);
    const put = (config: unknown, version: number) =>
      store.db.client
        .prepare('update score_configs set config = ? where version = ?')
        .run(JSON.stringify(config), version);
    for (const [i, before] of earlierStarters().entries()) {
      const version = readCurrentVersion(store.read);
      put({ ...before, bands: { middle: 51, healthy: 75 } }, version);
      ensureStarterConfig(store, 2 + i);
      expect(readCurrentVersion(store.read)).toBe(version);
      put(before, version);
      ensureStarterConfig(store, 3 + i);
      ensureStarterConfig(store, 4 + i);
      expect(readCurrentVersion(store.read)).toBe(version + 1);
      expect(readConfigVersion(store.read, version + 1).config).toEqual(starterConfig);
    }
  });
});
