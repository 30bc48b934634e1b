import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type MilestoneDefinition,
  newMilestone,
} from '../../src-preload/contract/milestones/milestone-definition';
import { all, inSegment, segmentPatch } from '../support/rules/entries';
import { call } from '../support/sending';
import { dayBefore, type Row, teamWithMilestones, today } from './support/team-with-milestones';

const { team, rows, send, save, milestone, set } = teamWithMilestones();

const needs = (definition: Partial<MilestoneDefinition>, ...prerequisites: string[]) => ({
  definition: { ...newMilestone, ...definition, prerequisites },
});

describe('prerequisites', () => {
  test('that go round in a circle are refused with the path, and diamonds are taken', async () => {
    const first = await milestone('First meeting');
    const left = await milestone('Five users', { prerequisites: [first] });
    const right = await milestone('Three features', { prerequisites: [first] });
    const last = await milestone('Renewed', { prerequisites: [left, right] });
    expect(await save(needs({}, last), { entry: first, base_version: 1 })).toMatchObject({
      reason: 'invalid',
      answer: {
        field: 'prerequisites',
        words: expect.stringMatching(
          /circle: “First meeting” needs “Renewed” needs “(Five users|Three features)” needs “First meeting”/,
        ),
      },
    });
    expect(await save(needs({}, first), { entry: first, base_version: 1 })).toMatchObject({
      reason: 'invalid',
    });
  });

  test('closed to a circle by three desktops together leave one of them refused', async () => {
    const ids = [await milestone('A'), await milestone('B'), await milestone('C')] as const;
    const managers = await rows<{ login: string }>(
      `SELECT login FROM customer_success.memberships WHERE role = 'manager'`,
    );
    const roleOf = (role: string) =>
      rows('UPDATE customer_success.memberships SET role = $1 WHERE login = ANY ($2)', [
        role,
        managers.map(({ login }) => login),
      ]);
    await roleOf('admin');
    const who = ['ada', 'ann', 'bob'] as const;
    const answers = await Promise.all(
      who.map((colleague, at) =>
        save(
          needs({}, ids[(at + 1) % 3] as string),
          { entry: ids[at] as string, base_version: 1 },
          colleague,
        ),
      ),
    );
    await roleOf('manager');
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'applied', 'refused']);
    expect(answers.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      answer: { words: expect.stringMatching(/circle/) },
    });
  });

  test('of an account’s milestone are no contact’s, from either side', async () => {
    const persons = await milestone('Certified', { audience: 'contact' });
    expect(await save({ name: 'All', ...needs({}, persons) })).toMatchObject({
      answer: { words: expect.stringMatching(/contact's: “Certified”/) },
    });
    const accounts = await milestone('Set up');
    await milestone('After', { prerequisites: [accounts] });
    expect(await save(needs({ audience: 'contact' }), { entry: accounts, base_version: 1 })).toMatchObject({
      answer: { words: expect.stringMatching(/“After”/) },
    });
  });

  test('keep a milestone from being completed by hand, with what it waits for', async () => {
    const first = await milestone('First meeting');
    const second = await milestone('Second', { prerequisites: [first] });
    expect(await set({ milestone: second, progress: 100 })).toMatchObject({
      answer: { words: 'waits for “First meeting”' },
    });
    await set({ milestone: first, progress: 100 });
    expect(await set({ milestone: second, progress: 100 })).toMatchObject({ outcome: 'applied' });
  });
});

