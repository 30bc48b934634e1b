import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { levelParts } from '../../src-main/engines/risk/advice/level-reason';
import { dayOfInstant } from '../../src-main/lib/day';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { readScoreOn } from '../../src-main/store/scores/past-scores';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { explainChange } from '../../src-main/work/scoring/explain-change';
import { todayOf } from '../../src-main/work/today/today-of';
import type { TodayItem } from '../../src-preload/contract/today';
import { spellDay } from '../../src-preload/contract/words';
import { type GrownCompany, growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const seeds = (process.env['STEWARD_SEEDS'] ?? '41').split(',').map(Number);
const told = new Map<number, { company: GrownCompany; scored: ScoredStore; items: TodayItem[] }>();

beforeAll(async () => {
  for (const seed of seeds) {
    const scored = storeWithJobs(today);
    const company = growCompany({ seed, accounts: 80, firstDay: today - 320, lastDay: today });
    // Some went silent, each since another day.
    company.pages.splice(
      0,
      company.pages.length,
      ...company.pages.filter(
        ({ organizationId, day }) => organizationId % 4 !== 0 || day <= today - 10 - (organizationId % 40),
      ),
    );
    writeCompany(scored.store, company);
    await scoreOn(scored, today);
    const { items } = todayOf(scored.store.read, { limit: 500 }, scored.clock.now());
    told.set(seed, { company, scored, items });
  }
});
afterAll(async () => {
  for (const { scored } of told.values()) await scored.close();
});

/** Every account's days with use and its terms, straight from the rows that were written. */
function rowsOf({ pages, subscriptions, organizations }: GrownCompany, id: number) {
  const own = pages.filter((page) => page.organizationId === id);
  return {
    created: dayOfInstant(organizations.find(({ organizationId }) => organizationId === id)?.createdAt ?? 0),
    days: own.map(({ day, periodDays }) => day + periodDays - 1),
    byWeek: own.some(({ periodDays }) => periodDays === 7),
    terms: subscriptions.filter(({ organizationId }) => organizationId === id),
  };
}

/** Score and tenths of the stored rows of two days. */
function scoresOf({ store }: ScoredStore, id: number) {
  const on = (day: number) => {
    const { score = 0, band = null } = readScoreOn(store.read, id, day) ?? {};
    return band === null ? undefined : Math.round(10 * score);
  };
  return { now: on(today), before: on(today - 28) };
}

/** What stands against a contact, from the rows: use over whole days, of which today is none; answers of 180 days. */
function signsOf({ pages, tickets, responses }: GrownCompany, person: number): string[] {
  const own = pages.flatMap(({ day, entries }) =>
    entries.filter(({ user }) => user === person).map(({ events }) => ({ day, events })),
  );
  const between = (from: number, to: number) =>
    own.filter(({ day }) => day >= from && day <= to).reduce((total, { events }) => total + events, 0);
  const silent = today - Math.max(...own.map(({ day }) => day));
  const fall = 1 - between(today - 28, today - 1) / between(today - 56, today - 29);
  const answers = responses.filter(({ userId, kind }) => userId === person && kind === 'nps');
  const latest = answers.toSorted((a, b) => a.respondedAt - b.respondedAt).at(-1);
  const open = tickets.filter(
    ({ userId, severity, resolvedAt }) =>
      userId === person && (severity === 'high' || severity === 'urgent') && resolvedAt === null,
  ).length;
  return [
    ...(silent >= 28 ? [`silent for ${silent} days`] : []),
    ...(silent < 28 && fall >= 0.5 ? [`use of 28 days fell ${Math.round(100 * fall)}%`] : []),
    ...(latest !== undefined && latest.score <= 6 && dayOfInstant(latest.respondedAt) > today - 180
      ? [`answered ${counted(latest.score, 'point')} of 10 to the NPS question`]
      : []),
    ...(open > 0 ? [`has ${counted(open, 'severe ticket')} open`] : []),
  ];
}

const tenth = (tenths: number) => (tenths / 10).toFixed(1);
const counted = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`;

describe.each(seeds)(
  'every sentence of Today has figures that are counted again from the rows (%d)',
  (seed) => {
    const here = () => told.get(seed) as NonNullable<ReturnType<typeof told.get>>;

    it('of a silence: its days and since when', () => {
      const silent = here().items.filter(({ kind }) => kind === 'silent');
      expect(silent.length).toBeGreaterThan(0);
      for (const { accountId, reason } of silent) {
        const { days, created, byWeek } = rowsOf(here().company, accountId);
        if (byWeek) continue;
        const last = days.length === 0 ? null : Math.max(...days);
        if (last === null) {
          expect(reason).toMatch(/since the account began/);
          expect(reason).toContain(spellDay(created));
        } else {
          const said =
            today - last <= 100 ? `${today - last} days` : `${Math.round((today - last) / 30.4375)} months`;
          expect(reason).toBe(`Nobody has used the product for ${said}, since ${spellDay(last)}.`);
        }
      }
    });

    it('of a renewal: its days, the score and what it lost in 28 days', () => {
      const renewals = here().items.filter(({ kind }) => kind === 'renewal');
      expect(renewals.length).toBeGreaterThan(0);
      for (const { accountId, reason, score } of renewals) {
        const open = rowsOf(here().company, accountId).terms.filter(
          ({ startedOn, endedOn }) => startedOn <= today && (endedOn ?? today + 1) > today,
        );
        const left = Math.min(...open.map(({ renewsOn }) => (renewsOn ?? 0) - today));
        expect(reason).toMatch(new RegExp(`^(Renews in ${counted(left, 'day')}|Renews today)\\b`));
        const { now, before } = scoresOf(here().scored, accountId);
        if (score === null || now === undefined) continue;
        expect(reason).toContain(`with health at ${tenth(now)}`);
        const rules = explainChange(here().scored.store, accountId, today - 28, today)?.rules ?? null;
        if (before !== undefined && rules === null) expect(reason.includes('down')).toBe(before - now >= 50);
        if (before !== undefined && rules === null && before - now >= 50)
          expect(reason).toContain(`down ${tenth(before - now)} points in 28 days`);
      }
    });

    it('of a drop: the points between the two stored scores, and the later one', () => {
      for (const { accountId, kind, reason } of here().items) {
        if (kind !== 'score_drop') continue;
        const { now, before } = scoresOf(here().scored, accountId);
        const rules = explainChange(here().scored.store, accountId, today - 28, today)?.rules ?? null;
        if (now === undefined || before === undefined || rules !== null) continue;
        expect(reason).toBe(`Health fell ${tenth(before - now)} points in 28 days, to ${tenth(now)}.`);
      }
    });

    it('of a level: the score, its fall, and the number of serious facts that stand on the card', () => {
      for (const { organizationId = 0 } of here().company.organizations) {
        const { health } = readAccount(here().scored.store.read, organizationId, today);
        if (health.riskLevel === null) continue;
        const reason = levelParts({ ...health, scoreBy: null }).join(', ');
        const { now } = scoresOf(here().scored, organizationId);
        expect(reason.startsWith('The score of')).toBe(now !== undefined);
        if (now !== undefined) expect(reason).toContain(`The score of ${tenth(now)} is ${health.band}`);
        const serious = health.indicators.filter(
          ({ id, severity }) => severity === 'serious' && id !== 'renewal_soon_and_falling',
        ).length;
        const said = /(\d+) serious facts? stands? beside it/.exec(reason)?.[1];
        expect(Number(said ?? 0)).toBe(serious);
      }
    });

    it('of a champion at risk: the days of silence, the fall of 28 days, the answer and the open tickets', () => {
      let seen = 0;
      for (const { organizationId = 0 } of here().company.organizations) {
        const { health } = readAccount(here().scored.store.read, organizationId, today);
        const said = health.indicators.find(({ id }) => id === 'key_contact_at_risk')?.text;
        if (said === undefined) continue;
        seen += 1;
        const [, name, signs = ''] =
          /^The champion (.+) is at (?:high|critical) risk: (.+)\.$/.exec(said) ?? [];
        const person = here().company.users.find((user) => user.name === name)?.userId ?? 0;
        expect(signs.split(', ')).toEqual(signsOf(here().company, person));
      }
      expect(seen).toBeGreaterThan(0);
    });

    it('of what is too little known: the share whose measures have a value, and those that have none', () => {
      for (const { organizationId = 0 } of here().company.organizations) {
        const { health } = readAccount(here().scored.store.read, organizationId, today);
        if (health.tooLittle === null) continue;
        const breakdown = breakdownOf(here().scored.store, organizationId);
        const without = breakdown?.measures.filter(({ raw }) => raw === null).map(({ id }) => id) ?? [];
        expect([...health.tooLittle.missing].sort()).toEqual(without.sort());
        expect(health.tooLittle.known).toBe(breakdown?.confidence);
        expect(health.tooLittle.known).toBeLessThan(0.4);
      }
    });
  },
);
