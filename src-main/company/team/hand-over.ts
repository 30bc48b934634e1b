import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { HandOverPlan } from '../../../src-preload/contract/team';
import { StewardError } from '../../lib/steward-error';
import { inTransaction } from '../in-transaction';
import { requireKeeper } from './keeper';
import { moveAccounts } from './move-accounts';

/** Whose book goes to whom, by their e-mail. */
export interface HandOver {
  readonly from: string;
  readonly to: string;
}

interface Manager {
  readonly id: number;
  readonly email: string;
  readonly name: string;
}

/** What a hand-over would move, and what is open in it. @throws StewardError `forbidden`, `not_found`, `invalid_input` */
export async function planHandOver(client: ClientBase, handOver: HandOver): Promise<HandOverPlan> {
  await requireKeeper(client);
  return (await planOf(client, handOver)).plan;
}

/**
 * Gives every account of one manager to another. What the team entered stays with the accounts.
 * @param digest of the plan that was looked at; null: whatever there is @throws StewardError `conflict` where the book has changed since
 */
export async function handOverBook(
  client: ClientBase,
  handOver: HandOver,
  digest: string | null,
): Promise<HandOverPlan> {
  await requireKeeper(client);
  return inTransaction(client, async () => {
    await client.query('LOCK TABLE customer_success.organizations IN SHARE ROW EXCLUSIVE MODE');
    const { plan, organizationIds, giver, to } = await planOf(client, handOver);
    if (digest !== null && digest !== plan.digest)
      throw new StewardError(
        'conflict',
        'The book has changed since you looked. Look again. Nothing was changed.',
      );
    await moveAccounts(
      client,
      { organizationIds, managerIds: organizationIds.map(() => to.id) },
      { change: 'hand-over', from: plan.from.email, to: plan.to.email },
    );
    await giveCtas(client, giver.id, to.id);
    return plan;
  });
}

async function planOf(
  client: ClientBase,
  { from, to }: HandOver,
): Promise<{ plan: HandOverPlan; organizationIds: readonly number[]; giver: Manager; to: Manager }> {
  const [giver, taker] = [await managerOf(client, from), await managerOf(client, to)];
  if (giver.id === taker.id)
    throw new StewardError('invalid_input', 'A book is handed over to somebody else. Nothing was changed.');
  const { rows } = await client.query<{ id: number }>(
    'SELECT organization_id AS id FROM customer_success.organizations WHERE owner_id = $1 ORDER BY 1',
    [giver.id],
  );
  const organizationIds = rows.map(({ id }) => id);
  const open = await countOpen(client, giver.id);
  const { email, name } = taker;
  return {
    plan: {
      digest: createHash('sha256')
        .update(JSON.stringify([giver.id, taker.id, organizationIds]))
        .digest('hex'),
      from: { email: giver.email, name: giver.name },
      to: { email, name },
      accounts: organizationIds.length,
      ...open,
      logins: await loginsOf(client, giver.id),
    },
    organizationIds,
    giver,
    to: taker,
  };
}

/** What somebody was given by name; the rest goes along with its account. */
async function giveCtas(client: ClientBase, from: number, to: number): Promise<void> {
  await client.query(
    `UPDATE customer_success.ctas
        SET given_to = $2, version = version + 1, changed = changed || jsonb_build_object('given_to', version + 1)
      WHERE given_to = $1 AND closed_at IS NULL`,
    [from, to],
  );
}

async function managerOf(client: ClientBase, email: string): Promise<Manager> {
  const { rows } = await client.query<Manager>(
    'SELECT manager_id AS id, email, name FROM customer_success.managers WHERE email = lower($1 COLLATE "C")',
    [email],
  );
  if (rows[0] === undefined)
    throw new StewardError(
      'not_found',
      `Nobody in the company has the e-mail ${email}. Nothing was changed.`,
    );
  return rows[0];
}

type Open = Pick<HandOverPlan, 'renewals' | 'openTickets' | 'ctas' | 'notes' | 'pulses' | 'overrides'>;

async function countOpen(client: ClientBase, managerId: number): Promise<Open> {
  const { rows } = await client.query<Open>(
    `WITH book AS (SELECT organization_id FROM customer_success.organizations WHERE owner_id = $1),
          day AS (SELECT (now() AT TIME ZONE customer_success.zone())::date AS today)
     SELECT (SELECT count(*)::int FROM customer_success.subscriptions JOIN book USING (organization_id), day
              WHERE ended_on IS NULL AND renews_on BETWEEN today AND today + 90) AS renewals,
            (SELECT count(*)::int FROM customer_success.support_tickets JOIN book USING (organization_id)
              WHERE resolved_at IS NULL) AS "openTickets",
            (SELECT count(*)::int FROM customer_success.ctas
              WHERE closed_at IS NULL AND (given_to = $1
                    OR given_to IS NULL AND organization_id IN (SELECT organization_id FROM book))) AS ctas,
            (SELECT count(*)::int FROM customer_success.notes JOIN book USING (organization_id)
              WHERE removed_at IS NULL) AS notes,
            (SELECT count(*)::int FROM customer_success.pulses JOIN book USING (organization_id)
              WHERE withdrawn_at IS NULL) AS pulses,
            (SELECT count(*)::int FROM customer_success.score_overrides JOIN book USING (organization_id), day
              WHERE withdrawn_at IS NULL AND until_day >= today) AS overrides`,
    [managerId],
  );
  return rows[0] ?? { renewals: 0, openTickets: 0, ctas: 0, notes: 0, pulses: 0, overrides: 0 };
}

async function loginsOf(client: ClientBase, managerId: number): Promise<HandOverPlan['logins']> {
  const { rows } = await client.query<HandOverPlan['logins'][number]>(
    `SELECT m.login::text,
            (SELECT count(*)::int FROM customer_success.today_dispositions d
               JOIN customer_success.organizations o USING (organization_id)
              WHERE d.login = m.login AND o.owner_id = $1 AND d.removed_at IS NULL
                AND d.until_day > (now() AT TIME ZONE customer_success.zone())::date) AS snoozed,
            (SELECT count(*)::int FROM customer_success.saved_views v
              WHERE v.login = m.login AND v.shared AND v.removed_at IS NULL) AS "sharedViews",
            (SELECT floor(extract(epoch FROM s.called_at) * 1000)::float8 FROM customer_success.operation_senders s
              WHERE s.login = m.login) AS "lastSentAt"
       FROM customer_success.memberships m WHERE m.manager_id = $1 ORDER BY 1`,
    [managerId],
  );
  return rows;
}
