import { apportion } from './apportion';

const fine = 1_000_000;

/**
 * Parts of any fraction as whole numbers that add up to `total`, by the largest remainders.
 * @param total whole, and less than 1 away from what the parts add up to
 */
export function wholeParts(parts: readonly number[], total: number): number[] {
  return apportion(
    parts.map((part) => Math.round(part * fine)),
    fine,
    total,
  );
}
