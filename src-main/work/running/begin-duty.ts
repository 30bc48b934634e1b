import { companyVersionOf } from '../../../src-preload/contract/config-names';
import type { JobsHandle } from '../../jobs/start-jobs';
import { hasDeeds } from '../../store/effect/measured-means';
import { readLastModel, readServingModel } from '../../store/risk/models';
import { hasDocuments } from '../../store/runner/documents';
import type { ReadDb, Store } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import { measureReportJob } from '../effect/measure-report';
import { measureEffectsJob } from '../forecasting/effects-work';
import { trainRiskJob } from '../forecasting/risk-training';
import { countMilestonesJob } from '../milestones/count-milestones';
import { advanceSequencesJob } from '../sequences/advance-sequences';
import { judgeRulesJob } from '../triggers/judge-rules';
import { publishFacts } from './publish';
import { queueScoresJob } from './queue-scores';

/** What a desktop does first that has won the duty to compute for the company: whatever the company lacks. */
export function beginDuty(jobs: Pick<JobsHandle, 'enqueue'>, store: Store): void {
  writeTransaction(store, 'runner.begin', publishFacts);
  if (needsModel(store.read)) jobs.enqueue(trainRiskJob, {}, trainRiskJob.priority);
  jobs.enqueue(queueScoresJob, { organizationIds: 'all' }, queueScoresJob.priority);
  jobs.enqueue(judgeRulesJob, { organizationIds: 'all' }, judgeRulesJob.priority);
  jobs.enqueue(advanceSequencesJob, { organizationIds: 'all' }, advanceSequencesJob.priority);
  jobs.enqueue(countMilestonesJob, { organizationIds: 'all' }, countMilestonesJob.priority);
  if (!hasDocuments(store.read, 'effect_report') && hasDeeds(store.read))
    jobs.enqueue(measureReportJob, {}, measureReportJob.priority);
  if (!hasDocuments(store.read, 'effects')) jobs.enqueue(measureEffectsJob, {}, measureEffectsJob.priority);
}

/** Also where the last one was trained for the company and never came there. */
function needsModel(db: ReadDb): boolean {
  if (!hasDocuments(db, 'churn_model')) return true;
  const last = readLastModel(db);
  const isOwn = last !== undefined && companyVersionOf(last.version) === null;
  return isOwn && last.serves && last.trainedAt > (readServingModel(db)?.trainedAt ?? 0);
}
