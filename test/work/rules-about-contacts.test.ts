import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveRule } from '../../src-main/actions/rules/rules';
import { saveSegment } from '../../src-main/actions/rules/segments';
import { formatDay } from '../../src-main/lib/day';
import { erasedContact } from '../../src-main/lib/privacy/erased-words';
import { readJudging, readVerdicts } from '../../src-main/store/triggers/outgoing-judgings';
import { countMatches } from '../../src-main/work/rules/count-matches';
import { previewRule } from '../../src-main/work/rules/preview-rule';
import { ruleChecking } from '../../src-main/work/rules/rule-checking';
import { tryOnPast } from '../../src-main/work/rules/try-on-past';
import { listContacts } from '../../src-main/work/scoring/contact-list';
import { judgeContacts } from '../../src-main/work/triggers/judge-contacts';
import { type RuleToJudge, ruleToJudge } from '../../src-main/work/triggers/rule-to-judge';
import { tellOwner } from '../../src-main/work/triggers/tell-owner';
import { type Condition, type ConditionGroup, isGroup } from '../../src-preload/contract/rules/condition';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { all, inSegment, ruleDefinition, segmentPatch } from '../support/rules/entries';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const company = growCompany({ seed: 31, accounts: 40, firstDay: today - 150, lastDay: today });
let scored: ScoredStore;
const run = (sql: string) => scored.store.db.client.exec(sql);
beforeAll(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, company);
  run(`update users set email = 'u' || user_id || '@x.example' where user_id % 3 > 0;
       update support_tickets set user_id = organization_id * 100 + 1 where ticket_id % 2 = 0;
       update users set title = 'Head of ' || name where user_id % 2 = 0;
       replace into settings (key, value) values ('role', 'admin')`);
  await scoreOn(scored, today);
});
afterAll(() => scored.close());

const contactRule = (...conditions: (Condition | ConditionGroup)[]) =>
  ruleDefinition({ subject: 'contact', conditions: all(...conditions) });
const previewed = (...conditions: (Condition | ConditionGroup)[]) =>
  previewRule(scored.store.read, today, { id: null, definition: contactRule(...conditions) });
const matching = (...conditions: (Condition | ConditionGroup)[]) =>
  previewed(...conditions).matching.accounts.flatMap(({ contact }) => contact?.id ?? []);
const known = (field: string, params?: Record<string, number>): Condition => ({
  field,
  operator: 'isPresent',
  ...(params && { params }),
});

/** Contacts as the account's own list shows them, of customers, who are there. */
function listed() {
  const { read } = scored.store;
  const accounts = read
    .prepared<[number, number], number>(
      `select organization_id from account_spells where began_day <= ? and coalesce(last_day, 99999) >= ?`,
    )
    .pluck()
    .all(today, today);
  return accounts
    .flatMap((id) => listContacts(read, { id, offset: 0, limit: 100 }, today).rows)
    .filter(({ deactivatedOn, isInternal, objection }) => !deactivatedOn && !isInternal && !objection);
}
type Listed = ReturnType<typeof listed>[number];

