import type { AccountRisk } from '../../../src-preload/contract/risk/account-risk';
import { fewestChurns } from '../../engines/risk/churn/fit-churn';
import { readJobsInState } from '../../store/jobs/job-rows';
import { countChurned } from '../../store/risk/history';
import { readServingModel } from '../../store/risk/models';
import type { ReadDb } from '../../store/types';
import { trainRiskJob } from './risk-training';

/** Why there is no probability; null where a model serves. */
export function noForecast(db: ReadDb): AccountRisk['noForecast'] {
  if (readServingModel(db) !== undefined) return null;
  const churns = countChurned(db);
  return { churns, needed: fewestChurns, text: whyNoForecast(db, churns) };
}

function whyNoForecast(db: ReadDb, churns: number): string {
  if (churns < fewestChurns)
    return 'From so few, no chance can be learned that means anything: only the risk level by rules is shown.';
  if (readJobsInState(db, 'running', trainRiskJob.kind).length > 0)
    return 'The churn model is learning from the company’s past right now. Until it is done, only the risk level by rules is shown.';
  return `The churn model has not been trained yet: it learns once ${fewestChurns} departures are a month or two old. Until then, only the risk level by rules is shown.`;
}
