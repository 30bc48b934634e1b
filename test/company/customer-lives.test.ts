import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { diagnose } from '../../src-main/company/diagnose';
import { addAccountsCommand } from '../../src-main/host/commands/accounts';
import { addExplainCommand } from '../../src-main/host/commands/explain';
import { addRiskCommand } from '../../src-main/host/commands/risk';
import { addScoreCommand } from '../../src-main/host/commands/score';
import { addSyncCommand } from '../../src-main/host/commands/sync';
import { dayOfInstant, formatDay } from '../../src-main/lib/day';
import { keyFromFile } from '../../src-main/store/file/key';
import { openStore } from '../../src-main/store/file/open';
import { todayOf } from '../../src-main/work/today/today-of';
import type { AccountRow } from '../../src-preload/contract/accounts';
import type { RiskScreen } from '../../src-preload/contract/risk/risk-screen';
import type { Today } from '../../src-preload/contract/today';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const here = companyForEachTest();
// The company's clock is the server's own.
const today = dayOfInstant(Date.now());
const day = (from: number) => formatDay(today + from);
let folder: string;
let file: string;
let url: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-lives-'));
  file = join(folder, 'steward.db');
  ({ url } = await here.company.createLogin({ role: 'manager', scope: 'all' }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function steward(...args: string[]): Promise<string> {
  const program = new Command('steward').exitOverride();
  program.configureOutput({ writeErr: () => undefined });
  for (const add of [addSyncCommand, addScoreCommand, addAccountsCommand, addRiskCommand, addExplainCommand])
    add(program);
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    await program.parseAsync(args, { from: 'user' });
    return log.mock.calls.map(([line]) => String(line)).join('\n');
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

const subscriptionColumns =
  'subscription_id,organization_id,started_on,ended_on,mrr,quantity,unit,billing_months,renews_on';

interface Seen {
  /** By name. */
  readonly accounts: ReadonlyMap<string, AccountRow>;
  readonly risk: Pick<RiskScreen, 'points' | 'noForecast'>;
  readonly today: Today;
  readonly arr: number;
}

/** Loads the files over what is there, syncs, scores, and looks at what the screens show. */
async function see(
  organizations: readonly string[],
  subscriptions: readonly string[],
  usedBy: readonly string[] = [],
): Promise<Seen> {
  const used = usedBy.flatMap((account) =>
    Array.from({ length: 95 }, (_, back) => `${account},1,f1,${day(-1 - back)},5`),
  );
  const report = await createCompany({
    url: here.company.url,
    now: Date.now,
    from: writeCsvFolder({
      'features.csv': csv('feature_id,name,kind', 'f1,Search,core', 'f2,Report,outcome'),
      'organizations.csv': csv(...organizations),
      ...(usedBy.length > 0 && {
        'users.csv': csv('user_id,organization_id,role', ...usedBy.map((account) => `1,${account},champion`)),
        'activity_daily.csv': csv('organization_id,user_id,feature_id,day,events', ...used),
      }),
      ...(subscriptions.length > 0 && { 'subscriptions.csv': csv(...subscriptions) }),
    }),
  });
  expect(report.setAsideFolder).toBeNull();
  await steward('sync', '--url', url, '--store', file);
  await steward('score', '--store', file);
  const rows: AccountRow[] = JSON.parse(await steward('accounts', '--store', file, '--json'));
  return {
    accounts: new Map(rows.map((row) => [row.name, row])),
    risk: JSON.parse(await steward('risk', 'list', '--store', file, '--json')),
    today: withStore((store) => todayOf(store.read, { limit: 500 }, Date.now())),
    arr: rows.reduce((sum, { arr }) => sum + arr, 0),
  };
}

function withStore<T>(look: (store: ReturnType<typeof openStore>) => T): T {
  const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: Date.now });
  try {
    return look(store);
  } finally {
    store.close();
  }
}

function scoreDays(account: string): number[] {
  return withStore(({ read }) =>
    read
      .prepared<[string], number>(
        `select as_of from organization_health_scores join organizations using (organization_id)
         where external_id = ? order by 1`,
      )
      .pluck()
      .all(account),
  ).map((at) => at - today);
}

function indicatorsOf(account: string): string {
  return (
    withStore(({ read }) =>
      read
        .prepared<[string], string>(
          `select indicators from account_summaries join organizations using (organization_id) where external_id = ?`,
        )
        .pluck()
        .get(account),
    ) ?? '[]'
  );
}

const texts = (account: string) =>
  (JSON.parse(indicatorsOf(account)) as { id: string; text: string }[]).map(
    ({ id, text }) => `${id}: ${text}`,
  );

describe('notice', () => {
  test('is given where churned_at lies ahead: still a customer, leaving, and no departure', async () => {
    const seen = await see(
      [
        'organization_id,name,created_at,owner_email,churned_at',
        `n,Notice,${day(-400)},ann@x.org,${day(33)}`,
        `s,Stays,${day(-400)},ann@x.org,`,
      ],
      [
        subscriptionColumns,
        `n,n,${day(-400)},${day(33)},1000,3,users,12,`,
        `s,s,${day(-400)},,1000,3,users,12,${day(200)}`,
      ],
      ['n', 's'],
    );
    expect(seen.arr).toBe(24_000);
    expect(seen.accounts.get('Notice')).toMatchObject({
      stage: 'adoption',
      standing: 'leaving',
      standingDay: day(33),
    });
    expect(seen.accounts.get('Notice')?.score).not.toBeNull();
    expect(seen.accounts.get('Stays')).toMatchObject({ standing: 'customer', standingDay: null });
    expect(seen.risk.noForecast?.churns).toBe(0);
    expect(texts('n')).toEqual([
      expect.stringMatching(/^notice_given: Notice was given: it leaves on .* \(in 33 days\)\.$/),
    ]);
    expect(seen.risk.points.find(({ name }) => name === 'Notice')?.level).not.toBe('low');
    expect(seen.today.items.map(({ accountName, kind }) => [accountName, kind])).toEqual([
      ['Notice', 'leaving'],
    ]);
    expect(seen.today.headline).toMatchObject({ accounts: 2, leaving: 1, arr: 24_000 });
  });

  test('is given by notice_on as well, and taken back with it', async () => {
    const header = 'organization_id,name,created_at,owner_email,notice_on';
    const subscriptions = [subscriptionColumns, `n,n,${day(-400)},,1000,3,users,12,${day(200)}`];
    const given = await see([header, `n,Notice,${day(-400)},ann@x.org,${day(-3)}`], subscriptions, ['n']);
    expect(given.accounts.get('Notice')).toMatchObject({
      standing: 'leaving',
      standingDay: null,
      arr: 12_000,
    });
    const taken = await see([header, `n,Notice,${day(-400)},ann@x.org,`], []);
    expect(taken.accounts.get('Notice')).toMatchObject({ standing: 'customer' });
  });

  test('is what subscriptions say that run out with none to follow', async () => {
    const seen = await see(
      [
        'organization_id,name,created_at,owner_email,lifecycle_stage',
        ...['out', 'month', 'renews'].map((id) => `${id},${id},${day(-400)},ann@x.org,growth`),
      ],
      [
        subscriptionColumns,
        `1,out,${day(-400)},${day(33)},1000,3,users,12,`,
        `2,month,${day(-10)},${day(20)},1000,3,users,1,`,
        `3,renews,${day(-332)},${day(33)},1000,3,users,12,${day(33)}`,
      ],
    );
    const standings = [...seen.accounts.values()].map(({ name, standing, renewsOn }) => [
      name,
      standing,
      renewsOn,
    ]);
    expect(standings.sort()).toEqual([
      ['month', 'customer', null],
      ['out', 'leaving', null],
      ['renews', 'customer', day(33)],
    ]);
  });
});

describe('who was won back', () => {
  const won = `b,Won back,${day(-400)},ann@x.org,`;
  const header = 'organization_id,name,created_at,owner_email,churned_at';
  const open = [subscriptionColumns, `b,b,${day(-400)},,1000,3,users,12,`];

  test('is a customer again when the company takes its word back, as if it had never been given', async () => {
    const left = await see([header, `${won}${day(-5)}`], open, ['b']);
    expect([...left.accounts]).toEqual([]);
    expect(left.risk.noForecast?.churns).toBe(1);
    const back = await see([header, won], []);
    expect(back.accounts.get('Won back')).toMatchObject({
      stage: 'adoption',
      standing: 'customer',
      arr: 12_000,
    });
    expect(back.accounts.get('Won back')?.score).not.toBeNull();
    expect(back.risk.noForecast?.churns).toBe(0);
    const stages = await here.company.admin.query(
      'SELECT lifecycle_stage, stage_given FROM customer_success.organizations',
    );
    expect(stages.rows).toEqual([{ lifecycle_stage: 'adoption', stage_given: false }]);
  });

  test('keeps a stage that the company gave, whatever becomes of the day', async () => {
    await see(['organization_id,name,created_at,lifecycle_stage', `b,Kept,${day(-400)},churned`], open);
    const still = await see(['organization_id,name,created_at,churned_at', `b,Kept,${day(-400)},`], []);
    expect([...still.accounts]).toEqual([]);
  });

  test('a stage that an earlier Steward derived follows its day again', async () => {
    await see([header, `${won}${day(-5)}`], open);
    await here.company.admin.query(
      'UPDATE customer_success.organizations SET churned_at = null, stage_given = null',
    );
    expect([...(await see([header, won], [])).accounts.keys()]).toEqual(['Won back']);
  });

  test('lives twice, with the day kept or cleared: one departure, and no scores between', async () => {
    const given = 'organization_id,name,created_at,owner_email,lifecycle_stage,churned_at';
    const rows = (id: string) => [
      `${id}1,${id},${day(-420)},${day(-200)},800,3,users,12,`,
      `${id}2,${id},${day(-100)},,1000,3,users,12,${day(265)}`,
    ];
    const organizations = [
      given,
      `k,Kept,${day(-420)},ann@x.org,growth,${day(-200)}`,
      `c,Cleared,${day(-420)},ann@x.org,growth,`,
    ];
    await createCompany({
      url: here.company.url,
      now: Date.now,
      from: writeCsvFolder({
        'features.csv': csv('feature_id,name,kind', 'f1,Search,core'),
        'organizations.csv': csv(...organizations),
        'users.csv': csv('user_id,organization_id', '1,k', '1,c'),
        'activity_daily.csv': csv(
          'organization_id,user_id,feature_id,day,events',
          ...['k', 'c'].flatMap((id) =>
            Array.from({ length: 400 }, (_, back) => `${id},1,f1,${day(-1 - back)},5`),
          ),
        ),
      }),
    });
    const seen = await see(organizations, [subscriptionColumns, ...rows('k'), ...rows('c')]);
    expect(seen.arr).toBe(24_000);
    expect([...seen.accounts.values()].map(({ stage, standing }) => `${stage} ${standing}`)).toEqual([
      'growth customer',
      'growth customer',
    ]);
    expect(seen.risk.noForecast?.churns).toBe(2);
    for (const account of ['k', 'c']) {
      const days = scoreDays(account);
      expect(days.filter((at) => at > -200 && at < -100)).toEqual([]);
      expect(days.filter((at) => at <= -200).length).toBeGreaterThan(20);
      expect(days.filter((at) => at >= -100).length).toBeGreaterThan(10);
    }
  });
});

describe('terms', () => {
  const accounts = (...ids: string[]) => [
    'organization_id,name,created_at,owner_email',
    ...ids.map((id) => `${id},${id},${day(-800)},ann@x.org`),
  ];

  test('of a month are no renewal to prepare, told as one row that moves on or as a row a month', async () => {
    const seen = await see(
      accounts('one', 'many', 'year'),
      [
        subscriptionColumns,
        `a,one,${day(-800)},,1000,3,users,1,${day(12)}`,
        `b,many,${day(-18)},,1000,3,users,1,${day(12)}`,
        `c,year,${day(-320)},,1000,3,users,12,${day(45)}`,
      ],
      ['one', 'many', 'year'],
    );
    expect([...seen.accounts.values()].map(({ name, renewsOn }) => [name, renewsOn]).sort()).toEqual([
      ['many', null],
      ['one', null],
      ['year', day(45)],
    ]);
    expect(seen.today.headline.renewals90).toBe(1);
  });

  test('that were not renewed in time are overdue until they are; all of them ended is asked about', async () => {
    const seen = await see(
      accounts('overdue', 'due', 'ended'),
      [
        subscriptionColumns,
        `o,overdue,${day(-375)},,1000,3,users,12,${day(-10)}`,
        `u,due,${day(-355)},,1000,3,users,12,${day(10)}`,
        `a,ended,${day(-400)},${day(-35)},1000,3,users,12,`,
      ],
      ['overdue', 'due', 'ended'],
    );
    const { accounts: rows } = seen;
    expect(rows.get('overdue')).toMatchObject({ renewsOn: day(-10), standing: 'customer', arr: 12_000 });
    expect(rows.get('overdue')?.score ?? 100).toBeLessThanOrEqual(rows.get('due')?.score ?? 0);
    expect(rows.get('ended')).toMatchObject({
      standing: 'ended',
      standingDay: day(-36),
      score: null,
      arr: 0,
    });
    expect(texts('overdue')[0]).toMatch(/^renewal_overdue: The renewal of .* is 10 days overdue\.$/);
    expect(texts('ended')[0]).toMatch(/^subscriptions_ended: Every paid subscription has ended/);
    expect(seen.today.headline).toMatchObject({ accounts: 2, ended: 1, renewals90: 2, renewalArr90: 24_000 });
    expect(seen.today.items.map(({ accountName, reason }) => [accountName, reason.slice(0, 31)])).toEqual([
      ['overdue', 'Renewal 10 days overdue with he'],
      ['due', 'Renews in 10 days with health a'],
      ['ended', 'Every paid subscription has end'],
    ]);
  });

  test('of less money are told as contraction, and don’t make use worth more', async () => {
    await see(
      accounts('cut', 'same'),
      [
        subscriptionColumns,
        `1,cut,${day(-400)},${day(-20)},1000,5,users,12,`,
        `2,cut,${day(-20)},,400,5,users,12,`,
        `3,same,${day(-400)},,1000,5,users,12,`,
      ],
      ['cut', 'same'],
    );
    expect(texts('cut')).toEqual([
      'revenue_reduced: Revenue went from 1,000 to 400 a month within 90 days (-60%).',
    ]);
    expect(texts('same')).toEqual([]);
    const scores = withStore(({ read }) =>
      read.prepared<[], number>('select score from account_summaries order by 1').pluck().all(),
    );
    expect(scores[0]).toBe(scores[1]);
  });
});

describe('departures', () => {
  test('are none of trials that ran out, on every screen and in every word', async () => {
    const trials = Array.from({ length: 20 }, (_, i) => ({
      id: `t${i}`,
      from: -400 + 12 * i,
      to: -386 + 12 * i,
    }));
    const seen = await see(
      [
        'organization_id,name,created_at,owner_email,churned_at',
        ...trials.map(({ id, from, to }) => `${id},Trial ${id},${day(from)},ann@x.org,${day(to)}`),
        `c,Customer,${day(-700)},ann@x.org,`,
      ],
      [
        subscriptionColumns,
        ...trials.map(({ id, from, to }) => `${id},${id},${day(from)},${day(to)},0,,,1,`),
        `c,c,${day(-700)},,500,,,1,`,
      ],
    );
    expect([...seen.accounts.keys()]).toEqual(['Customer']);
    const { churns, text } = seen.risk.noForecast ?? {};
    expect(churns).toBe(0);
    expect(text).toMatch(/20 trials ended without a purchase; they are no departures\.$/);
    const card = JSON.parse(await steward('risk', 'card', '--store', file, '--json'));
    expect(card.noForecast).toEqual(seen.risk.noForecast);
    const trained = await steward('risk', 'train', '--store', file);
    expect(trained).toMatch(/0 departures are too few to learn from/);
    expect(trained).toMatch(/20 trials ended without a purchase/);
  });

  test('of the first month are told apart, because nothing was known before it', async () => {
    const seen = await see(
      [
        'organization_id,name,created_at,churned_at',
        ...Array.from({ length: 20 }, (_, i) => `e${i},Early ${i},${day(-300 + i)},${day(-286 + i)}`),
      ],
      [],
    );
    expect(seen.risk.noForecast?.churns).toBe(0);
    expect(seen.risk.noForecast?.text).toMatch(/20 accounts left within their first month/);
  });

  test('without a day are pointed out where departures are counted', async () => {
    const seen = await see(
      [
        'organization_id,name,created_at,lifecycle_stage',
        `k,Kept,${day(-700)},adoption`,
        ...Array.from({ length: 16 }, (_, i) => `f${i},Former ${i},${day(-700)},churned`),
      ],
      [subscriptionColumns, `k1,k,${day(-700)},,100,,,1,`],
    );
    expect([...seen.accounts.keys()]).toEqual(['Kept']);
    expect(seen.risk.noForecast?.churns).toBe(0);
    const words = '16 accounts are marked as churned without a day (churned_at)';
    expect(seen.risk.noForecast?.text).toContain(words);
    expect(await diagnose(url)).toContainEqual(
      expect.objectContaining({
        check: 'departures',
        level: 'warning',
        text: expect.stringContaining(words),
      }),
    );
  });

  test('told by subscriptions alone count once a gap of 30 days is over', async () => {
    const seen = await see(
      ['organization_id,name,created_at', `a,Late,${day(-400)}`, `b,Gone,${day(-400)}`],
      [subscriptionColumns, `1,a,${day(-400)},${day(-29)},100,,,1,`, `2,b,${day(-400)},${day(-40)},100,,,1,`],
    );
    expect([...seen.accounts.values()].map(({ standing }) => standing)).toEqual(['ended', 'ended']);
    expect(seen.risk.noForecast?.churns).toBe(1);
  });

  test('trials in force are counted apart from customers', async () => {
    const seen = await see(
      [
        'organization_id,name,created_at,owner_email',
        `t,Trying,${day(-10)},ann@x.org`,
        `c,Customer,${day(-400)},ann@x.org`,
      ],
      [
        `${subscriptionColumns},is_trial`,
        `1,t,${day(-10)},,50,5,users,1,,yes`,
        `2,c,${day(-400)},,100,,,1,,`,
      ],
    );
    expect(seen.accounts.get('Trying')).toMatchObject({ standing: 'trial', arr: 0, seats: 5, risk: null });
    expect(seen.today.headline).toMatchObject({ accounts: 1, trials: 1, arr: 1200 });
  });
});

test('one life told in any order of loads comes to the same', async () => {
  const header = 'organization_id,name,created_at';
  const files = [
    { 'organizations.csv': csv(`${header},churned_at`, `a,Acme,${day(-700)},${day(-200)}`) },
    { 'organizations.csv': csv(`${header},notice_on`, `a,Acme,${day(-700)},${day(-3)}`) },
    { 'subscriptions.csv': csv(subscriptionColumns, `1,a,${day(-700)},${day(-200)},100,,,12,`) },
    { 'subscriptions.csv': csv(subscriptionColumns, `2,a,${day(-100)},,200,,,12,${day(265)}`) },
  ];
  const ends = new Set<string>();
  for (const order of [files, files.toReversed(), [...files.slice(1), ...files.slice(0, 1)]]) {
    await here.company.admin.query('DELETE FROM customer_success.organizations');
    const load = (given: Readonly<Record<string, string>>) =>
      createCompany({ url: here.company.url, now: Date.now, from: writeCsvFolder(given) });
    await load({ 'organizations.csv': csv(header, `a,Acme,${day(-700)}`) });
    for (const given of order) await load(given);
    const { rows } = await here.company.admin.query(
      `SELECT to_jsonb(o) - 'organization_id' AS o, (
         SELECT jsonb_agg(to_jsonb(s) - 'subscription_id' - 'organization_id' ORDER BY external_id)
           FROM customer_success.subscriptions s) AS s
         FROM customer_success.organizations o`,
    );
    ends.add(JSON.stringify(rows));
  }
  expect([...ends]).toEqual([expect.stringContaining('"lifecycle_stage": "churned"'.replace(': ', ':'))]);
});
