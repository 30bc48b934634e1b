import { createActivityState } from '../engines/activity/activity-state';
import { readConfigVersions } from '../store/reads/read-configs';
import { readCompanyFacts } from '../store/reads/scoring-company';
import type { Store } from '../store/types';
import { currentConfig } from './current-config';
import type { ScoringRun } from './score-chunk';
import { scoringDay } from './scoring-day';

/** The same run while its day and its configuration hold, else a new one: long work goes on past midnight. */
export function freshRun(store: Pick<Store, 'read'>, now: number, run: ScoringRun): ScoringRun {
  const holds =
    scoringDay(store.read, now) === run.asOf && readConfigVersions(store.read).current === run.config.version;
  return holds ? run : (startRun(store, now) ?? run);
}

/** What a run stands on from its first account to its last. @returns null while there is only half a copy */
export function startRun(store: Pick<Store, 'read'>, now: number): ScoringRun | null {
  const asOf = scoringDay(store.read, now);
  if (asOf === null) return null;
  const company = readCompanyFacts(store.read);
  return { config: currentConfig(store.read), company, asOf, now, state: createActivityState() };
}
