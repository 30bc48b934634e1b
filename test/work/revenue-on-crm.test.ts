import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { dayOfInstant, formatDay, parseDay } from '../../src-main/lib/day';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { cohortReport } from '../../src-main/work/reports/cohort-report';
import { revenueAccounts } from '../../src-main/work/reports/revenue-accounts';
import { revenueChange } from '../../src-main/work/reports/revenue-change';
import { revenueReport } from '../../src-main/work/reports/revenue-report';
import { todayOf } from '../../src-main/work/today/today-of';
import {
  type RevenueMonth,
  type RevenueReport,
  revenueParts,
} from '../../src-preload/contract/reports/revenue';
import { arrOf } from '../../src-preload/contract/words';
import { type CompanyAtADesk, sitDownAt } from '../support/company-at-a-desk';
import { crmCompany } from '../support/crm-company';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { hasReferenceData, noReferenceData } from '../support/reference-data';
import { type SimulatedCompany, writeSimulatedCompany } from '../support/simulated-company';

/** Contracts that nobody here made: what reports say of them is summed by plain SQL over the company's own tables. */
const present = hasReferenceData(crmCompany.set);
let server: TestServer | undefined;
let company: TestCompany | undefined;
let desk: CompanyAtADesk | undefined;
let report: RevenueReport;

const contractsOnly: SimulatedCompany = {
  ...crmCompany,
  writeAccounts: async ({ tables: { organizations }, periods }) => {
    for (const { account, start, churn } of periods) {
      organizations.row({ organization_id: account, name: account, created_at: start, churned_at: churn });
    }
  },
};

beforeAll(async () => {
  if (!present) return;
  server = await startPostgres();
  company = await createTestCompany(server);
  desk = await sitDownAt(company);
  const from = mkdtempSync(join(tmpdir(), 'steward-crm-'));
  const weeksLater = Math.floor((dayOfInstant(Date.now()) - parseDay(crmCompany.lastEventDay)) / 7);
  await writeSimulatedCompany(contractsOnly, from, weeksLater);
  await createCompany({ url: company.url, from });
  rmSync(from, { recursive: true });
  await desk.catchUp();
  report = await revenueReport(desk.store.read, { months: 24, rates: 'opening' }, desk.today);
});
afterAll(async () => {
  desk?.close();
  await company?.drop();
  await server?.stop();
});

const onCrm = (name: string, body: (desk: CompanyAtADesk, company: TestCompany) => Promise<void> | void) =>
  test(name, async (context) => {
    if (desk === undefined || company === undefined) return context.skip(noReferenceData);
    await body(desk, company);
  });

/** What an account pays at the end of a day, as the company's own tables have it; it has no gaps between its terms. */
const paidAt = (day: string) => `coalesce((SELECT sum(s.mrr) FROM customer_success.subscriptions s
   WHERE s.organization_id = o.organization_id AND s.started_on <= ${day}
     AND (s.ended_on IS NULL OR ${day} < s.ended_on)
     AND (o.churned_at IS NULL OR ${day} <= o.churned_at::date)), 0)`;

const monthly = `
  WITH paid AS (
    SELECT $1::date AS open_day, ${paidAt('$1::date')} AS opening, ${paidAt('$2::date')} AS closing, o.organization_id,
      EXISTS (SELECT 1 FROM customer_success.subscriptions b
        WHERE b.organization_id = o.organization_id AND b.started_on <= $1::date AND b.mrr > 0) AS known
    FROM customer_success.organizations o)
  SELECT sum(opening) AS opening, sum(closing) AS closing, count(*) FILTER (WHERE closing > 0) AS paying,
    coalesce(sum(closing) FILTER (WHERE opening = 0 AND NOT known), 0) AS new,
    coalesce(sum(closing) FILTER (WHERE opening = 0 AND known), 0) AS reactivation,
    coalesce(sum(closing - opening) FILTER (WHERE opening > 0 AND closing > opening), 0) AS expansion,
    coalesce(sum(closing - opening) FILTER (WHERE closing > 0 AND closing < opening), 0) AS contraction,
    coalesce(sum(-opening) FILTER (WHERE opening > 0 AND closing = 0), 0) AS churn,
    sum(least(opening, closing)) / nullif(sum(opening), 0) AS grr,
    sum(closing) FILTER (WHERE opening > 0) / nullif(sum(opening), 0) AS nrr,
    (count(*) FILTER (WHERE opening > 0 AND closing > 0))::numeric / nullif(count(*) FILTER (WHERE opening > 0), 0) AS logos
  FROM paid`;

