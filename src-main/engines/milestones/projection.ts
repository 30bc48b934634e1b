/** How fast one moved lately, and when it would be complete if it went on like this. */
export interface Projection {
  /** Of what is counted, a week. */
  readonly perWeek: number;
  /** Days from now: the middle, and between which four of five would be complete. */
  readonly days: number;
  readonly from: number;
  readonly to: number;
}

/** The time over which the speed is taken. */
export const watchedDays = 28;
/** The 10 % and 90 % points of the standard normal distribution. */
const tenth = 1.2815515655446004;
/** Further than this nobody plans. */
const furthest = 730;

/**
 * Takes movements as coming at random at one speed: n more take n·T/k days where k came in T. The logarithm of that time varies by
 * both counts, about 1/n + 1/k (delta method), which gives the interval.
 * @param gained what came in the time watched, as it is counted @param over days watched @param left what is missing
 * @returns null where nothing came, or it would take more than two years
 */
export function projectCompletion(gained: number, over: number, left: number): Projection | null {
  if (gained <= 0 || over <= 0 || left <= 0) return null;
  const days = (left * over) / gained;
  if (days > furthest) return null;
  const spread = Math.exp(tenth * Math.sqrt(1 / left + 1 / gained));
  return {
    perWeek: (7 * gained) / over,
    days: Math.ceil(days),
    from: Math.floor(days / spread),
    to: Math.ceil(days * spread),
  };
}
