import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeCta, openCta } from '../../src-main/actions/ctas/ctas';
import { changeTasks, openTask } from '../../src-main/actions/ctas/tasks';
import { putWeekAway } from '../../src-main/actions/desk/week';
import { formatDay } from '../../src-main/lib/day';
import { organizations, subscriptions } from '../../src-main/store/schema/company';
import { riskAssessmentHistory } from '../../src-main/store/schema/risk';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { deedsOfToday } from '../../src-main/work/today/deeds-of-today';
import { weekOf } from '../../src-main/work/today/week-of';
import type { RiskLevel } from '../../src-preload/contract/domain';
import { decisionsOn } from '../support/action-context';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

/** Tuesday 2026-11-17; the week that is over began on Monday 2026-11-09. */
const today = 20_774;
const monday = today - 8;
const at = (day: number, hours = 9) => day * 86_400_000 + hours * 3_600_000;

let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => at(today));
  temporary.store.db.client.exec(
    `insert into managers (manager_id, email, name) values (1, 'ann@x.test', 'Ann'), (2, 'bob@x.test', 'Bob')`,
  );
});
afterEach(() => temporary.remove());

const context = (day = today) => decisionsOn(temporary.store, at(day));
const week = (ownerId?: number, day = today) => weekOf(temporary.store.read, { ownerId }, at(day));

interface Contract {
  readonly mrr: number;
  readonly from: number;
  readonly to?: number;
}

let count = 0;
beforeEach(() => {
  count = 0;
});

/** An account with its subscriptions and its levels by day. */
function account(
  name: string,
  contracts: readonly Contract[],
  levels: Record<number, RiskLevel> = {},
  ownerId = 1,
) {
  count += 1;
  const organizationId = count;
  writeTransaction(temporary.store, 'test account', (tx) => {
    tx.insert(organizations)
      .values({
        ...{ organizationId, externalId: `a${organizationId}`, name, ownerId },
        ...{ lifecycleStage: 'growth', createdAt: at(today - 700) },
      })
      .run();
    for (const { mrr, from, to } of contracts)
      tx.insert(subscriptions)
        .values({
          ...{ organizationId, externalId: `${organizationId}-${from}`, product: 'Platform', mrr },
          ...{ startedOn: from, endedOn: to ?? null, billingMonths: 12, discount: 0 },
        })
        .run();
    for (const [day, level] of Object.entries(levels))
      tx.insert(riskAssessmentHistory)
        .values({ organizationId, asOf: Number(day), level })
        .run();
  });
  return organizationId;
}

const long = { from: today - 700 };