/** The same figures of a report's period. */
function figuresOf(period: Omit<RevenueMonth, 'month'>) {
  const { opening, closing, payingAccounts, movements, grr, nrr, logos } = period;
  const amounts = Object.fromEntries(
    (['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const).map((kind) => [
      kind,
      movements[kind].amount,
    ]),
  );
  return { opening, closing, paying: payingAccounts, ...amounts, ...rounded({ grr, nrr, logos }) };
}

const rounded = (shares: Record<string, number | null>) =>
  Object.fromEntries(
    Object.entries(shares).map(([name, share]) => [name, share === null ? null : share.toFixed(12)]),
  );

async function figuresBySql(of: TestCompany, { openDay, closeDay }: { openDay: string; closeDay: string }) {
  const { rows } = await of.admin.query<Record<string, string | null>>(monthly, [openDay, closeDay]);
  const { grr = null, nrr = null, logos = null, ...sums } = rows[0] ?? {};
  const shares = { grr, nrr, logos };
  return {
    ...Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, Number(sum)])),
    ...rounded(
      Object.fromEntries(
        Object.entries(shares).map(([name, text]) => [name, text === null ? null : Number(text)]),
      ),
    ),
  };
}

onCrm('each month and both years agree with the company’s own tables to the cent', async (_, of) => {
  expect(report.months).toHaveLength(24);
  for (const month of report.months) expect(figuresOf(month)).toEqual(await figuresBySql(of, month));
  for (const year of [report.year, report.yearBefore]) {
    if (year === null) throw new Error('there is a year');
    expect(figuresOf(year)).toEqual(await figuresBySql(of, year));
  }
  // The story has every kind but a return.
  const { movements, grr } = report.year ?? { movements: {}, grr: null };
  expect(Object.entries(movements).flatMap(([kind, { amount }]) => (amount === 0 ? [] : [kind]))).toEqual([
    'new',
    'expansion',
    'contraction',
    'churn',
  ]);
  expect(grr).toBeLessThan(1);
});

onCrm(
  'the last month is compared with as many days of the one before and of a year ago',
  async ({ store, today }, of) => {
    for (const asOf of [today, today - 11, today - 40]) {
      const { months, before, yearAgo } = await revenueReport(
        store.read,
        { months: 2, rates: 'opening' },
        asOf,
      );
      const month = months.at(-1);
      for (const [counterpart, back] of [
        [before, 1],
        [yearAgo, 12],
      ] as const) {
        if (month === undefined || counterpart?.period == null) throw new Error('all of it is known');
        const { rows } = await of.admin.query(
          `SELECT to_char(date_trunc('month', $1::date) - make_interval(months => $2), 'YYYY-MM') AS month,
           (date_trunc('month', $1::date) - make_interval(months => $2) - interval '1 day')::date::text AS open,
           CASE WHEN date_trunc('month', $1::date + 1) > date_trunc('month', $1::date)
             THEN (date_trunc('month', $1::date) - make_interval(months => $2 - 1) - interval '1 day')::date
             ELSE least(date_trunc('month', $1::date) - make_interval(months => $2 - 1) - interval '1 day',
               date_trunc('month', $1::date) - make_interval(months => $2)
                 + ($1::date - date_trunc('month', $1::date)))::date END::text AS close`,
          [month.closeDay, back],
        );
        const { month: then, open: openDay, close: closeDay } = rows[0];
        expect(counterpart).toMatchObject({ month: then, isKnown: true, period: { openDay, closeDay } });
        if (asOf !== today) continue;
        expect(figuresOf(counterpart.period)).toEqual(await figuresBySql(of, { openDay, closeDay }));
      }
    }
  },
);

onCrm('what lies before the first account is told as not known', async ({ store, today }) => {
  const { knownSince, before, yearAgo } = await revenueReport(
    store.read,
    { months: 1, rates: 'opening', through: (report.knownSince ?? '').slice(0, 7) },
    today,
  );
  expect(knownSince).toBe(report.knownSince);
  expect([before, yearAgo]).toMatchObject([
    { period: null, isKnown: false },
    { period: null, isKnown: false },
  ]);
});

