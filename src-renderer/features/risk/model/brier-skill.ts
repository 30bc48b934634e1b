/**
 * Brier skill score, 1 - brier / base: how much of the base rate's error the model takes away (negative: adds). Null
 * where the base rate makes no error.
 */
export function brierSkill(brier: number, baseBrier: number): number | null {
  return baseBrier > 0 ? 1 - brier / baseBrier : null;
}
