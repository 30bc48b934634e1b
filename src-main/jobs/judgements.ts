import { dayOfInstant } from '../lib/day';
import { StewardError } from '../lib/steward-error';
import { hasOrganization } from '../store/accounts/organization-ids';
import { addOverride, addPulse, withdrawOverrides } from '../store/scores/judgements';
import type { Store, Tx } from '../store/types';
import { writeTransaction } from '../store/write-transaction';

export interface NewOverride {
  readonly organizationId: number;
  /** 0-100. */
  readonly score: number;
  readonly reason: string;
  /** Last day it stands. */
  readonly untilDay: number;
  readonly author: string;
  readonly now: number;
}

export interface NewPulse {
  readonly organizationId: number;
  /** 0-100. */
  readonly points: number;
  readonly reason: string;
  readonly author: string;
  readonly now: number;
}

/**
 * Puts a person's score beside the computed one until a day; an override that stood before is withdrawn.
 * @throws StewardError not_found, or invalid_input for a day that is over
 */
export function setOverride(store: Store, { now, ...override }: NewOverride): void {
  if (override.untilDay < dayOfInstant(now)) {
    throw new StewardError(
      'invalid_input',
      'The override would be over already. Choose today or a later day.',
      {
        until: 'choose today or a later day',
      },
    );
  }
  writeTransaction(store, 'override.set', (tx) => {
    requireOrganization(tx, override.organizationId);
    withdrawOverrides(tx, override.organizationId, now);
    addOverride(tx, { ...override, createdAt: now });
  });
}

/** @throws StewardError not_found when no override stands */
export function withdrawOverride(store: Store, organizationId: number, now: number): void {
  const withdrawn = writeTransaction(store, 'override.withdraw', (tx) =>
    withdrawOverrides(tx, organizationId, now),
  );
  if (withdrawn === 0) throw new StewardError('not_found', 'No override stands for this account.');
}

/** The manager's own judgement of today; it counts in scores from the next scoring on. @throws StewardError not_found */
export function setPulse(store: Store, { now, ...pulse }: NewPulse): void {
  writeTransaction(store, 'pulse.set', (tx) => {
    requireOrganization(tx, pulse.organizationId);
    addPulse(tx, { ...pulse, createdAt: now });
  });
}

function requireOrganization(tx: Tx, organizationId: number): void {
  if (hasOrganization(tx, organizationId)) return;
  throw new StewardError(
    'not_found',
    'This account is not in your copy: it was deleted, or it left your book of business.',
  );
}
