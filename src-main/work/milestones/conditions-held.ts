import type { CheckedGroup } from '../../../src-preload/contract/rules/checked';
import type { Milestone } from '../../store/milestones/read-definitions';
import type { ReadDb } from '../../store/types';
import { subjectsToJudge } from '../rules/judge-subjects';
import { checkTree, type RuleChecking } from '../rules/rule-checking';

/** Of whom of an account the conditions of a milestone hold: its contacts by number, or 0 where they hold of the account itself. */
export type Holds = (milestoneId: string, organizationId: number) => ReadonlySet<number>;

interface Asked {
  readonly milestones: readonly Milestone[];
  /** The accounts that are looked at. */
  readonly ids: readonly number[];
  readonly day: number;
  readonly checking: RuleChecking;
}

const nobody: ReadonlySet<number> = new Set();
type Audience = Milestone['definition']['audience'];
const audiences: readonly Audience[] = ['account', 'contact'];

/** Where the conditions of milestones hold on a day. Conditions that make no sense now hold of nobody. */
export function conditionsHeld(db: ReadDb, asked: Asked): Holds {
  const found = new Map<string, Set<number>>();
  for (const audience of audiences) holdOf(db, audience, asked, found);
  return (milestoneId, organizationId) => found.get(keyOf(milestoneId, organizationId)) ?? nobody;
}

function holdOf(
  db: ReadDb,
  subject: Audience,
  { milestones, ids, day, checking }: Asked,
  found: Map<string, Set<number>>,
): void {
  const trees = milestones.flatMap(({ id, definition }): [string, CheckedGroup][] => {
    const { completion, audience } = definition;
    if (completion.by !== 'conditions' || audience !== subject) return [];
    const { conditions } = checkTree(completion.conditions, 'completion', checking, subject);
    return conditions === null ? [] : [[id, conditions]];
  });
  if (trees.length === 0 || ids.length === 0) return;
  const subjects = subjectsToJudge(db, day, {
    ...{ subject, whom: 'customers' as const, facts: checking, among: new Set(ids) },
    trees: trees.map(([, tree]) => tree),
  });
  for (const [milestoneId, tree] of trees) {
    for (const matching of subjects.judge(tree).matching) {
      const key = keyOf(milestoneId, subjects.accountOf(matching));
      const own = found.get(key) ?? new Set();
      found.set(key, own.add(subject === 'account' ? 0 : matching));
    }
  }
}

function keyOf(milestoneId: string, organizationId: number): string {
  return `${organizationId} ${milestoneId}`;
}
