import type { z } from 'zod';
import type { MilestoneDefinition } from '../../../src-preload/contract/milestones/milestone-definition';
import type {
  MilestonePreview,
  previewMilestoneInputSchema,
} from '../../../src-preload/contract/milestones/milestones';
import {
  comesAtOnce,
  isByHand,
  type Milestone,
  readMilestones,
  readPlans,
} from '../../store/milestones/read-definitions';
import { readAssignments, readProgress, subjectKey } from '../../store/milestones/read-progress';
import { readStages } from '../../store/milestones/what-counting-needs';
import { readAccountNames } from '../../store/rules/account-names';
import type { ReadDb } from '../../store/types';
import { errorsOf, ruleChecking } from '../rules/rule-checking';
import { conditionsHeld } from './conditions-held';
import { countAnew } from './count-account';
import { milestonesOfAccounts, ruleOf } from './counting';
import { sentenceOf } from './sentence-of';
import { withDaysOfDraft } from './whose-days';

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
  const checked = sentenceOf(db, checking)(definition);
  const said = { ...checked, sentence: withDaysOfDraft(db, checked.sentence, definition) };
  const none = { counted: 0, complete: 0, newly: { total: 0, accounts: [] } };
  const hasErrors = errorsOf(said.findings).length > 0;
  if (day === null || hasErrors || definition.completion.by === 'hand') return { ...said, ...none };
  const ids = accountsFor(db, id, day).slice(0, mostCounted);
  const complete = new Set(
    definition.completion.by === 'conditions' ? holding(db, day, ids, definition) : [],
  );
  if (definition.completion.by === 'activity') {
    const draft = draftOf(id ?? 'draft', definition);
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

/** The accounts of which the conditions hold, or of a contact of which. */
function holding(
  db: ReadDb,
  day: number,
  ids: readonly number[],
  definition: MilestoneDefinition,
): readonly number[] {
  const id = 'draft';
  const holds = conditionsHeld(db, {
    ...{ ids, day, checking: ruleChecking(db) },
    milestones: [draftOf(id, definition)],
  });
  return ids.filter((organizationId) => holds(id, organizationId).size > 0);
}

/** As an editor holds it. Milestones before it are left aside. */
function draftOf(id: string, definition: MilestoneDefinition): Milestone {
  return {
    ...{ id, name: '', version: 0, author: '', at: 0, isPending: false },
    ...{ definition, prerequisites: [], definitionVersion: 0 },
    comesAtOnce: comesAtOnce(definition),
    isByHand: isByHand(definition),
  };
}
