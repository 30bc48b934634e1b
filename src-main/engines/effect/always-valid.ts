/** Of the information of two arms: two hundred accounts of which a fifth is held out have 32 of it. */
const tuning = 8;

/**
 * How many standard deviations an interval has to reach so that it holds at every moment at which somebody looks, and not
 * only at one chosen beforehand: Robbins' (1970) mixture of normals, which for means of growing samples is an asymptotic
 * confidence sequence (Waudby-Smith et al., 2024). Narrowest where the information is some 60.
 * @param information 1 / (1/n + 1/m) of arms of n and m draws; more than 0
 * @param error chance that the interval ever misses, 0 to 1
 */
export function alwaysValid(information: number, error: number): number {
  const grown = information / tuning;
  return Math.sqrt((1 + 1 / grown) * (Math.log1p(grown) - 2 * Math.log(error)));
}

/** What two arms of so many draws know of a difference between them. */
export function informationOf(draws: number, others: number): number {
  return 1 / (1 / draws + 1 / others);
}
