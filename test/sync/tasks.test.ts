import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeComing } from '../../src-main/actions/ctas/come-again';
import { changeTasks, openTask, removeTask } from '../../src-main/actions/ctas/tasks';
import { addNote, changeNote, removeNote } from '../../src-main/actions/notes/notes';
import { stepsToTasks } from '../../src-main/actions/notes/steps-to-tasks';
import { nextTaskId } from '../../src-main/lib/task-rhythm';
import { companyCalendar, companyDay } from '../../src-main/store/copy/company-calendar';
import { readMentionsWaiting } from '../../src-main/store/notes/mentions';
import { taskList } from '../../src-main/work/ctas/task-list';
import { taskColumns } from '../../src-preload/contract/ctas/task';
import { markOf } from '../../src-preload/contract/mentions';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { fillCompany } from './support/company';
import { accountAt, decidingAt, outboxStates, setBacksOf } from './support/decide';
import { type Desk, openDesk } from './support/desk';
import { expectShownAsAtCompany } from './support/shown-entries';

let server: TestServer;
let company: TestCompany;
let ann: Desk;
let ada: Desk;

beforeAll(async () => {
  server = await startPostgres();
  company = await createTestCompany(server);
  await fillCompany(company.admin, 4);
  await company.admin.query('UPDATE customer_success.operation_limits SET per_minute = 1000000');
  ann = openDesk(await company.createLogin({ role: 'manager', scope: 'book', managerId: 1 }));
  ada = openDesk(await company.createLogin({ role: 'admin', scope: 'all' }));
  await ann.sync();
  await ada.sync();
}, 180_000);
afterEach(async () => {
  await company.admin.query('DELETE FROM customer_success.cta_tasks');
  for (const desk of [ann, ada]) {
    await desk.sync();
    desk.store.db.client.exec('delete from operations');
  }
});
afterAll(async () => {
  ann.close();
  ada.close();
  await company.drop();
  await server.stop();
});

const today = (desk: Desk) => companyDay(desk.store.read, Date.now());
const listed = (desk: Desk) => taskList(desk.store.read, { show: 'both' }, Date.now()).tasks;
const change = (
  desk: Desk,
  taskId: string,
  step: Omit<Parameters<typeof changeTasks>[1][number], 'taskId'>,
) => changeTasks(decidingAt(desk), [{ taskId, ...step }]);

function open(desk: Desk, changes: Partial<Parameters<typeof openTask>[1]> = {}): string {
  return openTask(decidingAt(desk), {
    account: { organizationId: accountAt(ann) },
    ...{ title: 'Send the deck', dueDay: today(desk), givenTo: null, priority: null, every: null },
    ...changes,
  });
}

async function bothSync(): Promise<void> {
  for (const desk of [ann, ada, ann]) await desk.sync();
}

test('a task that was written offline is there at once, and at a colleague’s with all that it says', async () => {
  const id = open(ann, { priority: 'high', every: 'month', givenTo: 1 });
  change(ann, id, { column: 'waiting' });
  expect(listed(ann)).toMatchObject([{ id, isPending: true, column: 'waiting' }]);
  await bothSync();
  for (const desk of [ann, ada])
    expect(listed(desk)).toMatchObject([
      { id, isPending: false, cta: null, priority: 'high', every: 'month', column: 'waiting', givenTo: 1 },
    ]);
  for (const desk of [ann, ada]) await desk.expectEqual();
});

test('where two desktops change it offline, each field has the value of who came first, and the other is told', async () => {
  const id = open(ann);
  await bothSync();
  change(ann, id, { title: 'Ann’s', column: 'in_progress' });
  change(ada, id, { title: 'Ada’s', dueDay: today(ada) + 30 });
  await ada.sync();
  await bothSync();
  for (const desk of [ann, ada])
    expect(listed(desk)).toMatchObject([{ title: 'Ada’s', column: 'in_progress', group: 'later' }]);
  expect(setBacksOf(ann)).toMatchObject([{ what: 'lost', text: 'Ann’s' }]);
});

describe('the next of one that comes again', () => {
  test('is made once where two desktops do the task offline, and a third thing has its day come', async () => {
    const id = open(ann, { every: 'week' });
    await bothSync();
    change(ann, id, { column: 'done' });
    change(ada, id, { column: 'done' });
    makeComing(decidingAt(ann), ann.store.read, 1, today(ann));
    expect(listed(ann)).toHaveLength(2);
    expect(listed(ada)).toHaveLength(2);
    await bothSync();
    const { rows } = await company.admin.query(
      'SELECT task_id AS id FROM customer_success.cta_tasks WHERE done_at IS NULL',
    );
    expect(rows).toEqual([{ id: nextTaskId(id) }]);
    for (const desk of [ann, ada]) {
      expect(listed(desk)).toHaveLength(2);
      expect(setBacksOf(desk)).toEqual([]);
      await desk.expectEqual();
      await expectShownAsAtCompany(desk.store.read, desk.url);
    }
  });

  test('is not made where a colleague removed the task meanwhile, which is said', async () => {
    const id = open(ann, { every: 'week' });
    await bothSync();
    removeTask(decidingAt(ada), id);
    change(ann, id, { column: 'done' });
    await ada.sync();
    await bothSync();
    for (const desk of [ann, ada]) expect(listed(desk)).toEqual([]);
    expect(setBacksOf(ann).map(({ what }) => what)).toEqual(['refused', 'refused']);
  });
});

