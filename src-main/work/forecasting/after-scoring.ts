import { churnsKnownBefore } from '../../engines/risk/churn/fit-churn';
import { needsTraining } from '../../engines/risk/churn/when-to-train';
import { mondayOf } from '../../lib/day';
import { needsReport } from '../../store/effect/measured-means';
import { readDepartures } from '../../store/risk/departures';
import { needsMeasuring } from '../../store/risk/effects';
import { readForetold } from '../../store/risk/history';
import { readLastModel, readSpeakingModel } from '../../store/risk/models';
import { readVainTraining } from '../../store/risk/vain-training';
import { isOurs } from '../../store/runner/documents';
import { readDuty } from '../../store/runner/duty';
import type { ReadDb } from '../../store/types';
import { measureReportJob } from '../effect/measure-report';
import { publishFacts } from '../running/publish';
import { queueIfOnDuty } from '../running/queue-scores';
import type { AfterScoring } from '../scoring/after-scoring';
import { measureEffectsJob } from './effects-work';
import { countLevelsJob } from './level-weeks-work';
import { assessRiskJob } from './risk-assessment';
import { trainingNow } from './risk-card';
import { trainRiskJob } from './risk-training';

/**
 * What follows once accounts were scored: levels are counted, accounts foretold anew, what is learned where it is time, and
 * with the duty what came out of it goes to the company, once it is all there.
 */
export const forecastAfterScoring: AfterScoring = (context, tx, { organizationIds, asOf }) => {
  const db = context.store.read;
  if (organizationIds === 'all') {
    if (readDuty(db) !== null) publishFacts(tx);
    context.enqueue(tx, countLevelsJob, {});
    // One that learns now learns from all that was there; what it comes to is judged with the next scores.
    if (trainingNow(db) === null && isTimeToTrain(db, asOf)) context.enqueue(tx, trainRiskJob, {});
    if (isOurs(db, 'effects') && needsMeasuring(db, asOf - 1)) context.enqueue(tx, measureEffectsJob, {});
    if (isOurs(db, 'effect_report') && needsReport(db, asOf - 1)) context.enqueue(tx, measureReportJob, {});
  }
  if (readSpeakingModel(db) !== undefined) {
    context.enqueue(tx, assessRiskJob, {
      organizationIds: organizationIds === 'all' ? 'all' : [...organizationIds],
    });
  } else queueIfOnDuty(context, tx, organizationIds);
};

/** What was foretold is judged by the latest week whose 30 days are over. */
function isTimeToTrain(db: ReadDb, today: number): boolean {
  if (!isOurs(db, 'churn_model')) return false;
  const last = readLastModel(db);
  const vain = readVainTraining(db);
  return needsTraining({
    churns: readDepartures(db, today, churnsKnownBefore(today)).known,
    age: last === undefined ? null : today - last.throughDay,
    isJudged: last?.proves != null,
    inVain: vain === null ? null : { churns: vain.churns, age: today - 1 - vain.through },
    foretold: readForetold(db, mondayOf(today - 32)),
  });
}