onCrm(
  'between any two days the movements, and the retention of the year to each, agree with the company’s own tables',
  async ({ store, today }, of) => {
    for (const [from, to] of [
      [today - 200, today - 17],
      [today - 45, today],
    ] as const) {
      const change = await revenueChange(store.read, {}, { from, to }, 'opening', today);
      if (change.period === null) throw new Error('there is a period');
      const days = { openDay: formatDay(from), closeDay: formatDay(to) };
      expect(change.period).toMatchObject(days);
      expect(figuresOf(change.period)).toEqual(await figuresBySql(of, days));
      for (const [share, day] of [
        ['before', from],
        ['after', to],
      ] as const) {
        const { rows } = await of.admin.query(`SELECT ($1::date - interval '1 year')::date::text AS open`, [
          formatDay(day),
        ]);
        const year = await figuresBySql(of, { openDay: rows[0].open, closeDay: formatDay(day) });
        expect(rounded({ grr: change.grr?.[share] ?? null, nrr: change.nrr?.[share] ?? null })).toEqual({
          grr: year['grr'],
          nrr: year['nrr'],
        });
      }
    }
  },
);

onCrm(
  'the present month closes with the ARR that Today and the list of accounts show',
  async ({ store, today }) => {
    const arr = arrOf(report.months.at(-1)?.closing ?? 0);
    expect(arr).toBeGreaterThan(0);
    expect(arr).toBe(todayOf(store.read, { limit: 1 }, Date.now()).headline.arr);
    const filter = { standings: ['customer' as const, 'leaving' as const] };
    const sort = { key: 'name' as const, descending: false };
    expect(arr).toBe(listAccounts(store.read, { filter, sort, offset: 0, limit: 1 }, today).arrTotal);
  },
);

onCrm('every figure opens to accounts whose parts add up to it', async ({ store, today }) => {
  const month = report.months.at(-4);
  if (month === undefined) throw new Error('there is a month');
  for (const part of revenueParts) {
    const opened = await revenueAccounts(
      store.read,
      { month: month.month, span: 'month', rates: 'opening', part },
      today,
    );
    const isEnd = part === 'opening' || part === 'closing' || part === 'base';
    expect(opened.amount).toBe(isEnd ? month[part] : month.movements[part].amount);
    if (!isEnd) expect(opened.total).toBe(month.movements[part].accounts);
    const sum = opened.rows.reduce((cents, { amount }) => cents + Math.round(100 * amount), 0);
    expect(sum / 100).toBe(opened.amount);
  }
});

/** How many accounts that began in a month were customers at the end of one, and their month's revenue then and at first. */
const cohortAt = `
  SELECT count(*)::int AS accounts,
    count(*) FILTER (WHERE o.churned_at IS NULL OR $3::date <= o.churned_at::date)::int AS customers,
    coalesce(sum(${paidAt('$3::date')}), 0)::float AS revenue,
    coalesce(sum(${paidAt('o.created_at::date')}), 0)::float AS first_revenue
  FROM customer_success.organizations o WHERE o.created_at::date BETWEEN $1::date AND $2::date`;

onCrm('each cell of the cohorts agrees with the company’s own tables', async ({ store, today }, of) => {
  const { cohorts, together } = await cohortReport(store.read, { months: 24 }, today);
  const monthsEnd = (month: string, later: number) => {
    const [year = 0, number = 1] = month.split('-').map(Number);
    return new Date(Date.UTC(year, number + later, 0)).toISOString().slice(0, 10);
  };
  for (const { month, cells } of cohorts) {
    const ends = Array.from({ length: 24 }, (_, age) => monthsEnd(month, age));
    expect(cells).toHaveLength(ends.filter((end) => end < formatDay(today)).length);
  }
  let counted = 0;
  for (const { month, accounts, cells } of cohorts) {
    for (const [age, cell] of cells.entries()) {
      if (age % 5 !== 0) continue;
      const { rows } = await of.admin.query(cohortAt, [
        `${month}-01`,
        monthsEnd(month, 0),
        monthsEnd(month, age),
      ]);
      const { customers, revenue, first_revenue: firstRevenue } = rows[0];
      expect([month, age, cell]).toEqual([month, age, { accounts: customers, revenue, firstRevenue }]);
      expect(accounts).toBe(rows[0].accounts);
      counted += rows[0].accounts;
    }
  }
  expect(counted).toBeGreaterThan(300);
  // Who is too young for an age is in none of its sums.
  const reached = cohorts.filter(({ cells }) => cells.length > 12);
  expect(together[12]?.of).toBe(reached.reduce((sum, { accounts }) => sum + accounts, 0));
  expect(together[12]?.accounts).toBe(
    reached.reduce((sum, { cells }) => sum + (cells[12]?.accounts ?? 0), 0),
  );
});

onCrm('months of a report that ends earlier are the same as in a later one', async ({ store, today }) => {
  const through = report.months.at(-6)?.month ?? '';
  const earlier = await revenueReport(store.read, { through, months: 3, rates: 'opening' }, today);
  expect(earlier.months).toEqual(report.months.slice(-8, -5));
});
