import type { Team } from '../support/team';

/** Written past the functions, which take 60 a minute of a person. */
export async function makeRuns({ company }: Team, count: number): Promise<void> {
  await company.admin.query('DELETE FROM customer_success.interventions');
  await company.admin.query(
    `INSERT INTO customer_success.users (user_id, organization_id, external_id, name, email)
     SELECT 1000 + n, 1, 'bench ' || n, 'Bench ' || n, 'bench' || n || '@x.example' FROM generate_series(1, $1::int) n
         ON CONFLICT DO NOTHING`,
    [count],
  );
  await company.admin.query(
    `INSERT INTO customer_success.interventions (run_key, organization_id, user_id, channel, occurrence, launched_by, content, category,
       due_at, expires_at, next_due)
     SELECT sha256(convert_to('bench ' || u.user_id || clock_timestamp(), 'UTF8')), 1, u.user_id, 'email', 'bench ' || u.user_id, 'ada',
            '{"subject": "Hello", "text": "How are you?"}', 'relationship', now(), now() + interval '7 days', now()
       FROM customer_success.users u WHERE u.external_id LIKE 'bench %' ORDER BY u.user_id LIMIT $1`,
    [count],
  );
  await company.admin.query('ANALYZE');
}
