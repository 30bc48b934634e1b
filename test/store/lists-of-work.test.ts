import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../src-main/lib/statistics/random';
import { type CtaChoice, countCtas, readCtas } from '../../src-main/store/ctas/read-ctas';
import { readDueCtas } from '../../src-main/store/ctas/read-due';
import {
  countDoneTasks,
  readComing,
  readDoneTasks,
  readOpenTasks,
  type TaskChoice,
} from '../../src-main/store/ctas/read-tasks';
import { fillRow } from '../support/filled-row';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const runs = Number(process.env['STEWARD_LONG_RUNS'] ?? 200);
const accounts = [1, 2, 3, 4];
const people = [7, 8];
const titles = ['Call Jo', 'Send the deck', 'call back'];

interface Cta {
  readonly id: string;
  readonly account: number;
  readonly givenTo: number | null;
  readonly type: string;
  readonly ruleId: string | null;
  readonly outcome: string | null;
  readonly closedAt: number | null;
  readonly priority: string;
  readonly due: number;
  readonly until: number | null;
}
interface Task {
  readonly id: string;
  readonly account: number;
  readonly cta: Cta | null;
  readonly title: string;
  readonly givenTo: number | null;
  readonly priority: string | null;
  readonly due: number | null;
  readonly until: number | null;
  readonly doneAt: number | null;
  readonly every: string | null;
  readonly isPending: boolean;
}

let temporary: TemporaryStore;
const ctas: Cta[] = [];
const tasks: Task[] = [];
const ownerOfAccount = (account: number) => (account === 4 ? null : account === 3 ? 8 : 7);

beforeAll(() => {
  temporary = temporaryStore(() => today * 86_400_000);
  const random = createRandom(3);
  const one = <T>(values: readonly T[]) => values[random.below(values.length)] as T;
  const perhaps = <T>(value: T) => (random.below(3) === 0 ? null : value);
  const near = () => today + random.below(9) - 4;
  const fill = (table: string, said: Record<string, unknown>) => fillRow(temporary.store, table, said);
  for (const id of people) fill('managers', { manager_id: id, name: `M${id}`, email: `${id}@x.test` });
  for (const organizationId of accounts)
    addAccount(temporary.store, today, {
      organization: {
        organizationId,
        ownerId: ownerOfAccount(organizationId),
        name: `Acct ${organizationId}`,
      },
    });
  for (let n = 10; n < 60; n += 1) {
    const closed = random.below(3) === 0;
    const cta: Cta = {
      ...{
        id: `cta ${n}`,
        account: one(accounts),
        givenTo: perhaps(one(people)),
        type: one(['risk', 'renewal']),
      },
      ...{
        ruleId: perhaps('rule'),
        outcome: closed ? 'resolved' : null,
        closedAt: closed ? one([1, 2, 3]) : null,
      },
      ...{ priority: one(['usual', 'high', 'low']), due: near(), until: perhaps(near()) },
    };
    ctas.push(cta);
    fill('ctas', {
      ...{ cta_id: cta.id, organization_id: cta.account, given_to: cta.givenTo, type: cta.type },
      ...{ rule_id: cta.ruleId, outcome: cta.outcome, closed_at: cta.closedAt, priority: cta.priority },
      ...{ due_day: cta.due, until_day: cta.until, title: `About ${cta.id}` },
    });
  }
  for (let n = 100; n < 700; n += 1) {
    const cta = perhaps(one(ctas));
    const task: Task = {
      ...{ id: `task ${n}`, account: cta?.account ?? one(accounts), cta, title: one(titles) },
      ...{ givenTo: perhaps(one(people)), priority: perhaps(one(['usual', 'high'])), due: perhaps(near()) },
      ...{
        until: perhaps(near()),
        doneAt: perhaps(null) ?? (random.below(3) === 0 ? one([10, 20, 30]) : null),
      },
      ...{ every: cta === null ? perhaps('week') : null, isPending: random.below(5) === 0 },
    };
    tasks.push(task);
    fill('cta_tasks', {
      ...{ task_id: task.id, organization_id: task.account, cta_id: cta?.id ?? null, title: task.title },
      ...{ given_to: task.givenTo, priority: task.priority, due_day: task.due, until_day: task.until },
      ...{ done_at: task.doneAt, every: task.every, company_row: n },
    });
    if (task.isPending)
      fill('operations', { op_id: `op ${n}`, entry: task.id, kind: 'task.change', state: 'pending' });
  }
});
afterAll(() => temporary.remove());

