import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addStarters } from '../../src-main/actions/milestones/add-starters';
import {
  removeMilestone,
  removePlan,
  saveMilestone,
  savePlan,
} from '../../src-main/actions/milestones/definitions';
import { assignPlan, setProgress } from '../../src-main/actions/milestones/progress';
import { formatDay, instantOfDay } from '../../src-main/lib/day';
import { readMilestones, readPlans } from '../../src-main/store/milestones/read-definitions';
import { readAssignments } from '../../src-main/store/milestones/read-progress';
import { writeDuty } from '../../src-main/store/runner/duty';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { milestoneBoard } from '../../src-main/work/milestones/board';
import { listMilestones } from '../../src-main/work/milestones/list-milestones';
import { milestonesOfAccount } from '../../src-main/work/milestones/of-account';
import { previewMilestone } from '../../src-main/work/milestones/preview-milestone';
import { milestoneStatistics } from '../../src-main/work/milestones/statistics-of';
import { newMilestone } from '../../src-preload/contract/milestones/milestone-definition';
import { milestoneStatisticsSchema } from '../../src-preload/contract/milestones/milestones';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { assign, countedBy } from '../support/milestones/entries';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
const company = growCompany({ seed: 8, accounts: 12, firstDay: today - 200, lastDay: today + 1 });
const context = () => decisionsOn(scored.store, instantOfDay(today) + 3_600_000);
const db = () => scored.store.read;
const idOf = (name: string) => readMilestones(db()).find((milestone) => milestone.name === name)?.id ?? '';
const board = () => milestoneBoard(db(), today, { plan: null, owner: null, search: '' });
const account = { organizationId: 1 };
const complete = (name: string, more: object = {}) =>
  setProgress(context(), {
    account,
    milestone: idOf(name),
    contact: null,
    progress: 100,
    reason: null,
    ...more,
  });

beforeAll(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, company);
  become('admin');
  await scoreOn(scored, today);
});
afterAll(() => scored.close());

function become(role: string): void {
  scored.store.db.client.exec(`replace into settings (key, value) values ('role', '${role}')`);
}

describe('milestones and plans', () => {
  test('to begin with are added once, in an order in which each comes after what it needs, and the plans are off', () => {
    expect(addStarters(context())).toBe(9);
    expect(addStarters(context())).toBe(0);
    expect(readPlans(db()).map(({ name, definition }) => [name, definition.isOn])).toEqual([
      ['Adoption', false],
      ['Onboarding', false],
    ]);
    const { milestones, locked } = listMilestones(db(), null);
    expect(locked).toBeNull();
    expect(milestones.find(({ name }) => name === 'Three core features in a week')).toMatchObject({
      sentence: '3 core features used within 7 days.',
      usedBy: ['Onboarding'],
      isPending: true,
    });
  });

  test('go round in no circle, and are removed by nobody who still needs them', () => {
    const [first, five] = [idOf('First people in'), idOf('Five people active')];
    const before = readMilestones(db()).find(({ id }) => id === first);
    expect(() =>
      saveMilestone(
        context(),
        {
          id: first,
          version: 1,
          name: 'First people in',
          definition: { ...newMilestone, ...before?.definition, prerequisites: [five] },
        },
        [],
      ),
    ).toThrow('go round in a circle: “First people in” needs “Five people active” needs “First people in”');
    expect(() => removeMilestone(context(), first)).toThrow(/is used by “Onboarding”, “Five people active”/);
  });

  test('are admins’ to write', () => {
    become('manager');
    expect(() =>
      saveMilestone(
        context(),
        { id: undefined, version: undefined, name: 'X', definition: newMilestone },
        [],
      ),
    ).toThrow(/Only admins/);
    expect(() => addStarters(context())).toThrow(/Only admins/);
    become('admin');
  });

  test('of an account wait for none of single contacts, whichever of the two is saved last', () => {
    const save = (name: string, changes: object, id?: string) =>
      saveMilestone(
        context(),
        { id, version: undefined, name, definition: { ...newMilestone, ...changes } as typeof newMilestone },
        [],
      );
    const certified = save('Certified', { audience: 'contact' });
    expect(() => save('All certified', { prerequisites: [certified] })).toThrow(
      /single contacts: see “Certified”/,
    );
    const trained = save('Trained', {});
    save('Taught', { prerequisites: [trained] });
    expect(() => save('Trained', { audience: 'contact' }, trained)).toThrow(/single contacts: see “Taught”/);
    save('Best of all', { audience: 'contact', prerequisites: [certified] });
    for (const name of ['Taught', 'Trained', 'Best of all', 'Certified'])
      removeMilestone(context(), idOf(name));
    expect(idOf('Trained')).toBe('');
  });

  test('that are removed are gone once, and their plan too, by admins', () => {
    const removed = () =>
      db().prepared<[], string>("select entry from operations where kind = 'plan.remove'").pluck().all();
    const plan = savePlan(context(), {
      ...{ id: undefined, version: undefined, name: 'For a week' },
      definition: readPlans(db())[0]?.definition as never,
    });
    become('manager');
    expect(() => removePlan(context(), plan)).toThrow(/Only admins/);
    become('admin');
    removePlan(context(), plan);
    removePlan(context(), plan);
    expect(removed()).toEqual([plan]);
    expect(readPlans(db()).map(({ name }) => name)).toEqual(['Adoption', 'Onboarding']);
  });

  test('are shown to who would complete by them before they are saved', () => {
    const preview = (target: number) =>
      previewMilestone(db(), today, {
        id: null,
        definition: { ...newMilestone, completion: countedBy({ measure: 'people', target }) },
      });
    expect(preview(1)).toMatchObject({ counted: 10, complete: 9, newly: { total: 9 } });
    expect(preview(1000).complete).toBe(0);
    const strange = { ...newMilestone, completion: countedBy({ features: ['none such'] }) };
    expect(previewMilestone(db(), today, { id: null, definition: strange }).findings).toMatchObject([
      { message: 'The company has no feature “none such”.' },
    ]);
  });
});

