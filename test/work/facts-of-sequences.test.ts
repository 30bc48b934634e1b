import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readInside } from '../../src-main/store/sequences/read-inside';
import { type RuleChecking, ruleChecking } from '../../src-main/work/rules/rule-checking';
import { knownFacts, type Whom } from '../../src-main/work/sequences/known-facts';
import { makeOutMoves } from '../../src-main/work/sequences/make-out-moves';
import type { Condition, ConditionGroup } from '../../src-preload/contract/rules/condition';
import type { SequenceDefinition, Step } from '../../src-preload/contract/sequences/definition';
import { all } from '../support/rules/entries';
import { hours, mail, sequenceDefinition } from '../support/sequences/entries';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

const day = 20_000;
const accounts = 250;
let temporary: TemporaryStore;
let checking: RuleChecking;
const run = (sql: string) => temporary.store.db.client.exec(sql);

/** Two contacts of each account: 1, a champion; 2, a member. Every third account is small. Who is 7 objects, 9 left, 11 is staff. */
beforeAll(() => {
  temporary = temporaryStore();
  run(`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${accounts})
    insert into organizations (organization_id, external_id, name, lifecycle_stage, segment, created_at)
    select i, 'o' || i, 'Account ' || i, 'adoption', case when i % 3 = 0 then 'SMB' else 'Enterprise' end, 0 from n;
    insert into users (user_id, organization_id, external_id, name, role, created_at, title)
    select organization_id * 10 + c.n, organization_id, 'u' || c.n, 'Person ' || c.n, c.role, (${day} - 30) * 86400000 + 1,
           case when organization_id % 2 = 0 then 'Head' end
      from organizations, (select 1 as n, 'champion' as role union all select 2, 'member') c;
    update users set objected_on = 1 where user_id = 71;
    update users set deactivated_at = 1 where user_id = 91;
    update users set is_internal = 1 where user_id = 111`);
  checking = ruleChecking(temporary.store.read);
});
afterAll(() => temporary.remove());

const isChampion: Condition = { field: 'contact.role', operator: 'equals', value: 'champion' };
const hasTitle: Condition = { field: 'contact.title', operator: 'isPresent' };
const isSmall: Condition = { field: 'account.segment', operator: 'equals', value: 'SMB' };
const fork = (id: string, conditions: ConditionGroup): Step => ({
  id,
  kind: 'branch',
  conditions,
  otherwise: null,
  unknown: 'fails',
});
const since: Step = {
  id: 'since1',
  kind: 'wait',
  wait: { kind: 'date', fact: 'contact.since', days: 0, minute: 0 },
};

/** @returns what is known, and how often others had their turn meanwhile */
function known(definitions: readonly SequenceDefinition[], people: readonly Whom[]) {
  const steps = knownFacts(temporary.store.read, day, definitions, people, checking);
  let turns = 0;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) turns += 1;
  return { turns, of: step.value };
}
const everybody = Array.from({ length: accounts }, (_, n) =>
  [1, 2].map((c): Whom => ({ organizationId: n + 1, userId: (n + 1) * 10 + c })),
).flat();

describe('what a sequence asks', () => {
  test('of the contact is each one’s own, of the account alone that of all of its people', () => {
    const definition = sequenceDefinition({
      steps: [
        fork('role1', all(isChampion)),
        fork('both1', all(isChampion, isSmall)),
        fork('small1', all(isSmall)),
        since,
        mail('mail1'),
      ],
      goal: all(hasTitle),
    });
    const { turns, of } = known([definition], everybody);
    expect(turns).toBe(3);
    for (const whom of everybody) {
      const { organizationId, userId } = whom;
      const facts = of(definition, whom);
      const isSmallOne = organizationId % 3 === 0;
      const asWords = (holds: boolean) => (holds ? 'holds' : 'fails');
      expect(facts.branch('small1')).toBe(asWords(isSmallOne));
      if ([71, 91, 111].includes(userId ?? 0)) {
        expect([facts.branch('role1'), facts.branch('both1'), facts.goal]).toEqual([
          'unknown',
          'unknown',
          'unknown',
        ]);
        expect(facts.day('since1')).toBeNull();
        continue;
      }
      const isFirst = (userId ?? 0) % 10 === 1;
      expect(facts.branch('role1')).toBe(asWords(isFirst));
      expect(facts.branch('both1')).toBe(asWords(isFirst && isSmallOne));
      expect(facts.goal).toBe(asWords(organizationId % 2 === 0));
      expect(facts.day('since1')).toBe(day - 30);
    }
  });

  test('of a contact is known of nobody in particular, and of the account it is', () => {
    const definition = sequenceDefinition({
      steps: [fork('role1', all(isChampion)), fork('small1', all(isSmall)), mail('mail1')],
    });
    const nobody = { organizationId: 3, userId: null };
    const { turns, of } = known([definition], [nobody]);
    expect(turns).toBe(0);
    expect(of(definition, nobody)).toMatchObject({ goal: 'fails', churned: false });
    expect(of(definition, nobody).branch('role1')).toBe('unknown');
    expect(of(definition, nobody).branch('small1')).toBe('holds');
  });

  test('and makes no sense any more is known of nobody, and spoils nothing else', () => {
    const definition = sequenceDefinition({
      steps: [
        fork('gone1', all({ field: 'contact.field.gone', operator: 'isPresent' })),
        fork('role1', all(isChampion)),
        { ...since, id: 'gone2', wait: { kind: 'date', fact: 'contact.gone', days: 0, minute: 0 } } as Step,
        mail('mail1'),
      ],
    });
    const [first] = everybody as [Whom];
    const facts = known([definition], [first]).of(definition, first);
    expect([facts.branch('gone1'), facts.branch('role1'), facts.day('gone2')]).toEqual([
      'unknown',
      'holds',
      null,
    ]);
  });
});

