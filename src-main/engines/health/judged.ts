import type { Band } from '../../../src-preload/contract/domain';
import type { CompiledConfig } from './compile-config';
import { wholeWeight } from './points';
import { bandOf, noScore } from './score';
import { shownPoints } from './shown-score';

/**
 * What may be said of a score. Nothing known: no confidence. Too little known: a confidence and neither a score nor a
 * band. Else all three: the tenth in points, its band, and the share of the weight it rests on, 0-1.
 */
export interface JudgedHealth {
  readonly score: number | null;
  readonly band: Band | null;
  readonly confidence: number | null;
}

const nothingKnown: JudgedHealth = { score: null, band: null, confidence: null };

/**
 * The one place where it is decided whether a score is said. @param score micropoints, or `noScore`
 * @param confidence millionths
 */
export function judgedHealth(config: CompiledConfig, score: number, confidence: number): JudgedHealth {
  if (score === noScore) return nothingKnown;
  const known = confidence / wholeWeight;
  if (confidence < config.enoughKnown) return { score: null, band: null, confidence: known };
  return { score: shownPoints(score), band: bandOf(config, score), confidence: known };
}

/** Whether there is something to score, and not enough of it. */
export function isTooLittleKnown({ score, confidence }: Pick<JudgedHealth, 'score' | 'confidence'>): boolean {
  return score === null && confidence !== null;
}
