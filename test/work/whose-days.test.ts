import { afterEach, beforeEach, expect, test } from 'vitest';
import { putPages } from '../../src-main/store/copy/pages';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { milestonesOfAccount } from '../../src-main/work/milestones/of-account';
import { previewMilestone } from '../../src-main/work/milestones/preview-milestone';
import { newMilestone } from '../../src-preload/contract/milestones/milestone-definition';
import { growCompany, writeCompany } from '../support/grown-company';
import { assign, countedBy, idOf, putMilestones, putPlan } from '../support/milestones/entries';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const company = growCompany({ seed: 8, accounts: 2, firstDay: today - 60, lastDay: today });
const [streak, days] = [idOf(1), idOf(2)];
const ofStreak = countedBy({ measure: 'streak', target: 4 });
let scored: ScoredStore;

beforeEach(() => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, company);
});
afterEach(() => scored.close());

function zone(organizationId: number, name: string | null): void {
  writeTransaction(scored.store, 'test', (tx) =>
    tx.prepared('update organizations set timezone = ? where organization_id = ?').run(name, organizationId),
  );
}

/** A page of one event, as a pull brings it. */
function usedOn(organizationId: number, day: number): void {
  const payload = new Uint8Array(Int32Array.of(0, 1, 1).buffer);
  writeTransaction(scored.store, 'test', (tx) =>
    putPages(tx, 'live', 'activity_zone_days', [
      { organizationId, day, periodDays: 1, rows: 1, events: 1, payload },
    ]),
  );
}

function withPlan(): void {
  putMilestones(scored.store, [
    { id: streak, completion: ofStreak },
    { id: days, completion: countedBy({ measure: 'days', target: 4 }) },
  ]);
  putPlan(scored.store, idOf(50), { milestones: [streak, days] });
  for (const id of [1, 2]) assign(scored.store, idOf(50), id, today - 30);
}
const sentences = (account: number) =>
  milestonesOfAccount(scored.store.read, account, today).plans[0]?.standings.map(({ sentence }) => sentence);
const preview = (completion = ofStreak) =>
  previewMilestone(scored.store.read, today, { id: null, definition: { ...newMilestone, completion } });

test('an account says whose the days of its streak are, where they are not the company’s', () => {
  withPlan();
  zone(1, 'Pacific/Auckland');
  zone(2, 'Mars/Olympus');
  usedOn(1, today - 9);
  expect(sentences(1)).toEqual([
    'Use on 4 days in a row. Its days are those of Pacific/Auckland.',
    'Use on 4 days.',
  ]);
  expect(sentences(2)).toEqual(['Use on 4 days in a row.', 'Use on 4 days.']);
});

test('the first milestone of days in a row says before it is saved that it looks at the company’s days', async () => {
  await scoreOn(scored, today);
  expect(preview().sentence).toBe('Use on 4 days in a row.');
  zone(1, 'UTC');
  expect(preview().sentence).toBe('Use on 4 days in a row.');
  zone(1, 'Pacific/Auckland');
  expect(preview().sentence).toBe(
    'Use on 4 days in a row. Until it is saved, it is looked at by the company’s days; then each account’s own count.',
  );
  expect(preview(countedBy({ measure: 'days', target: 4 })).sentence).toBe('Use on 4 days.');
  withPlan();
  expect(preview().sentence).toBe('Use on 4 days in a row.');
});

test('who would complete it is told by the account’s own days', async () => {
  await scoreOn(scored, today);
  zone(1, 'Pacific/Auckland');
  const complete = () =>
    preview(countedBy({ measure: 'streak', target: 5 })).newly.accounts.map(({ id }) => id);
  for (const day of [9, 8, 7, 6, 4]) usedOn(1, today - day);
  expect(complete()).not.toContain(1);
  usedOn(1, today - 5);
  expect(complete()).toContain(1);
});
