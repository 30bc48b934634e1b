import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeCurrency } from '../../src-main/company/change-currency';
import { priceSaid } from '../../src-main/engines/risk/features/compared-words';
import { dayOfInstant } from '../../src-main/lib/day';
import { addOthers } from '../../src-main/lib/other-money';
import { exportAccounts } from '../../src-main/reports/export-accounts';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { readSubscription } from '../../src-main/store/accounts/read-subscription';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { readRiskPoints, readRiskTotals } from '../../src-main/store/risk/screen';
import { accountFamily } from '../../src-main/work/families/account-family';
import { todayOf } from '../../src-main/work/today/today-of';
import { fromMinor, leftOutWords, minorDigits, toMinor, toMoney } from '../../src-preload/contract/money';
import { type CompanyAtADesk, dayBefore, sitDownAt } from '../support/company-at-a-desk';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv } from '../support/csv-folder';
import { plainFile } from '../support/plain-file';

const here = companyForEachTest();
let desk: CompanyAtADesk;
beforeEach(async () => {
  desk = await sitDownAt(here.company);
});
afterEach(() => desk.close());

const organizations = (...names: string[]) =>
  csv(
    'organization_id,name,created_at,owner_email',
    ...names.map((name) => `${name},${name},${dayBefore(500)},ann@x.example`),
  );
const terms = (...rows: string[]) =>
  csv(
    'subscription_id,organization_id,started_on,ended_on,mrr,currency',
    ...rows.map((row, i) => `s${i},${row}`),
  );
const rates = (...rows: string[]) => csv('currency,day,rate', ...rows);

function list() {
  return listAccounts(
    desk.store.read,
    { filter: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 100 },
    desk.today,
  );
}
const arrOfEach = () =>
  Object.fromEntries(
    list().rows.map(({ name, arr, otherArr }) => [name, otherArr === undefined ? arr : [arr, otherArr]]),
  );

async function exported(): Promise<string[]> {
  const path = join(tmpdir(), `steward-export-${process.pid}.csv`);
  try {
    await exportAccounts(
      desk.store.read,
      { filter: {}, sort: { key: 'name', descending: false }, columns: ['arr'] },
      desk.today,
      plainFile(path),
    );
    return readFileSync(path, 'utf8').replace('\uFEFF', '').trim().split('\r\n');
  } finally {
    rmSync(path, { force: true });
  }
}

/** One account with a term in euros and one in yen. */
const twoCurrencies = {
  'organizations.csv': organizations('A'),
  'subscriptions.csv': terms(`A,${dayBefore(35)},,1000,EUR`, `A,${dayBefore(35)},,150000,JPY`),
};

