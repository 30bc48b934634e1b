import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rewardsAt } from '../support/rewards/at-company';
import { applyOne, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
const at = rewardsAt(team);

/** STEWARD_LEDGERS for more random ledgers, STEWARD_RACES for more parallel redemptions. */
const ledgers = Number(process.env['STEWARD_LEDGERS'] ?? 12);
const races = Number(process.env['STEWARD_RACES'] ?? 200);

type Step =
  | { do: 'award'; points: number; days: number }
  | { do: 'redeem'; cost: number; approve: boolean }
  | { do: 'adjust'; points: number }
  | { do: 'take back' | 'give back' | 'run out'; which: number }
  | { do: 'sweep' };

const points = fc.integer({ min: 1, max: 120 });
const which = fc.nat({ max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.record({ do: fc.constant('award' as const), points, days: fc.nat({ max: 3 }) }),
    weight: 4,
  },
  {
    arbitrary: fc.record({ do: fc.constant('redeem' as const), cost: points, approve: fc.boolean() }),
    weight: 4,
  },
  fc.record({
    do: fc.constant('adjust' as const),
    points: fc.integer({ min: -60, max: 60 }).filter((n) => n !== 0),
  }),
  { arbitrary: fc.record({ do: fc.constant('take back' as const), which }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant('give back' as const), which }), weight: 2 },
  fc.record({ do: fc.constant('run out' as const), which }),
  fc.constant({ do: 'sweep' as const }),
);

interface Lot {
  readonly id: string;
  readonly points: number;
  left: number;
  /** Days from now; below 0 it has run out. */
  days: number;
  ranOut: number;
  takenBack: boolean;
}

/** The laws of the ledger in plain words, without a database. */
class Oracle {
  lots: Lot[] = [];
  owed = 0;
  redeemed: { id: string; parts: { lot: Lot; points: number }[]; over: boolean }[] = [];

  sweep(): void {
    for (const lot of this.lots.filter((l) => l.days < 0)) {
      lot.ranOut += lot.left;
      lot.left = 0;
    }
  }
  get balance(): number {
    return this.lots.reduce((sum, lot) => sum + lot.left, 0);
  }
  take(most: number): { parts: { lot: Lot; points: number }[]; rest: number } {
    const parts = [];
    let rest = most;
    const order = this.lots
      .map((lot, n) => ({ lot, n }))
      .sort((a, b) => a.lot.days - b.lot.days || a.n - b.n);
    for (const { lot } of order) {
      const taken = Math.min(lot.left, rest);
      if (taken === 0) continue;
      lot.left -= taken;
      rest -= taken;
      parts.push({ lot, points: taken });
    }
    return { parts, rest };
  }
  settle(): void {
    this.owed = this.take(this.owed).rest;
  }
  bring(id: string, amount: number, days: number): void {
    this.sweep();
    this.lots.push({ id, points: amount, left: amount, days, ranOut: 0, takenBack: false });
    this.settle();
  }
  takeBack(lot: Lot): void {
    this.sweep();
    lot.takenBack = true;
    const most = lot.points - lot.ranOut;
    const own = Math.min(lot.left, most);
    lot.left -= own;
    this.owed += this.take(most - own).rest;
  }
  giveBack(reward: (typeof this.redeemed)[number], noticeDays: number): void {
    this.sweep();
    reward.over = true;
    for (const { lot, points: part } of reward.parts) {
      if (lot.days < 0)
        this.lots.push({ id: '', points: part, left: part, days: noticeDays, ranOut: 0, takenBack: true });
      else lot.left += part;
      this.settle();
    }
  }
}

