import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markDirty } from '../../src-main/store/copy/pages';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { rebuildActivityJob } from '../../src-main/work/scoring/scoring-kinds';
import {
  type GrownCompany,
  type GrownPage,
  growCompany,
  writeCompany,
  writePages,
} from '../support/grown-company';
import { keptDays } from '../support/kept-days';
import { type ScoredStore, scoreOn, storeWithJobs, syncApplied, today } from '../support/scored-store';

let night: ScoredStore;
let fresh: ScoredStore;
beforeEach(() => {
  night = storeWithJobs(today - 60);
  fresh = storeWithJobs(today);
});
afterEach(async () => {
  await night.close();
  await fresh.close();
});

describe('scores made night by night, with every news folded in once,', () => {
  it('are those made at once from all pages, to the last bit', async () => {
    await fc.assert(
      fc
        .asyncProperty(
          fc.nat({ max: 1_000_000 }),
          fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
          async (seed, steps) => {
            const company = growCompany({ seed, accounts: 6, firstDay: today - 300, lastDay: today });
            const days = daysUntil(today, steps);
            writeCompany(night.store, { ...company, pages: [] });
            let through = 0;
            for (const day of days) {
              writePages(night.store, pagesKnown(company, through, day));
              through = day;
              await scoreOn(night, day);
            }
            await expectAsAtOnce(company);
          },
        )
        .beforeEach(forgetBoth),
      { numRuns: 12 },
    );
  });

  it('take in late pages, changed pages and pages that went, wherever they lie', async () => {
    await fc.assert(
      fc
        .asyncProperty(
          fc.nat({ max: 1_000_000 }),
          fc.integer({ min: 2, max: 9 }),
          fc.integer({ min: 0, max: 40 }),
          async (seed, nth, silence) => {
            const company = growCompany({ seed, accounts: 4, firstDay: today - 200, lastDay: today });
            const isLate = (_: unknown, i: number) => i % nth === 0;
            const isWrong = (_: unknown, i: number) => i % nth === 1;
            const doubled = (page: GrownPage) => ({
              ...page,
              entries: page.entries.map((entry) => ({ ...entry, events: 2 * entry.events })),
            });
            writeCompany(night.store, {
              ...company,
              pages: [
                ...company.pages
                  .filter((page, i) => !isLate(page, i))
                  .map((page, i) => (isWrong(page, i) ? doubled(page) : page)),
                ...company.pages
                  .filter(isLate)
                  .map((page) => ({ ...doubled(page), day: page.day + 3 }))
                  .filter((page) => isFree(company, page)),
              ],
            });
            await scoreOn(night, today - silence);
            removeOtherPages(night.store, company);
            writePages(night.store, company.pages);
            await scoreOn(night, today);
            await expectAsAtOnce(company);
          },
        )
        .beforeEach(forgetBoth),
      { numRuns: 10 },
    );
  });

  /** Scores the company at once from all its pages, and compares. */
  async function expectAsAtOnce(company: GrownCompany): Promise<void> {
    writeCompany(fresh.store, company);
    await scoreOn(fresh, today);
    const atOnce = resultOf(fresh.store);
    expect(atOnce.summaries).toHaveLength(company.organizations.length);
    expect(resultOf(night.store)).toEqual(atOnce);
  }

  function forgetBoth(): void {
    for (const { store } of [night, fresh]) forgetCompany(store);
  }
});

it('an account whose stored state is of another layout, or broken, is folded again from its pages', async () => {
  writeCompany(night.store, growCompany({ seed: 5, accounts: 3, firstDay: today - 200, lastDay: today }));
  await scoreOn(night, today);
  const before = resultOf(night.store);
  expect(before.states).toHaveLength(3);
  night.store.db.client.exec(
    "update activity_state set layout = 0 where organization_id = 1; update activity_state set payload = x'0102' where organization_id = 2",
  );
  await scoreOn(night, today);
  expect(resultOf(night.store)).toEqual(before);
});

it('only accounts that changed are scored again after a sync of the same day', async () => {
  const company = growCompany({ seed: 5, accounts: 5, firstDay: today - 200, lastDay: today });
  writeCompany(night.store, company);
  await scoreOn(night, today);
  night.clock.time += 60_000;
  syncApplied(night, [2, 4]);
  await night.jobs.runUntilIdle();
  const updated = night.store.read
    .prepared<[number], number>('select organization_id from account_summaries where updated_at = ?')
    .pluck()
    .all(night.clock.time);
  expect(updated).toEqual([2, 4]);
});