const db = () => temporary.store.read;
const ownerOfCta = (cta: Cta) => cta.givenTo ?? ownerOfAccount(cta.account);
const ownerOfTask = (task: Task) => task.givenTo ?? task.cta?.givenTo ?? ownerOfAccount(task.account);
const asked = <T>(wanted: T | undefined, value: T | null) => wanted === undefined || wanted === value;

const taskChoice = fc.record(
  {
    ...{ ownerId: fc.constantFrom(7, 8, 9), priority: fc.constantFrom('usual' as const, 'high' as const) },
    ...{ source: fc.constantFrom('cta' as const, 'own' as const), accountId: fc.constantFrom(1, 2, 99) },
    words: fc.constantFrom('call', ' CALL ', 'acct 2', '', ' ', 'nothing'),
  },
  { requiredKeys: [] },
);
function isChosen(task: Task, { ownerId, priority, source, accountId, words = '' }: TaskChoice): boolean {
  const sought = words.trim().toLowerCase();
  return (
    asked(ownerId, ownerOfTask(task)) &&
    asked<string>(priority, task.priority ?? task.cta?.priority ?? 'usual') &&
    asked<string>(source, task.cta === null ? 'own' : 'cta') &&
    asked(accountId, task.account) &&
    (task.title.toLowerCase().includes(sought) || `acct ${task.account}`.includes(sought))
  );
}

describe('tasks', () => {
  test('that are to be done are those that nobody has done, of nothing that is closed, and of whom is asked', () => {
    fc.assert(
      fc.property(taskChoice, (choice) => {
        const expected = tasks.filter(
          (task) => task.doneAt === null && (task.cta?.outcome ?? null) === null && isChosen(task, choice),
        );
        const found = readOpenTasks(db(), choice).toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        for (const [at, task] of expected.entries())
          expect(found[at]).toMatchObject({
            ...{ ownerId: ownerOfTask(task), dueDay: task.due ?? task.cta?.due ?? null, ownDueDay: task.due },
            priority: task.priority ?? task.cta?.priority ?? 'usual',
            restsUntil:
              task.until === null && !task.cta?.until
                ? null
                : Math.max(task.until ?? 0, task.cta?.until ?? 0),
            ...{ isPending: Number(task.isPending), ctaId: task.cta?.id ?? null },
          });
      }),
      { numRuns: runs },
    );
  });

  test('that were done since a moment come the latest first, and are counted as they are', () => {
    fc.assert(
      fc.property(
        taskChoice,
        fc.constantFrom(5, 10, 20, 21, 31),
        fc.constantFrom(3, 500),
        (choice, since, limit) => {
          const expected = tasks
            .filter((task) => task.doneAt !== null && task.doneAt >= since && isChosen(task, choice))
            .toSorted((a, b) => (b.doneAt ?? 0) - (a.doneAt ?? 0) || (a.id < b.id ? -1 : 1));
          expect(readDoneTasks(db(), choice, since, limit).map(({ id }) => id)).toEqual(
            expected.slice(0, limit).map(({ id }) => id),
          );
          expect(countDoneTasks(db(), choice, since)).toBe(expected.length);
        },
      ),
      { numRuns: runs },
    );
  });

  test('that come again are those of the person whose day has come, or that are done', () => {
    for (const managerId of [7, 8, 9])
      for (const day of [today - 9, today, today + 9]) {
        const expected = tasks
          .filter(
            ({ account, every, givenTo, due, doneAt }) =>
              every !== null &&
              (givenTo ?? ownerOfAccount(account)) === managerId &&
              ((due !== null && due <= day) || doneAt !== null),
          )
          .toSorted((a, b) => (a.due ?? -1) - (b.due ?? -1) || (a.id < b.id ? -1 : 1));
        expect(readComing(db(), managerId, day)).toEqual(expected.map(({ id }) => id));
      }
  });
});