test('a milestone of contacts by conditions is shown with the accounts of which a contact would complete it', () => {
  const champions = (value: string) =>
    previewMilestone(db(), today, {
      id: null,
      definition: {
        ...newMilestone,
        audience: 'contact',
        completion: {
          by: 'conditions',
          conditions: { combinator: 'and', rules: [{ field: 'contact.role', operator: 'equals', value }] },
        },
      },
    });
  const there = new Set(
    company.users.flatMap(({ organizationId, role, deactivatedAt }) =>
      role === 'champion' && deactivatedAt === null ? [organizationId] : [],
    ),
  );
  const expected = company.organizations.filter(
    ({ churnedAt, organizationId = 0 }) => churnedAt === null && there.has(organizationId),
  );
  expect(champions('champion')).toMatchObject({ counted: 10, complete: expected.length, findings: [] });
  expect(champions('champion').sentence).toBe('the contact’s role is “champion”');
  expect(champions('admin').complete).toBe(0);
});

describe('an account with a plan', () => {
  test('has its milestones in order, what it does next, and what they wait for', () => {
    const plan = readPlans(db()).find(({ name }) => name === 'Onboarding');
    if (plan === undefined) throw new Error('no plan');
    savePlan(context(), {
      id: plan.id,
      version: 1,
      name: 'Onboarding',
      definition: { ...plan.definition, stage: null },
    });
    for (let id = 1; id <= 12; id++)
      assignPlan(context(), { account: { organizationId: id }, plan: plan.id, startedOn: today - 100 });
    expect(readAssignments(db())).toHaveLength(12);
    expect(board().counts).toEqual({ stuck: 10, behind: 0, on_track: 0, done: 0 });
    const [own] = milestonesOfAccount(db(), 1, today).plans;
    expect(own?.next).toMatchObject({ name: 'Kick-off held', byHand: true });
    expect(own?.standings.find(({ name }) => name === 'Five people active')?.waitsFor).toEqual([
      'First people in',
    ]);
  });

  test('completes one by hand once, and only after what comes before', () => {
    become('manager');
    complete('Kick-off held');
    complete('Kick-off held');
    const [own] = milestonesOfAccount(db(), 1, today).plans;
    expect(own?.standings.find(({ name }) => name === 'Kick-off held')).toMatchObject({
      progress: 100,
      completedOn: formatDay(today),
      isPending: true,
    });
    expect(
      scored.store.read.prepared(`select count(*) from operations where kind = 'progress.set'`).pluck().get(),
    ).toBe(1);
    expect(() => complete('Five people active')).toThrow('“Five people active” waits for “First people in”');
    expect(() => complete('First steps of each contact')).toThrow(/say whose/);
  });

  test('is corrected with a reason alone', () => {
    expect(() => complete('Kick-off held', { progress: 30 })).toThrow(/Say why/);
    complete('Kick-off held', { progress: 30, reason: 'It was another account.' });
    const [own] = milestonesOfAccount(db(), 1, today).plans;
    expect(own?.standings.find(({ name }) => name === 'Kick-off held')).toMatchObject({
      progress: 30,
      completedOn: null,
      reason: 'It was another account.',
    });
  });
});

test('statistics say how many complete each, how fast, and what follows', async () => {
  writeTransaction(scored.store, 'test', (tx) => writeDuty(tx, { fence: 1, host: 'here' }));
  await scoreOn(scored, today);
  const run = (sql: string) => writeTransaction(scored.store, 'test', (tx) => tx.prepared(sql).run());
  expect(milestoneStatistics(db(), today, null)).toMatchObject({ uncounted: 12, cohorts: [] });
  // As the company has it after a sync, once all accounts were counted.
  const given = readAssignments(db());
  run(`delete from operations where kind = 'plan.assign'`);
  for (const { planId, organizationId, startedOn } of given)
    assign(scored.store, planId, organizationId, startedOn);
  run(`insert into user_milestones (organization_id, user_id, milestone_id, progress, value, target, moved_on, completed_on,
         awarded_at, evidence_removed, version)
       select organization_id, nullif(user_id, 0), milestone_id, progress, value, target, moved_on, completed_on, 0, 0, 1
         from milestone_progress where progress > 0`);
  const stats = milestoneStatisticsSchema.parse(milestoneStatistics(db(), today, null));
  expect(stats.milestones.find(({ name }) => name === 'First people in')).toMatchObject({
    started: 12,
    completed: 8,
    medianDays: 0,
  });
  expect(stats.dropOffs).toContainEqual({
    from: 'First people in',
    to: 'Five people active',
    reached: 8,
    wentOn: expect.any(Number),
  });
  expect(stats.cohorts).toHaveLength(1);
  expect(board().cards.some(({ done }) => done > 0)).toBe(true);
  expect(board().counts.stuck).toBeGreaterThan(0);
});
