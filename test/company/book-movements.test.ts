import { describe, expect, test } from 'vitest';
import { dayOfInstant, formatDay } from '../../src-main/lib/day';
import { createRandom } from '../../src-main/lib/statistics/random';
import { companyForEachTest } from '../support/company-for-each-test';

const here = companyForEachTest();
const today = dayOfInstant(Date.now());

interface Account {
  readonly id: number;
  readonly segment: string | null;
  /** Events by day, as many as there are days back: [0] is of yesterday. */
  readonly back: readonly number[];
}

/** Accounts with half a year of use, of which the last week is as a factor says. */
function accountsOf(count: number, segment: string | null, factor: number, seed: number): Account[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => ({
    id: seed * 1000 + i,
    segment,
    back: Array.from({ length: 180 }, (__, day) =>
      Math.round((5 + random.below(20)) * (day < 7 ? factor : 1)),
    ),
  }));
}

async function write(accounts: readonly Account[]): Promise<void> {
  const { admin } = here.company;
  await admin.query(
    `INSERT INTO customer_success.features (feature_id, external_id, name, is_machine)
     VALUES (1, 'f', 'F', null), (2, 'm', 'M', true) ON CONFLICT DO NOTHING`,
  );
  for (const { id, segment } of accounts) {
    await admin.query(
      'INSERT INTO customer_success.organizations (organization_id, external_id, name, segment) VALUES ($1, $2, $2, $3)',
      [id, `a${id}`, segment],
    );
    await admin.query(
      "INSERT INTO customer_success.users (user_id, organization_id, external_id, name) VALUES ($1, $1, 'u', 'U')",
      [id],
    );
  }
  const rows = accounts.flatMap(({ id, back }) =>
    back.flatMap((events, days) => [
      { id, feature: 1, user: id, day: formatDay(today - 1 - days), events },
      // What machines do is nobody's use.
      { id, feature: 2, user: 0, day: formatDay(today - 1 - days), events: 1000 },
    ]),
  );
  await admin.query(
    `INSERT INTO customer_success.activity_daily (organization_id, user_id, feature_id, day, events)
     SELECT r.id, r."user", r.feature, r.day::date, r.events FROM json_to_recordset($1) AS r (id int, "user" int, feature int, day text, events int)`,
    [JSON.stringify(rows)],
  );
}

async function movements(): Promise<Record<string, unknown>[]> {
  const { rows } = await here.company.admin.query(
    `SELECT ended_on::text, segment, accounts, week_ratio, month_ratio, quarter_ratio, depth_ratio, people_days_ratio
       FROM customer_success.book_movements ORDER BY ended_on, segment NULLS FIRST`,
  );
  return rows;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
/** The lower of two middle ones: a value that some account has. */
const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length / 2) - 1] ?? Number.NaN;

/** The movement counted again from the rows, so many days back. */
function recounted(accounts: readonly Account[], from: number) {
  const window = ({ back }: Account, first: number, days: number) =>
    sum(back.slice(from + first, from + first + days));
  return {
    accounts: accounts.length,
    week_ratio: median(accounts.map((each) => window(each, 0, 7) / (window(each, 7, 91) / 13))),
    month_ratio: median(accounts.map((each) => window(each, 0, 28) / window(each, 28, 28))),
    quarter_ratio: median(accounts.map((each) => window(each, 0, 28) / 28 / (window(each, 0, 91) / 91))),
    // One person uses it every day.
    people_days_ratio: 1,
    depth_ratio: median(accounts.map((each) => window(each, 0, 28) / 28 / (window(each, 0, 91) / 91))),
  };
}

const close = (figures: Record<string, number>) =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, expect.closeTo(value, 9)]));