describe('a milestone', () => {
  test('is written by admins, and stays while something needs it', async () => {
    expect(await save({ name: 'X', definition: newMilestone }, {}, 'ann')).toMatchObject({ reason: 'role' });
    const first = await milestone('First');
    await milestone('Second', { prerequisites: [first] });
    const remove = () => send('ada', 'milestone.remove', {}, { account: null, entry: first });
    expect(await remove()).toMatchObject({ answer: { words: 'is used by “Second”' } });
  });

  test.each<[string, Row]>([
    ['category', { category: 'party' }],
    ['audience', { audience: 'everybody' }],
    ['weight', { weight: 0 }],
    ['points', { points: 1.5 }],
    ['dueWorkingDays', { dueWorkingDays: -1 }],
    ['prerequisites', { prerequisites: ['x'] }],
    ['prerequisites', { prerequisites: [randomUUID()] }],
    ['completion', { completion: null }],
    ['completion', { completion: { by: 'magic' } }],
    [
      'target',
      { completion: { by: 'activity', measure: 'events', features: 'any', withinDays: null, target: 0 } },
    ],
    [
      'target',
      { completion: { by: 'activity', measure: 'seat_share', features: 'any', withinDays: 7, target: 101 } },
    ],
    [
      'features',
      { completion: { by: 'activity', measure: 'events', features: [], withinDays: 7, target: 1 } },
    ],
    ['features', { completion: { by: 'activity', measure: 'events', withinDays: 7, target: 1 } }],
    [
      'measure',
      {
        audience: 'contact',
        completion: { by: 'activity', measure: 'people', features: 'any', withinDays: 7, target: 1 },
      },
    ],
    ['completion', { completion: { by: 'conditions', conditions: { combinator: 'and', rules: [] } } }],
    ['strange', { strange: 1 }],
  ])('with another %s than it can have is refused', async (field, more) => {
    expect(await save({ name: 'X', definition: { ...newMilestone, ...more } })).toMatchObject({
      reason: 'invalid',
      answer: { field },
    });
  });
});

describe('a success plan', () => {
  const planOf = (milestones: string[], more: Row = {}) => ({
    name: 'Onboarding',
    definition: { description: '', milestones, stage: 'onboarding', segment: null, isOn: true, ...more },
  });

  test('is given by itself once, by hand again, and ended for good', async () => {
    const id = await milestone('First meeting');
    const { op_id: plan } = await send('ada', 'plan.save', planOf([id]), { account: null });
    const host = randomUUID();
    const { fence } = await call(team.clients.ada, 'claim_runner', host, { app: '1', machine: 'desk' });
    const give = () =>
      call(team.clients.ada, 'give_plans', host, fence, [{ account: 1, plan, started_on: dayBefore(3) }]);
    expect([await give(), await give()]).toMatchObject([{ moved: 1 }, { moved: 0 }]);
    expect(await send('ann', 'plan.assign', { plan, started_on: null })).toMatchObject({
      outcome: 'applied',
    });
    expect(await give()).toMatchObject({ moved: 0 });
    const found = () =>
      rows(
        `SELECT started_on::text AS on, ended_at IS NULL AS stands FROM customer_success.plan_assignments`,
      );
    expect(await found()).toEqual([{ on: dayBefore(3), stands: false }]);
    await send('ann', 'plan.assign', { plan, started_on: today });
    expect(await found()).toEqual([{ on: today, stands: true }]);
    expect(await send('bob', 'plan.assign', { plan, started_on: today })).toMatchObject({
      reason: 'not_yours',
    });
  });

  test('holds milestones that are there, and keeps them there', async () => {
    const id = await milestone('First meeting');
    expect(await send('ada', 'plan.save', planOf([]), { account: null })).toMatchObject({
      answer: { field: 'milestones' },
    });
    expect(await send('ada', 'plan.save', planOf([randomUUID()]), { account: null })).toMatchObject({
      answer: { field: 'milestones' },
    });
    expect(
      await send('ada', 'plan.save', planOf([id], { stage: 'churned' }), { account: null }),
    ).toMatchObject({
      answer: { field: 'stage' },
    });
    await send('ada', 'plan.save', planOf([id]), { account: null });
    expect(await send('ada', 'milestone.remove', {}, { account: null, entry: id })).toMatchObject({
      answer: { words: 'is used by “Onboarding”' },
    });
  });

  test('keeps the segment that it is for, which is admins’ from then on, and so does a milestone', async () => {
    const segment = async (name: string) =>
      (await send('ann', 'segment.save', segmentPatch(name), { account: null })).op_id as string;
    const [chosen, asked] = [await segment('Chosen'), await segment('Asked')];
    const id = await milestone('In good health', {
      completion: { by: 'conditions', conditions: all(inSegment(asked)) },
    });
    await send('ada', 'plan.save', planOf([id], { segment: chosen }), { account: null });
    for (const [entry, name] of [
      [chosen, 'Onboarding'],
      [asked, 'In good health'],
    ] as const) {
      expect(await send('ada', 'segment.remove', {}, { account: null, entry })).toMatchObject({
        answer: { words: `is used by “${name}”` },
      });
      expect(
        await send('ann', 'segment.save', { name: 'Mine' }, { account: null, entry, base_version: 1 }),
      ).toMatchObject({ outcome: 'refused', reason: 'role' });
    }
  });
});
