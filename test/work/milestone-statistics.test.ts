import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { milestoneStatistics } from '../../src-main/work/milestones/statistics-of';
import { assign, idOf, putMilestones, putPlan } from '../support/milestones/entries';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const [first, habit] = [1, 2].map(idOf) as [string, string];
const [onboarding, adoption] = [50, 51].map(idOf) as [string, string];
let temporary: TemporaryStore;

beforeEach(() => {
  temporary = temporaryStore();
  putMilestones(temporary.store, [
    { id: first, name: 'First use' },
    { id: habit, name: 'A habit', prerequisites: [first] },
  ]);
  putPlan(temporary.store, onboarding, { milestones: [first] });
  putPlan(temporary.store, adoption, { milestones: [habit] }, 'Adoption');
});
afterEach(() => temporary.remove());

function complete(account: number, milestone: string, day: number): void {
  writeTransaction(temporary.store, 'test complete', (tx) =>
    tx
      .prepared<(number | string)[]>(
        `insert into user_milestones (organization_id, milestone_id, progress, moved_on, completed_on, evidence_removed, version)
         values (?, ?, 100, ?, ?, 0, 1)`,
      )
      .run(account, milestone, day, day),
  );
}
function leave(account: number, began: number, last: number): void {
  writeTransaction(temporary.store, 'test leave', (tx) =>
    tx
      .prepared<number[]>(
        `insert into account_spells (organization_id, began_day, last_day, after_first_month) values (?, ?, ?, 1)`,
      )
      .run(account, began, last),
  );
}
const dropOff = () => milestoneStatistics(temporary.store.read, today, null).dropOffs;

test('an account goes on or stops only where a plan asks it to', () => {
  const [asked, stopped, early] = [1, 2, 3].map(() => addAccount(temporary.store, today, {})) as [
    number,
    number,
    number,
  ];
  for (const account of [asked, stopped, early]) {
    assign(temporary.store, onboarding, account, today - 200);
    complete(account, first, today - 190);
  }
  for (const account of [asked, stopped]) assign(temporary.store, adoption, account, today - 100);
  complete(asked, habit, today - 50);
  expect(dropOff()).toEqual([{ from: 'First use', to: 'A habit', reached: 2, wentOn: 1 }]);
});

test('what an account completes after it has left counts neither as completed nor as gone on', () => {
  const account = addAccount(temporary.store, today, {});
  assign(temporary.store, adoption, account, today - 200);
  leave(account, today - 300, today - 100);
  complete(account, first, today - 150);
  complete(account, habit, today - 90);
  const { milestones } = milestoneStatistics(temporary.store.read, today, null);
  expect(milestones.map(({ name, completed }) => [name, completed])).toEqual([
    ['First use', 1],
    ['A habit', 0],
  ]);
  expect(dropOff()).toEqual([{ from: 'First use', to: 'A habit', reached: 1, wentOn: 0 }]);
});
