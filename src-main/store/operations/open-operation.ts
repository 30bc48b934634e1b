import { z } from 'zod';
import { operationPatchSchemas } from '../../../src-preload/contract/operations';
import {
  type ChangedFields,
  type OpenOperation,
  placeOnItsWay,
  without,
  withoutClashes,
} from '../../lib/operations/operation';
import type { Tx } from '../types';
import { kindOf, type OutboxRow } from './outbox';
import { subjectNow } from './subject-now';

/** What the company says of an operation beside its outcome. */
export const answerSchema = z.looseObject({
  lost: z.record(z.string(), z.unknown()).optional(),
  version: z.number().int().optional(),
});

const openOperationSchema = z.discriminatedUnion('kind', [
  shapeOf('note.add'),
  shapeOf('note.change'),
  shapeOf('note.remove'),
  shapeOf('attachment.add'),
  shapeOf('attachment.remove'),
  shapeOf('pulse.set'),
  shapeOf('pulse.withdraw'),
  shapeOf('override.set'),
  shapeOf('override.withdraw'),
  shapeOf('objection.record'),
  shapeOf('objection.withdraw'),
  shapeOf('today.dispose'),
  shapeOf('today.restore'),
  shapeOf('view.save'),
  shapeOf('view.remove'),
  shapeOf('config.publish'),
  shapeOf('template.save'),
  shapeOf('brand.set'),
  shapeOf('rule.save'),
  shapeOf('rule.remove'),
  shapeOf('segment.save'),
  shapeOf('segment.remove'),
  shapeOf('message.launch'),
  shapeOf('message.cancel'),
  shapeOf('message.decide'),
  shapeOf('message.settle'),
  shapeOf('sending.stop'),
  shapeOf('sending.release'),
  shapeOf('consent.record'),
  shapeOf('reply.settle'),
  shapeOf('departure.settle'),
  shapeOf('cta.open'),
  shapeOf('cta.change'),
  shapeOf('cta.snooze'),
  shapeOf('cta.close'),
  shapeOf('cta.reopen'),
  shapeOf('task.add'),
  shapeOf('task.change'),
  shapeOf('task.repeat'),
  shapeOf('task.step'),
  shapeOf('task.remove'),
  shapeOf('holiday.add'),
  shapeOf('holiday.remove'),
  shapeOf('sequence.save'),
  shapeOf('sequence.remove'),
  shapeOf('sequence.enrol'),
  shapeOf('enrolment.end'),
  shapeOf('enrolment.skip'),
  shapeOf('reward.program'),
  shapeOf('reward.item'),
  shapeOf('reward.account'),
  shapeOf('reward.award'),
  shapeOf('reward.adjust'),
  shapeOf('reward.redeem'),
  shapeOf('reward.decide'),
  shapeOf('reward.reverse'),
  shapeOf('milestone.save'),
  shapeOf('milestone.remove'),
  shapeOf('plan.save'),
  shapeOf('plan.remove'),
  shapeOf('plan.assign'),
  shapeOf('progress.set'),
  shapeOf('celebration.settings'),
  shapeOf('celebration.words'),
  shapeOf('celebration.decide'),
  shapeOf('badge.add'),
  shapeOf('badge.remove'),
  shapeOf('activity_template.save'),
  shapeOf('activity_template.remove'),
]);

function shapeOf<K extends keyof typeof operationPatchSchemas>(kind: K) {
  return z.object({ kind: z.literal(kind), patch: operationPatchSchemas[kind] });
}

/**
 * An operation of the outbox as folds take it; null for one that this Steward can't read, of a newer version perhaps.
 * @param changed of the copied row; null where there is none
 */
export function openOperation(tx: Tx, row: OutboxRow, changed: ChangedFields | null): OpenOperation | null {
  if (kindOf(row) === null) return null;
  const read = openOperationSchema.safeParse({ kind: row.kind, patch: JSON.parse(row.patch) });
  if (!read.success) return null;
  const patch =
    row.state === 'pending'
      ? withoutClashes(read.data.patch, changed, row.baseVersion)
      : without(read.data.patch, (field) => Object.hasOwn(lostOf(row), field));
  const { opId, author, madeAt, seq } = row;
  return {
    opId,
    kind: read.data.kind,
    subject: subjectNow(tx, row),
    patch,
    author: row.earlierAuthor ?? author,
    madeAt,
    place: placeOnItsWay(seq),
  } as OpenOperation;
}

export function lostOf({ answer }: Pick<OutboxRow, 'answer'>): Record<string, unknown> {
  return answer === null ? {} : (answerSchema.catch({}).parse(JSON.parse(answer)).lost ?? {});
}

/** Which version an operation made of its entry; null where the company hasn't said. */
export function versionOf({ answer }: Pick<OutboxRow, 'answer'>): number | null {
  return answer === null ? null : (answerSchema.catch({}).parse(JSON.parse(answer)).version ?? null);
}

/**
 * What an operation of the outbox decided, to be decided once more.
 * @param instead fields that take the place of its own @returns null where that is none of its kind
 */
export function decisionOf(row: OutboxRow, instead: Readonly<Record<string, unknown>>) {
  const patch = { ...(JSON.parse(row.patch) as object), ...instead };
  return openOperationSchema.safeParse({ kind: row.kind, patch }).data ?? null;
}
