import { describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { diagnose } from '../../src-main/company/diagnose';
import { csv, writeCsvFolder } from '../support/csv-folder';
import {
  companyToTell,
  day,
  file,
  here,
  see,
  steward,
  subscriptionColumns,
  url,
} from './support/told-company';

companyToTell();

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
