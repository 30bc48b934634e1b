import { afterEach, beforeEach, expect, it } from 'vitest';
import { daysOf, factOn, setFact } from '../../src-main/lib/account-days/days-page';
import { formatDay, mondayOf } from '../../src-main/lib/day';
import { explainChange } from '../../src-main/work/scoring/explain-change';
import { scoreAsOf } from '../../src-main/work/scoring/score-as-of';
import { backfillHistoryJob } from '../../src-main/work/scoring/scoring-kinds';
import { maintenanceJob } from '../../src-main/work/upkeep/maintenance-work';
import { growCompany, writeCompany, writePages } from '../support/grown-company';
import { changeMonths, keptDays, keptScores } from '../support/kept-days';
import { type ScoredStore, scoreOn, storeWithJobs, syncApplied, today } from '../support/scored-store';

let scored: ScoredStore;
beforeEach(() => {
  scored = storeWithJobs(today);
});
afterEach(() => scored.close());

const company = growCompany({ seed: 11, accounts: 20, firstDay: today - 300, lastDay: today });

function pastScores() {
  return keptScores(scored.store).filter(({ day }) => day < today);
}

it('the first scoring of an account also scores its past, on Mondays and each of the last 56 days, as it was then', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  const past = pastScores();
  const days = new Set(past.map(({ day }) => day));
  for (const day of days) expect(day === mondayOf(day) || day >= today - 56).toBe(true);
  for (let day = today - 56; day < today; day++) expect(days).toContain(day);
  const monday = mondayOf(today) - 70;
  const then = scoreAsOf(scored.store, monday, scored.clock.now()).filter(({ score }) => score !== null);
  const walked = past.filter(({ day }) => day === monday);
  // The walk begins with the first whole week of use; scoring of any day also knows accounts without use.
  for (const { id, score } of walked) expect(then.find((one) => one.id === id)?.score).toBe(score);
  expect(walked.length).toBeGreaterThan(10);
});

it('the past reaches from the first activity to the last day as a customer, and contacts have the last 12 weeks of it', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  const past = pastScores();
  expect(new Set(past.map(({ id }) => id)).size).toBeGreaterThan(15);
  for (const { organizationId, churnedAt } of company.organizations) {
    const own = past.filter(({ id }) => id === organizationId);
    const firstPage = company.pages.find((page) => page.organizationId === organizationId);
    for (const { day } of own) {
      expect(day).toBeGreaterThan(firstPage?.day ?? Number.POSITIVE_INFINITY);
      expect(day * 86_400_000).toBeLessThanOrEqual(churnedAt ?? Number.POSITIVE_INFINITY);
    }
  }
  const weeks = scored.store.read
    .prepared<[], number>('select distinct week from user_health_scores order by 1')
    .pluck()
    .all();
  expect(weeks.length).toBeGreaterThanOrEqual(12);
  expect(weeks[0]).toBeGreaterThan(today - 12 * 7 - 7);
});

it('the change of 28 days, its trend and the sparkline are there from the first day on', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  const rows = scored.store.read
    .prepared<[], { id: number; score: number; change28: number; trend: string; sparkline: string }>(
      'select organization_id as id, score, change_28 as change28, trend, sparkline from account_summaries where change_28 is not null',
    )
    .all();
  expect(rows.length).toBeGreaterThan(8);
  for (const { id, score, change28, trend, sparkline } of rows) {
    const before = pastScores().findLast((one) => one.id === id && one.day <= today - 28);
    expect(change28).toBeCloseTo(score - (before?.score ?? 0), 9);
    expect(trend).toBe(change28 <= -3 ? 'falling' : change28 >= 3 ? 'rising' : 'steady');
    const line = JSON.parse(sparkline) as number[];
    expect(line).toHaveLength(13);
    expect(line.at(-1)).toBe(Math.round(score * 10) / 10);
  }
});

it('a past that was scored already is not made again', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  const before = pastScores();
  expect(before.length).toBeGreaterThan(100);
  changeMonths(scored.store, (page) => {
    for (const day of daysOf(page)) setFact(page, day, 'score', factOn(page, day, 'score') - 10);
  });
  scored.jobs.enqueue(backfillHistoryJob, {}, 1);
  await scored.jobs.runUntilIdle();
  expect(pastScores()).toEqual(
    before.map((row) => ({ ...row, score: Math.round(10 * row.score - 10) / 10 })),
  );
});

