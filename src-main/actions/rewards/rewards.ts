import type { OperationPatch } from '../../../src-preload/contract/operations';
import { StewardError } from '../../lib/steward-error';
import { readContact } from '../../store/notes/read-notes';
import { readItem } from '../../store/rewards/read-items';
import { accountOfTransaction } from '../../store/rewards/read-ledger';
import { readRedemption } from '../../store/rewards/read-redemptions';
import { type AccountReference, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

type Of<Patch> = Patch & { readonly account: AccountReference };

/** Sets how rewards are given, as a whole. */
export function setProgram(context: ActionContext, patch: OperationPatch<'reward.program'>): void {
  decide(context, 'reward.program', (tx) => {
    operate(tx, context, { kind: 'reward.program', patch, subject: null });
  });
}

/**
 * Makes an item of the catalogue, or changes one by field. @param id null: a new one @returns its key
 * @throws StewardError invalid_input for a new one without a name and a cost, not_found for one that is not there
 */
export function saveItem(
  context: ActionContext,
  {
    id,
    version,
    fields,
  }: { id: string | null; version?: number | undefined; fields: OperationPatch<'reward.item'> },
): string {
  return decide(context, 'reward.item', (tx) => {
    if (id === null) {
      if (fields.name === undefined || fields.cost === undefined)
        throw new StewardError('invalid_input', 'Give it a name, and say what it costs.', {
          ...(fields.name === undefined ? { name: 'give it a name' } : {}),
          ...(fields.cost === undefined ? { cost: 'say how many points' } : {}),
        });
      return operate(tx, context, { kind: 'reward.item', patch: fields, subject: null });
    }
    const item = readItem(tx, id);
    if (item === undefined)
      throw new StewardError('not_found', 'This item is not in your copy yet, or not any more.');
    const changes = { entry: id, version: version ?? item.version };
    return operate(tx, context, { kind: 'reward.item', patch: fields, subject: null, changes });
  });
}

/** Writes down whether an account agreed to take part, or is left out. @throws StewardError invalid_input */
export function setRewardAccount(
  context: ActionContext,
  { account, ...patch }: Of<OperationPatch<'reward.account'>>,
): void {
  decide(context, 'reward.account', (tx) => {
    if (patch.consent === true && patch.consent_note === undefined)
      throw new StewardError('invalid_input', 'Say who agreed, and how.', { consent_note: 'say who agreed' });
    if (patch.consent === undefined && patch.left_out === undefined)
      throw new StewardError('invalid_input', 'Say whether the account agreed, or is left out.');
    operate(tx, context, { kind: 'reward.account', patch, subject: accountSubject(tx, account) });
  });
}

/** @returns the transaction that it is to be */
export function award(
  context: ActionContext,
  { account, ...patch }: Of<OperationPatch<'reward.award'>>,
): string {
  return decide(context, 'reward.award', (tx) =>
    operate(tx, context, { kind: 'reward.award', patch, subject: accountSubject(tx, account) }),
  );
}

export function adjust(
  context: ActionContext,
  { account, ...patch }: Of<OperationPatch<'reward.adjust'>>,
): string {
  return decide(context, 'reward.adjust', (tx) =>
    operate(tx, context, { kind: 'reward.adjust', patch, subject: accountSubject(tx, account) }),
  );
}

/** @returns the redemption that it is to be @throws StewardError not_found for an item or a contact that is gone */
export function redeem(
  context: ActionContext,
  asked: Of<{ itemId: string; contactId: number | null; note: string | null }>,
): string {
  return decide(context, 'reward.redeem', (tx) => {
    const subject = accountSubject(tx, asked.account);
    if (readItem(tx, asked.itemId) === undefined)
      throw new StewardError('not_found', 'This item is not in your copy any more. Choose another one.');
    const contact =
      asked.contactId === null ? null : readContact(tx, subject.organizationId, asked.contactId);
    if (contact === undefined)
      throw new StewardError('not_found', 'This contact is not in your copy any more. Choose again.');
    const patch = { item: asked.itemId, contact, note: asked.note === '' ? null : asked.note };
    return operate(tx, context, { kind: 'reward.redeem', patch, subject });
  });
}

/** Answers a redemption that waits. @throws StewardError not_found, conflict for one that waits no more, invalid_input */
export function decideReward(
  context: ActionContext,
  { id, ...patch }: OperationPatch<'reward.decide'> & { readonly id: string },
): void {
  decide(context, 'reward.decide', (tx) => {
    const reward = readRedemption(tx, id);
    if (reward === undefined)
      throw new StewardError('not_found', 'This redemption is not in your copy any more.');
    if (patch.decision === 'refuse' && (patch.reason ?? '') === '')
      throw new StewardError('invalid_input', 'Say why it is refused.', { reason: 'say why' });
    if (reward.stage !== 'proposed' || reward.onItsWay !== null)
      throw new StewardError('conflict', 'This redemption does not wait for an answer any more.');
    const subject = accountSubject(tx, { organizationId: reward.organizationId });
    operate(tx, context, { kind: 'reward.decide', patch, subject, changes: { entry: id } });
  });
}

/** Takes a redemption back, or points that came in. @throws StewardError not_found, conflict */
export function reverse(
  context: ActionContext,
  { id, reason }: { readonly id: string; readonly reason: string },
): void {
  decide(context, 'reward.reverse', (tx) => {
    const reward = readRedemption(tx, id);
    const organizationId = reward?.organizationId ?? accountOfTransaction(tx, id);
    if (organizationId === undefined)
      throw new StewardError('not_found', 'There is no such redemption or award in your copy.');
    if (reward !== undefined && (reward.stage !== 'approved' || reward.onItsWay !== null))
      throw new StewardError('conflict', 'Only a redemption that was approved can be taken back, once.');
    const subject = accountSubject(tx, { organizationId });
    operate(tx, context, { kind: 'reward.reverse', patch: { reason }, subject, changes: { entry: id } });
  });
}
