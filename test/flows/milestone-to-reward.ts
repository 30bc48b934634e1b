import { expect } from 'vitest';
import { newMilestone } from '../../src-preload/contract/milestones/milestone-definition';
import {
  accountMilestonesSchema,
  milestoneKeySchema,
  planKeySchema,
} from '../../src-preload/contract/milestones/milestones';
import { countedBy } from '../support/milestones/entries';
import { type FlowCompany, patience } from './support/flow-company';
import { rewardsAt, takesPart } from './support/rewards';

/** Use completes a milestone of an account's plan, which is an achievement, and what it is worth is the account's, once. */
export async function milestoneToReward(company: FlowCompany): Promise<void> {
  const { ada, ann, rows } = company;
  const account = await company.newAccount({
    name: 'Milestone Millers',
    eventsPerUser: 'CASE WHEN days_ago > 3 THEN 1 ELSE 0 END',
  });
  await takesPart(company, account);
  const { id: milestone } = milestoneKeySchema.parse(
    await ada.ask('milestones.save', {
      name: 'Five deals closed',
      definition: {
        ...newMilestone,
        points: 120,
        completion: countedBy({ features: ['close'], target: 5, withinDays: 2 }),
      },
    }),
  );
  const { id: plan } = planKeySchema.parse(
    await ada.ask('milestones.savePlan', {
      name: 'First deals',
      definition: { description: '', milestones: [milestone], stage: null, segment: null, isOn: false },
    }),
  );
  await expect
    .poll(() => ann.call('milestones.assign', { ...account, plan, startedOn: today() }), patience)
    .toMatchObject({ ok: true });
  const progress = async () =>
    (
      await rows<{ progress: number; completed: string | null }>(
        `SELECT progress, completed_on::text AS completed FROM customer_success.user_milestones
          WHERE organization_id = $1 AND milestone_id = $2`,
        [account.id, milestone],
      )
    )[0];
  const close = (deals: number) =>
    rows(
      `INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at)
       SELECT $1, min(user_id), 4, now() - interval '1 minute' * n FROM customer_success.users, generate_series(1, $2::int) n
        WHERE organization_id = $1 GROUP BY n`,
      [account.id, deals],
    );
  await close(3);
  await expect.poll(progress, patience).toMatchObject({ progress: 60, completed: null });
  await close(2);
  await expect.poll(progress, patience).toEqual({ progress: 100, completed: today() });
  const shown = async () =>
    accountMilestonesSchema.parse(await ann.ask('milestones.ofAccount', { id: account.id }));
  await expect.poll(async () => JSON.stringify(await shown()), patience).toContain('"done"');

  // Its award came with it; told again, it is the same one.
  for (let times = 0; times < 2; times += 1)
    await rows(
      `SELECT customer_success.award_achievement(a) FROM customer_success.milestone_achievements a
        WHERE a.organization_id = $1 AND a.withdrawn_at IS NULL`,
      [account.id],
    );
  expect(
    await rows('SELECT points FROM customer_success.reward_transactions WHERE organization_id = $1', [
      account.id,
    ]),
  ).toEqual([{ points: 120 }]);
  await expect.poll(async () => (await rewardsAt(ann, account)).balance, patience).toBe(120);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