it('an account that comes into sight later gets its past too', async () => {
  writeCompany(scored.store, {
    ...company,
    organizations: company.organizations.slice(0, 10),
    pages: company.pages.filter(({ organizationId }) => organizationId <= 10),
  });
  await scoreOn(scored, today);
  expect(new Set(pastScores().map(({ id }) => id)).size).toBeGreaterThan(5);
  expect(pastScores().every(({ id }) => id <= 10)).toBe(true);
  writeCompany(scored.store, company);
  syncApplied(
    scored,
    company.organizations.slice(10).map(({ organizationId }) => organizationId ?? 0),
  );
  await scored.jobs.runUntilIdle();
  expect(new Set(pastScores().map(({ id }) => id)).size).toBeGreaterThan(15);
});

it('who left keeps the history, has no score, is not at risk and shows no indicators', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  const left = company.organizations.filter(
    ({ churnedAt }) => churnedAt !== null && (churnedAt ?? 0) < scored.clock.now() - 86_400_000,
  );
  expect(left.length).toBeGreaterThan(1);
  for (const { organizationId } of left) {
    const summary = scored.store.read
      .prepared<[number], object>(
        'select score, band, risk_level, risk_since, indicators from account_summaries where organization_id = ?',
      )
      .get(organizationId ?? 0);
    expect(summary).toEqual({
      score: null,
      band: null,
      risk_level: null,
      risk_since: null,
      indicators: '[]',
    });
  }
  const past = pastScores();
  expect(left.some(({ organizationId }) => past.some(({ id }) => id === organizationId))).toBe(true);
});

it('what explains scores older than 90 days is thinned to the first of each week, and every score stays', async () => {
  writeCompany(scored.store, company);
  for (let day = today - 130; day <= today - 80; day++) await scoreOn(scored, day);
  const before = keptDays(scored.store);
  scored.clock.time = today * 86_400_000;
  scored.jobs.enqueue(maintenanceJob, {}, 5);
  await scored.jobs.runUntilIdle();
  const after = keptDays(scored.store);
  expect(after.map(({ raws: _, ...day }) => day)).toEqual(before.map(({ raws: _, ...day }) => day));
  const week = ({ id, day }: { id: number; day: number }) =>
    `${id} ${formatDay(day).slice(0, 7)} ${mondayOf(day)}`;
  const explained = before.filter(({ raws }) => raws !== null);
  const firstOfWeek = new Map(explained.map((kept) => [week(kept), kept.day] as const).reverse());
  const kept = explained.filter((one) => one.day >= today - 90 || firstOfWeek.get(week(one)) === one.day);
  expect(kept.length).toBeLessThan(explained.length / 2);
  expect(after.filter(({ raws }) => raws !== null)).toEqual(kept);
});

it('a late page does not rewrite scores of days that are over', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  const before = pastScores();
  expect(before.length).toBeGreaterThan(100);
  const page = company.pages.find(({ day }) => day > today - 60 && day < today - 30);
  if (page === undefined) throw new Error('the company has no page to change');
  writePages(scored.store, [{ ...page, entries: page.entries.map((entry) => ({ ...entry, events: 999 })) }]);
  syncApplied(scored, [page.organizationId]);
  await scored.jobs.runUntilIdle();
  expect(pastScores()).toEqual(before);
});

it('the risk history of an account ends with the level it has now', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  const levels = scored.store.read
    .prepared<[], { id: number; now: string; last: string | null }>(
      `select s.organization_id as id, s.risk_level as now,
              (select level from risk_assessment_history h where h.organization_id = s.organization_id order by as_of desc limit 1) as last
         from account_summaries s where s.risk_level is not null`,
    )
    .all();
  expect(levels.length).toBeGreaterThan(10);
  expect(levels.filter(({ now, last }) => now !== last)).toEqual([]);
});

it('accounts that left have no risk level after their last day, whatever their silence looks like', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  const levels = scored.store.read
    .prepared<[], { day: number; churnedAt: number }>(
      `select as_of as day, churned_at as churnedAt from risk_assessment_history
         join organizations using (organization_id) where churned_at is not null`,
    )
    .all();
  expect(levels.length).toBeGreaterThan(0);
  for (const { day, churnedAt } of levels) expect(day * 86_400_000).toBeLessThanOrEqual(churnedAt);
});

it('28 days are 28 days on a fresh install: the score to compare with is of that very day', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  for (const id of company.organizations.flatMap(({ organizationId }) => organizationId ?? [])) {
    const { change28, score } =
      scored.store.read
        .prepared<[number], { change28: number | null; score: number }>(
          'select change_28 as change28, score from account_summaries where organization_id = ?',
        )
        .get(id) ?? {};
    if (change28 === null || change28 === undefined || score === undefined) continue;
    const then = explainChange(scored.store, id, today - 28, today);
    expect(then?.from).toBe(formatDay(today - 28));
    const byRules = then?.rules?.shownTotal ?? 0;
    expect(change28).toBeCloseTo((then?.shownTotal ?? 0) - byRules, 0);
  }
});
