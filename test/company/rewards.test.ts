import { beforeEach, describe, expect, test } from 'vitest';
import { rewardsAt } from '../support/rewards/at-company';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
const at = rewardsAt(team);
beforeEach(() => at.begin());

const points = (rows: { kind: string; points: number; owed: number }[]) =>
  rows.map(({ kind, points: p, owed }) => [kind, p, owed]);
const awardOf = (account: number, base: number, origin: string) =>
  at.rows<{ id: string | null }>(`SELECT customer_success.award_points($1, $2, $3, 'A milestone') AS id`, [
    account,
    base,
    origin,
  ]);

describe('rewards are given', () => {
  test('to nobody until an admin turns them on', async () => {
    await at.setProgram({ is_on: false });
    expect(await at.send('ann', 'award', { points: 5, reason: 'x' })).toMatchObject({
      reason: 'invalid',
      answer: { field: 'rewards', words: 'are switched off' },
    });
    expect(await awardOf(1, 5, 'a')).toEqual([{ id: null }]);
    await at.rows('DELETE FROM customer_success.reward_programs');
    expect(await at.send('ann', 'award', { points: 5, reason: 'x' })).toMatchObject({ reason: 'invalid' });
  });

  test('to an account that agreed, is not left out and of no industry that is', async () => {
    const award = () => at.send('ann', 'award', { points: 5, reason: 'x' });
    await at.must(at.send('ann', 'account', { consent: false }));
    expect(await award()).toMatchObject({ answer: { words: "need the account's consent first" } });
    await at.must(at.send('ann', 'account', { consent: true, consent_note: 'By phone' }));
    await at.must(at.send('ann', 'account', { left_out: true }));
    expect(await award()).toMatchObject({ answer: { words: expect.stringMatching(/it is left out/) } });
    await at.must(at.send('ann', 'account', { left_out: false }));
    await at.rows(
      `UPDATE customer_success.organizations SET industry = ' government' WHERE organization_id = 1`,
    );
    expect(await award()).toMatchObject({ answer: { words: expect.stringMatching(/industry is left out/) } });
    await at.rows(`UPDATE customer_success.organizations SET industry = NULL WHERE organization_id = 1`);
    expect(await award()).toMatchObject({ outcome: 'applied' });
  });

  test('by managers of the account, up to what the program lets them give at once', async () => {
    await at.setProgram({ hand_most: 100 });
    expect(await at.send('vera', 'award', { points: 5, reason: 'x' })).toMatchObject({ reason: 'role' });
    expect(await at.send('bob', 'award', { points: 5, reason: 'x' })).toMatchObject({ reason: 'not_yours' });
    expect(await at.send('ann', 'award', { points: 101, reason: 'x' })).toMatchObject({
      answer: { field: 'points' },
    });
    expect(await at.send('ada', 'award', { points: 101, reason: 'x' })).toMatchObject({ outcome: 'applied' });
    for (const wrong of [0, -1, 1.5, 1_000_001, '5', null])
      expect(await at.send('ann', 'award', { points: wrong, reason: 'x' })).toMatchObject({
        answer: { field: 'points' },
      });
  });

  test('once an origin, multiplied by the tier and rounded once, half up', async () => {
    expect(await awardOf(1, 600, 'm1')).toEqual(await awardOf(1, 600, 'm1'));
    // Silver now: 10 and a half more than 2 of 2 is 2.5, so 3; each award by itself.
    await awardOf(1, 2, 'm2');
    await awardOf(1, 2, 'm3');
    expect((await at.ledger()).map((row) => row.points)).toEqual([600, 3, 3]);
    expect(
      await at.rows(
        'SELECT base_points, multiplier FROM customer_success.reward_transactions ORDER BY row_id',
      ),
    ).toEqual([
      { base_points: 600, multiplier: 100 },
      { base_points: 2, multiplier: 125 },
      { base_points: 2, multiplier: 125 },
    ]);
  });
});

