import type { CheckedGroup } from '../../../src-preload/contract/rules/checked';
import type { ConditionGroup } from '../../../src-preload/contract/rules/condition';
import type { SequenceDefinition } from '../../../src-preload/contract/sequences/definition';
import type { Holds, KnownFacts } from '../../engines/sequences/next-move';
import { useOf } from '../../lib/rules/fact-use';
import { companyCalendar } from '../../store/copy/company-calendar';
import { accountColumns } from '../../store/facts/account-columns';
import { readAllSpells } from '../../store/scores/spells';
import type { ReadDb } from '../../store/types';
import { subjectsToJudge } from '../rules/judge-subjects';
import { checkTree, type RuleChecking } from '../rules/rule-checking';

/** What sequences ask about accounts, judged for all of them together. @returns of a definition and an account, what is known */
export function knownFacts(
  db: ReadDb,
  day: number,
  definitions: readonly SequenceDefinition[],
  among: ReadonlySet<number>,
  checking: RuleChecking,
): (definition: SequenceDefinition, organizationId: number) => KnownFacts {
  const asked = new Map(definitions.map((definition) => [definition, treesOf(definition, checking)]));
  const trees = [...asked.values()].flatMap((each) => [...each.values()]).filter((tree) => tree !== null);
  const judged =
    trees.length === 0
      ? null
      : subjectsToJudge(db, day, { subject: 'account', whom: 'all', facts: checking, trees, among });
  const verdicts = new Map<CheckedGroup, (id: number) => Holds>();
  for (const tree of trees) {
    const { matching, unknown } = judged?.judge(tree) ?? { matching: [], unknown: [] };
    const [holds, notKnown] = [new Set(matching), new Set(unknown)];
    verdicts.set(tree, (id) => (holds.has(id) ? 'holds' : notKnown.has(id) ? 'unknown' : 'fails'));
  }
  const days = daysOf(db, day, definitions, among, checking);
  const churned = churnedOn(db, day);
  return (definition, id) => {
    // Conditions that make no sense any more are known of nobody.
    const verdict = (key: string): Holds => {
      const tree = asked.get(definition)?.get(key) ?? null;
      return tree === null ? 'unknown' : (verdicts.get(tree)?.(id) ?? 'unknown');
    };
    return {
      branch: verdict,
      goal: definition.goal === null ? 'fails' : verdict(goalKey),
      day: (stepId) => days(definition, stepId, id),
      churned: churned.has(id),
    };
  };
}

/** No step is named so. */
const goalKey = 'goal!';

function treesOf(definition: SequenceDefinition, checking: RuleChecking): Map<string, CheckedGroup | null> {
  const trees = new Map<string, CheckedGroup | null>();
  const add = (key: string, tree: ConditionGroup) =>
    trees.set(key, tree.rules.length === 0 ? null : checkTree(tree, key, checking).conditions);
  if (definition.goal !== null) add(goalKey, definition.goal);
  for (const step of definition.steps) if (step.kind === 'branch') add(step.id, step.conditions);
  return trees;
}

function daysOf(
  db: ReadDb,
  today: number,
  definitions: readonly SequenceDefinition[],
  among: ReadonlySet<number>,
  { facts }: RuleChecking,
): (definition: SequenceDefinition, stepId: string, organizationId: number) => number | null {
  const wanted = definitions.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'wait' && step.wait.kind === 'date' ? [step.wait.fact] : [])),
  );
  const uses = [...new Set(wanted)].flatMap((name) => {
    const fact = facts.get(name)?.fact;
    const use = fact?.type === 'day' ? useOf(fact) : null;
    return use === null || typeof use === 'string' ? [] : [use];
  });
  const ids = [...among];
  const columns = accountColumns({ db, calendar: companyCalendar(db), today, ids, facts, uses, from: today });
  const places = new Map(ids.map((id, place) => [id, place]));
  const figures = new Map(uses.map((use) => [use.fact.name, columns.figures(use, today)]));
  return (definition, stepId, id) => {
    const step = definition.steps.find((one) => one.id === stepId);
    if (step?.kind !== 'wait' || step.wait.kind !== 'date') return null;
    const value = figures.get(step.wait.fact)?.[places.get(id) ?? -1];
    return value === undefined || Number.isNaN(value) ? null : value;
  };
}

/** Who was a customer, and is none any more. A trial never was one. */
function churnedOn(db: ReadDb, day: number): Set<number> {
  const churned = new Set<number>();
  const present = new Set<number>();
  for (const { organizationId, beganDay, lastDay } of readAllSpells(db)) {
    if (beganDay > day) continue;
    if (lastDay === null || lastDay >= day) present.add(organizationId);
    else churned.add(organizationId);
  }
  for (const id of present) churned.delete(id);
  return churned;
}
