import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  changeCta,
  closeCta,
  openCta,
  reopenCta,
  snoozeCta,
  wakeCta,
} from '../../src-main/actions/ctas/ctas';
import { addTask, changeTask, removeTask } from '../../src-main/actions/ctas/tasks';
import { addHolidays, removeHolidays } from '../../src-main/actions/holidays/holidays';
import { companyDay } from '../../src-main/store/copy/company-calendar';
import { readHolidays } from '../../src-main/store/holidays/read-holidays';
import { ctaList } from '../../src-main/work/ctas/cta-list';
import type { Cta } from '../../src-preload/contract/ctas/cta';
import { ctaOutcomes, ctaPriorities } from '../../src-preload/contract/ctas/cta-kinds';
import { fire, someRule } from '../support/ctas/firing';
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
}, 120_000);
afterEach(async () => {
  await company.admin.query('DELETE FROM customer_success.ctas; DELETE FROM customer_success.holidays');
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

const listed = (desk: Desk, choice = {}): Cta[] =>
  ctaList(desk.store.read, { closed: false, ...choice }, Date.now()).ctas;
const today = (desk: Desk) => companyDay(desk.store.read, Date.now());

/** The account that both see: Ann's own. */
function account(): number {
  const id = accountAt(ann);
  expect(
    ada.store.read.prepared('select 1 from organizations where organization_id = ?').get(id),
  ).toBeDefined();
  return id;
}

function open(desk: Desk, title = 'Plan the review', tasks: string[] = []): string {
  return openCta(decidingAt(desk), {
    account: { organizationId: account() },
    ...{ type: 'activity', title, reason: null, priority: 'usual', givenTo: null },
    dueDay: today(desk),
    tasks: tasks.map((one) => ({ title: one, dueDay: null })),
  });
}

async function bothSync(): Promise<void> {
  for (const desk of [ann, ada, ann]) await desk.sync();
}

describe('a CTA that was opened offline', () => {
  test('is there at once with its tasks, and at a colleague’s once both have synced', async () => {
    const id = open(ann, 'Plan the review', ['Look', 'Call']);
    const [task] = listed(ann)[0]?.tasks ?? [];
    changeTask(decidingAt(ann), task?.id ?? '', { done: true });
    expect(listed(ann)).toMatchObject([
      { id, group: 'today', isPending: true, tasks: [{ title: 'Look', done: {} }, { done: null }] },
    ]);
    await bothSync();
    expect(listed(ada)).toMatchObject([
      {
        id,
        isPending: false,
        tasks: [
          { title: 'Look', done: {} },
          { title: 'Call', done: null },
        ],
      },
    ]);
    expect(listed(ann)[0]?.isPending).toBe(false);
  });

  test('and closed, opened again and closed otherwise before the first sync ends as it was left', async () => {
    const id = open(ann);
    closeCta(decidingAt(ann), id, 'lost');
    reopenCta(decidingAt(ann), id);
    closeCta(decidingAt(ann), id, 'resolved');
    expect(listed(ann, { closed: true })).toMatchObject([{ end: { outcome: 'resolved' } }]);
    for (let round = 0; round < 3; round += 1) await ann.sync();
    await bothSync();
    expect(listed(ada, { closed: true })).toMatchObject([{ end: { outcome: 'resolved' } }]);
    expect(setBacksOf(ann)).toEqual([]);
  });
});

describe('where two desktops change the same CTA while they are offline,', () => {
  test('each field has the value of who came first, and the other is told what lost', async () => {
    const id = open(ann);
    await bothSync();
    changeCta(decidingAt(ann), id, { title: 'Ann’s', priority: 'high' });
    changeCta(decidingAt(ada), id, { title: 'Ada’s', dueDay: today(ada) + 3 });
    await ada.sync();
    await bothSync();
    for (const desk of [ann, ada])
      expect(listed(desk)).toMatchObject([
        { title: 'Ada’s', priority: 'high', group: expect.not.stringMatching('today') },
      ]);
    expect(setBacksOf(ann)).toMatchObject([{ what: 'lost', text: 'Ann’s' }]);
  });

  test('a snooze of one that was closed meanwhile is lost, with its reason, and it stays closed', async () => {
    const id = open(ann);
    await bothSync();
    closeCta(decidingAt(ada), id, 'resolved');
    await ada.sync();
    snoozeCta(decidingAt(ann), id, { untilDay: today(ann) + 5, reason: 'They are away' });
    expect(listed(ann)).toMatchObject([{ state: 'snoozed' }]);
    await bothSync();
    expect(listed(ann, { closed: true })).toMatchObject([{ end: { outcome: 'resolved' }, snooze: null }]);
    expect(setBacksOf(ann)).toMatchObject([{ what: 'lost', text: 'They are away' }]);
  });
});

test('what a rule opened is on both desktops, and rests on while it fires again, saying so', async () => {
  await fire(company, {
    account: account(),
    due: '2026-01-05',
    tasks: [{ title: 'Look', due_day: '2026-01-05' }],
  });
  await bothSync();
  const [cta] = listed(ann);
  expect(cta).toMatchObject({
    group: 'overdue',
    rule: { firings: 1, name: null },
    tasks: [{ title: 'Look' }],
  });
  snoozeCta(decidingAt(ann), cta?.id ?? '', { untilDay: today(ann) + 3, reason: 'After the holidays' });
  await ann.sync();
  await fire(company, { account: account(), occurrence: '2', priority: 'high', reason: 'Worse' });
  await bothSync();
  for (const desk of [ann, ada])
    expect(listed(desk)).toMatchObject([
      {
        state: 'snoozed',
        priority: 'high',
        reason: 'Worse',
        snooze: { firedAgain: true },
        rule: { firings: 2 },
      },
    ]);
});

test('a holiday that an admin adds offline is on every desktop after a sync, and gone once it is removed', async () => {
  const [id = ''] = addHolidays(decidingAt(ada), [
    { day: '2026-12-25', name: 'Christmas Day', country: null },
  ]);
  expect(readHolidays(ada.store.read)).toMatchObject([{ id, isPending: 1 }]);
  await bothSync();
  expect(readHolidays(ann.store.read)).toMatchObject([{ name: 'Christmas Day', isPending: 0 }]);
  removeHolidays(decidingAt(ada), [id, id]);
  await bothSync();
  expect(readHolidays(ann.store.read)).toEqual([]);
});

type Step = readonly [who: 'ann' | 'ada' | 'rule', what: number, which: number, sync: boolean];

describe('whatever two desktops do and a rule fires, in any order,', () => {
  test('one of a rule and type is open at most, no task is lost, and both show what the company has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom('ann' as const, 'ada' as const, 'rule' as const),
            fc.nat(9),
            fc.nat(20),
            fc.boolean(),
          ),
          { minLength: 6, maxLength: 30 },
        ),
        playThrough,
      ),
      { numRuns: Number(process.env['STEWARD_RUNS'] ?? 6) },
    );
  }, 120_000);
});