describe('a redemption', () => {
  test('takes the points of the earliest last day first, and the older first among those', async () => {
    const [march, february, later] = [await at.award(50), await at.award(50), await at.award(50)];
    await at.lastsUntil(march, `customer_success.company_today() + 60`);
    await at.lastsUntil(february, `customer_success.company_today() + 30`);
    await at.lastsUntil(later, `customer_success.company_today() + 60`);
    const rows = await at.ledger();
    const lot = (id: string) => rows.find((row) => row.id === id)?.row;
    expect(await at.redeem(await at.item({ cost: 120 }))).toMatchObject({ outcome: 'applied' });
    expect((await at.ledger()).slice(3).map((row) => [row.lot, row.points])).toEqual([
      [lot(february), -50],
      [lot(march), -50],
      [lot(later), -20],
    ]);
    expect(await at.account()).toMatchObject({ balance: 30 });
  });

  test('of points that ran out is refused by the day, before any job was there', async () => {
    const award = await at.award(100);
    const item = await at.item();
    await at.lastsUntil(award, 'customer_success.company_today() - 1');
    expect(await at.redeem(item)).toMatchObject({
      answer: { field: 'item', words: 'costs more points than the account has' },
    });
    await at.lastsUntil(award, 'customer_success.company_today()');
    expect(await at.redeem(item)).toMatchObject({ outcome: 'applied' });
  });

  test('of more than is there leaves nothing behind', async () => {
    await at.award(79);
    const item = await at.item({ stock: 1 });
    expect(await at.redeem(item)).toMatchObject({ outcome: 'refused' });
    expect(await at.taken(item)).toBe(0);
    expect(points(await at.ledger())).toEqual([['award', 79, 0]]);
  });

  test.each<[string, object, object, string]>([
    ['what is archived', { archived: true }, {}, 'is not offered any more'],
    ['what is offered later', { from_day: '2098-01-01' }, {}, 'is not offered yet'],
    ['what was offered before', { last_day: '2020-01-01' }, {}, 'is not offered any more'],
    ['a higher tier', { tier: 'silver' }, {}, 'is for a higher tier'],
    ['a tier that is none', { tier: 'tin' }, {}, 'is for a higher tier'],
    ['another stage', { stages: ['churned'] }, {}, 'is for accounts in another stage'],
    ['another segment', { segments: ['Nobody'] }, {}, 'is for another segment'],
    ['what is out of stock', { stock: 0 }, {}, 'is out of stock'],
    ['what a contact receives, without one', { for_contact: true }, {}, 'needs a contact who receives it'],
    [
      'what is for the account, for a contact',
      {},
      { contact: 'user of 1' },
      'is for the account, not for a contact',
    ],
  ])('is refused: %s', async (_of, fields, asked, words) => {
    await at.award(100);
    expect(await at.redeem(await at.item(fields), asked)).toMatchObject({
      reason: 'invalid',
      answer: { field: 'item', words },
    });
  });

  test('is refused for a contact of another account, and of an item that is none', async () => {
    await at.award(100);
    const item = await at.item({ for_contact: true });
    expect(await at.redeem(item, { contact: 'user of 2' })).toMatchObject({ answer: { field: 'contact' } });
    expect(await at.redeem('00000000-0000-7000-8000-000000000000')).toMatchObject({ reason: 'gone' });
  });

  test('keeps to how often an account and a contact may in a year, and to what a person may receive', async () => {
    await at.award(1000);
    const once = await at.item({ per_account: 1 });
    await at.must(at.redeem(once));
    expect(await at.redeem(once)).toMatchObject({
      answer: { words: 'was redeemed as often as the account may in a year' },
    });
    const theirs = { contact: 'user of 1' };
    const each = await at.item({ for_contact: true, per_contact: 1 });
    await at.must(at.redeem(each, theirs));
    expect(await at.redeem(each, theirs)).toMatchObject({
      answer: { words: 'was redeemed as often as the contact may in a year' },
    });
    await at.setProgram({ person_cap: 2500 });
    const worth = await at.item({ for_contact: true, value_minor: 1500 });
    await at.must(at.redeem(worth, theirs));
    expect(await at.redeem(worth, theirs)).toMatchObject({
      answer: { words: 'would give this contact more than is allowed in a year' },
    });
    await at.rows(`UPDATE customer_success.user_rewards SET asked_day = asked_day - 400`);
    await at.must(at.redeem(worth, theirs));
    await at.must(at.redeem(once));
  });
});