test('it is the same for everybody at once as for each alone, whatever is asked and whoever is inside', () => {
  const condition = fc.constantFrom(isChampion, hasTitle, isSmall);
  const tree = fc.record({
    combinator: fc.constantFrom('and' as const, 'or' as const),
    not: fc.boolean(),
    rules: fc.array(condition, { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(
      fc.array(tree, { minLength: 1, maxLength: 3 }),
      tree,
      fc.uniqueArray(fc.constantFrom(...everybody), { minLength: 1, maxLength: 6 }),
      (branches, goal, people) => {
        const steps = [...branches.map((conditions, n) => fork(`fork${n}`, conditions)), mail('mail1')];
        const definitions = [sequenceDefinition({ steps, goal }), sequenceDefinition({ steps, goal: null })];
        const together = known(definitions, people).of;
        for (const whom of people) {
          const alone = known(definitions, [whom]).of;
          for (const definition of definitions) {
            const [said, meant] = [together(definition, whom), alone(definition, whom)];
            expect(said.goal).toBe(meant.goal);
            for (const { id } of steps) expect(said.branch(id)).toBe(meant.branch(id));
          }
        }
      },
    ),
    { numRuns: Number(process.env['STEWARD_RUNS'] ?? 15) },
  );
});

test('two people of one account go their own ways; who reached the goal or left goes out, who is not due stays', () => {
  const definition = sequenceDefinition({
    steps: [hours('wait1', 1), fork('role1', all(isChampion)), mail('mail1')],
    goal: all({ field: 'contact.name', operator: 'equals', value: 'Done' }),
  });
  const put = (sql: string) => temporary.store.db.client.prepare(sql).run(JSON.stringify(definition));
  put(`insert into copied_sequences (row_id, sequence_id, name, definition, state, author, made_at, version, changed, created_at)
       values (1, 's', 'S', ?, 'active', 'ada', 0, 1, '{}', 0)`);
  put(
    `insert into sequence_versions (row_id, sequence_id, version, definition, author, made_at) values (1, 's', 1, ?, 'ada', 0)`,
  );
  const now = day * 86_400_000;
  run(`insert into enrolments (enrolment_id, sequence_id, organization_id, user_id, entry_key, version, generation, step_id, is_done, since_at,
                               wakes_at, waits_for, entered_at, entered_by, entered_how)
       select user_id, 's', organization_id, user_id, '', case user_id when 41 then 2 else 1 end, 4, 'wait1', 0, 0, case when user_id in (22, 31) then ${now + 1} else ${now} end, 'wait', 0, 'ada', 'hand'
         from users where user_id in (11, 12, 21, 22, 31, 32, 41);
       update users set name = 'Done' where user_id = 22;
       update users set deactivated_at = ${now} where user_id = 32`);
  const { read } = temporary.store;
  const rows = readInside(read, { accounts: 'all', after: 0, now, limit: 10 });
  const steps = makeOutMoves(read, rows, { now, day, checking });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  // 31 is due a moment later; 41 is inside a version that only a newer Steward knows.
  expect(step.value.map(({ enrolment, does, ends }) => [enrolment, does, ends])).toEqual([
    [11, 'mail', null],
    [12, null, 'finished'],
    [21, 'mail', null],
    [22, null, 'goal'],
    [32, null, 'left'],
  ]);
  expect(new Set(step.value.map(({ generation }) => generation))).toEqual(new Set([4]));
});