type Step = readonly [who: 'ann' | 'ada', what: number, which: number, sync: boolean];

test('whatever two desktops do with tasks in any order, both show what the company has', async () => {
  const step = fc.tuple(fc.constantFrom('ann' as const, 'ada' as const), fc.nat(6), fc.nat(20), fc.boolean());
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), playThrough), {
    numRuns: Number(process.env['STEWARD_RUNS'] ?? 3),
  });
}, 180_000);

async function playThrough(steps: readonly Step[]): Promise<void> {
  for (const [who, what, which, sync] of steps) {
    const desk = who === 'ann' ? ann : ada;
    play(desk, what, which);
    if (sync) await desk.sync();
  }
  for (let round = 0; round < 3; round += 1) await bothSync();
  for (const desk of [ann, ada]) {
    expect(outboxStates(desk).filter((state) => state.startsWith('pending'))).toEqual([]);
    await desk.expectEqual();
    await expectShownAsAtCompany(desk.store.read, desk.url);
  }
  await company.admin.query('DELETE FROM customer_success.cta_tasks');
  await bothSync();
  for (const desk of [ann, ada]) desk.store.db.client.exec('delete from operations');
}

function play(desk: Desk, what: number, which: number): void {
  const all = listed(desk);
  const task = all[which % Math.max(1, all.length)];
  if (what === 0 || task === undefined) open(desk, { every: which % 2 === 0 ? 'week' : null });
  else if (what === 1) change(desk, task.id, { column: taskColumns[which % taskColumns.length] ?? 'open' });
  else if (what === 2) change(desk, task.id, { column: 'done' });
  else if (what === 3) change(desk, task.id, { dueDay: today(desk) + which, priority: 'low' });
  else if (what === 4) change(desk, task.id, { every: which % 2 === 0 ? null : 'month', givenTo: 1 });
  else if (what === 5) removeTask(decidingAt(desk), task.id);
  else makeComing(decidingAt(desk), desk.store.read, 1, today(desk));
}

test('of a next step that two desktops make a task of offline there is one, also while its words are changed', async () => {
  const noteId = addNote(decidingAt(ann), {
    account: { organizationId: accountAt(ann) },
    ...{ contactId: null, text: 'Next steps:\n- Call Ada\n- Send the contract' },
  });
  stepsToTasks(decidingAt(ann), { noteId, steps: ['Send the contract'] });
  await bothSync();
  stepsToTasks(decidingAt(ann), { noteId, steps: ['Call Ada'] });
  stepsToTasks(decidingAt(ada), { noteId, steps: 'all' });
  changeNote(decidingAt(ada), { noteId, text: 'Next steps:\n- Call Ada today\n- Send the contract' });
  await bothSync();
  for (const desk of [ann, ada]) {
    expect(stepsToTasks(decidingAt(desk), { noteId, steps: 'all' })).toEqual([]);
    expect(listed(desk).map((task) => [task.title, task.noteId])).toEqual(
      expect.arrayContaining([
        ['Call Ada', noteId],
        ['Send the contract', noteId],
      ]),
    );
    expect(listed(desk)).toHaveLength(2);
    await desk.expectEqual();
    expect(setBacksOf(desk)).toEqual([]);
  }
  await expectShownAsAtCompany(ada.store.read, ada.url);
});

test('a colleague who is mentioned offline hears of it on Today once it went up, and no more once the note is gone', async () => {
  const name = String(
    ann.store.db.client.prepare('select name from managers where manager_id = 1').pluck().get(),
  );
  const mentioned = (desk: Desk) => [
    ...readMentionsWaiting(desk.store.read, companyCalendar(desk.store.read), today(desk)).values(),
  ];
  const noteId = addNote(decidingAt(ada), {
    account: { organizationId: accountAt(ann) },
    ...{ contactId: null, text: `Please look, ${markOf(name)}` },
  });
  expect(mentioned(ann)).toEqual([]);
  await bothSync();
  await ann.sync();
  expect(mentioned(ann)).toMatchObject([{ count: 1, first: { noteId } }]);
  expect(mentioned(ada)).toEqual([]);
  for (const desk of [ann, ada]) await desk.expectEqual();
  removeNote(decidingAt(ada), noteId);
  await bothSync();
  await ann.sync();
  expect(mentioned(ann)).toEqual([]);
});
