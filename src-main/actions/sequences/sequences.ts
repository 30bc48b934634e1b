import { isDeepStrictEqual } from 'node:util';
import type { SequenceDefinition } from '../../../src-preload/contract/sequences/definition';
import type { InsideChoice, Sequence, SequenceState } from '../../../src-preload/contract/sequences/sequence';
import { StewardError } from '../../lib/steward-error';
import { readSequence, readSequences } from '../../store/sequences/read-sequences';
import type { Tx } from '../../store/types';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';
import { refuseLocked } from '../rules/locks';
import { isSameName, writerOf } from '../rules/rules';
import { sequenceLock, sequenceSwitchLock } from './locks';

export interface SequenceToSave {
  /** Undefined: a new one, a draft. */
  readonly id: string | undefined;
  /** The version that it was begun on; the one there is now, when undefined. */
  readonly version: number | undefined;
  readonly name: string;
  readonly definition: SequenceDefinition;
  /** What becomes of those inside; undefined: they finish as they began. */
  readonly inside?: InsideChoice | undefined;
}

/**
 * A new sequence, or a change of one, for the whole company. Only what differs is a change.
 * @param errors what is wrong with it: one that is on can't be changed to that
 * @returns its key
 * @throws StewardError conflict for a name that is taken, not_found, invalid_input, forbidden for one that is not the writer’s to change
 */
export function saveSequence(
  context: ActionContext,
  { id, version, name, definition, inside }: SequenceToSave,
  errors: readonly string[],
): string {
  return decide(context, 'save sequence', (tx) => {
    if (readSequences(tx).some((one) => one.id !== id && isSameName(one.name, name)))
      throw new StewardError('conflict', `A sequence named ${name} exists already. Choose another name.`, {
        name: 'This name is taken.',
      });
    if (id === undefined)
      return operate(tx, context, { kind: 'sequence.save', patch: { name, definition }, subject: null });
    const before = standing(tx, id);
    refuseLocked(sequenceLock(before, writerOf(tx, context)));
    if (before.state !== 'draft' && errors.length > 0)
      throw new StewardError(
        'invalid_input',
        `“${before.name}” is on, so it can’t be saved like this: ${errors.join(' ')}`,
      );
    const isChanged = !isDeepStrictEqual(definition, before.definition);
    const patch = {
      ...(name === before.name ? {} : { name }),
      ...(isChanged ? { definition } : {}),
      ...(isChanged && inside !== undefined ? { inside } : {}),
    };
    if (Object.keys(patch).length === 0) return id;
    const changes = { entry: id, version: Math.min(version ?? before.version, before.version) };
    return operate(tx, context, { kind: 'sequence.save', patch, subject: null, changes });
  });
}

/**
 * Switches a sequence on, pauses it, or makes a draft of it again.
 * @param errors what is wrong with it: with any of these it stays off
 * @throws StewardError not_found, forbidden, conflict where a colleague has changed it since it was looked at, invalid_input
 */
export function setSequenceState(
  context: ActionContext,
  { id, version, state }: { readonly id: string; readonly version: number; readonly state: SequenceState },
  errors: readonly string[],
): void {
  decide(context, 'set state of sequence', (tx) => {
    const before = standing(tx, id);
    refuseLocked(sequenceSwitchLock(writerOf(tx, context)));
    if (before.version !== version)
      throw new StewardError(
        'conflict',
        'This sequence was changed since you looked at it. Look at it again, then switch it.',
      );
    if (state === 'active' && errors.length > 0)
      throw new StewardError(
        'invalid_input',
        `“${before.name}” can’t be switched on yet: ${errors.join(' ')}`,
      );
    if (state === before.state) return;
    operate(tx, context, {
      kind: 'sequence.save',
      patch: { state },
      subject: null,
      changes: { entry: id, version },
    });
  });
}

/** Those inside go out. One that is gone already is no error. @throws StewardError forbidden */
export function removeSequence(context: ActionContext, id: string): void {
  decide(context, 'remove sequence', (tx) => {
    const before = readSequence(tx, id);
    if (before === undefined) return;
    refuseLocked(sequenceLock(before, writerOf(tx, context)));
    operate(tx, context, { kind: 'sequence.remove', patch: {}, subject: null, changes: { entry: id } });
  });
}

function standing(tx: Tx, id: string): Sequence {
  const sequence = readSequence(tx, id);
  if (sequence === undefined)
    throw new StewardError(
      'not_found',
      'This sequence is not in your copy any more. What you wrote is still here: save it under a new name.',
    );
  return sequence;
}
