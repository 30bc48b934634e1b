import type { SequenceDefinition } from '../../../src-preload/contract/sequences/definition';
import type { SequenceState } from '../../../src-preload/contract/sequences/sequence';
import type { OpenOperation } from './operation';

/** Who comes in and goes out is the company's to say, and not of the sequence itself. */
export type SequenceKind = 'sequence.save' | 'sequence.remove' | 'sequence.enrol';

export interface StoredSequence {
  readonly name: string;
  readonly definition: SequenceDefinition;
  readonly state: SequenceState;
  readonly author: string;
  readonly createdAt: number;
  readonly version: number;
  readonly isRemoved: boolean;
}

/** The sequence as it is with one more operation. What was removed stays so. */
export function foldSequence(
  sequence: StoredSequence | null,
  operation: OpenOperation<SequenceKind>,
): StoredSequence | null {
  if (operation.kind === 'sequence.enrol') return sequence;
  if (operation.kind === 'sequence.remove') return sequence && { ...sequence, isRemoved: true };
  const { name, definition, state } = operation.patch;
  if (sequence !== null)
    return {
      ...sequence,
      name: name ?? sequence.name,
      definition: definition ?? sequence.definition,
      state: state ?? sequence.state,
    };
  if (name === undefined || definition === undefined) return null;
  const { author, madeAt } = operation;
  return { name, definition, state: 'draft', author, createdAt: madeAt, version: 1, isRemoved: false };
}
