import type pg from 'pg';

export interface Firing {
  readonly account?: number;
  readonly rule?: string;
  readonly type?: string;
  readonly title?: string;
  readonly reason?: string;
  readonly priority?: string | null;
  readonly due?: string | null;
  readonly occurrence?: string;
  readonly version?: number;
  readonly tasks?: readonly { readonly title: string; readonly due_day: string }[];
}

export const someRule = '019f0000-0000-7000-8000-000000000001';

/** A rule fires for an account (Acme, unless it says otherwise), as the company's own functions have it do. */
export async function fire(
  company: { readonly admin: pg.Pool | pg.PoolClient },
  firing: Firing = {},
): Promise<{ cta_id: string; is_new: boolean }> {
  const {
    account = 1,
    rule = someRule,
    type = 'risk',
    title = 'Call them',
    reason = 'Health is 41.0.',
    priority = null,
    due = null,
    occurrence = '1',
    version = 1,
    tasks = [],
  } = firing;
  const asked = {
    ...{ type, title, reason, priority, occurrence },
    organization_id: account,
    due_day: due,
    rule_id: rule,
    rule_version: version,
    author: 'ada',
  };
  const { rows } = await company.admin.query<{ answer: { cta_id: string; is_new: boolean } }>(
    `SELECT customer_success.open_cta(jsonb_populate_record(NULL::customer_success.ctas, $1::jsonb), $2::jsonb) AS answer`,
    [JSON.stringify(asked), JSON.stringify(tasks)],
  );
  if (rows[0] === undefined) throw new Error('nothing was answered');
  return rows[0].answer;
}