it('all accounts are scored again when the first change of a new day comes', async () => {
  writeCompany(night.store, growCompany({ seed: 5, accounts: 5, firstDay: today - 200, lastDay: today }));
  await scoreOn(night, today - 1);
  night.clock.time += 86_400_000;
  syncApplied(night, [2]);
  await night.jobs.runUntilIdle();
  expect(daysScored(night.store)).toEqual([today]);
});

it('a new day is scored also when no change comes with it', async () => {
  writeCompany(night.store, growCompany({ seed: 5, accounts: 5, firstDay: today - 200, lastDay: today }));
  await scoreOn(night, today - 1);
  night.clock.time += 86_400_000;
  night.jobs.sweep();
  await night.jobs.runUntilIdle();
  expect(daysScored(night.store)).toEqual([today]);
});

it('activity folded again from all pages gives the same states and scores', async () => {
  writeCompany(night.store, growCompany({ seed: 5, accounts: 5, firstDay: today - 200, lastDay: today }));
  await scoreOn(night, today);
  const before = resultOf(night.store);
  expect(before.states.length).toBeGreaterThan(2);
  night.store.db.client.exec(
    'update activity_state set payload = (select payload from activity_state order by 1 limit 1)',
  );
  night.jobs.enqueue(rebuildActivityJob, {}, 5);
  await night.jobs.runUntilIdle();
  expect(resultOf(night.store)).toEqual(before);
});

function daysScored({ read }: Store): number[] {
  return read.prepared<[], number>('select distinct as_of from account_summaries').pluck().all();
}

function isFree({ pages }: GrownCompany, { organizationId, day, periodDays }: GrownPage): boolean {
  return !pages.some(
    (page) => page.organizationId === organizationId && page.day === day && page.periodDays === periodDays,
  );
}

/** Deletes the pages that the company doesn't have, as a pull does. */
function removeOtherPages(store: Store, { pages }: GrownCompany): void {
  const known = new Set(pages.map(({ organizationId, day }) => `${organizationId} ${day}`));
  const others = store.read
    .prepared<[], { organizationId: number; day: number }>(
      'select organization_id as organizationId, day from activity_daily',
    )
    .all()
    .filter(({ organizationId, day }) => !known.has(`${organizationId} ${day}`));
  writeTransaction(store, 'test removal', (tx) => {
    const remove = tx.prepared<[number, number]>(
      'delete from activity_daily where organization_id = ? and day = ?',
    );
    for (const { organizationId, day } of others) remove.run(organizationId, day);
    markDirty(tx, others);
  });
}

function daysUntil(last: number, steps: readonly number[]): number[] {
  const days = [last];
  for (const step of steps) days.push((days.at(-1) ?? last) - step);
  return days.reverse();
}

function pagesKnown(company: GrownCompany, after: number, through: number) {
  return company.pages.filter(({ day, periodDays }) => {
    const lastDay = day + periodDays - 1;
    return lastDay > after && lastDay <= through;
  });
}

/** Today's scores with their raw values, and the states, as bytes. */
function resultOf({ read }: Store) {
  return {
    days: keptDays({ read }).flatMap(({ facts: { level: _, ...facts }, ...kept }) =>
      // The level looks at the score of 28 days before, which was made by what was known then.
      kept.day === today ? [{ ...kept, facts }] : [],
    ),
    contacts: read
      .prepared<[number]>('select * from user_health_scores where as_of = ? order by 1')
      .all(today),
    states: read.prepared('select * from activity_state order by 1').all(),
    marked: read.prepared('select * from activity_dirty').all(),
    summaries: read
      .prepared(
        'select organization_id, as_of, score, band, confidence, mrr, seats, users, active_users, events, last_activity_day, renews_on from account_summaries order by 1',
      )
      .all(),
  };
}

function forgetCompany({ db: { client } }: Store): void {
  const tables = [
    'organizations',
    'users',
    'features',
    'subscriptions',
    'support_tickets',
    'survey_responses',
    'intervention_history',
    'activity_daily',
    'activity_state',
    'activity_dirty',
    'account_summaries',
    'account_days',
    'account_headlines',
    'user_health_scores',
    'metrics_aggregation_jobs',
  ];
  for (const table of tables) client.exec(`delete from ${table}`);
}