describe('a redemption that has to be approved', () => {
  const asked = async () => {
    await at.award(100);
    const item = await at.item({ needs_approval: true, stock: 1 });
    return { item, reward: await at.must(at.redeem(item)) };
  };
  const decide = (
    who: 'ann' | 'ada' | 'bob' | 'vera',
    entry: string,
    decision: string,
    reason: string | null = 'x',
  ) => at.send(who, 'decide', { decision, reason }, { entry });

  test('holds its points and its stock while it waits', async () => {
    const { item, reward } = await asked();
    expect(await at.stageOf(reward)).toBe('proposed');
    expect([await at.taken(item), (await at.account())?.balance]).toEqual([1, 20]);
    await at.award(100);
    expect(await at.redeem(item)).toMatchObject({ answer: { words: 'is out of stock' } });
  });

  test('is approved by somebody other than who asked, or an admin', async () => {
    const { reward } = await asked();
    expect(await decide('ann', reward, 'approve')).toMatchObject({ answer: { field: 'decision' } });
    expect(await decide('vera', reward, 'approve')).toMatchObject({ reason: 'role' });
    expect(await decide('bob', reward, 'approve')).toMatchObject({ reason: 'not_yours' });
    expect(await decide('ada', reward, 'approve')).toMatchObject({ outcome: 'applied' });
    expect(await at.stageOf(reward)).toBe('approved');
    expect(await decide('ada', reward, 'refuse')).toMatchObject({
      answer: { words: 'came too late: it was approved before' },
    });
  });

  test('that is refused or withdrawn gives points and stock back', async () => {
    const { item, reward } = await asked();
    expect(await decide('ada', reward, 'refuse', null)).toMatchObject({ answer: { field: 'reason' } });
    await at.must(decide('ada', reward, 'refuse', 'Not this month'));
    expect([await at.taken(item), (await at.account())?.balance, await at.stageOf(reward)]).toEqual([
      0,
      100,
      'refused',
    ]);
    const again = await at.must(at.redeem(item));
    await at.must(decide('ann', again, 'withdraw', null));
    expect([await at.taken(item), (await at.account())?.balance]).toEqual([0, 100]);
    expect(await decide('ann', again, 'withdraw')).toMatchObject({ outcome: 'refused' });
    expect((await at.account())?.balance).toBe(100);
  });
});