test('a ledger of whatever comes stands as its laws say, to the last point', async () => {
  await at.begin();
  const items = new Map<string, string>();
  const itemOf = async (cost: number, approve: boolean) => {
    const key = `${cost} ${approve}`;
    const known = items.get(key);
    if (known !== undefined) return known;
    const made = await at.item({ cost, needs_approval: approve });
    items.set(key, made);
    return made;
  };
  let account = 1000;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), async (steps) => {
      account++;
      const name = `ledger-${account}`;
      await at.rows(
        `INSERT INTO customer_success.organizations (organization_id, external_id, name) VALUES ($1, $2, $2)`,
        [account, name],
      );
      const of = { account: name };
      const send = (kind: string, patch: unknown, more: object = {}) =>
        at.send('ada', kind, patch, { ...of, ...more });
      await at.must(send('account', { consent: true, consent_note: 'x' }));
      const oracle = new Oracle();
      for (const asked of steps) {
        if (asked.do === 'award') {
          const id = await at.must(send('award', { points: asked.points, reason: 'x' }));
          await at.lastsUntil(id, `customer_success.company_today() + ${asked.days}`);
          oracle.bring(id, asked.points, 400);
          const lot = oracle.lots.find((l) => l.id === id);
          if (lot !== undefined) lot.days = asked.days;
        } else if (asked.do === 'redeem') {
          const answer = await send('redeem', {
            item: await itemOf(asked.cost, asked.approve),
            contact: null,
            note: null,
          });
          oracle.sweep();
          expect([asked, answer.outcome]).toEqual([
            asked,
            oracle.balance >= asked.cost ? 'applied' : 'refused',
          ]);
          if (answer.outcome === 'applied')
            oracle.redeemed.push({
              id: answer.op_id as string,
              parts: oracle.take(asked.cost).parts,
              over: false,
            });
        } else if (asked.do === 'adjust') {
          const answer = await send('adjust', { points: asked.points, reason: 'x' });
          if (asked.points > 0) oracle.bring(answer.op_id as string, asked.points, 400);
          else {
            oracle.sweep();
            expect(answer.outcome).toBe(oracle.balance >= -asked.points ? 'applied' : 'refused');
            if (answer.outcome === 'applied') oracle.take(-asked.points);
          }
        } else if (asked.do === 'take back') {
          const lot = oracle.lots[asked.which];
          if (lot === undefined || lot.id === '') continue;
          const answer = await send('reverse', { reason: 'x' }, { entry: lot.id });
          expect(answer.outcome).toBe(lot.takenBack ? 'refused' : 'applied');
          if (!lot.takenBack) oracle.takeBack(lot);
        } else if (asked.do === 'give back') {
          const reward = oracle.redeemed[asked.which % Math.max(1, oracle.redeemed.length)];
          if (reward === undefined) continue;
          const waits = (await at.stageOf(reward.id)) === 'proposed';
          const answer = waits
            ? await send('decide', { decision: 'refuse', reason: 'x' }, { entry: reward.id })
            : await send('reverse', { reason: 'x' }, { entry: reward.id });
          expect(answer.outcome).toBe(reward.over ? 'refused' : 'applied');
          if (!reward.over) oracle.giveBack(reward, 30);
        } else if (asked.do === 'run out') {
          const lot = oracle.lots[asked.which];
          if (lot === undefined || lot.id === '' || lot.days < 0) continue;
          await at.lastsUntil(lot.id, 'customer_success.company_today() - 1');
          lot.days = -1;
        } else {
          await at.rows('SELECT customer_success.sweep_rewards(1000)');
          oracle.sweep();
        }
      }
      await at.rows('SELECT customer_success.sweep_rewards(1000)');
      oracle.sweep();
      expect(await at.account(account)).toMatchObject({ balance: oracle.balance, owed: oracle.owed });
      await expectSums(account);
    }),
    { numRuns: ledgers },
  );
});

/** What is kept for the checks is the sum of the ledger, nothing of it was ever below nothing, and each lot ran out once at most. */
async function expectSums(account: number): Promise<void> {
  const wrong = await at.rows(
    `SELECT 'balance' AS what FROM customer_success.reward_accounts a
      WHERE a.organization_id = $1 AND (a.balance - a.owed * 1000000000000) <> (
        SELECT coalesce(sum(points - owed * 1000000000000), 0) FROM customer_success.reward_transactions WHERE organization_id = $1)
      UNION ALL
     SELECT 'lot' FROM customer_success.reward_lots l WHERE l.organization_id = $1 AND l.left_points <> (
        SELECT sum(points) FROM customer_success.reward_transactions t WHERE t.row_id = l.lot OR t.lot = l.lot)
      UNION ALL
     SELECT 'running' FROM (
        SELECT sum(points) OVER w AS balance, sum(owed) OVER w AS owed FROM customer_success.reward_transactions
         WHERE organization_id = $1 WINDOW w AS (ORDER BY row_id)) r WHERE balance < 0 OR owed < 0
      UNION ALL
     SELECT 'expiry' FROM customer_success.reward_transactions
      WHERE organization_id = $1 AND kind = 'expire' GROUP BY lot HAVING count(*) > 1`,
    [account],
  );
  expect(wrong).toEqual([]);
}

let sessions: pg.Client[] = [];
beforeAll(async () => {
  // Each a process of the server.
  sessions = await Promise.all(Array.from({ length: 6 }, () => team.logins.ada.connect()));
});
afterAll(async () => {
  await Promise.all(sessions.map((client) => client.end()));
});

