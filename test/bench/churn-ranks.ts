import { collectRows } from '../../src-main/engines/risk/churn/churn-rows';
import { judged } from '../../src-main/engines/risk/churn/judgement';
import { bestMethod, walkForward } from '../../src-main/engines/risk/churn/walk-forward';
import { walkedHorizons } from '../../src-main/engines/risk/churn/walked-horizons';
import { recordsBegan } from '../../src-main/engines/risk/features/records';
import { readOrganizationIds } from '../../src-main/store/accounts/organization-ids';
import { countFeatureUse, readFirstUse, readRiskCompany } from '../../src-main/store/risk/features';
import type { ReadDb } from '../../src-main/store/types';
import { riskSubjects } from '../../src-main/work/forecasting/risk-subjects';
import { scoringDay } from '../../src-main/work/scoring/scoring-day';
import type { HorizonJudgement } from '../../src-preload/contract/risk/model-card';
import { runThrough } from '../support/run-through';

const watchedFeatures = 24;

/** How chances ranked and held within 30, 90 and 180 days, each month foretold by a model that had not seen it. */
export function churnRanks(db: ReadDb): HorizonJudgement[] {
  const today = scoringDay(db, Date.now());
  if (today === null) throw new Error('the copy is not whole');
  const through = today - 1;
  const company = { ...readRiskCompany(db), recordsBegan: recordsBegan(readFirstUse(db)) };
  const featureIds = countFeatureUse(db, watchedFeatures);
  const collector = collectRows(featureIds, through, company.recordsBegan);
  for (const id of readOrganizationIds(db, 0, Number.MAX_SAFE_INTEGER))
    for (const subject of riskSubjects(db, company, [id], 0, through)) collector.add(subject);
  const rows = collector.rows();
  const walked = runThrough(walkForward(rows, featureIds, 1));
  return walkedHorizons(walked, rows, bestMethod(walked), through).map((horizon) => judged(horizon, rows));
}
