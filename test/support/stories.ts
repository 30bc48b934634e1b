import type pg from 'pg';

/** What one account does, day by day. */
export interface Story {
  readonly externalId: string;
  readonly name: string;
  readonly segment: string;
  /** A manager of the company. */
  readonly ownerId: number;
  readonly mrr: number;
  readonly renewsInDays: number;
  /** Six where not given. */
  readonly people?: number;
  /** How far back its use goes; 150 where not given. */
  readonly days?: number;
  /** Events of each of them on a day: an expression over `days_ago` and `person`, which counts from 1. */
  readonly eventsPerUser: string;
}

/**
 * Writes an account of two years with its contacts (the first one is its champion), its term, and its use up to now over the features
 * numbered from 1 to 4. @returns its number
 */
export async function writeStory(admin: pg.Pool, story: Story): Promise<number> {
  const { externalId, name, segment, ownerId, mrr, renewsInDays, eventsPerUser } = story;
  const { people = 6, days = 150 } = story;
  const { rows } = await admin.query<{ id: number }>(
    `INSERT INTO customer_success.organizations (external_id, name, segment, lifecycle_stage, owner_id, created_at)
     VALUES ($1, $2, $3, 'growth', $4, now() - interval '2 years') RETURNING organization_id AS id`,
    [externalId, name, segment, ownerId],
  );
  const id = rows[0]?.id ?? 0;
  await admin.query(
    `INSERT INTO customer_success.users (organization_id, external_id, name, email, role, created_at)
     SELECT $1, 'p' || person, (array['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Fay'])[1 + (person - 1) % 6] || ' of ' || $2,
            'p' || person || '@' || $3 || '.test', CASE person WHEN 1 THEN 'champion' ELSE 'member' END, now() - interval '2 years'
       FROM generate_series(1, $4::int) person`,
    [id, name, externalId, people],
  );
  await admin.query(
    `INSERT INTO customer_success.subscriptions (organization_id, external_id, product, started_on, mrr, quantity, unit, renews_on)
     VALUES ($1, 's' || $2, 'Platform', current_date - 400, $3, $5 + 1, 'users', (now() AT TIME ZONE 'UTC')::date + $4::int)`,
    [id, externalId, mrr, renewsInDays, people],
  );
  await admin.query(
    `INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at)
     SELECT $1, user_id, 1 + (event + days_ago) % 4,
            -- On its own day in the first minutes of one, too.
            greatest(now() - interval '1 minute' * event, date_trunc('day', now(), 'UTC')) - interval '1 day' * days_ago
       FROM (SELECT user_id, substr(external_id, 2)::int AS person FROM customer_success.users WHERE organization_id = $1) people,
            generate_series(0, $2::int) days_ago,
            generate_series(1, ${eventsPerUser}) event`,
    [id, days],
  );
  return id;
}
