import type { HealthSummary } from '../../../../src-preload/contract/health';
import { plural, spellPoints, spellScore, wholeNumber } from '../../../../src-preload/contract/words';
import { micropointsPerPoint } from '../../health/points';
import { steepFall } from '../../health/risk-level';

export interface LevelFacts
  extends Pick<HealthSummary, 'band' | 'score' | 'confidence' | 'change28' | 'indicators'> {
  /** Who set the score by hand; null where it was computed. */
  readonly scoreBy: string | null;
}

/** What the rules look at, each with its figure. */
export function levelParts(facts: LevelFacts): string[] {
  return [scoreSaid(facts), ...fallSaid(facts), ...factsSaid(facts)];
}

function scoreSaid({ score, band, confidence, scoreBy }: LevelFacts): string {
  if (score === null || band === null)
    return confidence === null ? 'Without a score' : 'With too little known for a score';
  const by = scoreBy === null ? '' : `, set by ${scoreBy},`;
  return `The score of ${spellScore(score)}${by} is ${band}`;
}

/** A fall is one fact, however it shows. */
function fallSaid({ change28, indicators }: LevelFacts): string[] {
  if (change28 !== null && Math.round(change28 * micropointsPerPoint) <= steepFall) {
    return [`it fell ${spellPoints(change28)} in 28 days`];
  }
  return indicators.some(isFallBeforeRenewal) ? ['it falls before a renewal'] : [];
}

function factsSaid({ indicators }: LevelFacts): string[] {
  const others = indicators.filter((indicator) => !isFallBeforeRenewal(indicator));
  const serious = others.filter(({ severity }) => severity === 'serious').length;
  if (serious > 0) return [`${factCount(serious, 'serious ')} beside it`];
  return others.length >= 2 ? [`${factCount(others.length, '')} to watch beside it`] : [];
}

function isFallBeforeRenewal({ id }: LevelFacts['indicators'][number]): boolean {
  return id === 'renewal_soon_and_falling';
}

function factCount(count: number, kind: string): string {
  return `${wholeNumber(count)} ${kind}${plural(count, 'fact stands', 'facts stand')}`;
}
