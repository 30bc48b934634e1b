import type pg from 'pg';

/** Made-up activity in a company's PostgreSQL: an account has ten users, a user works on one day in three. */
export interface CompanyShape {
  readonly events: number;
  /** The last day with events, YYYY-MM-DD. */
  readonly lastDay: string;
}

/**
 * Fills an empty company so that its trigger makes the rollups: events of the last 60 days, five to a user's day,
 * on skewed features, so that a rollup holds about one and a half events.
 */
export async function fillCompany(admin: pg.Pool, { events, lastDay }: CompanyShape): Promise<void> {
  const userDays = Math.ceil(events / 5);
  const users = Math.ceil(userDays / 20);
  const client = await admin.connect();
  try {
    await client.query('SELECT setseed(0.5)');
    await client.query('SET synchronous_commit = off');
    await client.query(
      `INSERT INTO customer_success.features (feature_id, external_id, name, kind)
       SELECT n, 'f' || n, 'Feature ' || n, CASE WHEN n <= 8 THEN 'core' WHEN n <= 13 THEN 'outcome' ELSE 'other' END
         FROM generate_series(1, 20) n`,
    );
    await client.query(
      `INSERT INTO customer_success.organizations (organization_id, external_id, name, created_at)
       SELECT n, 'o' || n, 'Account ' || n, $2::date - 400 FROM generate_series(1, ceil($1 / 10.0)::int) n`,
      [users, lastDay],
    );
    await client.query(
      `INSERT INTO customer_success.users (user_id, organization_id, external_id, name, created_at)
       SELECT n, 1 + (n - 1) / 10, 'u' || n, 'Person ' || n, $2::date - 400 FROM generate_series(1, $1::int) n`,
      [users, lastDay],
    );
    await client.query(
      `INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at)
       SELECT 1 + (user_id - 1) / 10, user_id, 1 + floor(random() ^ 2.5 * 20)::int,
              $3::date - day + interval '8 hours' + second * interval '1 second' + n * interval '4 minutes'
         FROM (SELECT 1 + g % $1::int AS user_id, (g / $1::int * 3 + g % 3) % 60 AS day, floor(random() * 30000) AS second
                 FROM generate_series(0, $2::int - 1) g OFFSET 0) user_day, generate_series(1, 5) n`,
      [users, userDays, lastDay],
    );
    await client.query(
      'ANALYZE customer_success.organizations, customer_success.users, customer_success.activity_daily, customer_success.activity_events',
    );
  } finally {
    client.release();
  }
}
