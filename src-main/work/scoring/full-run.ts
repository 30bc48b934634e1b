import { isDeepStrictEqual } from 'node:util';
import type { CompanyFacts } from '../../engines/health/account-batch';
import { readCompanyFacts } from '../../store/scores/company-facts';
import { readCurrentVersion } from '../../store/scores/configs';
import { type FullRun, readFullRun } from '../../store/scores/full-run';
import { readMovements } from '../../store/scores/movements';
import type { ReadDb } from '../../store/types';
import { type PlanBook, readPlanBook } from './plan-book';
import { scoringDay } from './scoring-day';

/** Whether every account has to be scored again: a new day, another configuration, or another company-wide fact. */
export function needsFullRun(db: ReadDb, now: number): boolean {
  const asOf = scoringDay(db, now);
  if (asOf === null) return false;
  const standing = { company: readCompanyFacts(db), plans: readPlanBook(db) };
  return !isDeepStrictEqual(readFullRun(db), fullRunOf(asOf, readCurrentVersion(db), standing));
}

/** Whether the last run over all accounts was of this day and configuration; quicker to tell than `needsFullRun`. */
export function isUpToDate(db: ReadDb, now: number): boolean {
  const last = readFullRun(db);
  return last?.asOf === scoringDay(db, now) && last?.configVersion === readCurrentVersion(db);
}

export function fullRunOf(
  asOf: number,
  configVersion: number,
  { company, plans }: { readonly company: CompanyFacts; readonly plans: Pick<PlanBook, 'mark'> },
): FullRun {
  const { features, coreFeatures, outcomeFeatures, movements: _, ...rest } = company;
  return {
    asOf,
    configVersion,
    plans: plans.mark,
    company: {
      features: [...features],
      coreFeatures: [...coreFeatures],
      outcomeFeatures: [...outcomeFeatures],
      ...rest,
    },
  };
}

/**
 * The company-wide facts on which the present scores stand. Looking for them takes a walk through whole tables, and any
 * change of them makes all scores anew: the last run's are right until then.
 */
export function presentCompany(db: ReadDb): CompanyFacts {
  const last = readFullRun(db);
  if (last === null) return readCompanyFacts(db);
  return { ...last.company, features: new Set(last.company.features), movements: readMovements(db) };
}
