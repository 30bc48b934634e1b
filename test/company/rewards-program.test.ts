import { beforeEach, describe, expect, test } from 'vitest';
import { rewardsAt } from '../support/rewards/at-company';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
const at = rewardsAt(team);
beforeEach(() => at.begin());

describe('the tier of an account', () => {
  const history = () =>
    at.rows('SELECT tier, cause FROM customer_success.reward_tier_history ORDER BY row_id');
  const backdate = (days: string) =>
    at.rows(`
      ALTER TABLE customer_success.reward_transactions DISABLE TRIGGER keep_ledger;
      UPDATE customer_success.reward_transactions SET day = day - interval '${days}';
      ALTER TABLE customer_success.reward_transactions ENABLE TRIGGER keep_ledger`);
  const nextPeriod = (years: number) =>
    at.rows(
      `SELECT customer_success.settle_tier(1, customer_success.reward_program(), make_date(extract(year FROM customer_success.company_today())::int + $1, 1, 15))`,
      [years],
    );

  test('rises as soon as it is earned, and is kept to the end of the next period', async () => {
    await at.award(500);
    expect(await at.account()).toMatchObject({ tier: 'silver' });
    await at.award(1000);
    const [year] = await at.rows<{ y: number }>(
      'SELECT extract(year FROM customer_success.company_today())::int AS y',
    );
    expect(await at.account()).toMatchObject({ tier: 'gold', until: `${(year?.y ?? 0) + 1}-12-31` });
    expect(await history()).toEqual([
      { tier: 'silver', cause: 'earned' },
      { tier: 'gold', cause: 'earned' },
    ]);
  });

  test('does not fall before a period’s end, whatever is taken back, and falls then', async () => {
    const award = await at.award(600);
    await at.must(at.send('ada', 'reverse', { reason: 'x' }, { entry: award }));
    expect(await at.account()).toMatchObject({ tier: 'silver' });
    await nextPeriod(1);
    expect(await at.account()).toMatchObject({ tier: 'silver' });
    await nextPeriod(2);
    expect(await at.account()).toMatchObject({ tier: 'bronze' });
    expect(await history()).toEqual([
      { tier: 'silver', cause: 'earned' },
      { tier: 'bronze', cause: 'period' },
    ]);
  });

  test('is by what was earned in this period or the one before, not longer ago', async () => {
    await at.setProgram({ tier_months: 3 });
    await at.award(600);
    await backdate('1 year');
    await at.rows('UPDATE customer_success.reward_accounts SET tier = NULL');
    await at.award(1);
    expect(await at.account()).toMatchObject({ tier: 'bronze' });
  });

  test('that is none of the program any more ends with the next thing that is written', async () => {
    await at.award(600);
    await at.setProgram({ tiers: [{ key: 'one', name: 'One', from: 0, multiplier: 100, benefits: [] }] });
    await at.award(1);
    expect(await at.account()).toMatchObject({ tier: 'one' });
  });

  test('whose last day is over multiplies and opens nothing, before any job was there', async () => {
    const item = await at.item({ tier: 'silver' });
    await at.award(600);
    await backdate('3 years');
    await at.rows(
      'UPDATE customer_success.reward_accounts SET tier_last_day = customer_success.company_today() - 1',
    );
    expect(await at.redeem(item)).toMatchObject({ answer: { words: 'is for a higher tier' } });
    await at.rows(`UPDATE customer_success.reward_accounts SET tier = 'silver'`);
    await at.rows(`SELECT customer_success.award_points(1, 100, 'm1', 'A milestone')`);
    expect((await at.ledger()).map(({ points }) => points)).toEqual([600, 100]);
  });
});

