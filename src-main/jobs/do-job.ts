import type { JobRow } from '../store/jobs/job-rows';
import { measureInterventions } from '../work/forecasting/effects-work';
import { countLevelWeeks } from '../work/forecasting/level-weeks-work';
import { assessRisk } from '../work/forecasting/risk-assessment';
import { trainRisk } from '../work/forecasting/risk-training';
import { backfillHistory } from '../work/scoring/backfill-work';
import { scoreAll, scoreChanged } from '../work/scoring/score-work';
import { maintain } from '../work/upkeep/maintenance-work';
import { isJobKind, type JobKind, payloadSchemas } from './job-kinds';
import type { Work, WorkContext } from './work';

const works: { readonly [K in JobKind]: (context: WorkContext, payload: unknown) => Work } = {
  score_changed: (context, payload) =>
    scoreChanged(context, payloadSchemas.score_changed.parse(payload).organizationIds),
  score_all: (context) => scoreAll(context, false),
  rebuild_activity: (context) => scoreAll(context, true),
  backfill_history: backfillHistory,
  maintenance: maintain,
  train_risk: trainRisk,
  measure_effects: measureInterventions,
  count_levels: countLevelWeeks,
  assess_risk: (context, payload) =>
    assessRisk(context, payloadSchemas.assess_risk.parse(payload).organizationIds),
};

/** Begins a job's work, or goes on with it. @throws Error for a kind this version doesn't know */
export function workOf({ kind, payload }: JobRow, context: WorkContext): Work {
  if (!isJobKind(kind)) throw new Error(`this version has no job of the kind ${kind}`);
  return works[kind](context, JSON.parse(payload));
}
