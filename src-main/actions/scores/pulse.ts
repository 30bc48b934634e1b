import { addPulse } from '../../store/scores/judgements';
import { requireAccount } from '../accounts/require-account';
import { type ActionContext, decide } from '../action-context';

export interface NewPulse {
  readonly organizationId: number;
  /** 0-100. */
  readonly points: number;
  readonly reason: string;
}

/** The manager's own judgement of today; the account is scored anew with it. @throws StewardError not_found */
export function setPulse(context: ActionContext, pulse: NewPulse): void {
  decide(context, 'pulse.set', (tx) => {
    requireAccount(tx, pulse.organizationId);
    addPulse(tx, { ...pulse, author: context.author, createdAt: context.now() });
    context.rescore(tx, [pulse.organizationId]);
  });
}
