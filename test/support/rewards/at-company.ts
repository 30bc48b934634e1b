import type { Program } from '../../../src-preload/contract/rewards/program';
import { applyOne, type Colleague, type OperationAnswer, operation, type Team } from '../team';

/** On, with three tiers; nobody is left out and nothing capped unless a test says so. */
export const someProgram: Program = {
  is_on: true,
  expiry_months: 12,
  notice_days: 30,
  tier_months: 12,
  hand_most: null,
  person_cap: null,
  left_out_industries: ['Government'],
  tiers: [
    { key: 'bronze', name: 'Bronze', from: 0, multiplier: 100, benefits: [] },
    { key: 'silver', name: 'Silver', from: 500, multiplier: 125, benefits: ['Early access'] },
    { key: 'gold', name: 'Gold', from: 1500, multiplier: 150, benefits: ['A workshop'] },
  ],
};

export interface LedgerRow {
  readonly id: string;
  readonly kind: string;
  readonly points: number;
  readonly owed: number;
  readonly lot: number | null;
  readonly row: number;
}

/** What tests of rewards do at a company, and ask of it. */
export function rewardsAt(team: Team) {
  type More = Parameters<typeof operation>[2];
  const send = (who: Colleague, kind: string, patch: unknown, more: More = {}) =>
    applyOne(team.clients[who], operation(`reward.${kind}`, patch, more));

  async function must(answer: Promise<OperationAnswer>): Promise<string> {
    const told = await answer;
    if (told.outcome !== 'applied') throw new Error(JSON.stringify(told));
    return told.answer['entry'] as string;
  }

  async function rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await team.company.admin.query<Row>(sql, values)).rows;
  }

  return {
    send,
    must,
    rows,
    /** Nothing was ever given; the program is on and Acme agreed. */
    async begin(program: Partial<Program> = {}): Promise<void> {
      await rows(`SET session_replication_role = replica;
        DELETE FROM customer_success.reward_lots; DELETE FROM customer_success.reward_transactions;
        DELETE FROM customer_success.user_rewards; DELETE FROM customer_success.rewards_catalog;
        DELETE FROM customer_success.reward_accounts; DELETE FROM customer_success.reward_tier_history;
        DELETE FROM customer_success.reward_programs; RESET session_replication_role`);
      await must(send('ada', 'program', { program: { ...someProgram, ...program } }, { account: null }));
      await must(send('ann', 'account', { consent: true, consent_note: 'Agreed by mail' }));
    },
    setProgram: (program: Partial<Program>) =>
      must(send('ada', 'program', { program: { ...someProgram, ...program } }, { account: null })),
    item: (fields: object = {}) =>
      must(send('ada', 'item', { name: 'Mug', cost: 80, ...fields }, { account: null })),
    award: (points: number, more: More = {}) =>
      must(send('ann', 'award', { points, reason: 'Well done' }, more)),
    redeem: (item: string, more: object = {}, who: Colleague = 'ann') =>
      send(who, 'redeem', { item, contact: null, note: null, ...more }),
    /** Moves a lot's last day, as if it had been given at another time. */
    async lastsUntil(award: string, day: string): Promise<void> {
      await rows(
        `WITH t AS (SELECT row_id FROM customer_success.reward_transactions WHERE transaction_id = $1)
         UPDATE customer_success.reward_lots l SET last_day = ${day} FROM t WHERE l.lot = t.row_id`,
        [award],
      );
      await rows('ALTER TABLE customer_success.reward_transactions DISABLE TRIGGER keep_ledger');
      await rows(
        `UPDATE customer_success.reward_transactions SET last_day = ${day} WHERE transaction_id = $1`,
        [award],
      );
      await rows('ALTER TABLE customer_success.reward_transactions ENABLE TRIGGER keep_ledger');
    },
    ledger: (account = 1) =>
      rows<LedgerRow>(
        `SELECT transaction_id::text AS id, kind, points, owed, lot, row_id AS row FROM customer_success.reward_transactions
          WHERE organization_id = $1 ORDER BY row_id`,
        [account],
      ),
    async account(account = 1) {
      const [found] = await rows<{ balance: number; owed: number; tier: string | null }>(
        `SELECT balance, owed, tier, tier_last_day::text AS until FROM customer_success.reward_accounts WHERE organization_id = $1`,
        [account],
      );
      return found;
    },
    async stageOf(reward: string) {
      const [found] = await rows<{ stage: string }>(
        'SELECT stage FROM customer_success.user_rewards WHERE reward_id = $1',
        [reward],
      );
      return found?.stage;
    },
    async taken(item: string) {
      const [found] = await rows<{ taken: number }>(
        'SELECT taken FROM customer_success.rewards_catalog WHERE item_id = $1',
        [item],
      );
      return found?.taken;
    },
  };
}
