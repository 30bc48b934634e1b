import type { Band } from '../../../src-preload/contract/domain';
import { wholeWeight } from '../../engines/health/points';
import { bandOf, noScore } from '../../engines/health/score';
import { scoreAccounts } from '../../engines/health/score-accounts';
import { shownPoints } from '../../engines/health/shown-score';
import { StewardError } from '../../lib/steward-error';
import { readOrganizationIds, readOrganizationNames } from '../../store/accounts/organization-ids';
import { readCompanyFacts } from '../../store/scores/company-facts';
import type { Store } from '../../store/types';
import { measureAccounts } from './measure-accounts';
import { startRun } from './start-run';

export interface AccountScore {
  readonly id: number;
  readonly externalId: string;
  readonly name: string;
  readonly score: number | null;
  readonly band: Band | null;
  /** Share of the configured weight that is known, 0-1. */
  readonly confidence: number | null;
}

const atOnce = 500;

/**
 * Every account's score as of a day, by the configuration in force now; keeps nothing. Only what lies on or before
 * the day is read. @throws StewardError not_ready while the first load is under way
 */
export function scoreAsOf(store: Pick<Store, 'read'>, asOf: number, now: number): AccountScore[] {
  const present = startRun(store, now, readCompanyFacts(store.read));
  if (present === null)
    throw new StewardError('not_ready', 'The first load is under way; there is nothing to score yet.');
  const scored: AccountScore[] = [];
  let ids = readOrganizationIds(store.read, 0, atOnce);
  while (ids.length > 0) {
    const measured = measureAccounts(store.read, present.company, ids, asOf, present.state);
    const { scores } = scoreAccounts(present.config, measured, asOf === present.asOf);
    const names = readOrganizationNames(store.read, ids);
    names.forEach(({ id, externalId, name }, account) => {
      const score = scores.score[account] as number;
      scored.push({
        id,
        externalId,
        name,
        score: score === noScore ? null : shownPoints(score),
        band: score === noScore ? null : bandOf(present.config, score),
        confidence: score === noScore ? null : (scores.confidence[account] as number) / wholeWeight,
      });
    });
    ids = readOrganizationIds(store.read, ids.at(-1) ?? 0, atOnce);
  }
  return scored;
}
