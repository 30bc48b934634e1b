import { expect } from 'vitest';
import { type FlowAccount, type FlowCompany, patience } from './flow-company';

export interface FlowContact {
  readonly id: number;
  readonly externalId: string;
  readonly email: string;
}

/** An account's contacts; the first is its champion. */
export function contactsOf({ rows }: FlowCompany, { id }: FlowAccount): Promise<FlowContact[]> {
  return rows<FlowContact>(
    `SELECT user_id AS id, external_id AS "externalId", email FROM customer_success.users
      WHERE organization_id = $1 ORDER BY user_id`,
    [id],
  );
}

/** They agreed to be written to. */
export async function agree({ rows }: FlowCompany, { id }: FlowAccount): Promise<void> {
  await rows(
    `INSERT INTO customer_success.communication_preferences
            (address_digest, category, state, basis, said_by, organization_id, user_id, author)
     SELECT customer_success.address_digest(email), '*', 'granted', 'contract', 'team', organization_id, user_id, 'ada'
       FROM customer_success.users WHERE organization_id = $1`,
    [id],
  );
}

/** As if what waits for an account had waited long enough: the seconds to take it back, those of another try. */
export async function letWaitingGo({ rows }: FlowCompany, { id }: FlowAccount): Promise<void> {
  await rows(
    `UPDATE customer_success.interventions SET next_due = now() WHERE organization_id = $1 AND stage = 'waiting' AND next_due > now()`,
    [id],
  );
}

/** How the messages of an account stand, the first to the last. */
export async function stagesOf({ rows }: FlowCompany, { id }: FlowAccount): Promise<string[]> {
  const found = await rows<{ stage: string }>(
    'SELECT stage FROM customer_success.interventions WHERE organization_id = $1 ORDER BY row_id',
    [id],
  );
  return found.map(({ stage }) => stage);
}

/** What a company's database may have forgotten stops all sending by itself, until an admin has looked at it. */
export async function releaseOnceStopped({ ada, rows }: FlowCompany): Promise<void> {
  const stops = () =>
    rows('SELECT kind FROM customer_success.sending_stops WHERE released_at IS NULL').catch(() => []);
  await expect.poll(stops, patience).toEqual([{ kind: 'restored' }]);
  await expect.poll(() => ada.call('sending.release', {}), patience).toMatchObject({ ok: true });
  await expect.poll(stops, patience).toEqual([]);
}
