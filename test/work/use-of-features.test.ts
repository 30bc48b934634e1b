import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useOf } from '../../src-main/lib/rules/fact-use';
import { companyCalendar } from '../../src-main/store/copy/company-calendar';
import { accountColumns } from '../../src-main/store/facts/account-columns';
import { accountFacts } from '../../src-main/store/facts/account-facts';
import { backtestRule } from '../../src-main/work/rules/backtest-rule';
import { previewRule } from '../../src-main/work/rules/preview-rule';
import type { Condition } from '../../src-preload/contract/rules/condition';
import { triedRuleSchema } from '../../src-preload/contract/rules/rule';
import { growCompany, withNamelessUse, writeCompany, writePages } from '../support/grown-company';
import { all, ruleDefinition } from '../support/rules/entries';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const grown = growCompany({ seed: 29, accounts: 30, firstDay: today - 120, lastDay: today });
const named = withNamelessUse(grown);
/** Now and then the company notes that somebody used a feature no time at all: they did not use it. */
const company = {
  ...named,
  pages: named.pages.map((page, at) => {
    const [first] = page.entries;
    if (at % 3 !== 0 || first === undefined) return page;
    const idle = [1, 2, 3, 4, 5].filter(
      (feature) => !page.entries.some((one) => one.user === first.user && one.feature === feature),
    );
    return {
      ...page,
      entries: [...page.entries, ...idle.map((feature) => ({ ...first, feature, events: 0 }))],
    };
  }),
};
const staff = company.users.find(({ organizationId }) => organizationId === 4)?.userId ?? 0;
let scored: ScoredStore;
beforeAll(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, company);
  scored.store.db.client.exec(
    `update users set is_internal = 1 where user_id = ${staff}; update features set is_machine = 1 where feature_id = 6`,
  );
  await scoreOn(scored, today);
});
afterAll(() => scored.close());

const ids = company.organizations.flatMap(({ organizationId }) => organizationId ?? []);
const measures = { events: 'use.of_feature', people: 'use.people_of_feature', days: 'use.days_of_feature' };

interface Asked {
  readonly measure: keyof typeof measures;
  readonly feature: number;
  readonly days: number;
}

/** By account; null where it is not known. */
function factsOn(day: number, { measure, feature, days }: Asked): (number | null)[] {
  const { read } = scored.store;
  const facts = accountFacts(read);
  const use = useOf(facts.get(measures[measure])?.fact as never, { feature: String(feature), days });
  if (typeof use === 'string') throw new Error(use);
  const columns = accountColumns({
    ...{ db: read, calendar: companyCalendar(read), today, ids, facts },
    ...{ uses: [use], from: day - days },
  });
  return [...columns.figures(use, day)].map((figure) => (Number.isNaN(figure) ? null : figure));
}

/** The same asked of a database of single entries, as an analyst would. */
function analyst(): Database.Database {
  const db = new Database(':memory:');
  db.exec('create table entry (account, first, last, person, feature, events)');
  const put = db.prepare('insert into entry values (?, ?, ?, ?, ?, ?)');
  for (const { organizationId, day, periodDays, entries } of company.pages)
    for (const { user, feature, events } of entries)
      if (events > 0) put.run(organizationId, day, day + periodDays - 1, user, feature, events);
  return db;
}

const answers = {
  events: `coalesce(sum(events), 0)`,
  people: `case when coalesce(sum(events) filter (where person = 0), 0) <= 0.25 * coalesce(sum(events), 0)
             then count(distinct nullif(person, 0)) end`,
  days: `case when coalesce(sum(events) filter (where first < last), 0) <= 0.25 * coalesce(sum(events), 0)
           then count(distinct last) filter (where first = last) end`,
} as const;

test('whatever feature, window and day are asked for, the figures are those of a database of single entries', () => {
  const db = analyst();
  let known = 0;
  fc.assert(
    fc.property(
      fc.record<Asked>({
        measure: fc.constantFrom('events', 'people', 'days'),
        feature: fc.integer({ min: 1, max: 5 }),
        days: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constantFrom(28, 90)),
      }),
      fc.integer({ min: today - 100, max: today }),
      (asked, day) => {
        const expected = db
          .prepare(
            `select case
               when (select min(last) from entry e where e.account = a.value) <= ? is not 1 then null
               when ? < 7 and (select first < last from entry e where e.account = a.value and last <= ? order by last desc, first limit 1)
                 then null
               else (select ${answers[asked.measure]} from entry e
                      where e.account = a.value and feature = ? and person <> ? and last > ? and last <= ?) end
             from json_each(?) a order by a.key`,
          )
          .pluck()
          .all(...[day, asked.days, day, asked.feature, staff, day - asked.days, day], JSON.stringify(ids));
        expect(factsOn(day, asked)).toEqual(expected);
        known += expected.filter((figure) => figure !== null).length;
      },
    ),
    { numRuns: Number(process.env['STEWARD_RULES'] ?? 25) },
  );
  expect(known).toBeGreaterThan(150);
});

