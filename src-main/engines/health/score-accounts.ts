import type { AccountBatch } from './account-batch';
import { chooseProfile, stageInPast } from './choose-profile';
import type { CompiledConfig, CompiledProfile } from './compile-config';
import { isCustomerOn } from './is-customer';
import type { AccountFacts } from './measure-day';
import type { RawMeasures } from './raw-measures';
import { createScores, type Scores, scoreSubject } from './score';

/** Measured accounts, before they are scored. */
export interface Measured {
  readonly asOf: number;
  readonly batch: AccountBatch;
  readonly raws: RawMeasures;
  readonly contactRaws: RawMeasures;
  readonly facts: readonly AccountFacts[];
}

/** Scores by account and by row of the batch's contacts. */
export interface ScoredAccounts {
  readonly scores: Scores;
  readonly contactScores: Scores;
  /** The profile that served each account. */
  readonly profiles: readonly CompiledProfile[];
}

/**
 * Scores accounts and their contacts; churned accounts have no score after their last day.
 * @param isPresent whether the accounts' stages are those of the day that is scored
 */
export function scoreAccounts(
  config: CompiledConfig,
  measured: Measured,
  isPresent: boolean,
): ScoredAccounts {
  const { batch, raws, contactRaws, asOf } = measured;
  const scores = createScores(batch.count);
  const contactScores = createScores(contactRaws.capacity);
  const profiles: CompiledProfile[] = [];
  for (let account = 0; account < batch.count; account++) {
    const profile = profileFor(config, measured, account, isPresent);
    profiles.push(profile);
    if (!isCustomerOn(batch, account, asOf, isPresent)) continue;
    scoreSubject(profile, raws, account, scores);
    const end = batch.contacts.start[account + 1] as number;
    for (let row = batch.contacts.start[account] as number; row < end; row++) {
      scoreSubject(config.userProfile, contactRaws, row, contactScores);
    }
  }
  return { scores, contactScores, profiles };
}

function profileFor(
  config: CompiledConfig,
  { batch, facts, asOf }: Measured,
  account: number,
  isPresent: boolean,
): CompiledProfile {
  const renewsDay = (facts[account] as AccountFacts).commercial.renewsDay;
  const stage = isPresent
    ? (batch.stage[account] as AccountBatch['stage'][number])
    : stageInPast(batch.createdDay[account] as number, renewsDay, asOf);
  return chooseProfile(config, stage, batch.segment[account] ?? null);
}
