import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeComing } from '../../src-main/actions/ctas/come-again';
import { closeCta, openCta } from '../../src-main/actions/ctas/ctas';
import { changeTasks, openTask, removeTask } from '../../src-main/actions/ctas/tasks';
import { addHolidays } from '../../src-main/actions/holidays/holidays';
import { formatDay } from '../../src-main/lib/day';
import { readTodayFacts } from '../../src-main/store/desk/read-today';
import { taskCounts, taskList } from '../../src-main/work/ctas/task-list';
import { stuckByAccount } from '../../src-main/work/milestones/stuck-plans';
import { whatWaits } from '../../src-main/work/today/what-waits';
import { decisionsOn } from '../support/action-context';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

/** A Wednesday: 2026-11-18. */
const today = 20_775;
const at = (day: number) => day * 86_400_000 + 3_600_000;
const now = at(today);

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

const context = (day = today) => decisionsOn(temporary.store, at(day));
const listed = (choice = {}, day = today) =>
  taskList(temporary.store.read, { show: 'open', ...choice }, at(day)).tasks;
const counts = (ownerId?: number) => taskCounts(temporary.store.read, ownerId, now);
const dueFor = (ownerId: number) =>
  readTodayFacts(temporary.store.read, now, stuckByAccount, { ownerId }).accounts;

function open(changes: Partial<Parameters<typeof openTask>[1]> = {}): string {
  return openTask(context(), {
    account: { organizationId: id },
    ...{ title: 'Send the deck', dueDay: today, givenTo: null, priority: null, every: null },
    ...changes,
  });
}

describe('a task by itself', () => {
  it('is the account’s manager’s until it is given to somebody, and waits on the Today of whose it is', () => {
    const taskId = open();
    expect(listed()).toMatchObject([
      { cta: null, owner: { name: 'Ann' }, group: 'today', priority: 'usual' },
    ]);
    expect(dueFor(1)).toMatchObject([{ id, ctas: { count: 1, first: { isOwnTask: true } } }]);
    changeTasks(context(), [{ taskId, givenTo: 2 }]);
    expect(listed({ ownerId: 2 })).toMatchObject([{ owner: { name: 'Bob' } }]);
    expect(dueFor(1)).toMatchObject([{ ctas: null }]);
    expect(dueFor(2)).toMatchObject([{ isLent: true, ctas: { first: { title: 'Send the deck' } } }]);
  });

  it('goes over the board to done and back, and rests until its day', () => {
    const taskId = open();
    changeTasks(context(), [{ taskId, column: 'waiting' }]);
    expect(listed()).toMatchObject([{ column: 'waiting' }]);
    changeTasks(context(), [{ taskId, column: 'done' }]);
    expect(listed()).toEqual([]);
    expect(listed({ show: 'done' })).toMatchObject([{ column: 'done', done: { at: now } }]);
    changeTasks(context(), [{ taskId, column: 'open', restsUntil: today + 2 }]);
    expect(listed()).toMatchObject([{ column: 'open', group: 'resting', restsUntil: formatDay(today + 2) }]);
    expect(dueFor(1)).toMatchObject([{ ctas: null }]);
    expect(listed({}, today + 2)).toMatchObject([{ group: 'overdue', restsUntil: null }]);
    expect(() => changeTasks(context(), [{ taskId, restsUntil: today }])).toThrow(/after today/);
  });

  it('that comes again needs a day, and is no step of a CTA', () => {
    expect(() => open({ every: 'week', dueDay: null })).toThrow(/needs a day/);
    const cta = openCta(context(), {
      account: { organizationId: id },
      ...{ type: 'risk', title: 'Call', reason: null, priority: 'high', givenTo: null, dueDay: today + 9 },
      tasks: [{ title: 'Look', dueDay: null }],
    });
    const [step] = listed();
    expect(step).toMatchObject({
      cta: { id: cta },
      priority: 'high',
      ownDue: null,
      due: formatDay(today + 9),
    });
    expect(() => changeTasks(context(), [{ taskId: step?.id ?? '', every: 'week' }])).toThrow(/end with it/);
  });
});

describe('a change of a task', () => {
  const sent = () =>
    temporary.store.read
      .prepared<[], string>("select patch from operations where kind = 'task.change' order by seq")
      .pluck()
      .all()
      .map((patch) => JSON.parse(patch) as unknown);

  it.each<[string, Omit<Parameters<typeof changeTasks>[1][number], 'taskId'>, object]>([
    ['title', { title: 'Send it' }, { title: 'Send it' }],
    ['day', { dueDay: today + 1 }, { due_day: formatDay(today + 1) }],
    ['day, which it loses', { dueDay: null }, { due_day: null }],
    ['owner', { givenTo: 2 }, { given_to: 'bob@x.test' }],
    ['owner, whom it loses', { givenTo: null }, { given_to: null }],
    ['priority', { priority: 'low' }, { priority: 'low' }],
    ['column', { column: 'waiting' }, { state: 'waiting' }],
    ['column, back to the first', { column: 'open' }, { state: null }],
    ['column, to the last', { column: 'done' }, { done: true }],
    ['end', { done: true }, { done: true }],
    ['rest', { restsUntil: today + 2 }, { until_day: formatDay(today + 2) }],
    ['rhythm', { every: 'month' }, { every: 'month' }],
  ])('carries its %s and nothing else', (_, change, patch) => {
    changeTasks(context(), [{ taskId: open(), ...change }]);
    expect(sent()).toEqual([patch]);
  });
});

