import { fewestChurns } from './fit-churn';

/** A model is trained anew after so many days in any case: customers and product change. */
const longestServiceDays = 30;
/** Not more often than this, whatever the figures say. */
const shortestServiceDays = 7;
/** Departures this many standard deviations from what was foretold are no chance. */
const tolerableDeviations = 3;

export interface Service {
  /** Departures that can be learned from. */
  readonly churns: number;
  /** Days since the last of which the newest model knew who left; null where there is no model. */
  readonly age: number | null;
  /** Whether the newest model was judged on months it had not seen: those of earlier versions were not, and are not shown. */
  readonly isJudged: boolean;
  /** The last training that came to nothing: how many departures it knew, and how many days ago. */
  readonly inVain: { readonly churns: number; readonly age: number } | null;
  /** Departures in the latest 30 days that are over: those the chances given before them add up to, and those that came. */
  readonly foretold: { readonly expected: number; readonly left: number } | null;
}

/** Whether there is enough to learn from and no model yet, an old one, one of an earlier version, or one that has foretold badly. */
export function needsTraining({ churns, age, isJudged, inVain, foretold }: Service): boolean {
  if (churns < fewestChurns) return false;
  // The same past comes to the same end: it takes more departures, or another month.
  if (inVain !== null && churns <= inVain.churns && inVain.age < longestServiceDays) return false;
  if (age === null || age >= longestServiceDays || !isJudged) return true;
  return age >= shortestServiceDays && foretold !== null && strays(foretold);
}

/** Departures vary about as much as a Poisson count; one more keeps a handful from being a surprise. */
function strays({ expected, left }: { readonly expected: number; readonly left: number }): boolean {
  return Math.abs(left - expected) > tolerableDeviations * Math.sqrt(expected + 1);
}