describe('the movement of the book', () => {
  test('is the median of accounts against their own weeks before, of all and of each segment of thirty', async () => {
    const big = accountsOf(30, 'Big', 0.4, 1);
    const small = accountsOf(29, 'Small', 0.9, 2);
    const none = accountsOf(5, null, 1, 3);
    await write([...big, ...small, ...none]);
    await here.company.admin.query('SELECT customer_success.keep_book_movements()');
    const all = [...big, ...small, ...none];
    const ended_on = formatDay(today - 1);
    expect(await movements()).toEqual([
      { ended_on, segment: null, ...close(recounted(all, 0)) },
      { ended_on, segment: 'Big', ...close(recounted(big, 0)) },
    ]);
  });

  test('is made of past weeks by the nightly job, and what was made stays as it is where nothing changed much', async () => {
    const accounts = accountsOf(12, null, 0.5, 4);
    await write(accounts);
    await here.company.admin.query('SELECT customer_success.refresh_aggregates()');
    const made = await movements();
    const sundays = made.filter(({ ended_on }) => new Date(String(ended_on)).getUTCDay() === 0);
    expect(sundays.length).toBeGreaterThan(14);
    for (const { ended_on, ...figures } of sundays) {
      const from = today - 1 - dayOfInstant(Date.parse(String(ended_on)));
      if (180 - from < 13 * 7 + 7) continue;
      expect(figures).toEqual({ segment: null, ...close(recounted(accounts, from)) });
    }
    await here.company.admin.query(
      'UPDATE customer_success.activity_daily SET events = events + 1 WHERE organization_id = 4000 AND day = $1',
      [formatDay(today - 9)],
    );
    await here.company.admin.query('SELECT customer_success.refresh_aggregates()');
    expect(await movements()).toEqual(made);
  });

  test('is made anew by the nightly job where the use of past weeks came late, from the first changed day on', async () => {
    const { admin } = here.company;
    const accounts = accountsOf(12, null, 0.5, 9);
    await write(accounts);
    await admin.query('SELECT customer_success.refresh_aggregates()');
    const before = await movements();
    // Two thirds of what was used in one week, 40 to 46 days ago, came only now.
    const late = accounts.map((each) => ({
      ...each,
      back: each.back.map((events, days) => (days >= 40 && days < 47 ? events * 3 : events)),
    }));
    await admin.query(
      'UPDATE customer_success.activity_daily SET events = events * 3 WHERE feature_id = 1 AND day BETWEEN $1 AND $2',
      [formatDay(today - 1 - 46), formatDay(today - 1 - 40)],
    );
    await admin.query('SELECT customer_success.refresh_aggregates()');
    const { rows: latest } = await admin.query<
      Record<string, unknown> & { ended_on: string; version: number }
    >(
      `SELECT DISTINCT ON (ended_on) ended_on::text, version, segment, accounts, week_ratio, month_ratio, quarter_ratio,
              depth_ratio, people_days_ratio FROM customer_success.book_movements ORDER BY ended_on, version DESC`,
    );
    expect(latest).toHaveLength(before.length);
    let anew = 0;
    for (const { ended_on, version, ...figures } of latest) {
      const from = today - 1 - dayOfInstant(Date.parse(ended_on));
      if (version === 2) anew += 1;
      if (from > 46) expect(version).toBe(1);
      if (180 - from < 13 * 7 + 7 || version === 1) continue;
      expect(figures).toEqual({ segment: null, ...close(recounted(late, from)) });
    }
    expect(anew).toBeGreaterThan(3);
    // What was made first stays: scores of its time name it.
    expect(await movements()).toEqual(expect.arrayContaining(before));
    await admin.query('SELECT customer_success.refresh_aggregates()');
    expect(await movements()).toHaveLength(before.length + anew);
  });

  test('up to yesterday is made anew where counts came late, an hour after it was made, and not before', async () => {
    const { admin } = here.company;
    const ask = () => admin.query('SELECT customer_success.keep_book_movements()');
    const hourPasses = () =>
      admin.query(
        "UPDATE customer_success.metrics_aggregation_jobs SET started_at = started_at - interval '1 hour' WHERE kind = 'book_movements'",
      );
    const weekOf = async () => (await movements()).map(({ week_ratio }) => Number(week_ratio).toFixed(2));
    await write(accountsOf(12, null, 0.3, 10));
    await ask();
    const [first = ''] = await weekOf();
    await hourPasses();
    // Nothing came but what is of today.
    await admin.query(
      `INSERT INTO customer_success.activity_daily (organization_id, user_id, feature_id, day, events)
       SELECT organization_id, organization_id, 1, $1, 500 FROM customer_success.organizations`,
      [formatDay(today)],
    );
    await ask();
    expect(await weekOf()).toEqual([first]);
    await hourPasses();
    await admin.query(
      "UPDATE customer_success.activity_daily SET events = events * 3 WHERE feature_id = 1 AND day > now() - interval '8 days' AND day < $1",
      [formatDay(today)],
    );
    await ask();
    const [, anew = ''] = await weekOf();
    expect(Number(anew) / Number(first)).toBeCloseTo(3, 1);
    await admin.query(
      'UPDATE customer_success.activity_daily SET events = 0 WHERE feature_id = 1 AND day = $1',
      [formatDay(today - 1)],
    );
    await ask();
    expect(await weekOf()).toHaveLength(2);
    await hourPasses();
    await ask();
    expect(await weekOf()).toHaveLength(3);
  });

  test('is laid by the days of the company: with another zone all of it is made anew', async () => {
    await write(accountsOf(12, null, 0.5, 8));
    const { admin } = here.company;
    await admin.query('SELECT customer_success.refresh_aggregates()');
    const before = await movements();
    expect(before.length).toBeGreaterThan(1);
    await admin.query("SELECT customer_success.set_zone('Asia/Tokyo')");
    expect(await movements()).toEqual([]);
    await admin.query('SELECT customer_success.keep_book_movements()');
    expect(await movements()).toHaveLength(1);
  });

  test('takes ten accounts at least, none that left, and none that is new', async () => {
    const accounts = accountsOf(11, null, 0.5, 5);
    await write(accounts);
    await here.company.admin.query(
      `UPDATE customer_success.organizations SET churned_at = now() - interval '3 days' WHERE organization_id IN (5000, 5001);
       DELETE FROM customer_success.activity_daily WHERE organization_id = 5002 AND day < now() - interval '50 days'`,
    );
    await here.company.admin.query('SELECT customer_success.keep_book_movements()');
    expect(await movements()).toEqual([]);
    await here.company.admin.query('SELECT customer_success.keep_book_movements()');
    const { rows } = await here.company.admin.query(
      "SELECT count(*)::int AS runs FROM customer_success.metrics_aggregation_jobs WHERE kind = 'book_movements'",
    );
    expect(rows).toEqual([{ runs: 1 }]);
  });

  test('is one for all: a login that sees one book makes and reads that of every account', async () => {
    await write(accountsOf(12, null, 0.5, 6));
    await here.company.admin.query(
      "INSERT INTO customer_success.managers (manager_id, email, name) VALUES (1, 'a@x.org', 'A')",
    );
    const own = await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 });
    const pool = await own.connect();
    await pool.query('SELECT customer_success.keep_book_movements()');
    const { rows } = await pool.query('SELECT accounts FROM customer_success.book_movements');
    expect(rows).toEqual([{ accounts: 12 }]);
    await expect(pool.query('UPDATE customer_success.book_movements SET week_ratio = 1')).rejects.toThrow(
      /permission/,
    );
    await expect(
      pool.query('SELECT * FROM customer_success.movements_of_weeks(now()::date, 1)'),
    ).rejects.toThrow(/permission/);
  });
});
