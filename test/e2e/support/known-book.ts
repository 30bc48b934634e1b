import type pg from 'pg';

/** Accounts with a story that a test can name; every other account is called `Steady …` and does well. */
export const stories = {
  /** Nobody came for a month. */
  silent: 'Quiet Mills',
  /** Use fell to a tenth three weeks ago; an urgent ticket is open. */
  sinking: 'Sinking Freight',
  /** Renews in twenty days and does well. */
  renewing: 'Renewal Robotics',
} as const;

export const steadyAccounts = 24;
export const knownAccounts = steadyAccounts + Object.keys(stories).length;

/** What one account does, day by day; `daysAgo` counts back from today. */
interface Story {
  readonly name: string;
  readonly mrr: number;
  readonly renewsInDays: number;
  readonly eventsPerUser: string;
}

const tellings: readonly Story[] = [
  {
    name: stories.silent,
    mrr: 4_000,
    renewsInDays: 200,
    eventsPerUser: 'CASE WHEN days_ago >= 30 THEN 4 ELSE 0 END',
  },
  {
    name: stories.sinking,
    mrr: 9_000,
    renewsInDays: 150,
    eventsPerUser: 'CASE WHEN days_ago >= 21 THEN 6 WHEN days_ago % 7 = 3 AND person = 1 THEN 1 ELSE 0 END',
  },
  { name: stories.renewing, mrr: 6_000, renewsInDays: 20, eventsPerUser: '4' },
  ...Array.from({ length: steadyAccounts }, (_, number) => ({
    name: `Steady ${String(number + 1).padStart(2, '0')}`,
    mrr: 500 + number * 50,
    renewsInDays: 180 + number,
    eventsPerUser: '4',
  })),
];

/** Fills an empty company with the book: two owners, six contacts an account, 150 days of use up to today. */
export async function writeKnownBook(admin: pg.Pool): Promise<void> {
  await admin.query(`
    INSERT INTO customer_success.managers (email, name) VALUES ('ann@book.test', 'Ann Abel'), ('ben@book.test', 'Ben Boyd');
    INSERT INTO customer_success.features (external_id, name, kind)
    VALUES ('plan', 'Plan', 'core'), ('track', 'Track', 'core'), ('share', 'Share', 'core'), ('close', 'Close a deal', 'outcome')`);
  for (const [number, story] of tellings.entries()) await tell(admin, number, story);
  await admin.query(
    `INSERT INTO customer_success.support_tickets (organization_id, external_id, subject, severity, opened_at)
     SELECT organization_id, 'urgent', 'Nothing loads since the move', 'urgent', now() - interval '5 days'
       FROM customer_success.organizations WHERE name = $1`,
    [stories.sinking],
  );
}

async function tell(
  admin: pg.Pool,
  number: number,
  { name, mrr, renewsInDays, eventsPerUser }: Story,
): Promise<void> {
  const { rows } = await admin.query<{ id: number }>(
    `INSERT INTO customer_success.organizations (external_id, name, segment, lifecycle_stage, owner_id, created_at)
     VALUES ($1, $2, $3, 'growth', $4, now() - interval '2 years') RETURNING organization_id AS id`,
    [`a${number}`, name, number % 2 === 0 ? 'Enterprise' : 'Mid-market', 1 + (number % 2)],
  );
  const id = rows[0]?.id;
  await admin.query(
    `INSERT INTO customer_success.users (organization_id, external_id, name, email, role, created_at)
     SELECT $1, 'p' || person, (array['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Fay'])[person] || ' of ' || $2,
            'p' || person || '@a' || $3 || '.test', CASE person WHEN 1 THEN 'champion' ELSE 'member' END, now() - interval '2 years'
       FROM generate_series(1, 6) person`,
    [id, name, number],
  );
  await admin.query(
    `INSERT INTO customer_success.subscriptions (organization_id, external_id, product, started_on, mrr, quantity, unit, renews_on)
     VALUES ($1, $2, 'Platform', current_date - 400, $3, 7, 'users', (now() AT TIME ZONE 'UTC')::date + $4::int)`,
    [id, `s${number}`, mrr, renewsInDays],
  );
  await admin.query(
    `INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at)
     SELECT $1, user_id, 1 + (event + days_ago) % 4, now() - interval '1 day' * days_ago - interval '1 minute' * event
       FROM (SELECT user_id, substr(external_id, 2)::int AS person FROM customer_success.users WHERE organization_id = $1) people,
            generate_series(0, 150) days_ago,
            generate_series(1, ${eventsPerUser}) event`,
    [id],
  );
}