describe('several tasks', () => {
  it('change together, or none does', () => {
    const [first, second] = [open(), open({ title: 'Call back', dueDay: today - 3 })];
    changeTasks(context(), [
      { taskId: first, dueDay: today + 30 },
      { taskId: second, dueDay: today + 30 },
    ]);
    expect(listed()).toMatchObject([{ group: 'later' }, { group: 'later' }]);
    removeTask(context(), second);
    expect(() =>
      changeTasks(context(), [
        { taskId: first, dueDay: today },
        { taskId: second, dueDay: today },
      ]),
    ).toThrow(/removed already/);
    expect(listed()).toMatchObject([{ id: first, group: 'later' }]);
  });
});

describe('one that comes again', () => {
  it('has its next once it is done, on a day that is worked, and only once', () => {
    addHolidays(context(), [{ day: formatDay(today + 7), name: 'A day off', country: null }]);
    const taskId = open({ every: 'week', givenTo: 2, priority: 'high' });
    changeTasks(context(), [{ taskId, column: 'done' }]);
    const expected = [{ due: formatDay(today + 8), every: 'week', priority: 'high', givenTo: 2 }];
    expect(listed()).toMatchObject(expected);
    changeTasks(context(), [{ taskId, column: 'open' }]);
    changeTasks(context(), [{ taskId, column: 'done' }]);
    expect(listed()).toMatchObject(expected);
    // The day off moved one, and not those after it.
    const [next] = listed();
    changeTasks(context(today + 8), [{ taskId: next?.id ?? '', column: 'done' }]);
    expect(listed()).toMatchObject([{ due: formatDay(today + 14) }]);
  });

  it('has it as its day comes, done or not, and no more of them each time one looks', () => {
    open({ every: 'month', dueDay: today + 1 });
    const look = (day: number) => makeComing(context(day), temporary.store.read, 1, day);
    expect(look(today)).toBe(0);
    expect(look(today + 1)).toBe(1);
    expect(look(today + 1)).toBe(0);
    expect(listed({}, today + 1).map(({ due }) => due)).toEqual(['2026-11-19', '2026-12-21']);
    expect(look(today + 3)).toBe(0);
  });

  it('comes no more once the next is removed, or the rhythm is taken away', () => {
    const taskId = open({ every: 'week' });
    expect(makeComing(context(), temporary.store.read, 1, today)).toBe(1);
    const next = listed().find((one) => one.id !== taskId);
    removeTask(context(), next?.id ?? '');
    expect(makeComing(context(), temporary.store.read, 1, today)).toBe(0);
    const other = open({ every: 'week' });
    changeTasks(context(), [{ taskId: other, every: null }]);
    expect(makeComing(context(), temporary.store.read, 1, today)).toBe(0);
  });
});

describe('how many stand where', () => {
  it('is the same in the list, on the tray, and counted by hand from the rows', () => {
    temporary.store.db.client.exec(`insert into settings (key, value) values ('manager', '1')`);
    for (const [place, dueDay] of [today - 9, today - 1, today, today + 2, today + 40, null].entries())
      open({ title: `Task ${place}`, dueDay });
    const closed = openCta(context(), {
      account: { organizationId: id },
      ...{ type: 'risk', title: 'Call', reason: null, priority: 'usual', givenTo: null, dueDay: today - 5 },
      tasks: [{ title: 'Look', dueDay: null }],
    });
    expect(counts()).toEqual({ overdue: 3, today: 1, week: 1, later: 1, undated: 1, resting: 0, done: 0 });
    closeCta(context(), closed, 'resolved');
    const rows = temporary.store.read
      .prepared<[], { late: number; now: number }>(
        `select sum(t.due_day < ${today}) as late, sum(t.due_day = ${today}) as now from cta_tasks t
          where t.done_at is null and (t.cta_id is null or t.cta_id in (select cta_id from ctas where outcome is null))`,
      )
      .get();
    expect(whatWaits(temporary.store.read, now)).toMatchObject({
      overdueTasks: rows?.late,
      dueTasks: rows?.now,
    });
    expect(counts(1)).toMatchObject({ overdue: 2, today: 1 });
    expect(counts(2)).toMatchObject({ overdue: 0, today: 0 });
  });
});
