import type { Band } from '../../../src-preload/contract/domain';
import type { CompiledConfig } from '../../engines/health/compile-config';
import { wholeWeight } from '../../engines/health/points';
import { rawsOf } from '../../engines/health/raw-measures';
import type { Measured, ScoredAccounts } from '../../engines/health/score-accounts';
import { shownPoints } from '../../engines/health/shown-score';
import { packRaws } from '../../engines/health/stored-raws';
import { packUserPage } from '../../engines/health/user-page';
import { mondayOf } from '../../lib/day';
import type { ContactScoresRow, ScoreRow } from '../../store/scores/score-rows';

/** Accounts measured and scored as of one day. */
export interface Made {
  readonly config: CompiledConfig;
  readonly measured: Measured;
  readonly scored: ScoredAccounts;
}

/** The row of one account's score. @param band of that score; null where too little is known */
export function scoreRowOf(
  { config, measured, scored: { scores, profiles } }: Made,
  account: number,
  band: Band | null,
): ScoreRow {
  return {
    organizationId: measured.batch.organizationId[account] as number,
    asOf: measured.asOf,
    score: shownPoints(scores.score[account] as number),
    confidence: (scores.confidence[account] as number) / wholeWeight,
    band,
    configVersion: config.version,
    profile: profiles[account]?.id ?? '',
    payload: packRaws(rawsOf(measured.raws, account), measured.facts[account]?.movement?.id ?? 0),
  };
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
