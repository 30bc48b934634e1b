import { listJobs } from '../jobs/define-job';
import { measureReportJob } from '../work/effect/measure-report';
import { readTextsJob } from '../work/finding/read-texts';
import { forecastAfterScoring } from '../work/forecasting/after-scoring';
import { measureEffectsJob } from '../work/forecasting/effects-work';
import { countLevelsJob } from '../work/forecasting/level-weeks-work';
import { assessRiskJob } from '../work/forecasting/risk-assessment';
import { trainRiskJob } from '../work/forecasting/risk-training';
import { countMilestonesJob } from '../work/milestones/count-milestones';
import { queueScoresJob } from '../work/running/queue-scores';
import { takeUpBookJob } from '../work/running/take-up-book';
import { scoringJobs } from '../work/scoring/scoring-jobs';
import { advanceSequencesJob } from '../work/sequences/advance-sequences';
import { judgeRulesJob } from '../work/triggers/judge-rules';
import { maintenanceJob } from '../work/upkeep/maintenance-work';

/** Every kind of job there is, and what follows a scoring. */
export const jobList = listJobs([
  ...scoringJobs([forecastAfterScoring]),
  trainRiskJob,
  assessRiskJob,
  measureEffectsJob,
  measureReportJob,
  countLevelsJob,
  takeUpBookJob,
  queueScoresJob,
  judgeRulesJob,
  advanceSequencesJob,
  countMilestonesJob,
  readTextsJob,
  maintenanceJob,
]);

/** Kinds of jobs whose result desktops hand to the company. */
export const forCompany: ReadonlySet<string> = new Set(
  [judgeRulesJob, advanceSequencesJob, countMilestonesJob].map(({ kind }) => kind),
);
