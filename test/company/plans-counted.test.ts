import { describe, expect, test } from 'vitest';
import type { MilestoneDefinition } from '../../src-preload/contract/milestones/milestone-definition';
import { newMilestone } from '../../src-preload/contract/milestones/milestone-definition';
import { teamWithCelebrations } from './support/team-with-celebrations';
import { dayBefore, today } from './support/team-with-milestones';

const { rows, save, send, milestone, lease } = teamWithCelebrations();
const counted = { by: 'activity', measure: 'events', features: 'any', withinDays: null, target: 10 } as const;

const planOf = (milestones: readonly string[], more: object = {}) => ({
  name: 'Onboarding',
  definition: { description: '', milestones, stage: null, segment: null, isOn: true, ...more },
});
async function savePlan(patch: object, more: object = {}): Promise<string> {
  return (await send('ada', 'plan.save', patch, { account: null, ...more })).op_id as string;
}
const give = (plan: string, started_on: string | null = dayBefore(90)) =>
  send('ann', 'plan.assign', { plan, started_on });
const isCounted = async () =>
  (
    await rows<{ known: boolean }>(
      'SELECT uncounted_at IS NULL AS known FROM customer_success.plan_assignments ORDER BY organization_id',
    )
  ).map(({ known }) => known);
const serverTime = async () =>
  (await rows<{ at: number }>('SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS at'))[0]?.at;

async function givenAndCounted() {
  const id = await milestone('Ten events', { completion: counted });
  const plan = await savePlan(planOf([id]));
  await give(plan);
  const runner = await lease();
  await runner.counted(await serverTime());
  expect(await isCounted()).toEqual([true]);
  return { id, plan, runner };
}

describe('what a plan asks', () => {
  test('is not counted until all accounts were, as of after it was given', async () => {
    const plan = await savePlan(planOf([await milestone('Ten events', { completion: counted })]));
    const before = await serverTime();
    await give(plan);
    const runner = await lease();
    await runner.counted(before);
    expect(await isCounted()).toEqual([false]);
    await runner.counted(await serverTime());
    expect(await isCounted()).toEqual([true]);
  });

  test('has been counted by whoever gives it by its own stage, as of whenever', async () => {
    const id = await milestone('Ten events', { completion: counted });
    const plan = await savePlan(planOf([id]));
    const before = await serverTime();
    await rows(
      `INSERT INTO customer_success.plan_assignments (organization_id, plan_id, started_on) VALUES (1, $1, $2)`,
      [plan, today],
    );
    expect(await isCounted()).toEqual([false]);
    await (await lease()).counted(before);
    expect(await isCounted()).toEqual([true]);
  });

  test('is to be counted again once it was given again', async () => {
    const { plan, runner } = await givenAndCounted();
    await give(plan, null);
    await give(plan, today);
    expect(await isCounted()).toEqual([false]);
    await runner.counted(await serverTime());
    expect(await isCounted()).toEqual([true]);
  });

  test('is to be counted again once it asks another milestone, and not for another stage', async () => {
    const { id, plan } = await givenAndCounted();
    const other = await milestone('More events', { completion: counted });
    expect(await isCounted()).toEqual([true]);
    await savePlan(planOf([id], { stage: 'growth' }), { entry: plan, base_version: 1 });
    expect(await isCounted()).toEqual([true]);
    await savePlan(planOf([id, other], { stage: 'growth' }), { entry: plan, base_version: 2 });
    expect(await isCounted()).toEqual([false]);
  });

  test('is to be counted again once a milestone, or one before it, is completed by something else, and not for its points', async () => {
    const first = await milestone('First', { completion: counted });
    const stranger = await milestone('Stranger', { completion: counted });
    const second = await milestone('Second', { completion: counted, prerequisites: [first] });
    await give(await savePlan(planOf([second])));
    await (await lease()).counted(await serverTime());
    const change = (id: string, version: number, more: Partial<MilestoneDefinition>) =>
      save(
        { definition: { ...newMilestone, completion: counted, ...more } },
        { entry: id, base_version: version },
      );
    await change(first, 1, { points: 7 });
    await change(stranger, 1, { completion: { ...counted, target: 3 } });
    expect(await isCounted()).toEqual([true]);
    expect(await change(first, 2, { completion: { ...counted, target: 3 } })).toMatchObject({
      outcome: 'applied',
    });
    expect(await isCounted()).toEqual([false]);
  });

  test('is told to the desktops of the account once it is counted, and only then', async () => {
    const { runner } = await givenAndCounted();
    const told = () =>
      rows(`SELECT FROM customer_success.sync_log WHERE table_name = 'plan_assignments'`).then(
        ({ length }) => length,
      );
    const before = await told();
    await runner.counted(await serverTime());
    expect(await told()).toBe(before);
    expect(before).toBeGreaterThan(0);
  });
});
