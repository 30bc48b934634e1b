import type { Team } from '../team';

export type CtaRow = Readonly<Record<string, unknown>>;

/** A call to action as the company has it, with how it stands there. */
export async function ctaAt({ company }: Pick<Team, 'company'>, id: string): Promise<CtaRow> {
  const { rows } = await company.admin.query(
    `SELECT c.*, c.due_day::text AS due_day, c.until_day::text AS until_day, customer_success.cta_state(c) AS state
       FROM customer_success.ctas c WHERE cta_id = $1`,
    [id],
  );
  return rows[0];
}

/** Its tasks that were not removed, in their order. */
export async function tasksAt({ company }: Pick<Team, 'company'>, cta: string) {
  const { rows } = await company.admin.query<{ title: string; due: string | null; by: string | null }>(
    `SELECT title, due_day::text AS due, done_by::text AS by FROM customer_success.cta_tasks
      WHERE cta_id = $1 AND removed_at IS NULL ORDER BY row_id`,
    [cta],
  );
  return rows;
}

/** A snooze until tomorrow, as desktops send it. */
export async function restUntilTomorrow({ company }: Pick<Team, 'company'>) {
  const { rows } = await company.admin.query<{ day: string }>(
    'SELECT (customer_success.company_today() + 1)::text AS day',
  );
  return { until_day: rows[0]?.day, snooze_reason: 'They are away' };
}
