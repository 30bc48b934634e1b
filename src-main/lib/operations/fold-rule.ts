import type { RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';
import type { RuleState } from '../../../src-preload/contract/rules/rule-entry';
import type { SegmentDefinition } from '../../../src-preload/contract/rules/segment';
import type { OpenOperation } from './operation';

export type RuleKind = 'rule.save' | 'rule.remove';
export type SegmentKind = 'segment.save' | 'segment.remove';

interface StoredEntry {
  readonly name: string;
  readonly author: string;
  readonly createdAt: number;
  readonly version: number;
  readonly isRemoved: boolean;
}

export interface StoredRule extends StoredEntry {
  readonly definition: RuleDefinition;
  readonly state: RuleState;
}

/** The rule as it is with one more operation. What was removed stays so. */
export function foldRule(rule: StoredRule | null, operation: OpenOperation<RuleKind>): StoredRule | null {
  if (operation.kind === 'rule.remove') return rule && { ...rule, isRemoved: true };
  const { name, definition, state } = operation.patch;
  if (rule !== null)
    return {
      ...rule,
      name: name ?? rule.name,
      definition: definition ?? rule.definition,
      state: state ?? rule.state,
    };
  if (name === undefined || definition === undefined) return null;
  return { name, definition, state: 'draft', ...madeBy(operation) };
}

export interface StoredSegment extends StoredEntry {
  readonly definition: SegmentDefinition;
}

export function foldSegment(
  segment: StoredSegment | null,
  operation: OpenOperation<SegmentKind>,
): StoredSegment | null {
  if (operation.kind === 'segment.remove') return segment && { ...segment, isRemoved: true };
  const { name, definition } = operation.patch;
  if (segment !== null)
    return { ...segment, name: name ?? segment.name, definition: definition ?? segment.definition };
  if (name === undefined || definition === undefined) return null;
  return { name, definition, ...madeBy(operation) };
}

function madeBy({ author, madeAt }: OpenOperation<RuleKind | SegmentKind>) {
  return { author, createdAt: madeAt, version: 1, isRemoved: false };
}
