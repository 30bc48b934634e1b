import type { PlansSign } from '../../../src-preload/contract/milestones/plans-sign';
import { counted, wholeNumber } from '../../../src-preload/contract/words';

/** So many milestones are named; the rest is a number. */
const mostNamed = 3;

/**
 * The one sign of all plans that are stuck, with what holds them up, the most frequent first.
 * @param holdUps of each stuck plan the name of the milestone that it comes down to @returns null while none is stuck
 */
export function plansSign(holdUps: readonly string[]): PlansSign | null {
  const often = new Map<string, number>();
  for (const name of holdUps) often.set(name, (often.get(name) ?? 0) + 1);
  const sorted = [...often].sort(
    ([one, times], [other, otherTimes]) => otherTimes - times || (one < other ? -1 : 1),
  );
  const [first] = sorted;
  if (first === undefined) return null;
  const what = counted(holdUps.length, 'plan is stuck', 'plans are stuck');
  if (sorted.length === 1) return { what, heldUp: `${holdUps.length === 1 ? '' : 'all '}on “${first[0]}”.` };
  const named = sorted.slice(0, mostNamed).map(([name, times]) => `${wholeNumber(times)} on “${name}”`);
  const others = sorted.slice(mostNamed).reduce((sum, [, times]) => sum + times, 0);
  const rest = others === 0 ? [] : [`${wholeNumber(others)} on others`];
  return { what, heldUp: `${[...named, ...rest].join(', ')}.` };
}
