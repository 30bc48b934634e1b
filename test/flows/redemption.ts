import { expect } from 'vitest';
import { savedFileSchema } from '../../src-preload/contract/reports/files';
import { redeemedSchema } from '../../src-preload/contract/rewards/rewards';
import { setBacksAt } from './support/at-desk';
import { type FlowAccount, type FlowCompany, patience } from './support/flow-company';
import { offer, redeemAt, rewardsAt, takesPart } from './support/rewards';

/** Points are redeemed: with a yes, with a no that gives them back, and not at all where there are too few. */
export async function redemption(company: FlowCompany): Promise<void> {
  const { ada, ann, rows } = company;
  const account = await company.newAccount({ name: 'Rewarded Roofers' });
  await takesPart(company, account);
  await ann.ask('rewards.award', { account, points: 250, reason: 'Went live in a week' });
  await expect.poll(async () => (await rewardsAt(ann, account)).balance, patience).toBe(250);
  await aMistake(company, account);
  const workshop = await offer(company, account, {
    name: 'Workshop',
    cost: 100,
    stock: 2,
    needs_approval: true,
  });
  const yacht = await offer(company, account, { name: 'Yacht', cost: 5_000 });

  const stageOf = async (id: string) =>
    (
      await rows<{ stage: string }>('SELECT stage FROM customer_success.user_rewards WHERE reward_id = $1', [
        id,
      ])
    )[0]?.stage;
  const [first, second] = [await redeemAt(ann, account, workshop), await redeemAt(ann, account, workshop)];
  for (const id of [first, second]) await expect.poll(() => stageOf(id), patience).toBe('proposed');
  await expect.poll(async () => (await rewardsAt(ada, account)).balance, patience).toBe(50);
  await ada.ask('rewards.decide', { id: first, decision: 'approve', reason: null });
  await ada.ask('rewards.decide', { id: second, decision: 'refuse', reason: 'Not this month' });
  await expect.poll(() => stageOf(second), patience).toBe('refused');
  await expect.poll(async () => (await rewardsAt(ann, account)).balance, patience).toBe(150);
  expect(await stageOf(first)).toBe('approved');

  await redeemAt(ann, account, yacht);
  await expect
    .poll(() => setBacksAt(ann), patience)
    .toMatchObject([{ words: expect.stringContaining('costs more points than the account has') }]);
  const statement = await ann.call('rewards.exportStatement', { id: account.id });
  expect(statement.ok && savedFileSchema.parse(statement.data)).toMatchObject({ path: null });
  expect((await rewardsAt(ann, account)).balance).toBe(150);
}

/** What was awarded by mistake is taken back, with a row of its own. */
async function aMistake({ ann }: FlowCompany, account: FlowAccount): Promise<void> {
  const { id } = redeemedSchema.parse(
    await ann.ask('rewards.award', { account, points: 1_000, reason: 'Meant for another' }),
  );
  await expect.poll(async () => (await rewardsAt(ann, account)).balance, patience).toBe(1_250);
  await ann.ask('rewards.reverse', { id, reason: 'Meant for another' });
  await expect.poll(async () => (await rewardsAt(ann, account)).balance, patience).toBe(250);
}
