import type { ClientBase, Pool } from 'pg';

/** A small company: managers Ann (1) and Ben (2), three features, and as many organizations as asked for. */
export async function fillCompany(admin: Pool | ClientBase, organizations: number): Promise<void> {
  await admin.query(`
    insert into customer_success.managers (email, name) values ('ann@steward.test', 'Ann'), ('ben@steward.test', 'Ben');
    insert into customer_success.features (external_id, name, category, kind)
    values ('f1', 'Reports', 'analysis', 'core'), ('f2', 'Exports', null, 'outcome'), ('f3', 'Themes', null, 'other')`);
  await addOrganizations(admin, 1, organizations);
}

/** Adds organizations numbered from..to with contacts, terms, tickets, answers and activity of the last days. */
export async function addOrganizations(admin: Pool | ClientBase, from: number, to: number): Promise<void> {
  await admin.query(
    `with o as (
       insert into customer_success.organizations (external_id, name, segment, lifecycle_stage, owner_id, created_at)
       select 'o' || n, 'Account ' || n, case when n % 2 = 0 then 'SMB' end, 'adoption', 1 + n % 2, now() - interval '1 year'
         from generate_series(${from}, ${to}) n returning organization_id, external_id),
     u as (
       insert into customer_success.users (organization_id, external_id, name, email, role)
       select organization_id, 'u' || n, 'User ' || n || ' of ' || o.external_id, 'u' || n || '@' || o.external_id || '.test', 'member'
         from o, generate_series(1, 3) n returning 1)
     insert into customer_success.subscriptions (organization_id, external_id, product, started_on, mrr, quantity, unit, renews_on)
     select organization_id, 's' || external_id, 'Platform', current_date - 200, 100.25 + organization_id, 12.5, 'users', current_date + 165
       from o`,
  );
  await admin.query(
    `insert into customer_success.support_tickets (organization_id, user_id, external_id, subject, severity, opened_at, resolved_at, satisfaction)
     select organization_id, user_id, 't' || user_id, 'It – “hängt”', 'high', now() - interval '3 days', now(), 4
       from customer_success.users join customer_success.organizations o using (organization_id)
      where substr(o.external_id, 2)::int between ${from} and ${to} and right(users.external_id, 1) = '1'`,
  );
  await admin.query(
    `insert into customer_success.survey_responses (organization_id, user_id, external_id, kind, score, comment, responded_at)
     select organization_id, user_id, 'r' || user_id, 'nps', 9, null, now() - interval '10 days'
       from customer_success.users join customer_success.organizations o using (organization_id)
      where substr(o.external_id, 2)::int between ${from} and ${to} and right(users.external_id, 1) = '2'`,
  );
  await admin.query(
    `insert into customer_success.intervention_history (organization_id, user_id, external_id, kind, channel, started_at, ended_at, outcome, is_automatic, is_held_out)
     select organization_id, user_id, 'i' || user_id, 'training', 'webinar', now() - interval '20 days', now() - interval '19 days', 'successful', user_id % 2 = 0, user_id % 4 = 0
       from customer_success.users join customer_success.organizations o using (organization_id)
      where substr(o.external_id, 2)::int between ${from} and ${to} and right(users.external_id, 1) <> '3'`,
  );
  await admin.query(
    `insert into customer_success.activity_events (organization_id, user_id, feature_id, occurred_at, value, source_id)
     select organization_id, case when e % 5 > 0 then user_id end, 1 + e % 3,
            now() - interval '1 day' * (e * 17 % 120) - interval '1 second' * (user_id * 7 % 3600), e / 4.0, user_id || '-' || e
       from customer_success.users join customer_success.organizations o using (organization_id), generate_series(1, 12) e
      where substr(o.external_id, 2)::int between ${from} and ${to}`,
  );
  await admin.query(
    `insert into customer_success.activity_daily (organization_id, feature_id, day, period_days, events, active_users, value)
     select organization_id, 2, date_trunc('week', now())::date - 7 * w, 7, 40 + w, 3, 0.5
       from customer_success.organizations o, generate_series(1, 4) w
      where substr(o.external_id, 2)::int between ${from} and ${to}`,
  );
}

/** Changes behind the triggers, so that no log tells of it: as after a restored dump. */
export async function changeUnlogged(admin: Pool, sql: string): Promise<void> {
  const client = await admin.connect();
  await client.query('set session_replication_role = replica');
  await client.query(sql);
  await client.query('reset session_replication_role');
  client.release();
}

/** The organization's id at the company by its number. */
export async function idOf(admin: Pool | ClientBase, organization: number): Promise<number> {
  const { rows } = await admin.query<{ id: number }>(
    'select organization_id as id from customer_success.organizations where external_id = $1',
    [`o${organization}`],
  );
  if (rows[0] === undefined) throw new Error(`no organization ${organization}`);
  return rows[0].id;
}