describe('the summary of the week that is over', () => {
  test('names who came into risk and who left it, by the levels at its ends', async () => {
    const worse = account('Worse', [{ mrr: 10, ...long }], { [monday - 9]: 'low', [monday + 2]: 'high' });
    const better = account('Better', [{ mrr: 10, ...long }], {
      [monday - 1]: 'critical',
      [monday + 6]: 'medium',
    });
    account('Back again', [{ mrr: 10, ...long }], {
      [monday - 1]: 'low',
      [monday + 1]: 'high',
      [monday + 3]: 'low',
    });
    account('Later', [{ mrr: 10, ...long }], { [monday - 1]: 'low', [monday + 7]: 'high' });
    account('Stays', [{ mrr: 10, ...long }], { [monday - 5]: 'high', [monday + 3]: 'critical' });
    expect(await week()).toMatchObject({
      from: formatDay(monday),
      until: formatDay(monday + 6),
      newRisks: { count: 1, accounts: [{ id: worse, before: 'low', after: 'high' }] },
      goneRisks: { count: 1, accounts: [{ id: better, before: 'critical', after: 'medium' }] },
    });
  });

  test('counts no level that another model or other settings alone moved, but what came after that', async () => {
    const moved = (name: string, levels: Record<number, RiskLevel>, switchedOn: number) => {
      const id = account(name, [{ mrr: 10, ...long }], levels);
      temporary.store.db.client
        .prepare(
          `insert into account_headlines (organization_id, level, since, switched_on, switched) values (?, 'low', ?, ?, 'model')`,
        )
        .run(id, monday, switchedOn);
      return id;
    };
    moved('By the model', { [monday - 1]: 'low', [monday + 2]: 'high' }, monday + 2);
    const own = moved(
      'And then by itself',
      { [monday - 1]: 'high', [monday + 2]: 'low', [monday + 4]: 'critical' },
      monday + 2,
    );
    const later = moved('The model came later', { [monday - 1]: 'high', [monday + 3]: 'low' }, monday + 7);
    expect(await week()).toMatchObject({
      newRisks: { count: 1, accounts: [{ id: own, before: 'low', after: 'critical' }] },
      goneRisks: { count: 1, accounts: [{ id: later, before: 'high', after: 'low' }] },
    });
  });

  test('says nothing of risk while no level of its beginning is known, as after a first load', async () => {
    account('New here', [{ mrr: 10, ...long }], { [monday]: 'high' });
    account('Of another', [{ mrr: 10, ...long }], { [monday - 1]: 'low' }, 2);
    expect(await week(1)).toMatchObject({ newRisks: null, goneRisks: null, moved: { count: 0 } });
    account('Known', [{ mrr: 10, ...long }], { [monday - 1]: 'low' });
    expect(await week(1, today + 1)).toMatchObject({ newRisks: { count: 1 }, goneRisks: { count: 0 } });
  });

  test('tells renewals won and lost, and what the MRR moved, which its accounts add up to', async () => {
    const ends = monday + 3;
    const won = account('Won', [
      { mrr: 100, ...long, to: ends },
      { mrr: 130, from: ends },
    ]);
    const lost = account('Lost', [
      { mrr: 40, ...long, to: ends - 60 },
      { mrr: 40, from: ends - 60, to: ends },
    ]);
    temporary.store.db.client.exec(
      `update organizations set churned_at = ${at(ends)} where organization_id = ${lost}`,
    );
    const late = account('Signature is late', [{ mrr: 7, ...long, to: ends }]);
    const fresh = account('New', [{ mrr: 20, from: monday + 1 }]);
    account('Later', [{ mrr: 5, ...long, to: monday + 7 }]);
    account('Of Bob', [{ mrr: 1000, from: monday + 1 }], {}, 2);
    const told = await week(1);
    expect(told?.renewalsWon).toMatchObject({
      count: 1,
      amount: 30,
      accounts: [{ id: won, opening: 100, closing: 130 }],
    });
    expect(told?.renewalsLost).toMatchObject({ count: 1, amount: -40, accounts: [{ id: lost }] });
    expect(told?.moved.accounts.map(({ id }) => id)).toEqual([lost, won, fresh, late]);
    const sum = told?.moved.accounts.reduce((all, { opening, closing }) => all + closing - opening, 0);
    expect(told?.moved.amount).toBe(sum);
    expect((await week())?.moved.count).toBe(5);
  });

  test('counts the tasks that were done in it, and those that are open now', async () => {
    const id = account('One', [{ mrr: 10, ...long }]);
    const open = (title: string) =>
      openTask(context(), {
        account: { organizationId: id },
        ...{ title, dueDay: today, givenTo: null, priority: null, every: null },
      });
    for (const [title, day] of [
      ['early', monday - 1],
      ['first', monday],
      ['last', monday + 6],
      ['late', today],
    ] as const)
      changeTasks(context(day), [{ taskId: open(title), column: 'done' }]);
    open('open');
    expect(await week(1)).toMatchObject({ tasksDone: 2, tasksOpen: 1 });
    expect(await week(2)).toMatchObject({ tasksDone: 0, tasksOpen: 0 });
  });

  test('is read through once a day, and a task that is done meanwhile is counted all the same', async () => {
    const id = account('One', [{ mrr: 10, ...long }]);
    const before = await week();
    account('New', [{ mrr: 20, from: monday + 1 }]);
    const taskId = openTask(context(), {
      account: { organizationId: id },
      ...{ title: 'Call', dueDay: today, givenTo: null, priority: null, every: null },
    });
    changeTasks(context(monday), [{ taskId, column: 'done' }]);
    expect(await week()).toEqual({ ...before, tasksDone: 1 });
    expect((await week(undefined, today + 1))?.moved.count).toBe(1);
  });

  test('is there until it is put away, and again as the next week is over', async () => {
    account('One', [{ mrr: 10, ...long }]);
    putWeekAway(context(), formatDay(monday));
    expect(await week()).toBeNull();
    expect(await week(undefined, today + 5)).toBeNull();
    expect(await week(undefined, today + 6)).toMatchObject({ from: formatDay(monday + 7) });
  });
});

describe('what somebody did today', () => {
  test('is what they decided on the company’s day, the latest first, and nobody else’s', () => {
    const id = account('One', [{ mrr: 10, ...long }]);
    const cta = openCta(context(today - 1), {
      account: { organizationId: id },
      ...{ type: 'risk', title: 'Call them', reason: null, priority: 'usual', givenTo: null, dueDay: today },
      tasks: [],
    });
    const taskId = openTask(context(), {
      account: { organizationId: id },
      ...{ title: 'Send the deck', dueDay: today, givenTo: null, priority: null, every: 'week' },
    });
    changeTasks(context(), [{ taskId, column: 'done' }]);
    closeCta(context(), cta, 'resolved');
    const mine = deedsOfToday(temporary.store.read, context().author, at(today, 20));
    expect(mine.deeds.map(({ what, text }) => [what, text])).toEqual([
      ['Closing of a CTA', 'Call them'],
      ['Task done', 'Send the deck'],
      ['Task', 'Send the deck'],
    ]);
    expect(mine).toMatchObject({
      total: 3,
      deeds: [{ account: { id, name: 'One' }, isPending: true }, {}, {}],
    });
    expect(deedsOfToday(temporary.store.read, 'somebody else', at(today, 20))).toEqual({
      deeds: [],
      total: 0,
    });
    expect(deedsOfToday(temporary.store.read, context().author, at(today + 1)).total).toBe(0);
  });
});