describe('the ledger', () => {
  test('is added to and changed in no other way, by nobody at all', async () => {
    await at.award(10);
    for (const sql of [
      'UPDATE customer_success.reward_transactions SET points = 20',
      `UPDATE customer_success.reward_transactions SET kind = 'adjust'`,
      'DELETE FROM customer_success.reward_transactions',
    ])
      await expect(at.rows(sql)).rejects.toMatchObject({ code: '42501' });
    // What somebody wrote may be erased.
    await at.rows(`UPDATE customer_success.reward_transactions SET reason = 'Erased'`);
    // Nor can anybody write more away than is there.
    await expect(
      at.rows(`INSERT INTO customer_success.reward_transactions (organization_id, kind, points, lot, author, day)
               SELECT 1, 'redeem', -11, row_id, 'x', day FROM customer_success.reward_transactions`),
    ).rejects.toMatchObject({ code: '23514' });
    expect(await at.account()).toMatchObject({ balance: 10 });
  });

  test('goes with an account that is deleted', async () => {
    await at.rows(
      `INSERT INTO customer_success.organizations (organization_id, external_id, name) VALUES (90, 'gone', 'Gone')`,
    );
    await at.rows('SELECT customer_success.hold_rewards(90)');
    await at.rows(
      `INSERT INTO customer_success.reward_transactions (organization_id, kind, points, author, day) VALUES (90, 'award', 5, 'x', '2026-01-01')`,
    );
    await at.rows('DELETE FROM customer_success.organizations WHERE organization_id = 90');
    expect(await at.ledger(90)).toEqual([]);
  });

  test('becomes one with that of an account that is merged into another, and its debt is settled', async () => {
    await at.rows(
      `INSERT INTO customer_success.organizations (organization_id, external_id, name) VALUES (91, 'twin', 'Twin')`,
    );
    await at.must(at.send('ada', 'account', { consent: true, consent_note: 'x' }, { account: 'twin' }));
    await at.must(at.send('ada', 'award', { points: 700, reason: 'x' }, { account: 'twin' }));
    const award = await at.award(100);
    await at.must(at.redeem(await at.item()));
    await at.must(at.send('ada', 'reverse', { reason: 'x' }, { entry: award }));
    expect(await at.account()).toMatchObject({ balance: 0, owed: 80, tier: 'bronze' });
    await at.rows('SELECT customer_success.merge_accounts(91, 1)');
    expect(await at.account()).toMatchObject({ balance: 620, owed: 0, tier: 'silver' });
    expect(await at.account(91)).toBeUndefined();
  });
});

describe('the catalogue and the program', () => {
  test('are an admin’s, and changed by field', async () => {
    expect(await at.send('ann', 'item', { name: 'x', cost: 1 }, { account: null })).toMatchObject({
      reason: 'role',
    });
    const id = await at.item();
    const change = (patch: object, base = 1) =>
      at.send('ada', 'item', patch, { account: null, entry: id, base_version: base });
    expect(await change({ cost: 90 })).toMatchObject({ answer: { version: 2 } });
    expect(await change({ cost: 70, name: 'Cup' })).toMatchObject({
      outcome: 'merged',
      answer: { lost: { cost: 70 } },
    });
    await at.award(500);
    await at.must(at.redeem(id));
    expect(await change({ stock: 0 }, 3)).toMatchObject({
      answer: { field: 'stock', words: 'must be at least 1: so many are given or reserved' },
    });
    expect(await change({ stock: 1 }, 3)).toMatchObject({ outcome: 'applied' });
    expect(await at.redeem(id)).toMatchObject({ answer: { words: 'is out of stock' } });
    expect(await change({ stock: null }, 4)).toMatchObject({ outcome: 'applied' });
    expect(await at.taken(id)).toBe(0);
    // A blank tier is none.
    expect(await change({ tier: '' }, 5)).toMatchObject({ outcome: 'applied' });
    expect(await at.rows('SELECT tier FROM customer_success.rewards_catalog')).toEqual([{ tier: null }]);
  });

  test.each<[string, object]>([
    ['cost', { cost: 0 }],
    ['cost', { cost: 1.5 }],
    ['name', { name: 'a\nb' }],
    ['stages', { stages: ['somewhere'] }],
    ['stages', { stages: 'growth' }],
    ['last_day', { from_day: '2026-02-01', last_day: '2026-01-01' }],
    ['per_contact', { per_contact: 1 }],
    ['taken', { taken: 1 }],
  ])('an item is refused where its %s is not what it must be: %o', async (field, wrong) => {
    expect(await at.send('ada', 'item', { name: 'x', cost: 1, ...wrong }, { account: null })).toMatchObject({
      reason: 'invalid',
      answer: { field },
    });
  });

  test.each<[string, object]>([
    ['is_on', { is_on: 1 }],
    ['tier_months', { tier_months: 4 }],
    ['tiers', { tiers: {} }],
    [
      'from',
      {
        tiers: [
          { key: 'a', name: 'A', from: 5, multiplier: 100, benefits: [] },
          { key: 'b', name: 'B', from: 5, multiplier: 100, benefits: [] },
        ],
      },
    ],
    [
      'key',
      {
        tiers: [
          { key: 'a', name: 'A', from: 5, multiplier: 100, benefits: [] },
          { key: 'a', name: 'B', from: 6, multiplier: 100, benefits: [] },
        ],
      },
    ],
    ['multiplier', { tiers: [{ key: 'a', name: 'A', from: 5, multiplier: 99, benefits: [] }] }],
    ['more', { more: 1 }],
  ])('a program is refused where its %s is not what it must be: %o', async (field, wrong) => {
    const sent = at.setProgram(wrong);
    await expect(sent).rejects.toThrow(`"field":"${field}"`);
  });
});
