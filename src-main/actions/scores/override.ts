import { dayOfInstant } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { addOverride, withdrawOverrides } from '../../store/scores/judgements';
import { requireAccount } from '../accounts/require-account';
import { type ActionContext, decide } from '../action-context';

export interface NewOverride {
  readonly organizationId: number;
  /** 0-100. */
  readonly score: number;
  readonly reason: string;
  /** Last day it stands. */
  readonly untilDay: number;
}

/**
 * Puts a person's score beside the computed one until a day; an override that stood before is withdrawn.
 * @throws StewardError not_found, or invalid_input for a day that is over
 */
export function setOverride(context: ActionContext, override: NewOverride): void {
  const now = context.now();
  if (override.untilDay < dayOfInstant(now)) {
    throw new StewardError(
      'invalid_input',
      'The override would be over already. Choose today or a later day.',
      { until: 'choose today or a later day' },
    );
  }
  decide(context, 'override.set', (tx) => {
    requireAccount(tx, override.organizationId);
    withdrawOverrides(tx, override.organizationId, now);
    addOverride(tx, { ...override, author: context.author, createdAt: now });
  });
}

/** @throws StewardError not_found when no override stands */
export function withdrawOverride(context: ActionContext, organizationId: number): void {
  decide(context, 'override.withdraw', (tx) => {
    if (withdrawOverrides(tx, organizationId, context.now()) > 0) return;
    throw new StewardError('not_found', 'No override stands for this account.');
  });
}
