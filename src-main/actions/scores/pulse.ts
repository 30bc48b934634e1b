import { StewardError } from '../../lib/steward-error';
import { isPulseStanding } from '../../store/scores/judgements';
import { type AccountReference, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

export interface NewPulse {
  readonly account: AccountReference;
  /** 0-100. */
  readonly points: number;
  readonly reason: string;
}

/**
 * The manager's own judgement of today; the account is scored anew with it.
 * @returns its key, by which it can be taken back
 * @throws StewardError not_found, or conflict for another account than was meant
 */
export function setPulse(context: ActionContext, { account, ...pulse }: NewPulse): string {
  return decide(context, 'pulse.set', (tx) => {
    const subject = accountSubject(tx, account);
    const pulseId = operate(tx, context, { kind: 'pulse.set', patch: pulse, subject });
    context.rescore(tx, [subject.organizationId]);
    return pulseId;
  });
}

/**
 * Takes a pulse back: the one before it counts again, if it is young enough. It stays in the account's history.
 * @throws StewardError not_found when it was taken back already, or conflict for another account than was meant
 */
export function takeBackPulse(
  context: ActionContext,
  { account, pulseId }: { readonly account: AccountReference; readonly pulseId: string },
): void {
  decide(context, 'pulse.take back', (tx) => {
    const subject = accountSubject(tx, account);
    if (!isPulseStanding(tx, subject.organizationId, pulseId))
      throw new StewardError('not_found', 'That pulse was taken back already.');
    operate(tx, context, { kind: 'pulse.withdraw', patch: {}, subject, changes: { entry: pulseId } });
    context.rescore(tx, [subject.organizationId]);
  });
}