async function playThrough(steps: readonly Step[]): Promise<void> {
  const kept = new Set<string>();
  for (const [place, step] of steps.entries()) await play(step, place, kept);
  for (let round = 0; round < 3; round += 1) await bothSync();
  const { rows: open } = await company.admin.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM customer_success.ctas
      WHERE outcome IS NULL AND rule_id IS NOT NULL GROUP BY organization_id, rule_id, type`,
  );
  expect(open.filter(({ n }) => n > 1)).toEqual([]);
  const { rows: tasks } = await company.admin.query<{ title: string }>(
    'SELECT title FROM customer_success.cta_tasks WHERE removed_at IS NULL',
  );
  expect(tasks.map(({ title }) => title).sort()).toEqual([...kept].sort());
  for (const desk of [ann, ada]) {
    expect(outboxStates(desk).filter((state) => state.startsWith('pending'))).toEqual([]);
    await desk.expectEqual();
    await expectShownAsAtCompany(desk.store.read, desk.url);
  }
  await company.admin.query('DELETE FROM customer_success.ctas');
  await bothSync();
  for (const desk of [ann, ada]) desk.store.db.client.exec('delete from operations');
}

async function play([who, what, which, sync]: Step, place: number, kept: Set<string>): Promise<void> {
  if (who === 'rule') {
    const title = `of firing ${place}`;
    await fire(company, {
      account: account(),
      rule: someRule.replace(/1$/, String(1 + (what % 2))),
      type: which % 3 === 0 ? 'risk' : 'activity',
      priority: ctaPriorities[which % 3] ?? 'usual',
      // Some come twice.
      occurrence: String(Math.floor(place / 2)),
      tasks: [{ title, due_day: '2026-12-01' }],
    });
    const { rows } = await company.admin.query('SELECT FROM customer_success.cta_tasks WHERE title = $1', [
      title,
    ]);
    if (rows.length > 0) kept.add(title);
    return;
  }
  const desk = who === 'ann' ? ann : ada;
  decide(desk, what, which, place, kept);
  if (sync) await desk.sync();
}

function decide(desk: Desk, what: number, which: number, place: number, kept: Set<string>): void {
  const context = decidingAt(desk);
  const every = [...listed(desk), ...listed(desk, { closed: true })];
  const cta = every[which % Math.max(1, every.length)];
  const title = `step ${place}`;
  if (what <= 1 || cta === undefined) {
    open(desk, `CTA ${place}`, [title]);
    kept.add(title);
    return;
  }
  const task = cta.tasks[which % Math.max(1, cta.tasks.length)];
  if (what === 2) closeCta(context, cta.id, ctaOutcomes[which % ctaOutcomes.length] ?? 'lost');
  else if (what === 3) allowConflict(() => reopenCta(context, cta.id));
  else if (what === 4 && cta.state !== 'closed')
    snoozeCta(context, cta.id, { untilDay: today(desk) + 1 + which, reason: 'for a while' });
  else if (what === 5) wakeCta(context, cta.id);
  else if (what === 6) changeCta(context, cta.id, { title: `CTA ${place}`, dueDay: today(desk) + which });
  else if (what === 7) {
    addTask(context, { ctaId: cta.id, title, dueDay: null });
    kept.add(title);
  } else if (what === 8 && task !== undefined) changeTask(context, task.id, { done: which % 2 === 0 });
  else if (what === 9 && task !== undefined) {
    removeTask(context, task.id);
    kept.delete(task.title);
  }
}

/** Its rule has opened another since: the desktop says so. */
function allowConflict(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Error) || !/opened another/.test(error.message)) throw error;
  }
}
