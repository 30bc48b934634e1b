import type { Pool } from 'pg';

/** Accounts of the large company; the manager Ann (1) has every so many-th of them. */
export const accounts = 100_000;
export const bookEvery = 2_000;

/**
 * A company of 100,000 accounts with a few rows of each table per account and a long log, written past the triggers: what
 * counts is how much there is to look through, not what it says.
 */
export async function fillLargeCompany(admin: Pool): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off; set max_parallel_workers_per_gather = 0;
      select customer_success.ensure_partitions('activity_events', current_date - 100, current_date + 30)`);
    for (const statement of rowsOfEachTable) await client.query(statement);
    await client.query('reset session_replication_role');
  } finally {
    client.release(true);
  }
  await admin.query('analyze');
}

const cs = 'customer_success';
const each = `generate_series(1, ${accounts}) n`;

const rowsOfEachTable = [
  `insert into ${cs}.managers (email, name) select 'm' || n || '@steward.test', 'Manager ' || n from generate_series(1, 1000) n`,
  `insert into ${cs}.features (external_id, name, kind) select 'f' || n, 'Feature ' || n, 'core' from generate_series(1, 20) n`,
  `insert into ${cs}.organizations (organization_id, external_id, name, lifecycle_stage, owner_id, created_at, timezone)
   select n, 'o' || n, 'Account ' || n, 'adoption', case when n % ${bookEvery} = 0 then 1 else 2 + n % 999 end,
          now() - interval '1 year', (array['Pacific/Kiritimati', 'America/St_Johns'])[n / ${bookEvery} % 3] from ${each}`,
  `insert into ${cs}.users (user_id, organization_id, external_id, name, role)
   select n, n, 'u', 'User ' || n, 'member' from ${each}`,
  `insert into ${cs}.subscriptions (organization_id, external_id, product, started_on, mrr)
   select n, 's' || n, 'Platform', current_date - 200, 100 from ${each}`,
  `insert into ${cs}.support_tickets (organization_id, user_id, external_id, opened_at)
   select n, n, 't' || n, now() - interval '3 days' from ${each}`,
  `insert into ${cs}.survey_responses (organization_id, user_id, external_id, kind, score, responded_at)
   select n, n, 'r' || n, 'nps', 9, now() - interval '10 days' from ${each}`,
  `insert into ${cs}.intervention_history (organization_id, user_id, external_id, kind, started_at)
   select n, n, 'i' || n, 'check_in', now() - interval '20 days' from ${each}`,
  `insert into ${cs}.activity_daily (organization_id, user_id, feature_id, day, events, from_events)
   select n, n, 1, current_date - d, 1, true from ${each}, generate_series(1, 2) d`,
  `insert into ${cs}.activity_events (organization_id, user_id, feature_id, occurred_at, value)
   select n, n, 1, now() - interval '1 day' * d, 1 from ${each}, generate_series(1, 2) d`,
  // A milestone asks for days in a row, so that use by the days of accounts is copied.
  `insert into ${cs}.milestone_definitions (milestone_id, name, definition, author, made_at)
   values (gen_random_uuid(), 'Daily', '{"completion": {"by": "activity", "measure": "streak"}}', 'ann', now())`,
  `update ${cs}.sync_settings set zone_days = true`,
  // What a busy month has left in the log, all of it seen by every copy.
  `insert into ${cs}.sync_log (table_name, pk, organization_id, old_scope, new_scope)
   select 'users', n::text, n, o.owner_id, o.owner_id from ${each} join ${cs}.organizations o on o.organization_id = n`,
  `insert into ${cs}.sync_log (table_name, organization_id, day)
   select 'activity', n, current_date from ${each}`,
  // The sequences go on behind what was numbered here.
  `select setval(pg_get_serial_sequence('${cs}.' || t.name, t.key), ${accounts})
     from (values ('organizations', 'organization_id'), ('users', 'user_id')) t (name, key)`,
];
