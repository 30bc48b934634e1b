/**
 * Up to this share of a window's events, use that can't be laid to a person or a day leaves what is known of the rest
 * standing: at the habit of the people who are known, it hides at most one person in four.
 */
const few = 0.25;

/** Whether a part of some events is only a few of them; none of none is. */
export function isFew(part: number, whole: number): boolean {
  return part <= few * whole;
}
