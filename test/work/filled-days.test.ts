import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createActivityState } from '../../src-main/engines/activity/activity-state';
import { clearDay, holdsDay } from '../../src-main/lib/account-days/days-page';
import { formatDay, instantOfDay } from '../../src-main/lib/day';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { readCompanyFacts } from '../../src-main/store/scores/company-facts';
import { readScoreHistory, readScoreOn } from '../../src-main/store/scores/past-scores';
import { explainChange } from '../../src-main/work/scoring/explain-change';
import { measureAccounts } from '../../src-main/work/scoring/measure-accounts';
import { readPlanBook } from '../../src-main/work/scoring/plan-book';
import { fillDaysJob } from '../../src-main/work/scoring/scoring-kinds';
import { growCompany, writeCompany } from '../support/grown-company';
import { changeMonths, keptDays } from '../support/kept-days';
import { jobsOn, type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
beforeEach(() => {
  scored = storeWithJobs(today);
});
afterEach(() => scored.close());

const company = growCompany({ seed: 11, accounts: 20, firstDay: today - 200, lastDay: today });
const ids = company.organizations.flatMap(({ organizationId }) => organizationId ?? []);

async function fill(): Promise<void> {
  scored.jobs.enqueue(fillDaysJob, {}, 1);
  await scored.jobs.runUntilIdle();
}

const change = (id: number) => readAccount(scored.store.read, id, today).health.change28;

describe('the past of a fresh installation', () => {
  it('is filled with every day from the first use on, and a second time there is nothing to do', async () => {
    writeCompany(scored.store, company);
    await scoreOn(scored, today);
    const before = keptDays(scored.store);
    await fill();
    const after = keptDays(scored.store);
    expect(after.length).toBeGreaterThan(2 * before.length);
    for (const id of ids) {
      const own = after.filter((kept) => kept.id === id).map(({ day }) => day);
      const first = own[0] ?? today;
      expect(own).toEqual(Array.from({ length: today - first + 1 }, (_, i) => first + i));
    }
    await fill();
    expect(keptDays(scored.store)).toEqual(after);
  });

  it('leaves the days that are there, and adds nothing to the account as it is said to be', async () => {
    writeCompany(scored.store, company);
    await scoreOn(scored, today);
    const before = keptDays(scored.store);
    const told = ids.map((id) => readAccount(scored.store.read, id, today));
    await fill();
    const after = new Map(keptDays(scored.store).map((kept) => [`${kept.id} ${kept.day}`, kept]));
    for (const kept of before) expect(after.get(`${kept.id} ${kept.day}`)).toEqual(kept);
    expect(ids.map((id) => readAccount(scored.store.read, id, today))).toEqual(told);
  });

  it('holds values as they were known on each day: use, contract, tickets and score', async () => {
    writeCompany(scored.store, company);
    await scoreOn(scored, today);
    await fill();
    const facts = readCompanyFacts(scored.store.read);
    const plans = readPlanBook(scored.store.read);
    for (const day of [today - 150, today - 61, today - 1]) {
      const measured = measureAccounts(
        scored.store.read,
        { company: facts, plans },
        ids,
        day,
        createActivityState(),
      );
      for (const kept of keptDays(scored.store).filter((one) => one.day === day)) {
        const at = measured.batch.organizationId.indexOf(kept.id);
        const then = measured.facts[at];
        expect(kept.facts.madeLater).toBe(1);
        expect(kept.facts.events).toBe(then?.events);
        expect(kept.facts.activeUsers).toBe(then?.activeUsers);
        expect(kept.facts.mrr).toBeCloseTo(then?.commercial.mrr ?? 0, 2);
        expect(kept.facts.seats).toBe(then?.commercial.seats);
        expect(kept.facts.renewal).toBe(then?.commercial.renewal?.day ?? Number.NaN);
        const own = company.tickets.filter(
          ({ organizationId, openedAt, resolvedAt }) =>
            organizationId === kept.id &&
            (openedAt ?? 0) < instantOfDay(day + 1) &&
            (resolvedAt == null || resolvedAt >= instantOfDay(day + 1)),
        );
        expect(kept.facts.openTickets).toBe(own.length);
        expect(kept.facts.openSevere).toBe(
          own.filter(({ severity }) => severity === 'high' || severity === 'urgent').length,
        );
      }
    }
  });

  it('keeps values of habits weekly where it is older than 90 days, and the scores of all days', async () => {
    writeCompany(scored.store, company);
    await scoreOn(scored, today);
    await fill();
    const old = keptDays(scored.store).filter(({ day, score }) => day < today - 90 && score !== null);
    const explained = old.filter(({ raws }) => raws !== null);
    expect(old.length).toBeGreaterThan(300);
    expect(explained.length).toBeLessThan(old.length / 4);
    const [id] = ids;
    expect(readScoreHistory(scored.store.read, id ?? 0).length).toBeGreaterThan(100);
  });

  it('goes on where it was cut off', async () => {
    writeCompany(scored.store, company);
    await scoreOn(scored, today);
    const before = keptDays(scored.store).length;
    await scored.jobs.stop();
    const once = jobsOn(scored.store, scored.clock, { sliceMilliseconds: 1 });
    once.enqueue(fillDaysJob, {}, 1);
    while (keptDays(scored.store).length === before) await new Promise(setImmediate);
    await once.stop();
    const half = keptDays(scored.store).length;
    const again = jobsOn(scored.store, scored.clock);
    await again.runUntilIdle();
    expect(keptDays(scored.store).length).toBeGreaterThan(half);
    const done = keptDays(scored.store);
    again.enqueue(fillDaysJob, {}, 1);
    await again.runUntilIdle();
    await again.stop();
    expect(keptDays(scored.store)).toEqual(done);
  });
});

describe('a night that was missed', () => {
  const missed = today - 28;

  async function missOne(): Promise<void> {
    writeCompany(scored.store, company);
    await scoreOn(scored, missed - 1);
    await scoreOn(scored, missed + 1);
  }

  it('is made up for behind the next one, so that 28 days later its change is of 28 days', async () => {
    await missOne();
    for (const id of ids) {
      const then = readScoreOn(scored.store.read, id, missed);
      const neighbour = readScoreOn(scored.store.read, id, missed - 1);
      expect(then === undefined).toBe(neighbour === undefined);
    }
    await scoreOn(scored, today);
    let told = 0;
    for (const id of ids) {
      if (change(id) === null) continue;
      told += 1;
      expect(explainChange(scored.store, id, undefined, today)?.from).toBe(formatDay(missed));
    }
    expect(told).toBeGreaterThan(8);
  });

  it('of which nothing is known makes no change at all, rather than that of the day before', async () => {
    writeCompany(scored.store, company);
    await scoreOn(scored, today);
    const told = ids.filter((id) => change(id) !== null);
    changeMonths(scored.store, (page) => {
      if (holdsDay(page, missed)) clearDay(page, missed);
    });
    await scoreOn(scored, today);
    expect(told.length).toBeGreaterThan(8);
    expect(told.map((id) => change(id))).toEqual(told.map(() => null));
    expect(told.map((id) => readAccount(scored.store.read, id, today).health.trend)).toEqual(
      told.map(() => null),
    );
    await fill();
    expect(told.filter((id) => change(id) === null)).toEqual([]);
  });

  it('says since when a level stands that came to be in it', async () => {
    writeCompany(scored.store, company);
    await scoreOn(scored, today - 12);
    await scoreOn(scored, today);
    const levels = new Map(keptDays(scored.store).map(({ id, day, facts }) => [`${id} ${day}`, facts.level]));
    let inTheGap = 0;
    for (const id of ids) {
      const row = scored.store.read
        .prepared<[number], { since: number | null; own: number | null }>(
          `select h.since, s.risk_since as own from account_headlines h join account_summaries s using (organization_id)
           where organization_id = ?`,
        )
        .get(id);
      if (row?.since == null || row.since <= today - 12) continue;
      inTheGap += 1;
      expect(row.own).toBe(row.since);
      const now = levels.get(`${id} ${today}`);
      for (let day = row.since; day <= today; day++) expect(levels.get(`${id} ${day}`)).toBe(now);
      expect(levels.get(`${id} ${row.since - 1}`)).not.toBe(now);
    }
    expect(inTheGap).toBeGreaterThan(0);
  });
});

it('a day on which an account had no score is held all the same, with what else is known', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  const without = keptDays(scored.store).filter(({ day, score }) => day === today && score === null);
  expect(without.length).toBeGreaterThan(0);
  for (const { facts } of without) expect(facts.madeLater).toBe(0);
});
