import { describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { csv, writeCsvFolder } from '../support/csv-folder';
import {
  companyToTell,
  day,
  here,
  scoreDays,
  see,
  subscriptionColumns,
  texts,
  withStore,
} from './support/told-company';

companyToTell();

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