describe('a fact of a contact is what the account’s list of contacts shows:', () => {
  test.each<[string, Condition, (row: Listed) => boolean]>([
    ['score', { field: 'contact.score', operator: 'below', value: 60 }, (row) => (row.score ?? 99) < 60],
    ['band', { field: 'contact.band', operator: 'equals', value: 'poor' }, (row) => row.band === 'poor'],
    [
      'risk',
      { field: 'contact.risk', operator: 'atLeast', value: 'medium' },
      (row) => row.risk !== null && row.risk.level !== 'low',
    ],
    [
      'role',
      { field: 'contact.role', operator: 'equals', value: 'champion' },
      (row) => row.role === 'champion',
    ],
    ['title', { field: 'contact.title', operator: 'contains', value: 'HEAD' }, (row) => row.title !== null],
    ['address', { field: 'contact.has_address', operator: 'isNo' }, (row) => !row.email],
    [
      'active days',
      { field: 'contact.active_days', params: { days: 28 }, operator: 'atLeast', value: 8 },
      (row) => (row.activeDays28 ?? 0) >= 8,
    ],
    [
      'events',
      { field: 'contact.events', params: { days: 28 }, operator: 'above', value: 100 },
      (row) => (row.events28 ?? 0) > 100,
    ],
    [
      'first day',
      { field: 'contact.since', operator: 'withinLast', value: 120 },
      (row) => Date.parse(row.createdOn) / 86_400_000 >= today - 120,
    ],
  ])('%s', (_name, condition, shown) => {
    const expected = listed()
      .filter(shown)
      .map(({ id }) => id);
    expect(matching(condition).sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(listed().length);
  });

  test('and those of the account, and its segments, hold for each of its contacts', () => {
    const smb: Condition = { field: 'account.segment', operator: 'equals', value: 'SMB' };
    const those = matching(smb);
    expect(those.length).toBeGreaterThan(3);
    expect(those.length).toBeLessThan(listed().length);
    const segment = saveSegment(
      decisionsOn(scored.store, today * 86_400_000),
      { id: undefined, version: undefined, ...segmentPatch('Small', all(smb)) },
      [],
    );
    expect(matching(inSegment(segment))).toEqual(those);
  });
});

test('nobody is looked at who left, is staff, objects, was erased, or whose account is no customer', () => {
  const anybody = known('contact.role');
  const before = matching(anybody);
  const [left = 0, staff = 0, listedObjection = 0, said = 0, erased = 0] = before;
  const accountOf = (id: number) => Math.floor(id / 100);
  run(`update users set deactivated_at = 0 where user_id = ${left};
       update users set is_internal = 1 where user_id = ${staff};
       update users set objected_on = 1 where user_id = ${listedObjection};
       insert into profiling_objections values ('o', ${accountOf(said)}, ${said}, 1, 'a', 0, null);
       update users set name = '${erasedContact}' where user_id = ${erased};
       update account_spells set last_day = ${today - 1} where organization_id = ${accountOf(before.at(-1) ?? 0)}`);
  const after = matching(anybody);
  run(`update users set deactivated_at = null, objected_on = null where user_id in (${left}, ${listedObjection});
       update users set is_internal = null where user_id = ${staff}; delete from profiling_objections;
       update users set name = 'Person' where user_id = ${erased};
       update account_spells set last_day = null where last_day = ${today - 1}`);
  for (const id of [left, staff, listedObjection, said, erased, before.at(-1)])
    expect(after).not.toContain(id);
  expect(after.length).toBeGreaterThan(10);
});

describe('a preview', () => {
  const low: Condition = { field: 'contact.score', operator: 'below', value: 60 };

  test('names the contacts with their accounts, and says why, and of whom it is not known', () => {
    const { sentence, judged, matching: matches, unknown, unknownWhy } = previewed(low);
    expect(sentence).toBe(
      'For each contact of a customer: as soon as the contact’s score is below 60.0, at most once in 28 days for a contact.',
    );
    expect(judged).toBe(listed().length);
    const [first] = matches.accounts;
    expect(first).toMatchObject({
      id: Math.floor((first?.contact?.id ?? 0) / 100),
      name: expect.stringMatching(/^Account \d+$/),
      contact: { name: expect.stringMatching(/^Person \d of \d+$/) },
      reasons: [{ text: expect.stringMatching(/^The contact’s score \([\d.]+\) is below 60\.0\.$/) }],
    });
    expect(unknownWhy[0]?.words).toBe(
      `${unknown.total} contacts can’t be judged. The contact’s score is not known: too little is known for a score.`,
    );
  });

  test('counts contacts beside the other rules, which count accounts', () => {
    for (const definition of [contactRule(low), ruleDefinition()])
      saveRule(decisionsOn(scored.store, today * 86_400_000), {
        ...{ id: undefined, version: undefined, alsoMatching: undefined },
        ...{ name: definition.subject, definition },
      });
    const { counts } = countMatches(scored.store.read, today);
    expect(counts.map(({ matching: n }) => n).sort()).toEqual(
      [
        matching(low).length,
        previewRule(scored.store.read, today, { id: null, definition: ruleDefinition() }).matching.total,
      ].sort(),
    );
  });

  test('a rule about accounts takes no fact of a contact, and contacts can’t be tried on the past', () => {
    const ofAccounts = previewRule(scored.store.read, today, {
      id: null,
      definition: ruleDefinition({ conditions: all(low) }),
    });
    expect(ofAccounts.findings.map(({ message }) => message)).toEqual([
      '“Score of the contact” is a contact’s: this is about accounts.',
    ]);
    const time = { from: today - 30, to: today, knownTo: today, horizonDays: 90 };
    const tried = tryOnPast(scored.store.read, { name: 'x', definition: contactRule(low) }, time).next();
    expect(tried).toMatchObject({
      done: true,
      value: {
        report: null,
        findings: [
          {
            message:
              'Contacts’ history is not kept by day: a rule about contacts can’t be tried on the past.',
          },
        ],
      },
    });
  });
});

describe('whatever is asked of contacts', () => {
  const days = fc.oneof(fc.integer({ min: 7, max: 40 }), fc.constant(90));
  const compared = fc.constantFrom(
    'below' as const,
    'atMost' as const,
    'atLeast' as const,
    'equals' as const,
  );
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({
      field: fc.constant('contact.events'),
      params: fc.record({ days }),
      operator: compared,
      value: fc.integer({ min: 0, max: 300 }),
    }),
    fc.record({
      field: fc.constant('contact.uses_of_feature'),
      params: fc.record({ feature: fc.constantFrom('1', '2', '3'), days }),
      operator: compared,
      value: fc.integer({ min: 0, max: 40 }),
    }),
    fc.record({
      field: fc.constant('contact.active_days'),
      params: fc.record({ days }),
      operator: compared,
      value: fc.integer({ min: 0, max: 20 }),
    }),
    fc.record({
      field: fc.constant('contact.tickets_opened'),
      params: fc.record({ days }),
      operator: compared,
      value: fc.integer({ min: 0, max: 2 }),
    }),
    fc.record({
      field: fc.constant('contact.role'),
      operator: fc.constantFrom('equals' as const, 'differs' as const),
      value: fc.constantFrom('champion', 'member'),
    }),
    fc.record({
      field: fc.constant('contact.has_address'),
      operator: fc.constantFrom('isYes' as const, 'isNo' as const),
    }),
    fc.record({
      field: fc.constantFrom('account.segment', 'contact.title'),
      operator: fc.constantFrom('isMissing' as const, 'isPresent' as const),
    }),
  );
  const { tree } = fc.letrec<{ tree: ConditionGroup }>((tie) => ({
    tree: fc.record({
      combinator: fc.constantFrom('and' as const, 'or' as const),
      not: fc.boolean(),
      rules: fc.array(fc.oneof({ depthSize: 'small' }, condition, tie('tree')), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  }));

  test('it holds for those for whom the same question in SQL is true', () => {
    const db = analyst();
    const everybody = matching(known('contact.role'));
    fc.assert(
      fc.property(tree, (rules) => {
        const expected = db
          .prepare(
            `select person from person p where person in (select value from json_each(?)) and ${groupSql(rules)}`,
          )
          .pluck()
          .all(JSON.stringify(everybody));
        expect(matching(rules).sort()).toEqual(expected.sort());
      }),
      { numRuns: Number(process.env['STEWARD_RULES'] ?? 30) },
    );
  });

  /** Single entries and people, as an analyst has them. */
  function analyst(): Database.Database {
    const db = new Database(':memory:');
    db.exec(`create table entry (account, first, last, person, feature, events); create index by_account on entry (account, last);
             create table person (person, account, role, email, title, segment); create table ticket (person, day)`);
    const put = db.prepare('insert into entry values (?, ?, ?, ?, ?, ?)');
    for (const { organizationId, day, periodDays, entries } of company.pages)
      for (const { user, feature, events } of entries)
        put.run(organizationId, day, day + periodDays - 1, user, feature, events);
    const person = db.prepare('insert into person values (?, ?, ?, ?, ?, ?)');
    for (const row of scored.store.read
      .prepared<[], unknown[]>(
        `select user_id, u.organization_id, role, email, title, segment from users u join organizations o using (organization_id)`,
      )
      .raw()
      .all())
      person.run(...row);
    const ticket = db.prepare('insert into ticket values (?, ?)');
    for (const row of scored.store.read
      .prepared<[], unknown[]>('select user_id, opened_at / 86400000 from support_tickets')
      .raw()
      .all())
      ticket.run(...row);
    return db;
  }

  function groupSql({ combinator, not, rules }: ConditionGroup): string {
    const joined = rules.map((part) => (isGroup(part) ? groupSql(part) : conditionSql(part)));
    return `(${not === true ? 'not ' : ''}(${joined.join(` ${combinator} `)}))`;
  }

  const signs = { below: '<', atMost: '<=', atLeast: '>=', equals: '=', differs: '<>' } as const;

  function conditionSql({ field, operator, value, params = {} }: Condition): string {
    const sign = signs[operator as keyof typeof signs];
    const since = today - Number(params['days']);
    const window = `e.account = p.account and last > ${since} and last <= ${today}`;
    const feature = params['feature'] === undefined ? 'true' : `feature = ${params['feature']}`;
    // Known from the account's first use on, where no more than a quarter of it is nobody's, or of no day.
    const knownWhere = (nobodys: string, what: string) =>
      `(select case when (select min(last) from entry f where f.account = p.account) <= ${today}
         and coalesce(sum(events) filter (where ${nobodys}), 0) <= 0.25 * coalesce(sum(events), 0) then ${what} end
         from entry e where ${window} and ${feature})`;
    switch (field) {
      case 'contact.events':
      case 'contact.uses_of_feature':
        return `(${knownWhere('person = 0', 'coalesce(sum(events) filter (where e.person = p.person), 0)')} ${sign} ${value})`;
      case 'contact.active_days':
        return `(${knownWhere('person = 0 or first < last', 'count(distinct last) filter (where e.person = p.person and first = last)')} ${sign} ${value})`;
      case 'contact.tickets_opened':
        return `((select count(*) from ticket t where t.person = p.person and day > ${since} and day <= ${today}) ${sign} ${value})`;
      case 'contact.role':
        return `(role ${sign} '${value}')`;
      case 'contact.has_address':
        return `(email is ${operator === 'isYes' ? 'not null' : 'null'})`;
      default:
        return `(${field.split('.')[1]} is ${operator === 'isPresent' ? 'not null' : 'null'})`;
    }
  }
});

describe('rules that act', () => {
  test('are judged part by part, each contact once, and the whole is told behind the last part', () => {
    const { store } = scored;
    const checking = ruleChecking(store.read);
    run(`insert into organizations (organization_id, external_id, name, lifecycle_stage, created_at) values (900, 'big', 'Big', 'growth', 0), (901, 'b2', 'Big 2', 'growth', 0);
         insert into account_spells (organization_id, began_day, after_first_month) values (900, ${today - 200}, 1), (901, ${today - 200}, 1)`);
    const add = store.db.client.prepare(
      `insert into users (user_id, organization_id, external_id, name, role, created_at) values (?, ?, ?, 'P', 'member', 0)`,
    );
    for (let n = 0; n < 1800; n++) add.run(100_000 + n, 900 + (n % 2), `u${n}`);
    const definition = contactRule({ field: 'contact.role', operator: 'equals', value: 'member' });
    const active = { name: 'R', version: 1, judgedOn: null, judgedFrom: null, activeAt: 0, definition };
    const rules = ['a', 'b'].map((id) => ruleToJudge({ ...active, id }, today, checking));
    const look = { day: formatDay(today), factsAt: 0 };
    const steps = judgeContacts(store, rules as RuleToJudge[], {
      ...{ makers: new Map(), began: new Map(), look, day: today, isWhole: true, checking, among: null },
    });
    let parts = 0;
    for (const _ of steps) {
      expect(readJudging(store.read, 'a')?.whole ?? null).toBe(null);
      parts += 1;
    }
    expect(parts).toBeGreaterThan(5);
    const everybody = matching(known('contact.role'));
    const { total } = previewed(known('contact.role')).matching;
    expect(total).toBeGreaterThan(1800);
    for (const id of ['a', 'b']) {
      expect(readJudging(store.read, id)?.whole).toMatchObject({ evaluated: total, notKnown: 0 });
      const told = readVerdicts(store.read, id, 5000);
      expect(new Set(told.map(({ contactId }) => contactId)).size).toBe(total);
      expect(told).toHaveLength(total);
      expect(told.map(({ contactId }) => contactId)).toEqual(expect.arrayContaining(everybody));
    }
  });

  test('tell whoever has the account of which contact it is, in one where there are several', () => {
    const firing = (id: number, rule: string, contact: number) =>
      `insert into rule_firings (firing_id, rule_id, organization_id, user_id, version, generation, fired_on, fired_at, why, held_out, outcomes)
       values (${id}, '${rule}', 900, ${contact}, 1, 1, ${today}, 0, '[]', 0, '[{"kind":"notification"}]')`;
    run(`update organizations set owner_id = 1 where organization_id = 900;
         insert into managers values (1, 'ann@x.test', 'Ann'); replace into settings (key, value) values ('manager', '1')`);
    expect(tellOwner(scored.store)).toEqual([]);
    run(`${firing(1, 'r', 100_000)}; ${firing(2, 's', 100_000)}; ${firing(3, 's', 100_002)}`);
    expect(tellOwner(scored.store)).toEqual([
      { title: 'A rule', body: 'P (Big)', to: '/accounts/900/people/100000' },
      { title: 'A rule', body: '2 contacts: P (Big), P (Big)', to: '/rules/s' },
    ]);
  });
});
