import type { z } from 'zod';
import type {
  MilestonePreview,
  previewMilestoneInputSchema,
} from '../../../src-preload/contract/milestones/milestones';
import { type Milestone, readMilestones, readPlans } from '../../store/milestones/read-definitions';
import { readAssignments, readProgress, subjectKey } from '../../store/milestones/read-progress';
import { readStages } from '../../store/milestones/what-counting-needs';
import { readAccountNames } from '../../store/rules/account-names';
import type { ReadDb } from '../../store/types';
import { subjectsToJudge } from '../rules/judge-subjects';
import { checkTree, errorsOf, ruleChecking } from '../rules/rule-checking';
import { countAnew } from './count-account';
import { milestonesOfAccounts, ruleOf } from './counting';
import { sentenceOf } from './sentence-of';

/** A preview counts no more accounts than these from all their pages. */
const mostCounted = 500;

/**
 * Who would have completed a milestone as an editor holds it, beside who has: what a change brings about is seen before it is saved.
 * Milestones before it are left aside. Of contacts' milestones, accounts of which a contact has.
 * @param day the company's day as of which use is known; null: the first load is under way
 */
export function previewMilestone(
  db: ReadDb,
  day: number | null,
  { id, definition }: z.infer<typeof previewMilestoneInputSchema>,
): MilestonePreview {
  const checking = ruleChecking(db);
  const said = sentenceOf(db, checking)(definition);
  const none = { counted: 0, complete: 0, newly: { total: 0, accounts: [] } };
  const hasErrors = errorsOf(said.findings).length > 0;
  if (day === null || hasErrors || definition.completion.by === 'hand') return { ...said, ...none };
  const ids = accountsFor(db, id, day).slice(0, mostCounted);
  const complete = new Set(
    definition.completion.by === 'conditions' ? holding(db, day, ids, definition.completion.conditions) : [],
  );
  if (definition.completion.by === 'activity') {
    const draft: Milestone = {
      ...{ id: id ?? 'draft', name: '', version: 0, author: '', at: 0, isPending: false },
      ...{ definition, prerequisites: [], definitionVersion: 0 },
    };
    const rules = ruleOf(db);
    for (const organizationId of ids)
      if (countAnew(db, { organizationId, milestones: [draft] }, rules, day)) complete.add(organizationId);
  }
  const now = new Map(readProgress(db, ids).map((row) => [subjectKey(row), row.progress]));
  const newly = [...complete].filter(
    (organizationId) =>
      id === null || now.get(subjectKey({ organizationId, userId: null, milestoneId: id })) !== 100,
  );
  return {
    ...said,
    counted: ids.length,
    complete: complete.size,
    newly: {
      total: newly.length,
      accounts: readAccountNames(db, newly)
        .slice(0, 50)
        .map(({ id: account, name }) => ({ id: account, name })),
    },
  };
}

/** Those that follow it, and all customers of one that nobody follows yet. */
function accountsFor(db: ReadDb, id: string | null, day: number): number[] {
  const customers = readStages(db, day).map(({ organizationId }) => organizationId);
  if (id === null) return customers;
  const following = new Set(
    milestonesOfAccounts(readAssignments(db), readPlans(db), readMilestones(db)).flatMap(
      ({ organizationId, milestones }) =>
        milestones.some((milestone) => milestone.id === id) ? [organizationId] : [],
    ),
  );
  return following.size === 0 ? customers : customers.filter((account) => following.has(account));
}

function holding(
  db: ReadDb,
  day: number,
  ids: readonly number[],
  tree: Parameters<typeof checkTree>[0],
): readonly number[] {
  const checking = ruleChecking(db);
  const { conditions } = checkTree(tree, 'conditions', checking);
  if (conditions === null) return [];
  const accounts = subjectsToJudge(db, day, {
    ...{
      subject: 'account' as const,
      whom: 'customers' as const,
      facts: checking,
      trees: [conditions],
      among: new Set(ids),
    },
  });
  return accounts.judge(conditions).matching;
}
