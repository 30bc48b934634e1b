import type { InterventionKind } from '../../../../src-preload/contract/domain';

/** Something done for an account, or planned and deliberately not done. Days since 1970; 0 where there is none. */
export interface Intervention {
  readonly kind: InterventionKind;
  readonly startedDay: number;
  /** 0 while it is under way. */
  readonly endedDay: number;
  /** Done by a rule rather than by a person. */
  readonly isAutomatic: boolean;
  /** Planned by a rule and deliberately not done: the control group. */
  readonly isHeldOut: boolean;
}

const recentDays = 90;
/** What was never ended in the books isn't under way for ever, and long ago is long ago. */
const longestDays = 365;

/**
 * What had been done for an account when the day `asOf` began: only what started before counts, and an end only once it
 * is past. An account for which nothing was ever done has gone without since it began, or since the company writes
 * such things down.
 * @param firstDay the company's first intervention; 0 when there is none: then nothing is known, rather than known to be nothing
 */
export function interventionFeatures(
  interventions: readonly Intervention[],
  firstDay: number,
  createdDay: number,
  asOf: number,
) {
  if (firstDay === 0 || firstDay >= asOf) {
    return {
      log_interventions_90: Number.NaN,
      log_days_since_intervention: Number.NaN,
      intervention_under_way: Number.NaN,
    };
  }
  let last = Math.max(firstDay, createdDay);
  let recent = 0;
  let isUnderWay = false;
  for (const { startedDay, endedDay, isHeldOut } of interventions) {
    if (isHeldOut || startedDay >= asOf) continue;
    last = Math.max(last, startedDay);
    if (startedDay >= asOf - recentDays) recent += 1;
    if ((endedDay === 0 || endedDay >= asOf) && startedDay >= asOf - longestDays) isUnderWay = true;
  }
  return {
    log_interventions_90: Math.log1p(recent),
    log_days_since_intervention: Math.log1p(Math.min(longestDays, Math.max(0, asOf - 1 - last))),
    intervention_under_way: isUnderWay ? 1 : 0,
  };
}
