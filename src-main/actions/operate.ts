import { companyVersionOf } from '../../src-preload/contract/config-names';
import type { OperationKind, OperationPatch } from '../../src-preload/contract/operations';
import { readCompanyId } from '../store/copy/company-id';
import { offerEarlierEntries } from '../store/operations/earlier-entries';
import { addOperation, type NewOutboxRow } from '../store/operations/outbox';
import { refold } from '../store/operations/refold';
import { baseOf } from '../store/operations/waiting-base';
import { readCompanyConfig } from '../store/scores/configs';
import type { Tx } from '../store/types';
import type { AccountSubject } from './accounts/account-subject';
import { type ActionContext, authorOf } from './action-context';

/** What a person decided, before it is anybody's operation. */
export type Decision = {
  [Kind in OperationKind]: {
    readonly kind: Kind;
    readonly patch: OperationPatch<Kind>;
    /** Null: about no account. */
    readonly subject: AccountSubject | null;
    /** The entry that it changes, and the version that was seen of it where that matters; absent: it makes one. */
    readonly changes?: { readonly entry: string; readonly version?: number };
  };
}[OperationKind];

/**
 * Writes a decision down as an operation on its way to the company, together with what screens read of it from now on.
 * There is no other way to write that: the effect is folded from the operation.
 * @returns the entry it made or changed
 */
export function operate(
  tx: Tx,
  context: Pick<ActionContext, 'ids' | 'author' | 'now' | 'pushSoon'>,
  decision: Decision,
): string {
  const author = authorOf(tx, context);
  // Before it, in the order in which they were made.
  offerEarlierEntries(tx, () => context.ids.next(), author, context.now());
  const opId = context.ids.next();
  const { kind, patch, subject, changes } = decision;
  const entry = changes?.entry ?? opId;
  addOperation(tx, {
    opId,
    kind,
    companyId: subject === null ? readCompanyId(tx) : subject.companyId,
    organizationId: subject?.organizationId ?? null,
    externalId: subject?.externalId ?? null,
    entry,
    ...whatWasSeen(tx, decision, entry),
    patch: JSON.stringify(patch),
    author,
    madeAt: context.now(),
  });
  refold(tx, kind, entry);
  context.pushSoon();
  return entry;
}

/** What the decision was made on: the version of the entry it changes, or the score settings that it takes the place of. */
function whatWasSeen(
  tx: Tx,
  { kind, changes }: Decision,
  entry: string,
): Pick<NewOutboxRow, 'baseVersion' | 'madeOf'> {
  if (kind === 'config.publish') {
    const inForce = readCompanyConfig(tx);
    if (inForce === undefined) return { baseVersion: 0 };
    return { baseVersion: companyVersionOf(inForce.version), madeOf: inForce.entry };
  }
  return { baseVersion: changes?.version === undefined ? null : baseOf(tx, entry, changes.version) };
}
