import { formatDay, parseDay } from '../../src-main/lib/day';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { ruleChecking } from '../../src-main/work/rules/rule-checking';
import { judgeContacts } from '../../src-main/work/triggers/judge-contacts';
import { type RuleToJudge, ruleToJudge } from '../../src-main/work/triggers/rule-to-judge';
import type { Condition } from '../../src-preload/contract/rules/condition';
import { newRule } from '../../src-preload/contract/rules/rule-definition';
import { writePages } from '../support/grown-company';
import { temporaryStore } from '../support/store-builder';
import { type BenchRow, figure } from './bench-row';
import { seconds, size } from './timing';

const today = parseDay('2026-11-28');
const accounts = size('RULE_SUBJECTS', 100_000) / 20;
const people = 20;
const conditions: Condition[] = [
  { field: 'contact.role', operator: 'equals', value: 'champion' },
  { field: 'contact.uses_of_feature', params: { feature: '1', days: 28 }, operator: 'below', value: 3 },
  { field: 'account.segment', operator: 'isMissing' },
];

/** Three rules about contacts as the runner judges them, read from the store on. */
export async function contactRows(log: (text: string) => void): Promise<BenchRow[]> {
  log(`three rules about ${accounts * people} contacts`);
  const temporary = temporaryStore(() => 0);
  try {
    writeContacts(temporary.store);
    const timed = await seconds(() => judge(temporary.store));
    const judged = `three rules about ${accounts * people} contacts judged`;
    return [
      figure(judged, timed.seconds, 's'),
      figure(`${judged}: the longest that others wait`, timed.result, 'ms', 'value <= 50'),
    ];
  } finally {
    temporary.remove();
  }
}

/** @returns the milliseconds of its longest step, between two of which others have their turn */
function judge(store: Store): number {
  const checking = ruleChecking(store.read);
  const rules = conditions.map((condition, place) => {
    const definition = {
      ...newRule,
      subject: 'contact' as const,
      conditions: { combinator: 'and' as const, rules: [condition] },
    };
    const active = { name: 'R', version: 1, judgedOn: null, judgedFrom: null, activeAt: 0, definition };
    return ruleToJudge({ ...active, id: String(place) }, today, checking) as RuleToJudge;
  });
  const look = { day: formatDay(today), factsAt: 0 };
  const steps = judgeContacts(store, rules, {
    ...{ makers: new Map(), began: new Map(), look, day: today, isWhole: true, checking, among: null },
  });
  let longest = 0;
  for (;;) {
    const began = performance.now();
    const step = steps.next();
    longest = Math.max(longest, performance.now() - began);
    if (step.done === true) return longest;
  }
}

/** Contacts who use one feature now and then, as a load leaves them. */
function writeContacts(store: Store): void {
  writeTransaction(store, 'bench.contacts', (tx) => {
    const run = (sql: string) => tx.prepared<[]>(sql).run();
    run(`insert into features (feature_id, external_id, name, kind) values (1, 'f', 'Exports', 'core')`);
    run(`with recursive n (id) as (select 1 union all select id + 1 from n where id < ${accounts})
         insert into organizations (organization_id, external_id, name, lifecycle_stage, created_at)
         select id, 'a' || id, 'Account ' || id, 'growth', 0 from n`);
    run(`insert into account_spells (organization_id, began_day, after_first_month)
         select organization_id, ${today - 400}, 1 from organizations`);
    run(`with recursive n (person) as (select 0 union all select person + 1 from n where person < ${people - 1})
         insert into users (user_id, organization_id, external_id, name, role, created_at)
         select 100 * organization_id + person, organization_id, 'u' || person, 'Person ' || person,
                case person when 0 then 'champion' else 'member' end, 0 from organizations, n`);
  });
  for (let id = 1; id <= accounts; id++)
    writePages(
      store,
      Array.from({ length: 28 }, (_, back) => ({
        ...{ organizationId: id, day: today - back, periodDays: 1 as const },
        entries: Array.from({ length: people }, (_one, person) => ({
          ...{ user: 100 * id + person, feature: 1, events: 1 + (person % 3), activeUsers: -1 },
        })).filter(({ user }) => (user + back) % 4 === 0),
      })),
    );
}
