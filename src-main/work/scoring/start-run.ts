import { type ActivityState, createActivityState } from '../../engines/activity/activity-state';
import type { CompanyFacts } from '../../engines/health/account-batch';
import type { CompiledConfig } from '../../engines/health/compile-config';
import { readCurrentVersion } from '../../store/scores/configs';
import type { Store } from '../../store/types';
import { currentConfig } from './current-config';
import { presentCompany } from './full-run';
import { type PlanBook, readPlanBook } from './plan-book';
import { scoringDay } from './scoring-day';

/** What all chunks of a run share. */
export interface ScoringRun {
  readonly config: CompiledConfig;
  readonly company: CompanyFacts;
  readonly plans: PlanBook;
  /** The day that is scored. */
  readonly asOf: number;
  readonly now: number;
  /** Room to work in. */
  readonly state: ActivityState;
}

/**
 * What a run stands on from its first account to its last.
 * @param company the facts of the last run over all accounts, unless they are just being looked for anew
 * @returns null while there is only half a copy
 */
export function startRun(
  { read }: Pick<Store, 'read'>,
  now: number,
  company: CompanyFacts = presentCompany(read),
): ScoringRun | null {
  const asOf = scoringDay(read, now);
  if (asOf === null) return null;
  const [config, plans] = [currentConfig(read), readPlanBook(read)];
  return { config, company, plans, asOf, now, state: createActivityState() };
}

/** Whether a run's day and configuration are still those to score by: long work goes on past midnight. */
export function stillHolds(
  { read }: Pick<Store, 'read'>,
  now: number,
  { asOf, config }: ScoringRun,
): boolean {
  return scoringDay(read, now) === asOf && readCurrentVersion(read) === config.version;
}
