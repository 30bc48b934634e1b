import type { ClientBase } from 'pg';
import type { ErasureStatus } from '../../../src-preload/contract/privacy';
import { requireKeeper } from '../team/keeper';
import { requireErasures } from './erase-person';

/**
 * How far erasures have come: at the company, and at each desktop.
 * A login that is no member any more isn't waited for: its copy is destroyed at its next contact.
 * @param only these erasures; all where not given
 */
export async function erasureStatus(
  client: ClientBase,
  only: readonly number[] | null,
): Promise<ErasureStatus[]> {
  await requireKeeper(client);
  await requireErasures(client);
  const { rows } = await client.query<ErasureStatus>(
    `SELECT e.erasure_id AS erasure, o.name AS account, e.user_id AS contact, e.login AS by, to_json(e.erased_at) #>> '{}' AS at,
            e.removed AS company,
            coalesce((SELECT jsonb_agg(jsonb_build_object('login', c.login, 'machine', c.machine, 'at', c.acknowledged_at,
                                        'removed', c.removed -> e.erasure_id::text) ORDER BY c.login, c.acknowledged_at)
                        FROM customer_success.erasure_copies c WHERE c.erased_through >= e.erasure_id), '[]') AS done,
            coalesce((SELECT jsonb_agg(jsonb_build_object('login', w.login, 'machine', w.machine, 'lastSeen', w.seen) ORDER BY w.login)
                        FROM (SELECT c.login, c.machine, c.acknowledged_at AS seen
                                FROM customer_success.erasure_copies c JOIN customer_success.memberships m USING (login)
                               WHERE c.erased_through < e.erasure_id
                               UNION ALL
                              SELECT m.login, NULL, NULL FROM customer_success.memberships m
                               WHERE NOT EXISTS (SELECT FROM customer_success.erasure_copies c WHERE c.login = m.login)) w), '[]')
              AS "waitsFor"
       FROM customer_success.erasures e LEFT JOIN customer_success.organizations o USING (organization_id)
      WHERE $1::int[] IS NULL OR e.erasure_id = ANY ($1) ORDER BY e.erasure_id`,
    [only],
  );
  return rows;
}
