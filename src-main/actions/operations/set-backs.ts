import { StewardError } from '../../lib/steward-error';
import { entryVersion } from '../../store/operations/entry-version';
import { decisionOf, lostOf } from '../../store/operations/open-operation';
import { changeOperation, type OutboxRow, readOperation } from '../../store/operations/outbox';
import { organizationOf } from '../../store/operations/subject-now';
import type { Tx } from '../../store/types';
import { accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { type Decision, operate } from '../operate';

/**
 * Sends what the company refused once more, with another text where one is given; or puts back what lost against a
 * colleague's change. Both are new operations: the one before is settled.
 * @throws StewardError not_found for one that was settled already or whose account is gone, invalid_input
 */
export function sendAgain(
  context: ActionContext,
  { opId, text }: { readonly opId: string; readonly text?: string | undefined },
): void {
  decide(context, 'operation.send again', (tx) => {
    const before = unsettled(tx, opId);
    operate(tx, context, again(tx, before, text));
    settle(tx, before, context.now());
  });
}

/** Lets what was set back go. @throws StewardError not_found for one that was settled already */
export function letGo(context: ActionContext, opId: string): void {
  decide(context, 'operation.let go', (tx) => settle(tx, unsettled(tx, opId), context.now()));
}

/** Has what was let go wait for a person again. @throws StewardError not_found for what is not settled, or forgotten */
export function takeUpAgain(context: ActionContext, opId: string): void {
  decide(context, 'operation.take up', (tx) => {
    const row = readOperation(tx, opId);
    if (row === undefined || row.settledAt === null || !cameBack(row))
      throw new StewardError('not_found', 'There is nothing to take up again.');
    changeOperation(tx, opId, {
      settledAt: null,
      ...(row.state === 'discarded' ? { state: 'refused' as const } : {}),
    });
  });
}

function cameBack(row: OutboxRow): boolean {
  return row.state === 'discarded' || Object.keys(lostOf(row)).length > 0;
}

function unsettled(tx: Tx, opId: string): OutboxRow {
  const row = readOperation(tx, opId);
  if (row === undefined || row.settledAt !== null)
    throw new StewardError('not_found', 'This was settled already.');
  return row;
}

function settle(tx: Tx, { opId, state }: OutboxRow, now: number): void {
  changeOperation(tx, opId, {
    settledAt: now,
    ...(state === 'refused' ? { state: 'discarded' as const } : {}),
  });
}

function again(tx: Tx, row: OutboxRow, text: string | undefined): Decision {
  const lost = row.state === 'refused' ? {} : lostOf(row);
  const decision = decisionOf(row, { ...lost, ...(text === undefined ? {} : { text }) });
  if (decision === null)
    throw new StewardError('invalid_input', 'It can’t be sent like this. Edit it, or copy its text.');
  const isNew = row.entry === row.opId;
  const version = isNew ? undefined : entryVersion(tx, decision.kind, row.entry);
  return {
    ...decision,
    subject: row.externalId === null ? null : accountSubject(tx, { organizationId: organizationOf(tx, row) }),
    ...(isNew ? {} : { changes: { entry: row.entry, ...(version === undefined ? {} : { version }) } }),
  };
}
