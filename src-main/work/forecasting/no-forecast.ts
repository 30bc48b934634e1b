import type { AccountRisk } from '../../../src-preload/contract/risk/account-risk';
import { type Departures, leftOutOfDepartures } from '../../engines/risk/churn/departure-words';
import { fewestChurns } from '../../engines/risk/churn/fit-churn';
import { readJobsInState } from '../../store/jobs/job-rows';
import { presentDepartures } from '../../store/risk/departures';
import { readSpeakingModel } from '../../store/risk/models';
import type { ReadDb } from '../../store/types';
import { trainRiskJob } from './risk-training';

/** Why there is no probability; null where a model serves. */
export function noForecast(db: ReadDb): AccountRisk['noForecast'] {
  if (readSpeakingModel(db) !== undefined) return null;
  const departures = presentDepartures(db);
  const text = [whyNoForecast(db, departures), leftOutOfDepartures(departures)].filter((part) => part !== '');
  return { churns: departures.known, needed: fewestChurns, text: text.join(' ') };
}

function whyNoForecast(db: ReadDb, { known }: Departures): string {
  if (known < fewestChurns)
    return 'From so few, no chance can be learned that means anything: only the risk level by rules is shown.';
  if (readJobsInState(db, 'running', trainRiskJob.kind).length > 0)
    return 'The churn model is learning from the company’s past right now. Until it is done, only the risk level by rules is shown.';
  return `The churn model has not been trained yet: it learns once ${fewestChurns} departures are a month or two old. Until then, only the risk level by rules is shown.`;
}
