import type { CompiledConfig } from '../../engines/health/compile-config';
import type { Measured, ScoredAccounts } from '../../engines/health/score-accounts';
import { packUserPage } from '../../engines/health/user-page';
import { mondayOf } from '../../lib/day';
import type { ContactScoresRow } from '../../store/scores/score-rows';

/** Accounts measured and scored as of one day. */
export interface Made {
  readonly config: CompiledConfig;
  readonly measured: Measured;
  readonly scored: ScoredAccounts;
}

/** The row of the scores of one account's contacts; without any, its `rows` is 0. */
export function contactScoresRowOf(
  { config, measured: { asOf, batch, contactRaws }, scored: { contactScores } }: Made,
  account: number,
): ContactScoresRow {
  const { contacts, organizationId } = batch;
  const [from, to] = [contacts.start[account] as number, contacts.start[account + 1] as number];
  return {
    organizationId: organizationId[account] as number,
    week: mondayOf(asOf),
    asOf,
    configVersion: config.version,
    ...packUserPage(contacts.userId, contactScores, contactRaws, from, to),
  };
}