test('of two redemptions at once one has the points, and of two accounts one has the last item (K5)', async () => {
  await at.begin();
  await at.must(at.send('ada', 'account', { consent: true, consent_note: 'x' }, { account: 'bolt' }));
  const redeem = (session: number, item: string, account = 'acme') =>
    applyOne(
      sessions[session] as pg.Client,
      operation('reward.redeem', { item, contact: null, note: null }, { account }),
    );
  await at.award(100);
  const item = await at.item();
  const points = await Promise.all([redeem(0, item), redeem(1, item)]);
  expect(points.map((answer) => answer.outcome).sort()).toEqual(['applied', 'refused']);
  const last = await at.item({ cost: 1, stock: 1 });
  await at.must(at.send('ada', 'award', { points: 100, reason: 'x' }, { account: 'bolt' }));
  const stock = await Promise.all([redeem(0, last), redeem(1, last, 'bolt')]);
  expect(stock.map((answer) => answer.outcome).sort()).toEqual(['applied', 'refused']);
  expect(await at.taken(last)).toBe(1);
});

test(`sessions that redeem, answer, take back and sweep at once block nobody for good and overdraw nothing: ${races} random calls`, async () => {
  await at.begin();
  const accounts = ['acme', 'bolt', 'cove'];
  for (const account of accounts) {
    await at.must(at.send('ada', 'account', { consent: true, consent_note: 'x' }, { account }));
    await at.must(at.send('ada', 'award', { points: 600, reason: 'x' }, { account }));
  }
  const items = [
    await at.item({ cost: 7, stock: 40 }),
    await at.item({ cost: 11, stock: 30, needs_approval: true }),
    await at.item({ cost: 3 }),
  ];
  const before = await deadlocks();
  const rewards: { id: string; account: string }[] = [];
  let done = 0;
  let seed = Number(process.env['STEWARD_SEED'] ?? 7);
  const pick = <T>(list: readonly T[]): T => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return list[Math.floor((seed / 2147483648) * list.length)] as T;
  };
  const one = () => {
    const account = pick(accounts);
    const reward = rewards.length > 0 ? pick(rewards) : null;
    const what = pick(['redeem', 'redeem', 'redeem', 'decide', 'reverse', 'award'] as const);
    if ((what === 'decide' || what === 'reverse') && reward !== null)
      return operation(
        `reward.${what}`,
        what === 'decide' ? { decision: pick(['approve', 'refuse']), reason: 'x' } : { reason: 'x' },
        { account: reward.account, entry: reward.id },
      );
    if (what === 'award') return operation('reward.award', { points: 5, reason: 'x' }, { account });
    return operation('reward.redeem', { item: pick(items), contact: null, note: null }, { account });
  };
  const later: unknown[] = [];
  await Promise.all(
    sessions.map(async (client, n) => {
      while (done < races) {
        done++;
        if (n === 0 && done % 10 === 0) {
          await client.query('SELECT customer_success.expire_points()');
          continue;
        }
        // Several of several accounts and items in one transaction, in whatever order.
        const asked = Array.from({ length: pick([1, 1, 4]) }, one);
        const { rows } = await client.query('SELECT * FROM customer_success.apply_operations($1, $2)', [
          JSON.stringify(asked),
          '{}',
        ]);
        rows.forEach((answer, at_) => {
          const op = asked[at_];
          if (answer.outcome === 'later') later.push(answer);
          if (answer.outcome === 'applied' && op?.kind === 'reward.redeem')
            rewards.push({ id: op.op_id, account: op.account as string });
        });
      }
    }),
  );
  expect(later).toEqual([]);
  expect((await deadlocks()) - before).toBe(0);
  for (const account of [1, 2, 3]) await expectSums(account);
  const [wrong] = await at.rows(
    `SELECT i.item_id FROM customer_success.rewards_catalog i WHERE i.taken <> CASE WHEN i.stock IS NULL THEN 0 ELSE (
       SELECT count(*) FROM customer_success.user_rewards r WHERE r.item_id = i.item_id AND r.stage IN ('proposed', 'approved')) END`,
  );
  expect(wrong).toBeUndefined();
});

test('who redeems what has no stock waits for nobody who redeems the same, and whoever gives it one counts both', async () => {
  await at.begin();
  await at.must(at.send('ada', 'account', { consent: true, consent_note: 'x' }, { account: 'bolt' }));
  const item = await at.item({ cost: 1 });
  for (const account of ['acme', 'bolt'])
    await at.must(at.send('ada', 'award', { points: 100, reason: 'x' }, { account }));
  const redemption = (account: string) =>
    operation('reward.redeem', { item, contact: null, note: null }, { account });
  const { ann, bob } = team.clients;
  await ann.query('BEGIN');
  expect(await applyOne(ann, redemption('acme'))).toMatchObject({ outcome: 'applied' });
  expect(await applyOne(bob, redemption('bolt'))).toMatchObject({ outcome: 'applied' });
  const changed = at.send('ada', 'item', { stock: 1 }, { account: null, entry: item, base_version: 1 });
  await ann.query('COMMIT');
  expect(await changed).toMatchObject({
    answer: { words: 'must be at least 2: so many are given or reserved' },
  });
});

async function deadlocks(): Promise<number> {
  const [row] = await at.rows<{ n: number }>(
    'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
  );
  return row?.n ?? 0;
}
