import { formatFixed } from '../../../ui/format/number';

/** A figure to a number of decimals; a dash where it is not known. */
export function figure(value: number | null, digits: number): string {
  return value === null ? '–' : formatFixed(value, digits);
}

/** A figure with its sign, a real minus as wide as the plus; a dash where it is not known. */
export function signedFigure(value: number | null, digits: number): string {
  if (value === null) return '–';
  const size = formatFixed(Math.abs(value), digits);
  return value === 0 ? size : `${value > 0 ? '+' : '−'}${size}`;
}

/**
 * Brier skill score, 1 - brier / base: how much of the base rate's error the model takes away (negative: adds). Null
 * where the base rate makes no error.
 */
export function brierSkill(brier: number, baseBrier: number): number | null {
  return baseBrier > 0 ? 1 - brier / baseBrier : null;
}
