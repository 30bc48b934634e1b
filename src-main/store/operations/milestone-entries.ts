import type { z } from 'zod';
import { milestoneDefinitionSchema } from '../../../src-preload/contract/milestones/milestone-definition';
import { planDefinitionSchema } from '../../../src-preload/contract/milestones/plan';
import {
  foldMilestone,
  foldPlan,
  type MilestoneKind,
  type PlanKind,
  type StoredMilestone,
  type StoredPlan,
} from '../../lib/operations/fold-milestone';
import type { Tx } from '../types';
import { changedFields } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { dropEntry, putEntry } from './put-entry';

export const milestoneEntry: EntryFold<StoredMilestone, MilestoneKind> = {
  copied: (tx, entry) =>
    copiedOf(tx, 'copied_milestone_definitions where milestone_id = ?', entry, milestoneDefinitionSchema),
  fold: foldMilestone,
  put: (tx, entry, milestone) => put(tx, 'milestone_definitions', entry, milestone),
};

export const planEntry: EntryFold<StoredPlan, PlanKind> = {
  copied: (tx, entry) => copiedOf(tx, 'copied_success_plans where plan_id = ?', entry, planDefinitionSchema),
  fold: foldPlan,
  put: (tx, entry, plan) => put(tx, 'success_plans', entry, plan),
};

interface CopiedRow {
  readonly name: string;
  readonly definition: string;
  readonly author: string;
  readonly createdAt: number;
  readonly version: number;
  readonly changed: string;
  readonly removedAt: number | null;
}

/** One that this Steward can't read as a whole, of a newer one perhaps, is left out: half of it would mean something else. */
function copiedOf<Definition>(tx: Tx, from: string, entry: string, schema: z.ZodType<Definition>) {
  const found = tx
    .prepared<[string], CopiedRow>(
      `select name, definition, author, created_at as createdAt, version, changed, removed_at as removedAt from ${from}`,
    )
    .get(entry);
  if (found === undefined) return null;
  const { changed, removedAt, ...row } = found;
  const read = schema.safeParse(JSON.parse(row.definition));
  if (!read.success) return null;
  return {
    row: { ...row, definition: read.data, isRemoved: removedAt !== null },
    changed: changedFields(changed),
  };
}

function put(
  tx: Tx,
  place: 'milestone_definitions' | 'success_plans',
  entry: string,
  stored: StoredMilestone | StoredPlan | null,
): void {
  if (stored === null || stored.isRemoved) {
    dropEntry(tx, place, entry);
    return;
  }
  const { name, definition, version, author, createdAt } = stored;
  putEntry(tx, place, entry, {
    name,
    definition: JSON.stringify(definition),
    version,
    author,
    created_at: createdAt,
  });
}
