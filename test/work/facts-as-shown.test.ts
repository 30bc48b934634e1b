import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FactColumns } from '../../src-main/engines/rules/fact-columns';
import { holdsDay, setFact } from '../../src-main/lib/account-days/days-page';
import { instantOfDay, parseDay } from '../../src-main/lib/day';
import { useOf } from '../../src-main/lib/rules/fact-use';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { companyCalendar } from '../../src-main/store/copy/company-calendar';
import { accountColumns } from '../../src-main/store/facts/account-columns';
import { accountFacts } from '../../src-main/store/facts/account-facts';
import { fillDaysJob } from '../../src-main/work/scoring/scoring-kinds';
import { standings } from '../../src-preload/contract/domain';
import type { FactUse } from '../../src-preload/contract/rules/checked';
import { growCompany, writeCompany } from '../support/grown-company';
import { changeMonths, keptDays } from '../support/kept-days';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const company = growCompany({ seed: 23, accounts: 40, firstDay: today - 160, lastDay: today });
let scored: ScoredStore;
beforeAll(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  scored.jobs.enqueue(fillDaysJob, {}, 1);
  await scored.jobs.runUntilIdle();
});
afterAll(() => scored.close());

const rows = () =>
  listAccounts(
    scored.store.read,
    {
      filter: { includeChurned: true, standings: [...standings] },
      sort: { key: 'name', descending: false },
      offset: 0,
      limit: 500,
    },
    today,
  ).rows;

const ids = company.organizations.flatMap(({ organizationId }) => organizationId ?? []);

function use(name: string, params: Record<string, string | number> = {}): FactUse {
  const source = accountFacts(scored.store.read).get(name);
  const made = source === undefined ? `no fact ${name}` : useOf(source.fact, params);
  if (typeof made === 'string') throw new Error(made);
  return made;
}

function columnsFor(...uses: FactUse[]): FactColumns {
  const { read } = scored.store;
  return accountColumns({
    db: read,
    calendar: companyCalendar(read),
    today,
    ids,
    facts: accountFacts(read),
    uses,
    from: today - 160,
  });
}

function known(figure: number): number | null {
  return Number.isNaN(figure) ? null : figure;
}

describe('a fact of today is the figure that the list of accounts shows:', () => {
  test.each([
    ['health.score', (row: Row) => row.score],
    ['health.change_28', (row: Row) => row.change28],
    ['use.active_contacts', (row: Row) => row.activeUsers],
    ['account.arr', (row: Row) => row.arr],
    ['account.seats', (row: Row) => row.seats],
    ['account.renewal_on', (row: Row) => (row.renewsOn === null ? null : parseDay(row.renewsOn))],
    ['tickets.open', (row: Row) => row.openTickets],
    ['survey.nps', (row: Row) => (row.nps === null ? null : Math.round(row.nps))],
  ])('%s', (name, shown) => {
    const asked = use(name);
    const figures = columnsFor(asked).figures(asked, today);
    for (const row of rows())
      expect([row.id, known(figures[ids.indexOf(row.id)] as number)]).toEqual([row.id, shown(row)]);
    expect(new Set(figures).size).toBeGreaterThan(2);
  });

  test.each([
    ['account.name', (row: Row) => row.name],
    ['account.segment', (row: Row) => row.segment],
    ['account.stage', (row: Row) => row.stage],
    ['account.standing', (row: Row) => row.standing],
    ['account.country', (row: Row) => row.country],
    ['account.owner', (row: Row) => row.owner],
    ['health.band', (row: Row) => row.band],
    ['risk.level', (row: Row) => row.risk],
  ])('%s in words', (name, shown) => {
    const asked = use(name);
    const { codes, words } = columnsFor(asked).words(asked, today);
    for (const row of rows())
      expect([row.id, words[codes[ids.indexOf(row.id)] as number] ?? null]).toEqual([row.id, shown(row)]);
  });
});
type Row = ReturnType<typeof rows>[number];

