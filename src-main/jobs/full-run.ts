import type { CompanyFacts } from '../engines/health/account-batch';
import { readConfigVersions } from '../store/reads/read-configs';
import { readCompanyFacts } from '../store/reads/scoring-company';
import { type FullRun, readFullRun } from '../store/reads/scoring-run';
import type { ReadDb } from '../store/types';
import { scoringDay } from './scoring-day';

/** Whether every account has to be scored again: a new day, another configuration, or another company-wide fact. */
export function needsFullRun(db: ReadDb, now: number): boolean {
  const asOf = scoringDay(db, now);
  if (asOf === null) return false;
  const last = readFullRun(db);
  return (
    last === null ||
    last.asOf !== asOf ||
    last.configVersion !== readConfigVersions(db).current ||
    last.company !== companyText(readCompanyFacts(db))
  );
}

export function fullRunOf(asOf: number, configVersion: number, company: CompanyFacts): FullRun {
  return { asOf, configVersion, company: companyText(company) };
}

function companyText({ features, ...rest }: CompanyFacts): string {
  return JSON.stringify({ features: [...features], ...rest });
}
