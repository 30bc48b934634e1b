import { formatDay } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { companyDay } from '../../store/copy/company-calendar';
import { standingOverrideOf } from '../../store/scores/judgements';
import { type AccountReference, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

export interface NewOverride {
  readonly account: AccountReference;
  /** 0-100. */
  readonly score: number;
  readonly reason: string;
  /** Last day it stands. */
  readonly untilDay: number;
}

/**
 * Puts a person's score in the place of the computed one until a day; an override that stood before is withdrawn. The
 * account is scored anew with it: the score set by hand counts everywhere.
 * @throws StewardError not_found, conflict for another account than was meant, invalid_input for a day that is over
 */
export function setOverride(context: ActionContext, { account, ...override }: NewOverride): void {
  const now = context.now();
  decide(context, 'override.set', (tx) => {
    if (override.untilDay < companyDay(tx, now)) {
      throw new StewardError(
        'invalid_input',
        'The override would be over already. Choose today or a later day.',
        { until: 'choose today or a later day' },
      );
    }
    const subject = accountSubject(tx, account);
    const { score, reason, untilDay } = override;
    const patch = { score, reason, until_day: formatDay(untilDay) };
    operate(tx, context, { kind: 'override.set', patch, subject });
    context.rescore(tx, [subject.organizationId]);
  });
}

/** @throws StewardError not_found when no override stands, conflict for another account than was meant */
export function withdrawOverride(context: ActionContext, account: AccountReference): void {
  decide(context, 'override.withdraw', (tx) => {
    const subject = accountSubject(tx, account);
    const entry = standingOverrideOf(tx, subject.organizationId);
    if (entry === undefined) throw new StewardError('not_found', 'No override stands for this account.');
    operate(tx, context, { kind: 'override.withdraw', patch: {}, subject, changes: { entry } });
    context.rescore(tx, [subject.organizationId]);
  });
}