const exportsBelow: Condition = {
  field: 'use.of_feature',
  params: { feature: '2', days: 7 },
  operator: 'below',
  value: 3,
};
const previewed = (condition: Condition) =>
  previewRule(scored.store.read, today, {
    id: null,
    definition: ruleDefinition({ conditions: all(condition) }),
  });

describe('a rule about the use of a feature', () => {
  test('says it in a sentence, and why with the value', () => {
    const { sentence, matching } = previewed(exportsBelow);
    expect(sentence).toContain('uses of Feature 2 in 7 days are below 3');
    expect(matching.total).toBeGreaterThan(0);
    expect(matching.accounts[0]?.reasons[0]?.text).toMatch(
      /^Uses of Feature 2 in 7 days \([0-2]\) are below 3\.$/,
    );
  });

  test('says what is not known where use comes without names', () => {
    const { unknownWhy } = previewed({
      ...exportsBelow,
      field: 'use.people_of_feature',
      params: { feature: '2', days: 28 },
    });
    expect(unknownWhy.map(({ words }) => words).join()).toContain(
      'Contacts who used Feature 2 in 28 days are not known: who used it in those days is not known.',
    );
  });

  test('takes no feature of machines, none that is gone, and none that nobody chose', () => {
    const faults = (params: Record<string, string | number>) =>
      previewed({ ...exportsBelow, params }).findings.map(({ part, message }) => [part, message]);
    expect(faults({ feature: '6', days: 7 })).toEqual([
      ['params', 'Feature: what was chosen (“6”) is not there any more; choose another.'],
    ]);
    expect(faults({ feature: '77', days: 7 })[0]?.[0]).toBe('params');
    expect(faults({ days: 7 })).toEqual([['params', 'Feature: choose one.']]);
    expect(previewed({ ...exportsBelow, params: { feature: '77' } }).matching.total).toBe(0);
  });

  test('goes on with the same feature under another name', () => {
    scored.store.db.client.exec(`update features set name = 'Exports' where feature_id = 2`);
    expect(previewed(exportsBelow).sentence).toContain('uses of Exports in 7 days are below 3');
    scored.store.db.client.exec(`update features set name = 'Feature 2' where feature_id = 2`);
  });

  test('tells features of one name apart', () => {
    scored.store.db.client.exec(`update features set name = 'Feature 2' where feature_id = 3`);
    expect(previewed(exportsBelow).sentence).toContain('uses of Feature 2 (f2) in 7 days');
    scored.store.db.client.exec(`update features set name = 'Feature 3' where feature_id = 3`);
  });
});

describe('counts that came late', () => {
  const [account = 0] = ids.filter((id) =>
    company.pages.some(
      (page) => page.organizationId === id && page.periodDays === 1 && page.day < today - 60,
    ),
  );
  const asked: Asked = { measure: 'events', feature: 2, days: 7 };
  const on = (day: number) => factsOn(day, asked)[ids.indexOf(account)];
  beforeEach(() => {
    scored.store.db.client.exec(
      `delete from late_counts; insert into late_counts values (${account}, ${today - 40}, 1, ${today - 31}, 5)`,
    );
  });

  test('make what was not known on a day unknown to that day, and known from the day they came', () => {
    expect(on(today - 41)).not.toBe(null);
    expect(on(today - 40)).toBe(null);
    expect(on(today - 34)).toBe(null);
    expect(on(today - 33)).not.toBe(null);
    scored.store.db.client.exec(`update late_counts set arrived_day = ${today - 36}`);
    expect(on(today - 37)).toBe(null);
    expect(on(today - 36)).not.toBe(null);
  });

  test('are part of what is known now', () => {
    scored.store.db.client.exec(`update late_counts set day = ${today - 1}, arrived_day = ${today}`);
    expect(on(today)).not.toBe(null);
    expect(on(today - 1)).toBe(null);
  });
});

test('a rule about a feature is tried on the past, and fires as its use of then says', async () => {
  const other = storeWithJobs(today);
  try {
    writeCompany(other.store, { ...company, pages: [] });
    const [id = 0] = ids;
    const used = (day: number) => ({
      ...{ organizationId: id, day, periodDays: 1 as const },
      entries: [{ user: id * 100 + 1, feature: 2, events: 4, activeUsers: -1 }],
    });
    writePages(other.store, [used(today - 100), used(today - 60), used(today - 50)]);
    other.store.db.client.exec(
      `insert into account_spells (organization_id, began_day, after_first_month) values (${id}, ${today - 110}, 1)`,
    );
    const rule = triedRuleSchema.parse({
      name: 'No exports',
      conditions: all({ ...exportsBelow, params: { feature: '2', days: 14 }, value: 1 }),
      coolDownDays: 0,
    });
    const time = { from: today - 105, to: today, knownTo: today, horizonDays: 90 };
    const steps = backtestRule(other.store.read, rule, time);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    const trial = step.value;
    if (!trial.ok) throw new Error('the rule was refused');
    // Not before anything was used; two weeks after the first use, and after the last of two that lie close together.
    expect(trial.tried.result.firings.map(({ day }) => day - today)).toEqual([-86, -36]);
  } finally {
    await other.close();
  }
});