describe('amounts of two currencies', () => {
  test('are never added up: without a rate the other is shown beside, left out of sums, and that is said', async () => {
    const report = await desk.load({
      ...twoCurrencies,
      'survey_responses.csv': csv(
        'response_id,organization_id,kind,score,responded_at',
        `r,A,nps,3,${dayBefore(3)}`,
      ),
    });
    expect(report.money).toEqual({
      currency: 'EUR',
      isChosen: true,
      withoutRate: [{ currency: 'JPY', rows: 1 }],
    });
    const yen = [{ currency: 'JPY', amount: 1_800_000 }];
    expect(arrOfEach()).toEqual({ A: [12_000, yen] });
    expect(list()).toMatchObject({ arrTotal: 12_000, otherArrTotal: yen });
    const { id } = desk.of('A');
    expect(readAccount(desk.store.read, id, desk.today)).toMatchObject({
      arr: 12_000,
      mrr: 1000,
      otherMrr: [{ currency: 'JPY', amount: 150_000 }],
    });
    const subscription = readSubscription(desk.store.read, id, desk.today);
    expect(subscription.terms.map(({ mrr, currency }) => [mrr, currency])).toEqual([
      [150_000, 'JPY'],
      [1000, undefined],
    ]);
    expect(subscription.history.at(-1)?.mrr).toBe(1000);
    expect(subscription.otherMrr).toEqual([{ currency: 'JPY', amount: 150_000 }]);
    expect(todayOf(desk.store.read, { limit: 9 }, Date.now()).headline).toMatchObject({
      arr: 12_000,
      otherArr: yen,
    });
    expect(readRiskTotals(desk.store.read, {}, dayOfInstant(Date.now())).otherArr).toEqual(yen);
    expect(readRiskPoints(desk.store.read, {}, dayOfInstant(Date.now()))).toMatchObject([
      { arr: 12_000, otherArr: yen },
    ]);
    expect(await exported()).toEqual([
      'Account,ARR (EUR),"ARR in other currencies, without a rate"',
      'A,12000,"JPY 1,800,000"',
    ]);
    expect(leftOutWords(yen)).toBe('JPY 1,800,000 left out: the company gives no rate');
  });

  test('are told in the company’s as soon as there is a rate, the latest that has come, to its minor unit', async () => {
    await desk.load(twoCurrencies);
    const report = await desk.load({
      'rates.csv': rates(
        `jpy,${dayBefore(400)},0.01`,
        `JPY,${dayBefore(3)},0.006123`,
        `JPY,${dayBefore(-30)},9`,
      ),
    });
    expect(report.money).toMatchObject({ withoutRate: [] });
    // 150,000 yen at 0.006123 are 918.45 euros a month.
    expect(arrOfEach()).toEqual({ A: 23_021.4 });
    expect(list()).not.toHaveProperty('otherArrTotal');
    expect((await exported())[0]).toBe('Account,ARR (EUR)');
    expect(readSubscription(desk.store.read, desk.of('A').id, desk.today).history.at(-1)?.mrr).toBe(1918.45);
  });

  test('a rate that falls is no contraction, and one that is taken away leaves the amount out again', async () => {
    await desk.load({
      ...twoCurrencies,
      'rates.csv': rates(`JPY,${dayBefore(400)},0.02`, `JPY,${dayBefore(2)},0.001`),
    });
    expect(desk.of('A').indicators.map(({ id }) => id)).not.toContain('revenue_reduced');
    await here.company.admin.query('DELETE FROM customer_success.exchange_rates');
    await desk.catchUp();
    expect(arrOfEach()).toEqual({ A: [12_000, [{ currency: 'JPY', amount: 1_800_000 }]] });
  });

  test('less of it is contraction, too, where an account pays in one without a rate alone', async () => {
    await desk.load({
      'organizations.csv': organizations('LESS', 'OTHER', 'EURO'),
      'subscriptions.csv': terms(
        `LESS,${dayBefore(300)},${dayBefore(20)},200000,JPY`,
        `LESS,${dayBefore(20)},,100000,JPY`,
        `OTHER,${dayBefore(300)},${dayBefore(20)},200000,JPY`,
        `OTHER,${dayBefore(20)},,1000,CHF`,
        ...[1, 2, 3, 4, 5].map(() => `EURO,${dayBefore(300)},,10,EUR`),
      ),
    });
    const told = (name: string) =>
      desk.of(name).indicators.flatMap(({ id, text }) => (id === 'revenue_reduced' ? [text] : []));
    expect(told('LESS')).toEqual([
      'Revenue went from JPY 200,000 to JPY 100,000 a month within 90 days (-50%).',
    ]);
    expect(told('OTHER')).toEqual([]);
    expect(told('EURO')).toEqual([]);
  });

  test('are beside the sum of a family as well', async () => {
    await desk.load({
      'organizations.csv': csv(
        'organization_id,name,created_at,parent_id',
        `TOP,Top,${dayBefore(500)},`,
        `SUB,Sub,${dayBefore(500)},TOP`,
      ),
      'subscriptions.csv': terms(
        `TOP,${dayBefore(35)},,1000,EUR`,
        `SUB,${dayBefore(35)},,10,EUR`,
        `SUB,${dayBefore(35)},,5,CHF`,
      ),
    });
    expect(accountFamily(desk.store.read, desk.of('TOP').id, desk.today)).toMatchObject({
      children: [{ arr: 120, otherArr: [{ currency: 'CHF', amount: 60 }] }],
      together: { arr: 12_120, otherArr: [{ currency: 'CHF', amount: 60 }] },
    });
  });

  test('two spellings of one are one, and an amount without one is in the company’s', async () => {
    await desk.load({
      'organizations.csv': organizations('A'),
      'subscriptions.csv': terms(
        `A,${dayBefore(35)},,100,eur`,
        `A,${dayBefore(35)},,100, EUR `,
        `A,${dayBefore(35)},,100,Eur`,
        `A,${dayBefore(35)},,100,`,
        `A,${dayBefore(35)},,7,€`,
      ),
    });
    expect(arrOfEach()).toEqual({ A: 4800 });
    expect(readSyncState(desk.store.read).currency).toBe('EUR');
  });

  test('nobody guesses what amounts are in that name none, where those are more', async () => {
    const report = await desk.load({
      'organizations.csv': organizations('A'),
      'subscriptions.csv': terms(
        `A,${dayBefore(35)},,5,`,
        `A,${dayBefore(35)},,6,`,
        `A,${dayBefore(35)},,9,EUR`,
      ),
    });
    expect(report.money).toEqual({
      currency: null,
      isChosen: false,
      withoutRate: [{ currency: 'EUR', rows: 1 }],
    });
    expect(arrOfEach()).toEqual({ A: [132, [{ currency: 'EUR', amount: 108 }]] });
  });

  test('what is all without a rate has no expected loss, and what is partly has that of the part', async () => {
    await desk.load({
      'organizations.csv': organizations('YEN', 'BOTH'),
      'subscriptions.csv': terms(
        `YEN,${dayBefore(35)},,5,JPY`,
        `BOTH,${dayBefore(35)},,100,EUR`,
        `BOTH,${dayBefore(35)},,9,JPY`,
        `BOTH,${dayBefore(35)},,0.5,EUR`,
      ),
      'survey_responses.csv': csv(
        'response_id,organization_id,kind,score,responded_at',
        `r,YEN,nps,3,${dayBefore(3)}`,
        `q,BOTH,nps,3,${dayBefore(3)}`,
      ),
    });
    desk.store.db.client.exec(
      `insert into churn_forecasts (organization_id, as_of, model_version, p30, p90, p180)
       select organization_id, as_of, 1, 0.1, 0.2, 0.3 from account_summaries`,
    );
    expect(list().rows.map(({ name, expectedLoss }) => [name, expectedLoss])).toEqual([
      ['BOTH', 241.2],
      ['YEN', null],
    ]);
    expect(
      readRiskPoints(desk.store.read, {}, desk.today).map(({ name, expectedLoss90 }) => [
        name,
        expectedLoss90,
      ]),
    ).toEqual([
      ['BOTH', 241.2],
      ['YEN', null],
    ]);
    expect(readRiskTotals(desk.store.read, {}, desk.today)).toMatchObject({
      expectedLoss90: 241.2,
      otherArr: [{ currency: 'JPY', amount: 168 }],
    });
  });

  test('the company’s is what most subscriptions name, until somebody says another; its rates go with it', async () => {
    await desk.load({
      'organizations.csv': organizations('A'),
      'subscriptions.csv': terms(
        `A,${dayBefore(35)},,5,USD`,
        `A,${dayBefore(35)},,7,CHF`,
        `A,${dayBefore(35)},,9,CHF`,
      ),
      'rates.csv': rates(`USD,${dayBefore(9)},0.8`),
    });
    expect(arrOfEach()).toEqual({ A: 12 * (16 + 4) });
    const client = await here.company.admin.connect();
    expect(await changeCurrency(client, ' usd')).toEqual({ from: 'CHF', to: 'USD', forgottenRates: 1 });
    await expect(changeCurrency(client, 'dollars')).rejects.toMatchObject({ code: 'invalid_input' });
    await client.query('SELECT pg_advisory_unlock_all()');
    client.release();
    await desk.catchUp();
    expect(arrOfEach()).toEqual({ A: [60, [{ currency: 'CHF', amount: 192 }]] });
    await desk.load({ 'rates.csv': rates(`CHF,${dayBefore(9)},1.25`) });
    expect(arrOfEach()).toEqual({ A: 60 + 240 });
  });
});