describe('calls to action', () => {
  const choices = fc.record(
    {
      ...{ ownerId: fc.constantFrom(7, 8, 9), type: fc.constantFrom('risk', 'renewal', 'other') },
      ...{
        source: fc.constantFrom('rule' as const, 'person' as const),
        accountId: fc.constantFrom(1, 2, 99),
      },
      closed: fc.boolean(),
    },
    { requiredKeys: ['closed'] },
  );

  test('are those that are asked for; closed ones come the latest first', () => {
    fc.assert(
      fc.property(choices, (choice: CtaChoice) => {
        const expected = ctas
          .filter(
            (cta) =>
              (cta.outcome !== null) === choice.closed &&
              asked(choice.ownerId, ownerOfCta(cta)) &&
              asked(choice.type, cta.type) &&
              asked<string>(choice.source, cta.ruleId === null ? 'person' : 'rule') &&
              asked(choice.accountId, cta.account),
          )
          .toSorted((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0) || (a.id < b.id ? -1 : 1));
        expect(readCtas(db(), choice, 500).map(({ id, ownerId }) => [id, ownerId])).toEqual(
          expected.map((cta) => [cta.id, ownerOfCta(cta)]),
        );
        expect(countCtas(db(), choice)).toBe(expected.length);
        expect(readCtas(db(), choice, 2)).toHaveLength(Math.min(2, expected.length));
      }),
      { numRuns: runs },
    );
  });
});

describe('what is due', () => {
  const rests = (until: number | null | undefined, day: number) => (until ?? 0) > day;
  const dueSteps = (cta: Cta, day: number) =>
    tasks
      .filter((task) => task.cta === cta && task.doneAt === null && !rests(task.until, day))
      .flatMap(({ due }) => (due !== null && due <= day ? [due] : []));

  /** By account, the day of each thing that waits for a person: CTAs with their steps, and tasks that stand by themselves. */
  function expectedDays(
    day: number,
    ownerId: number | undefined,
    of: readonly number[],
  ): Map<number, number[]> {
    const days = new Map<number, number[]>();
    const add = (account: number, due: number) => days.set(account, [...(days.get(account) ?? []), due]);
    for (const cta of ctas) {
      if (cta.outcome !== null || !of.includes(cta.account) || rests(cta.until, day)) continue;
      if (ownerId !== undefined && ownerOfCta(cta) !== ownerId) continue;
      const first = Math.min(cta.due, ...dueSteps(cta, day));
      if (first <= day) add(cta.account, first);
    }
    for (const task of tasks) {
      if (task.doneAt !== null || task.due === null || task.due > day || !of.includes(task.account)) continue;
      if (rests(task.until, day) || rests(task.cta?.until, day) || (task.cta?.outcome ?? null) !== null)
        continue;
      const isTheirs =
        task.cta === null
          ? ownerId === undefined || (task.givenTo ?? ownerOfAccount(task.account)) === ownerId
          : ownerId !== undefined && task.givenTo === ownerId && task.givenTo !== ownerOfCta(task.cta);
      if (isTheirs) add(task.account, task.due);
    }
    return days;
  }

  test('is counted by account, with the first and the latest day of it, for one person or all', () => {
    for (const day of [today - 3, today, today + 3])
      for (const ownerId of [undefined, 7, 8, 9])
        for (const accountIds of [undefined, [1, 3], [99]]) {
          const found = readDueCtas(db(), day, { ownerId, accountIds });
          const expected = expectedDays(day, ownerId, accountIds ?? accounts);
          expect([...found.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
          for (const [account, days] of expected)
            expect([account, found.get(account)]).toMatchObject([
              account,
              { count: days.length, latestDay: Math.max(...days), first: { dueDay: Math.min(...days) } },
            ]);
        }
  });
});
