import type { TestCompany } from './postgres';

/** An SVG as it is kept at the company. */
export const someBadge =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#123456"></path></svg>';

/** Of each of three accounts one achievement with its celebration, which its messages tell of. */
export async function celebrateEverywhere({ admin }: TestCompany): Promise<void> {
  await admin.query(
    `WITH milestone AS (
       INSERT INTO customer_success.milestone_definitions (milestone_id, name, definition, author, made_at)
       VALUES (gen_random_uuid(), 'secret', '{}', 'ada', now()) RETURNING milestone_id
     ), achievement AS (
       INSERT INTO customer_success.milestone_achievements (organization_id, milestone_id, points, achieved_on, awarded_at)
       SELECT o, milestone_id, 0, '2026-11-28', now() FROM milestone, generate_series(1, 3) o RETURNING *
     ), celebration AS (
       INSERT INTO customer_success.celebrations (achievement_id, organization_id, milestone_id, mail)
       SELECT achievement_id, organization_id, milestone_id, 'none' FROM achievement RETURNING *
     )
     INSERT INTO customer_success.celebration_messages (celebration_id, organization_id, run_id)
     SELECT c.celebration_id, c.organization_id, i.run_id FROM celebration c JOIN customer_success.interventions i USING (organization_id)`,
  );
}
