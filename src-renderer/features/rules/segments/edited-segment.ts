import { z } from 'zod';
import {
  type Segment,
  type SegmentDefinition,
  segmentDefinitionSchema,
} from '../../../../src-preload/contract/rules/segment';
import { withIds, withoutIds } from '../conditions/condition-tree';
import { inOrder } from '../editor/edited-rule';

/** A segment as it stands in the editor, saved or not; its conditions have ids. */
export const editedSegmentSchema = z.object({
  /** The version that it was begun on; null: a new one. */
  version: z.number().int().nullable(),
  name: z.string(),
  definition: segmentDefinitionSchema,
});
export type EditedSegment = z.infer<typeof editedSegmentSchema>;

export function editedSegmentOf({
  version,
  name,
  definition,
}: Pick<Segment, 'version' | 'name' | 'definition'>): EditedSegment {
  return { version, name, definition: editableSegment(definition) };
}

export function editableSegment(definition: SegmentDefinition): SegmentDefinition {
  return { ...definition, conditions: withIds(definition.conditions) };
}

export function newSegment(): EditedSegment {
  return {
    version: null,
    name: '',
    definition: { description: '', conditions: withIds({ combinator: 'and', rules: [] }) },
  };
}

/** As it is sent. */
export function sentSegment(definition: SegmentDefinition): SegmentDefinition {
  return { ...definition, conditions: withoutIds(definition.conditions) };
}

export function isSameSegment(a: EditedSegment, b: EditedSegment): boolean {
  const [one, other] = [sentSegment(a.definition), sentSegment(b.definition)];
  return a.name === b.name && JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}
