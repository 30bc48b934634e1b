import type { Team } from '../../support/team';

const names = [
  ...['one', 'two', 'three', 'lots', 'expired', 'left-out', 'no-consent', 'no-points', 'four', 'five', 'six'],
  'merged',
];

/** Ann's, Bob's and nobody's, with points and without; the last one is the name of one that was merged into the first. */
export function accountsOf(made: number): string[] {
  return names.map((name) => `${name}-${made}`);
}

const number = (made: number, place: number) => 1000 * made + place;

/** The same in each company that is given. */
export async function makeAccounts({ company }: Team, made: number): Promise<void> {
  const [first] = [number(made, 0)];
  await company.admin.query(`
    SET search_path = customer_success;
    INSERT INTO organizations (organization_id, external_id, name, owner_id)
    SELECT ${first} + n - 1, name || '-${made}', name, CASE WHEN n = 2 THEN 2 ELSE 1 END
      FROM unnest('{${names.slice(0, -1).join(',')}}'::text[]) WITH ORDINALITY x (name, n);
    INSERT INTO merged_accounts (external_id, organization_id, merged_id) VALUES ('merged-${made}', ${first}, ${first + 900});
    INSERT INTO users (user_id, organization_id, external_id, name)
    SELECT o, o, 'person', 'Person' FROM generate_series(${first}, ${first + 10}) o;
    INSERT INTO merged_contacts (organization_id, external_id, user_id) SELECT o, 'merged person', o FROM generate_series(${first}, ${first + 10}) o;
    INSERT INTO reward_accounts (organization_id, consent_day, left_out, tier, tier_last_day)
    SELECT ${first} + n, CASE WHEN n <> 6 THEN '2026-01-01'::date END, n = 5, CASE WHEN n <> 2 THEN 'bronze' END, '2999-12-31'
      FROM generate_series(0, 10) n;
    INSERT INTO reward_transactions (organization_id, kind, points, author, day, last_day, reason)
    SELECT ${first} + n, 'award', points, 'x', customer_success.company_today() - ago, customer_success.company_today() + lasts, 'lot ' || points
      FROM (VALUES (0, 300, 9, NULL), (1, 300, 9, NULL), (2, 300, 9, NULL), (3, 20, 9, 5), (3, 45, 9, NULL), (3, 1600, 500, -1),
                   (4, 90, 9, -1), (4, 70, 9, 0), (5, 300, 9, NULL), (6, 300, 9, NULL),
                   (8, 300, 9, NULL), (9, 300, 9, NULL), (10, 300, 9, NULL)) x (n, points, ago, lasts);
    UPDATE rewards_catalog SET taken = 0;
    RESET search_path`);
}

/** All that operations leave of these accounts, but for numbers and times that come as they come. @param asked ids of operations */
export async function stateOf(
  { company, logins }: Team,
  made: number,
  asked: readonly string[],
): Promise<unknown> {
  const { rows } = await company.admin.query<{ state: string }>(
    `WITH tables (name, rows) AS (
      SELECT 'notes', (SELECT jsonb_agg(to_jsonb(n) || jsonb_build_object('removed_at', n.removed_at IS NOT NULL) ORDER BY n.note_id)
                         FROM customer_success.notes n WHERE n.organization_id BETWEEN $1 AND $2)
      UNION ALL SELECT 'rewards', (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.reward_id)
                                     FROM customer_success.user_rewards r WHERE r.organization_id BETWEEN $1 AND $2)
      UNION ALL SELECT 'ledger', (SELECT jsonb_agg(to_jsonb(t) || jsonb_build_object('lot', l.reason)
                                                   ORDER BY t.organization_id, t.reward_id, t.kind, l.reason, t.reason, t.points)
                                    FROM customer_success.reward_transactions t
                                    LEFT JOIN customer_success.reward_transactions l ON l.row_id = t.lot
                                   WHERE t.organization_id BETWEEN $1 AND $2)
      UNION ALL SELECT 'accounts', (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.organization_id)
                                      FROM customer_success.reward_accounts a WHERE a.organization_id BETWEEN $1 AND $2)
      UNION ALL SELECT 'lots', (SELECT jsonb_agg(to_jsonb(l) || jsonb_build_object('lot', t.reason) ORDER BY l.organization_id, t.reason, l.left_points)
                                  FROM customer_success.reward_lots l JOIN customer_success.reward_transactions t ON t.row_id = l.lot
                                 WHERE l.organization_id BETWEEN $1 AND $2)
      UNION ALL SELECT 'tiers', (SELECT jsonb_agg(to_jsonb(h) ORDER BY h.organization_id, h.row_id)
                                   FROM customer_success.reward_tier_history h WHERE h.organization_id BETWEEN $1 AND $2)
      UNION ALL SELECT 'items', (SELECT jsonb_agg(to_jsonb(i) ORDER BY i.item_id) FROM customer_success.rewards_catalog i)
      UNION ALL SELECT 'pulses', (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.pulse_id)
                                    FROM customer_success.pulses p WHERE p.organization_id BETWEEN $1 AND $2)
      UNION ALL SELECT 'operations', (SELECT jsonb_agg(to_jsonb(o) ORDER BY o.op_id)
                                        FROM customer_success.operations o WHERE o.op_id::text = ANY ($3))
      UNION ALL SELECT 'audit', (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.chain, a.number)
                                   FROM customer_success.audit_log a WHERE a.chain BETWEEN $1 AND $2)
      UNION ALL SELECT 'heads', (SELECT jsonb_agg(jsonb_build_array(h.chain, h.number) ORDER BY h.chain)
                                   FROM customer_success.audit_heads h WHERE h.chain BETWEEN $1 AND $2)
      UNION ALL SELECT 'log', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.table_name, x.organization_id) FROM (
                                 SELECT s.table_name, s.organization_id, count(DISTINCT s.pk) AS keys FROM customer_success.sync_log s
                                  WHERE s.organization_id BETWEEN $1 AND $2 GROUP BY 1, 2) x)
    ) SELECT jsonb_object_agg(name, rows)::text AS state FROM tables`,
    [number(made, 0), number(made, 999), asked.map((id) => id.toLowerCase())],
  );
  let state = rows[0]?.state ?? '';
  for (const [who, { login }] of Object.entries(logins)) state = state.replaceAll(login, who);
  return JSON.parse(state, (key, value) => (leftOut.has(key) ? undefined : value));
}

const leftOut = new Set([
  ...['row_id', 'transaction_id', 'reversal_of', 'xid', 'address', 'personal_digest', 'previous', 'hash'],
  ...['at', 'created_at', 'made_at', 'once', 'decided_at', 'done_at', 'set_at'],
]);
