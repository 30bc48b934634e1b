import { isDeepStrictEqual } from 'node:util';
import type { SegmentDefinition } from '../../../src-preload/contract/rules/segment';
import { StewardError } from '../../lib/steward-error';
import { readSegment, readSegments } from '../../store/rules/read-segments';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';
import { refuseLocked, segmentLock } from './locks';
import { isSameName, writerOf } from './rules';
import { readSegmentUsers, usersOf } from './segment-users';

export interface SegmentToSave {
  /** Undefined: a new one. */
  readonly id: string | undefined;
  /** The version that it was begun on; the one there is now, when undefined. */
  readonly version: number | undefined;
  readonly name: string;
  readonly definition: SegmentDefinition;
}

/**
 * A new segment, or a change of one, for the whole company. Only what differs is a change.
 * @param errors what is wrong with its conditions: lists and rules use a segment as soon as it is there, so it has none
 * @returns its key
 * @throws StewardError invalid_input, conflict for a name that is taken, not_found, forbidden
 */
export function saveSegment(
  context: ActionContext,
  { id, version, name, definition }: SegmentToSave,
  errors: readonly string[],
): string {
  if (errors.length > 0)
    throw new StewardError('invalid_input', `The segment can’t be saved like this: ${errors.join(' ')}`, {
      conditions: errors.join(' '),
    });
  return decide(context, 'save segment', (tx) => {
    const segments = readSegments(tx);
    if (segments.some((segment) => segment.id !== id && isSameName(segment.name, name)))
      throw new StewardError('conflict', `A segment named ${name} exists already. Choose another name.`, {
        name: 'This name is taken.',
      });
    if (id === undefined)
      return operate(tx, context, { kind: 'segment.save', patch: { name, definition }, subject: null });
    const before = readSegment(tx, id);
    if (before === undefined)
      throw new StewardError(
        'not_found',
        'This segment is not in your copy any more. What you wrote is still here: save it under a new name.',
      );
    refuseLocked(segmentLock(before, writerOf(tx, context), { users: readSegmentUsers(tx), segments }));
    const patch = {
      ...(name === before.name ? {} : { name }),
      ...(isDeepStrictEqual(definition, before.definition) ? {} : { definition }),
    };
    if (Object.keys(patch).length === 0) return id;
    const changes = { entry: id, version: Math.min(version ?? before.version, before.version) };
    return operate(tx, context, { kind: 'segment.save', patch, subject: null, changes });
  });
}

/**
 * One that is gone already is no error.
 * @throws StewardError conflict for one that is used, with what uses it; forbidden
 */
export function removeSegment(context: ActionContext, id: string): void {
  decide(context, 'remove segment', (tx) => {
    const segments = readSegments(tx);
    const before = segments.find((segment) => segment.id === id);
    if (before === undefined) return;
    const users = readSegmentUsers(tx);
    refuseLocked(segmentLock(before, writerOf(tx, context), { users, segments }));
    const named = Object.values(usersOf(users, segments)(id)).flatMap((names) =>
      names.map((name) => `“${name}”`),
    );
    if (named.length > 0)
      throw new StewardError(
        'conflict',
        `“${before.name}” is used by ${named.join(', ')}. Take it out of there first, then remove it.`,
      );
    operate(tx, context, { kind: 'segment.remove', patch: {}, subject: null, changes: { entry: id } });
  });
}
