import type { AccountBatch } from './account-batch';
import { phaseOn } from './account-life';
import { chooseProfile, scoredStage } from './choose-profile';
import type { CompiledConfig, CompiledProfile } from './compile-config';
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
 * Scores accounts and their contacts on days on which they are customers or on trial.
 * @param isPresent whether the accounts' stages are those of the day that is scored
 */
export function scoreAccounts(
  config: CompiledConfig,
  measured: Measured,
  isPresent: boolean,
): ScoredAccounts {
  const { batch, raws, contactRaws, asOf } = measured;
  const scores = createScores(batch.count, true);
  const contactScores = createScores(contactRaws.capacity);
  const profiles: CompiledProfile[] = [];
  for (let account = 0; account < batch.count; account++) {
    const profile = profileFor(config, measured, account, isPresent);
    profiles.push(profile);
    if (phaseOn(batch, account, asOf, isPresent) === 'none') continue;
    scoreSubject(profile, raws, account, scores);
    const end = batch.contacts.start[account + 1] as number;
    for (let row = batch.contacts.start[account] as number; row < end; row++) {
      if (batch.contacts.objects[row] === 1) continue;
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
  const renewsDay = (facts[account] as AccountFacts).commercial.renewal?.day ?? 0;
  const told = batch.stage[account] as AccountBatch['stage'][number];
  const createdDay = batch.createdDay[account] as number;
  const stage = scoredStage({ told, createdDay, renewsDay }, asOf, isPresent);
  return chooseProfile(config, stage, batch.segment[account] ?? null);
}
