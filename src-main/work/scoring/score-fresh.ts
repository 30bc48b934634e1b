import type { Breakdown } from '../../../src-preload/contract/health';
import { phaseOn } from '../../engines/health/account-life';
import { isContactOn } from '../../engines/health/contacts';
import { explainScore } from '../../engines/health/explain-score';
import { rawsOf } from '../../engines/health/raw-measures';
import { scoreAccounts } from '../../engines/health/score-accounts';
import { readOrganizationOfUser } from '../../store/accounts/organization-ids';
import type { Store } from '../../store/types';
import { measureAccounts } from './measure-accounts';
import type { ScoringRun } from './start-run';
import { startRun } from './start-run';

/** A score made this moment and not kept. */
export interface FreshScore {
  readonly id: number;
  /** Null when there is nothing to score. */
  readonly breakdown: Breakdown | null;
}

/** A contact's score with its explanation, made now from what the copy holds. None of who objects. @returns null for an unknown contact */
export function scoreUser(store: Pick<Store, 'read'>, userId: number, now: number): FreshScore | null {
  const organizationId = readOrganizationOfUser(store.read, userId);
  const run = startRun(store, now);
  if (organizationId === undefined || run === null) return null;
  return scoreUserIn(store, run, organizationId, userId);
}

/** The same within a run that goes on to others. */
export function scoreUserIn(
  store: Pick<Store, 'read'>,
  run: ScoringRun,
  organizationId: number,
  userId: number,
): FreshScore | null {
  const { batch, contactRaws, facts } = measureAccounts(
    store.read,
    run,
    [organizationId],
    run.asOf,
    run.state,
  );
  const row = batch.contacts.userId.indexOf(userId);
  if (row < 0) return null;
  const scorable =
    phaseOn(batch, 0, run.asOf, true) !== 'none' &&
    isContactOn(batch.contacts, row, run.asOf) &&
    batch.contacts.objects[row] === 0;
  const raws = rawsOf(contactRaws, row);
  return {
    id: userId,
    breakdown: scorable
      ? explainScore(run.config, run.config.userProfile, raws, run.asOf, facts[0]?.movement)
      : null,
  };
}

/** Accounts' scores with their explanations, made now; unknown accounts are left out. */
export function scoreOrganizations(
  store: Pick<Store, 'read'>,
  organizationIds: readonly number[],
  now: number,
): FreshScore[] {
  const run = startRun(store, now);
  if (run === null) return [];
  const ids = organizationIds.toSorted((left, right) => left - right);
  const measured = measureAccounts(store.read, run, ids, run.asOf, run.state);
  const { profiles } = scoreAccounts(run.config, measured, true);
  return profiles.map((profile, account) => ({
    id: measured.batch.organizationId[account] as number,
    breakdown:
      phaseOn(measured.batch, account, run.asOf, true) !== 'none'
        ? explainScore(
            run.config,
            profile,
            rawsOf(measured.raws, account),
            run.asOf,
            measured.facts[account]?.movement ?? null,
          )
        : null,
  }));
}
