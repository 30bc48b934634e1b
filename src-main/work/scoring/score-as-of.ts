import { type JudgedHealth, judgedHealth } from '../../engines/health/judged';
import { scoreAccounts } from '../../engines/health/score-accounts';
import { StewardError } from '../../lib/steward-error';
import { readOrganizationIds, readOrganizationNames } from '../../store/accounts/organization-ids';
import { readCompanyFacts } from '../../store/scores/company-facts';
import type { Store } from '../../store/types';
import { measureAccounts } from './measure-accounts';
import { startRun } from './start-run';

export interface AccountScore extends JudgedHealth {
  readonly id: number;
  readonly externalId: string;
  readonly name: string;
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
    const measured = measureAccounts(store.read, present, ids, asOf, present.state);
    const { scores } = scoreAccounts(present.config, measured, asOf === present.asOf);
    const names = readOrganizationNames(store.read, ids);
    names.forEach(({ id, externalId, name }, account) => {
      const score = scores.score[account] as number;
      scored.push({
        id,
        externalId,
        name,
        ...judgedHealth(present.config, score, scores.confidence[account] as number),
      });
    });
    ids = readOrganizationIds(store.read, ids.at(-1) ?? 0, atOnce);
  }
  return scored;
}