describe('taken back', () => {
  const reverse = (entry: string, who: 'ann' | 'ada' = 'ada') =>
    at.send(who, 'reverse', { reason: 'A mistake' }, { entry });

  test('an award of which a part was spent leaves a debt that the next award settles first (K1)', async () => {
    const award = await at.award(100);
    await at.must(at.redeem(await at.item()));
    await at.must(reverse(award));
    expect(await at.account()).toMatchObject({ balance: 0, owed: 80 });
    await at.award(50);
    expect(await at.account()).toMatchObject({ balance: 0, owed: 30 });
    await at.award(50);
    expect(await at.account()).toMatchObject({ balance: 20, owed: 0 });
    expect(points(await at.ledger())).toEqual([
      ['award', 100, 0],
      ['redeem', -80, 0],
      ['reverse', -20, 0],
      ['debt', 0, 80],
      ['award', 50, 0],
      ['debt', -50, -50],
      ['award', 50, 0],
      ['debt', -30, -30],
    ]);
  });

  test('an award is once, and by who gave it or an admin', async () => {
    const award = await at.must(at.send('ada', 'award', { points: 10, reason: 'x' }));
    expect(await reverse(award, 'ann')).toMatchObject({ reason: 'role' });
    await at.must(reverse(award));
    expect(await reverse(award)).toMatchObject({ answer: { words: 'was taken back before' } });
    await at.must(reverse(await at.award(10), 'ann'));
    expect((await at.account())?.balance).toBe(0);
  });

  test('of points that ran out nothing is asked for again', async () => {
    const award = await at.award(100);
    await at.must(at.redeem(await at.item({ cost: 30 })));
    await at.lastsUntil(award, 'customer_success.company_today() - 1');
    await at.must(reverse(award));
    expect(points(await at.ledger())).toEqual([
      ['award', 100, 0],
      ['redeem', -30, 0],
      ['expire', -70, 0],
      ['debt', 0, 30],
    ]);
    const gone = await at.award(5);
    await at.lastsUntil(gone, 'customer_success.company_today() - 1');
    // What came in settled the debt before it ran out; what did not is written as taken back all the same.
    await at.must(reverse(gone));
    expect(await reverse(gone)).toMatchObject({ answer: { words: 'was taken back before' } });
  });

  test('a redemption gives its points back to the lots they came from, or for the time of a notice', async () => {
    const [early, late] = [await at.award(50), await at.award(50)];
    await at.lastsUntil(early, 'customer_success.company_today() + 5');
    const item = await at.item({ cost: 70, stock: 1 });
    const reward = await at.must(at.redeem(item));
    expect(await reverse(reward, 'ann')).toMatchObject({ reason: 'role' });
    await at.lastsUntil(early, 'customer_success.company_today() - 1');
    await at.must(reverse(reward));
    expect(await reverse(reward)).toMatchObject({ outcome: 'refused' });
    expect([await at.taken(item), (await at.account())?.balance]).toEqual([0, 100]);
    expect(
      await at.rows(
        `SELECT t.points, l.transaction_id::text AS lot, t.last_day - customer_success.company_today() AS days
           FROM customer_success.reward_transactions t LEFT JOIN customer_success.reward_transactions l ON l.row_id = t.lot
          WHERE t.kind = 'reverse' ORDER BY t.row_id`,
      ),
    ).toEqual([
      { points: 50, lot: null, days: 30 },
      { points: 20, lot: late, days: null },
    ]);
  });

  test('an award of an origin is once, whoever asks', async () => {
    await awardOf(1, 100, 'm1');
    const back = () => at.rows(`SELECT customer_success.reverse_award(1, 'm1', 'Withdrawn') AS was`);
    expect(await back()).toEqual([{ was: true }]);
    expect(await back()).toEqual([{ was: false }]);
    expect((await at.account())?.balance).toBe(0);
  });
});

describe('a correction', () => {
  test('is an admin’s, and takes nothing that is not there', async () => {
    const adjust = (by: number, who: 'ann' | 'ada' = 'ada') =>
      at.send(who, 'adjust', { points: by, reason: 'Counted twice' });
    expect(await adjust(5, 'ann')).toMatchObject({ reason: 'role' });
    await at.must(adjust(50));
    await at.must(adjust(-30));
    expect(await adjust(-21)).toMatchObject({ answer: { words: 'are more than the account has' } });
    expect(await adjust(0)).toMatchObject({ answer: { field: 'points' } });
    expect(points(await at.ledger())).toEqual([
      ['adjust', 50, 0],
      ['adjust', -30, 0],
    ]);
  });
});

describe('points that run out', () => {
  const sweep = () => at.rows<{ rows: object }>('SELECT customer_success.sweep_rewards(1000) AS rows');

  test('are written down once a lot, however often and late that is looked at', async () => {
    const award = await at.award(100);
    await at.must(at.redeem(await at.item()));
    await at.lastsUntil(award, 'customer_success.company_today() - 3');
    expect(await sweep()).toEqual([{ rows: { reward_transactions: 1 } }]);
    expect(await sweep()).toEqual([{ rows: { reward_transactions: 0 } }]);
    expect(points(await at.ledger()).at(-1)).toEqual(['expire', -20, 0]);
    expect((await at.account())?.balance).toBe(0);
  });

  test('are looked at by the runner and by an admin who sees everything, and by nobody else', async () => {
    const award = await at.award(10);
    await at.lastsUntil(award, 'customer_success.company_today() - 1');
    const expire = (who: 'ann' | 'ada') =>
      team.clients[who].query('SELECT customer_success.expire_points() AS n');
    await expect(expire('ann')).rejects.toMatchObject({ code: '42501' });
    expect((await expire('ada')).rows).toEqual([{ n: 1 }]);
    expect(
      await at.rows(`SELECT work FROM customer_success.upkeep_runs WHERE work = 'rewards'`),
    ).toHaveLength(1);
    expect(await at.rows(`SELECT customer_success.work_piece('rewards', 0, 100, false) AS done`)).toEqual([
      { done: { rows: { reward_transactions: 0 }, after: null } },
    ]);
  });
});