describe('a fact of an earlier day', () => {
  test('is what was kept of that day, as it was shown', () => {
    const asked = ['health.score', 'account.arr', 'tickets.open', 'use.silent_days'].map((name) => use(name));
    const columns = columnsFor(...asked);
    const days = keptDays(scored.store).filter(({ day }) => day % 13 === 0 && day < today);
    expect(days.length).toBeGreaterThan(100);
    for (const { id, day, facts } of days) {
      const at = ids.indexOf(id);
      const [score, arr, open, silent] = asked.map((one) => columns.figures(one, day)[at]);
      expect(score).toBe(facts.band === 3 ? Number.NaN : facts.score / 10);
      expect(arr).toBeCloseTo(12 * facts.mrr, 6);
      expect(open).toBe(facts.openTickets);
      expect(silent).toBe(facts.silentDays);
    }
  });

  test('is not known where nothing was kept of the day', () => {
    const asked = use('health.score');
    const firstOf = new Map<number, number>();
    for (const { id, day } of keptDays(scored.store)) firstOf.set(id, Math.min(day, firstOf.get(id) ?? day));
    const columns = columnsFor(asked);
    const late = [...firstOf].filter(([, day]) => day > today - 150);
    expect(late.length).toBeGreaterThan(3);
    for (const [id, day] of late) expect(columns.figures(asked, day - 1)[ids.indexOf(id)]).toBe(Number.NaN);
  });

  test('is not known, whichever it is, on a day of before everything that is kept', () => {
    const asked = [...accountFacts(scored.store.read).values()]
      .filter(({ past }) => past !== null)
      .map(({ fact }) =>
        use(fact.name, fact.parameters.some(({ name }) => name === 'feature') ? { feature: '1' } : {}),
      );
    const columns = columnsFor(...asked);
    for (const one of asked.filter(({ fact }) => fact.name !== 'tickets.opened'))
      expect([one.fact.name, ...new Set(columns.comparable(one, today - 5000, today))]).toEqual([
        one.fact.name,
        Number.NaN,
      ]);
    expect(asked.length).toBeGreaterThan(15);
  });

  test('has the events of as many days as are asked for', () => {
    const asked = use('use.events', { days: 7 });
    const columns = columnsFor(asked);
    const day = today - 20;
    const events = (id: number) =>
      company.pages
        .filter(
          (page) =>
            page.organizationId === id && page.periodDays === 1 && page.day <= day && page.day > day - 7,
        )
        .flatMap(({ entries }) => entries)
        .reduce((sum, entry) => sum + entry.events, 0);
    const byDay = ids.filter((id) =>
      company.pages.every((page) => page.organizationId !== id || page.periodDays === 1),
    );
    const compared = byDay.filter(
      (id) => !Number.isNaN(columns.figures(asked, day)[ids.indexOf(id)] as number),
    );
    expect(compared.length).toBeGreaterThan(5);
    for (const id of compared)
      expect([id, columns.figures(asked, day)[ids.indexOf(id)]]).toEqual([id, events(id)]);
  });

  test('counts the tickets of as many days as are asked for, all or severe ones', () => {
    const day = today - 10;
    for (const severity of ['any', 'severe']) {
      const asked = use('tickets.opened', { days: 28, severity });
      const counts = columnsFor(asked).figures(asked, day);
      for (const id of ids) {
        const own = company.tickets.filter(
          (ticket) =>
            ticket.organizationId === id &&
            ticket.openedAt >= instantOfDay(day - 27) &&
            ticket.openedAt < instantOfDay(day + 1) &&
            (severity === 'any' || ticket.severity === 'high' || ticket.severity === 'urgent'),
        );
        expect([id, severity, counts[ids.indexOf(id)]]).toEqual([id, severity, own.length]);
      }
    }
  });

  test('can be held against today only where the same rules made it', () => {
    const asked = use('health.score');
    const other = today - 5;
    const before = columnsFor(asked).comparable(asked, other, today);
    const changed = ids.find((_, at) => !Number.isNaN(before[at] as number)) as number;
    changeMonths(scored.store, (page, id) => {
      if (id === changed && holdsDay(page, other)) setFact(page, other, 'configVersion', 77);
    });
    const after = columnsFor(asked).comparable(asked, other, today);
    for (const [at, id] of ids.entries()) expect(after[at]).toBe(id === changed ? Number.NaN : before[at]);
  });
});
