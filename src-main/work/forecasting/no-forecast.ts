import type { AccountRisk } from '../../../src-preload/contract/risk/account-risk';
import { modelCardSchema } from '../../../src-preload/contract/risk/model-card';
import { type Departures, leftOutOfDepartures } from '../../engines/risk/churn/departure-words';
import { fewestChurns } from '../../engines/risk/churn/fit-churn';
import { readJobsInState } from '../../store/jobs/job-rows';
import { presentDepartures } from '../../store/risk/departures';
import { readServingModel, readSpeakingModel } from '../../store/risk/models';
import { readVainTraining } from '../../store/risk/vain-training';
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
  const rulesAlone = 'only the risk level by rules is shown.';
  if (readJobsInState(db, 'running', trainRiskJob.kind).length > 0)
    return `The churn model is learning from the company\u2019s past right now. Until it is done, ${rulesAlone}`;
  const serving = readServingModel(db);
  if (serving?.proves === false) return `${verdictSaid(serving.card)} So ${rulesAlone}`;
  if (known < fewestChurns) return `From so few, no chance can be learned that means anything: ${rulesAlone}`;
  const vain = readVainTraining(db);
  if (vain !== null) return `The churn model could not be learned: ${vain.message} Until then, ${rulesAlone}`;
  return `The churn model has not been trained yet: it learns once ${fewestChurns} departures are a month or two old. Until then, ${rulesAlone}`;
}

/** Why nothing of a model is shown that was learned. */
function verdictSaid(card: string): string {
  const { judgements } = modelCardSchema.pick({ judgements: true }).parse(JSON.parse(card));
  const telling = judgements.find(
    ({ verdict, horizon }) => verdict !== 'better' && verdict !== 'off' && horizon < 180,
  );
  return `A churn model was learned, but it has not proved itself on months it had not seen. ${telling?.text ?? ''}`;
}