describe('amounts', () => {
  test('have the decimals of their currency, and credits take away', async () => {
    await desk.load({
      'organizations.csv': organizations('JAPAN', 'KUWAIT', 'CREDIT'),
      'subscriptions.csv': terms(
        `JAPAN,${dayBefore(35)},,1000.4,JPY`,
        `KUWAIT,${dayBefore(35)},,10.1254,KWD`,
        `CREDIT,${dayBefore(35)},,100,USD`,
        `CREDIT,${dayBefore(35)},${dayBefore(-300)},-30.10,USD`,
        `CREDIT,${dayBefore(35)},,0.2,USD`,
      ),
    });
    expect(arrOfEach()).toEqual({
      CREDIT: 841.2,
      JAPAN: [0, [{ currency: 'JPY', amount: 12_000 }]],
      KUWAIT: [0, [{ currency: 'KWD', amount: 121.5 }]],
    });
    const { rows } = await here.company.admin.query(
      'SELECT mrr FROM customer_success.subscriptions WHERE currency <> $1 ORDER BY mrr',
      ['USD'],
    );
    expect(rows).toEqual([{ mrr: '10.125' }, { mrr: '1000' }]);
  });

  test('a company of three decimals shows them, in sums and files', async () => {
    await desk.load({
      'organizations.csv': organizations('A', 'B'),
      'subscriptions.csv': terms(
        `A,${dayBefore(35)},,0.001,KWD`,
        `A,${dayBefore(35)},,0.002,KWD`,
        `B,${dayBefore(35)},,10.125,KWD`,
      ),
    });
    expect(arrOfEach()).toEqual({ A: 0.036, B: 121.5 });
    expect(list().arrTotal).toBe(121.536);
    expect(await exported()).toEqual(['Account,ARR (KWD)', 'A,0.036', 'B,121.5']);
  });

  test('whole minor units and back are the same amount, and add up to the last of them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('USD', 'JPY', 'KWD', 'CLF', 'XXX'),
        fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 50 }),
        (currency, minors) => {
          const amounts = minors.map((minor) => fromMinor(minor, currency));
          expect(amounts.map((amount) => toMinor(amount, currency))).toEqual(
            minors.map((minor) => minor || 0),
          );
          const [sum] = addOthers(amounts.map((amount) => ({ currency, amount })));
          const exact = minors.reduce((total, minor) => total + minor, 0);
          expect(toMinor(sum?.amount ?? 0, currency)).toBe(exact || 0);
          expect(String(sum?.amount)).toBe(String(toMoney(exact / 10 ** minorDigits(currency), currency)));
        },
      ),
    );
  });

  test('the database has the same decimals for every currency', async () => {
    const codes = Intl.supportedValuesOf('currency');
    const { rows } = await here.company.admin.query<{ code: string; digits: number }>(
      'SELECT code, customer_success.minor_digits(code) AS digits FROM unnest($1::text[]) AS code',
      [codes],
    );
    expect(rows.map(({ code, digits }) => [code, digits])).toEqual(
      codes.map((code) => [code, minorDigits(code)]),
    );
  });
});

test('a price in a reason names the company’s currency', () => {
  expect([
    priceSaid(1200, 'EUR'),
    priceSaid(0.125, 'KWD'),
    priceSaid(1200, 'USD'),
    priceSaid(1200, null),
  ]).toEqual(['EUR 1,200', 'KWD 0.13', '$1,200', '$1,200']);
});

test('rates that say nothing are set aside with the reason', async () => {
  const early = await desk.load({ 'rates.csv': rates(`USD,${dayBefore(9)},0.8`) });
  expect(early.files[0]?.reasons.map(({ reason }) => reason)).toEqual([
    'currency is worth something in the company’s currency, which nobody has named; run “steward company currency”',
  ]);
  const report = await desk.load({
    ...twoCurrencies,
    'rates.csv': rates(
      `EUR,${dayBefore(9)},1`,
      `USD,${dayBefore(9)},0`,
      `USD,${dayBefore(9)},-1`,
      `dollar,${dayBefore(9)},1`,
      `USD,,1`,
      `USD,${dayBefore(8)},0.9`,
    ),
  });
  const file = report.files.find(({ table }) => table === 'exchange_rates');
  expect(file).toMatchObject({ added: 1, setAside: 5 });
});
