import { z } from 'zod';
import { type Retention, retentionKinds, retentionSchema } from '../../../src-preload/contract/retention';
import { leastWords } from '../../../src-preload/contract/retention-words';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';
import { onlyAdmins, requireRetention, somebodyElse } from './require-retention';

/** Beyond it a number of days means nothing. */
const mostDays = 36_500;

const instant = (column: string) => `floor(extract(epoch FROM ${column}) * 1000)::float8`;

/** How long each kind is kept, in the order of the kinds; a newer company's further ones are left out. */
export async function readRetentions(session: CompanySession): Promise<Retention[]> {
  await requireRetention(session);
  const { rows } = await session.query<{ kind: string }>(
    `SELECT s.kind, s.days, s.least_days AS "leastDays", ${mostDays} AS "mostDays", s.at_company AS "atCompany",
            CASE WHEN u.ended_at IS NOT NULL THEN jsonb_build_object('at', ${instant('u.ended_at')}, 'rows', u.rows) END AS "lastSweep",
            ${instant('u.waited_at')} AS "waitsSince"
       FROM customer_success.retention_settings s LEFT JOIN customer_success.upkeep_runs u ON u.work = s.kind`,
  );
  const byKind = new Map(rows.map((row) => [row.kind, row]));
  return retentionKinds.flatMap((kind) => (byKind.has(kind) ? retentionSchema.parse(byKind.get(kind)) : []));
}

/** Whether this login may change how long things are kept. */
export async function mayKeep(session: CompanySession): Promise<boolean> {
  const { rows } = await session.query<{ may: boolean }>(
    `SELECT pg_has_role(session_user, 'cs_owner', 'MEMBER')
            OR (has_function_privilege(to_regprocedure('customer_success.set_retention(text, int)'), 'execute')
                AND customer_success.is_admin() AND customer_success.sees_everything()) AS may`,
  );
  return rows[0]?.may === true;
}

const answerSchema = z.object({
  outcome: z.enum(['applied', 'refused', 'later']),
  reason: z.string().optional(),
  least: z.number().optional(),
});

/**
 * @param days null: for ever
 * @throws StewardError `forbidden`, `not_ready`; `invalid_input` for fewer days than the least; `conflict`
 */
export async function setRetention(
  session: CompanySession,
  { kind, days }: Pick<Retention, 'kind' | 'days'>,
): Promise<void> {
  await requireRetention(session);
  if (!(await mayKeep(session))) throw onlyAdmins;
  const { rows } = await session.query<{ answer: unknown }>(
    'SELECT customer_success.set_retention($1, $2) AS answer',
    [kind, days],
  );
  const { outcome, reason, least } = answerSchema.parse(rows[0]?.answer);
  if (outcome === 'applied') return;
  if (outcome === 'later') throw somebodyElse;
  if (reason === 'role') throw onlyAdmins;
  if (reason === 'days' && least !== undefined) {
    const words = `it is kept ${leastWords({ kind, leastDays: least })}`;
    throw new StewardError('invalid_input', `${words}. Nothing was changed.`, { days: words });
  }
  throw new StewardError(
    'not_ready',
    'The company’s database is of an earlier version and does not keep this. Nothing was changed.',
  );
}
