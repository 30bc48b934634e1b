import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  changeCta,
  closeCta,
  openCta,
  reopenCta,
  snoozeCta,
  wakeCta,
} from '../../src-main/actions/ctas/ctas';
import { addTask, changeTask, removeTask } from '../../src-main/actions/ctas/tasks';
import { addHolidays } from '../../src-main/actions/holidays/holidays';
import { readTodayFacts } from '../../src-main/store/desk/read-today';
import { ctaChoices } from '../../src-main/work/ctas/cta-choices';
import { ctaList, ctasOfAccount } from '../../src-main/work/ctas/cta-list';
import { stuckByAccount } from '../../src-main/work/milestones/stuck-plans';
import { decisionsOn } from '../support/action-context';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

/** A Wednesday: 2026-11-18. */
const today = 20_775;
const now = today * 86_400_000 + 3_600_000;

let temporary: TemporaryStore;
let id: number;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  id = addAccount(temporary.store, today);
  temporary.store.db.client.exec(`
    insert into managers (manager_id, email, name) values (1, 'ann@x.test', 'Ann'), (2, 'bob@x.test', 'Bob');
    update organizations set owner_id = 1`);
});
afterEach(() => temporary.remove());

const context = () => decisionsOn(temporary.store, now);
const listed = (choice = {}) => ctaList(temporary.store.read, { closed: false, ...choice }, now);
const dueFor = (ownerId: number) =>
  readTodayFacts(temporary.store.read, now, stuckByAccount, { ownerId }).accounts;

function open(changes: Partial<Parameters<typeof openCta>[1]> = {}): string {
  return openCta(context(), {
    account: { organizationId: id },
    ...{ type: 'risk', title: 'Call them', reason: null, priority: 'usual', givenTo: null },
    dueDay: today,
    tasks: [],
    ...changes,
  });
}

describe('a CTA', () => {
  it('is the account’s manager’s until it is given to somebody, and waits on the Today of whose it is', () => {
    const cta = open();
    expect(listed().ctas).toMatchObject([{ owner: { name: 'Ann' }, isGiven: false }]);
    expect(dueFor(1)).toMatchObject([{ id, isLent: false, ctas: { count: 1 } }]);
    expect(dueFor(2)).toEqual([]);
    changeCta(context(), cta, { givenTo: 2 });
    expect(listed({ ownerId: 2 }).ctas).toMatchObject([{ owner: { name: 'Bob' }, isGiven: true }]);
    expect(listed({ ownerId: 1 }).ctas).toEqual([]);
    expect(dueFor(1)).toMatchObject([{ id, isLent: false, ctas: null }]);
    expect(dueFor(2)).toMatchObject([{ id, isLent: true, ctas: { count: 1 } }]);
    expect(() => changeCta(context(), cta, { givenTo: 3 })).toThrow(/left the team/);
  });

  it('rests for a reason until a day after today, within a year, and not once it is closed', () => {
    const cta = open();
    const until = (untilDay: number) => () =>
      snoozeCta(context(), cta, { untilDay, reason: 'They are away' });
    expect(until(today)).toThrow(/day after today/);
    expect(until(today + 367)).toThrow(/within a year/);
    until(today + 1)();
    expect(listed()).toMatchObject({ ctas: [{ state: 'snoozed' }], counts: { snoozed: 1, today: 0 } });
    expect(dueFor(1)).toMatchObject([{ ctas: null }]);
    wakeCta(context(), cta);
    expect(listed()).toMatchObject({ ctas: [{ state: 'open', snooze: null }], counts: { today: 1 } });
    closeCta(context(), cta, 'resolved');
    expect(until(today + 1)).toThrow(/closed meanwhile/);
  });

  it('that is closed is counted with the closed ones alone, and opens again as it was', () => {
    const cta = open({ tasks: [{ title: 'Look', dueDay: null }] });
    const other = open({ title: 'Other', dueDay: today - 1 });
    closeCta(context(), cta, 'no_response');
    expect(listed().counts).toEqual({ overdue: 1, today: 0, week: 0, later: 0, snoozed: 0, closed: 1 });
    expect(ctasOfAccount(temporary.store.read, id, now).ctas.map((one) => one.id)).toEqual([other, cta]);
    reopenCta(context(), cta);
    expect(listed()).toMatchObject({
      ctas: [{ id: other }, { id: cta, end: null, tasks: [{ title: 'Look' }] }],
      counts: { closed: 0, today: 1 },
    });
  });

  it('with a step that is due waits before its own day, until the step is done', () => {
    const cta = open({ dueDay: today + 20 });
    expect(dueFor(1)).toMatchObject([{ ctas: null }]);
    const task = addTask(context(), { ctaId: cta, title: 'Look', dueDay: today - 2 });
    expect(dueFor(1)).toMatchObject([{ ctas: { first: { task: 'Look', dueDay: today - 2 }, count: 1 } }]);
    expect(listed().ctas).toMatchObject([{ group: 'overdue', nextDue: '2026-11-16' }]);
    changeTask(context(), task, { done: true });
    expect(dueFor(1)).toMatchObject([{ ctas: null }]);
    changeTask(context(), task, { done: false });
    removeTask(context(), task);
    expect(dueFor(1)).toMatchObject([{ ctas: null }]);
    expect(() => removeTask(context(), task)).toThrow(/removed already/);
  });

  it('that presses most is told first: longest due, then the higher priority', () => {
    open({ title: 'Later', dueDay: today - 1 });
    open({ title: 'Usual', dueDay: today - 5 });
    open({ title: 'High', dueDay: today - 5, priority: 'high' });
    expect(dueFor(1)).toMatchObject([{ ctas: { first: { title: 'High' }, count: 3, latestDay: today - 1 } }]);
    expect(listed().ctas.map(({ title }) => title)).toEqual(['High', 'Usual', 'Later']);
  });
});

it('days one click away leave out weekends and holidays', () => {
  addHolidays(context(), [{ day: '2026-11-19', name: 'Closed', country: null }]);
  const { days } = ctaChoices(temporary.store.read, id, now);
  expect(days.map(({ day }) => day)).toEqual([
    ...['2026-11-18', '2026-11-20', '2026-11-24', '2026-11-26', '2026-12-03'],
  ]);
});
