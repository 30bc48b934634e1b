import type { RiskIndicator, RiskLevel, Trend } from '../../../src-preload/contract/domain';
import { type LifeState, lifeStateOf } from '../life/standing';
import type { AccountBatch } from './account-batch';
import { lifeOf } from './account-life';
import type { CompiledConfig } from './compile-config';
import { riskIndicators } from './indicators';
import { isTooLittleKnown, type JudgedHealth, judgedHealth } from './judged';
import type { AccountFacts } from './measure-day';
import { riskLevelOf } from './risk-level';
import type { Scores } from './score';
import type { ScoredContacts } from './scored-contacts';
import { shownMicropoints } from './shown-score';
import { trendOf } from './trend';

export interface Assessment {
  readonly health: JudgedHealth;
  /** Micropoints in 28 days, whole tenths: the difference of the two scores as they are shown. */
  readonly change28: number | null;
  readonly trend: Trend | null;
  readonly indicators: readonly RiskIndicator[];
  readonly riskLevel: RiskLevel | null;
  /** Where the account stands; null for a day of the past. */
  readonly life: LifeState | null;
}

export interface AssessmentInputs {
  readonly config: CompiledConfig;
  readonly batch: AccountBatch;
  readonly account: number;
  readonly asOf: number;
  readonly facts: AccountFacts;
  readonly scores: Scores;
  /** Micropoints 28 days ago; null when no score was made then, or too little was known. */
  readonly scoreBefore: number | null;
  readonly isPresent: boolean;
  /** Null for a day of the past of which contacts were not scored. */
  readonly contacts: Omit<ScoredContacts, 'config'> | null;
}

/** What follows from a score and the sudden facts beside it. */
export function assessAccount(inputs: AssessmentInputs): Assessment {
  const { config, batch, account, asOf, facts, scores, scoreBefore, isPresent, contacts } = inputs;
  const score = scores.score[account] as number;
  const health = judgedHealth(config, score, scores.confidence[account] as number);
  // Who comes to be known, or is known no longer, has neither risen nor fallen.
  const change28 =
    health.score === null || scoreBefore === null
      ? null
      : shownMicropoints(score) - shownMicropoints(scoreBefore);
  const life = isPresent ? lifeStateOf(lifeOf(batch, account), asOf) : null;
  const indicators = riskIndicators({
    batch,
    account,
    asOf,
    commercial: facts.commercial,
    support: facts.support,
    lastActivityDay: facts.lastActivityDay,
    activityKnownThrough: facts.activityKnownThrough,
    week: facts.week,
    movement: facts.movement,
    change28,
    isPresent,
    life,
    contacts: contacts === null ? null : { config, ...contacts },
  });
  const riskLevel = riskLevelOf({
    band: health.band,
    isTooLittleKnown: isTooLittleKnown(health),
    change28,
    indicators,
  });
  return { health, change28, trend: trendOf(change28), indicators, riskLevel, life };
}
