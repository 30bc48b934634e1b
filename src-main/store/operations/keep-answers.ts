import { and, eq, gt, isNotNull } from 'drizzle-orm';
import type { OperationReason } from '../../../src-preload/contract/operations';
import { operations } from '../schema/operations';
import type { Tx } from '../types';
import { answerSchema, lostOf } from './open-operation';
import { changeOperation, kindOf, type OutboxRow } from './outbox';
import { refold } from './refold';

/** What the company's database said of an operation. */
export interface Answer {
  readonly outcome: 'applied' | 'merged' | 'refused' | 'later';
  readonly reason: OperationReason | null;
  readonly answer: Readonly<Record<string, unknown>> | null;
  readonly xid: string | null;
}

/** A second is what a company takes to have room again where it doesn't say. */
const shortWait = 1_000;

/** Writes down the answer to an operation and what follows from it for what screens read. */
export function keepAnswer(tx: Tx, sent: OutboxRow, answer: Answer, epoch: string, now: number): void {
  // It may have been discarded, or answered by another process, while it was under way.
  const state = tx
    .select({ state: operations.state })
    .from(operations)
    .where(eq(operations.opId, sent.opId))
    .get()?.state;
  if (state !== 'pending') return;
  const attempts = sent.attempts + 1;
  if (answer.outcome === 'later') {
    const wait = Number(answer.answer?.['retry_in_ms'] ?? shortWait);
    changeOperation(tx, sent.opId, { attempts, retryAt: now + (Number.isFinite(wait) ? wait : shortWait) });
    return;
  }
  const said = { attempts, answer: textOf(answer.answer), answeredAt: now, retryAt: null };
  if (answer.outcome === 'refused') {
    // What a company of before had taken is settled no more.
    const refused = { state: 'refused', reason: answer.reason ?? 'invalid', settledAt: null } as const;
    changeOperation(tx, sent.opId, { ...said, ...refused });
  } else {
    const settledAt = settledBy(sent, answer, now);
    changeOperation(tx, sent.opId, { ...said, state: 'acknowledged', epoch, xid: answer.xid, settledAt });
    rebase(tx, sent, answer);
  }
  const kind = kindOf(sent);
  if (kind !== null) refold(tx, kind, sent.entry);
}

/** When nobody has to deal with it any more: null where something lost that nobody has dealt with yet. */
function settledBy(sent: OutboxRow, { answer }: Answer, now: number): number | null {
  const lost = Object.keys(answerSchema.catch({}).parse(answer ?? {}).lost ?? {});
  const before = lostOf(sent);
  // A restored company may let the same lose again.
  return lost.every((field) => Object.hasOwn(before, field))
    ? (sent.settledAt ?? (lost.length === 0 ? now : null))
    : null;
}

/**
 * Changes that were made upon this one saw what it made of the entry, so that is what they are based on now; unless they
 * are about a field that it lost: those were made without knowing what stands there.
 */
function rebase(tx: Tx, sent: OutboxRow, { answer }: Answer): void {
  const { version, lost = {} } = answerSchema.catch({}).parse(answer ?? {});
  if (version === undefined) return;
  const later = tx
    .select()
    .from(operations)
    .where(
      and(
        eq(operations.entry, sent.entry),
        eq(operations.state, 'pending'),
        gt(operations.seq, sent.seq),
        isNotNull(operations.baseVersion),
        // What was sent before is sent again as it was.
        eq(operations.attempts, 0),
      ),
    )
    .all();
  for (const { opId, patch } of later) {
    const fields = Object.keys(JSON.parse(patch) as object);
    if (fields.some((field) => Object.hasOwn(lost, field))) continue;
    changeOperation(tx, opId, { baseVersion: version });
  }
}

function textOf(answer: Answer['answer']): string | null {
  return answer === null ? null : JSON.stringify(answer);
}
