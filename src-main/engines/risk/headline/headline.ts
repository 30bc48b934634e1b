import type { RiskLevel } from '../../../../src-preload/contract/domain';
import type { ChurnBook } from './churn-book';

const riskLevels = ['low', 'medium', 'high', 'critical'] as const satisfies readonly RiskLevel[];

/** What a headline is made of. */
export interface HeadlineInputs {
  /** The level by rules; null when nothing is known. */
  readonly rules: RiskLevel | null;
  /** By the model that serves and has proved itself; null where none speaks of the account. */
  readonly chance: Chance | null;
  /** The manager's pulse, 0-100; null where there is none that still counts. */
  readonly pulse: number | null;
}

export interface Chance {
  readonly p90: number;
  readonly arr: number;
  readonly book: Pick<ChurnBook, 'mean90' | 'topChance' | 'topLoss'>;
}

/** So many times the base rate of the book is much, wherever the account stands in it. */
const muchMore = 3;

export type Lift = 0 | 1 | 2;

/** By how many steps the model lifts the level: one for the top tenth of the book or three times its base rate, two for both. */
export function chanceLift({ p90, book: { mean90, topChance } }: Chance): Lift {
  // Where most have the same chance, the highest tenth is no higher than the rest.
  const isTop = p90 >= topChance && p90 > mean90;
  const isMuchMore = p90 >= muchMore * mean90 && p90 > 0;
  return isTop && isMuchMore ? 2 : isTop || isMuchMore ? 1 : 0;
}

/** Whether what its leaving may cost is among the most of the book: such an account is never called low. */
export function isDear({ p90, arr, book }: Chance): boolean {
  return p90 * arr > 0 && p90 * arr >= book.topLoss;
}

/** Pulses are given as Lost 0, Worried 25, Unsure 50, Good 75, Excellent 100. */
const lostUpTo = 12.5;
const worriedUpTo = 37.5;

/** What a manager feels that lifts the level: by two steps and to high at least, or by one and to medium at least. */
export function worryOf(pulse: number | null): 'lost' | 'worried' | null {
  if (pulse === null || pulse > worriedUpTo) return null;
  return pulse <= lostUpTo ? 'lost' : 'worried';
}

const placeOf = (level: RiskLevel) => riskLevels.indexOf(level);

/** The one level of an account; null when nothing is known of it and nobody is worried. */
export function headlineOf({ rules, chance, pulse }: HeadlineInputs): RiskLevel | null {
  const lift = chance === null ? 0 : chanceLift(chance);
  const worry = worryOf(pulse);
  const least = Math.max(
    worry === null ? 0 : worry === 'lost' ? placeOf('high') : placeOf('medium'),
    chance !== null && isDear(chance) ? placeOf('medium') : 0,
  );
  const worrySteps = worry === null ? 0 : worry === 'lost' ? 2 : 1;
  if (rules === null && lift === 0 && least === 0) return null;
  const steps = placeOf(rules ?? 'low') + lift + worrySteps;
  return riskLevels[Math.min(Math.max(steps, least), riskLevels.length - 1)] as RiskLevel;
}

/** The level that the model alone would give: low below the base rate of the book, medium from it on, then by its lift. */
export function levelByModel(chance: Chance): RiskLevel {
  const lift = chanceLift(chance);
  if (lift > 0) return lift === 2 ? 'critical' : 'high';
  return chance.p90 < chance.book.mean90 ? 'low' : 'medium';
}

/** Rules and model two steps or more apart: then both are told. */
export function isDisagreement(rules: RiskLevel | null, chance: Chance | null): boolean {
  if (rules === null || chance === null) return false;
  return Math.abs(placeOf(rules) - placeOf(levelByModel(chance))) >= 2;
}
