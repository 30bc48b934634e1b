import { z } from 'zod';
import type { ConditionGroup } from '../../../../src-preload/contract/rules/condition';
import {
  newSequence,
  type SequenceDefinition,
  sequenceDefinitionSchema,
} from '../../../../src-preload/contract/sequences/definition';
import type { Sequence } from '../../../../src-preload/contract/sequences/sequence';
import { withIds, withoutIds } from '../conditions/condition-tree';
import { inOrder } from '../editor/edited-rule';

/** A sequence as it stands in the editor, saved or not; its conditions have ids. */
export const editedSequenceSchema = z.object({
  /** The version that it was begun on; null: a new one. */
  version: z.number().int().nullable(),
  name: z.string(),
  definition: sequenceDefinitionSchema,
});
export type EditedSequence = z.infer<typeof editedSequenceSchema>;

export function editedOf({
  version,
  name,
  definition,
}: Pick<Sequence, 'version' | 'name' | 'definition'>): EditedSequence {
  return { version, name, definition: withTrees(definition, (tree) => withIds(tree)) };
}

export function blankSequence(): EditedSequence {
  return { version: null, name: '', definition: newSequence };
}

/** As it is sent: without what only the editor knows its rows by. */
export function sentOf(definition: SequenceDefinition): SequenceDefinition {
  return withTrees(definition, withoutIds);
}

export function isSameSequence(a: EditedSequence, b: EditedSequence): boolean {
  return a.name === b.name && isSameSteps(a.definition, b.definition);
}

export function isSameSteps(a: SequenceDefinition, b: SequenceDefinition): boolean {
  return JSON.stringify(inOrder(sentOf(a))) === JSON.stringify(inOrder(sentOf(b)));
}

function withTrees(
  definition: SequenceDefinition,
  change: (tree: ConditionGroup) => ConditionGroup,
): SequenceDefinition {
  return {
    ...definition,
    goal: definition.goal === null ? null : change(definition.goal),
    steps: definition.steps.map((step) =>
      step.kind === 'branch' ? { ...step, conditions: change(step.conditions) } : step,
    ),
  };
}
