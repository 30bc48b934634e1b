import { addPulse } from '../../store/scores/judgements';
import { type AccountReference, accountSubject } from '../accounts/account-subject';
import { type ActionContext, authorOf, decide } from '../action-context';

export interface NewPulse {
  readonly account: AccountReference;
  /** 0-100. */
  readonly points: number;
  readonly reason: string;
}

/**
 * The manager's own judgement of today; the account is scored anew with it.
 * @throws StewardError not_found, or conflict for another account than was meant
 */
export function setPulse(context: ActionContext, { account, ...pulse }: NewPulse): void {
  decide(context, 'pulse.set', (tx) => {
    const subject = accountSubject(tx, account);
    addPulse(tx, {
      pulseId: context.ids.next(),
      ...subject,
      ...pulse,
      author: authorOf(tx, context),
      createdAt: context.now(),
    });
    context.rescore(tx, [subject.organizationId]);
  });
}
