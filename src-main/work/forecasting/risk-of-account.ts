import type { Band, InterventionKind, RiskLevel } from '../../../src-preload/contract/domain';
import type { Breakdown } from '../../../src-preload/contract/health';
import type { AccountRisk } from '../../../src-preload/contract/risk/account-risk';
import { micropointsPerPoint } from '../../engines/health/points';
import { bandOf } from '../../engines/health/score';
import { levelReason } from '../../engines/risk/advice/level-reason';
import { recommend } from '../../engines/risk/advice/recommendations';
import { fewestChurns } from '../../engines/risk/churn/fit-churn';
import { formatDay, mondayOf } from '../../lib/day';
import { readAccount } from '../../store/accounts/read-account';
import { readJobsInState } from '../../store/jobs/job-rows';
import { readEffects } from '../../store/risk/effects';
import { countChurned, readForecastWeeks, readInterventions, readRiskLevels } from '../../store/risk/history';
import { readServingModel } from '../../store/risk/models';
import { readPreviousSummary } from '../../store/scores/past-scores';
import type { ReadDb, Store } from '../../store/types';
import { breakdownOf } from '../scoring/breakdown-of';
import { configOfVersion } from '../scoring/current-config';
import { forecastAccount } from './risk-forecast';
import { trainRiskJob } from './risk-training';

const longestHistory = 400;
/** What was begun so many days ago is still at work. */
const lately = 90;
const levelOfBand = { healthy: 'low', middle: 'medium', poor: 'high' } as const satisfies Record<
  Band,
  RiskLevel
>;

/** Everything the risk tab of an account shows. @throws StewardError not_found */
export function riskOfAccount(store: Pick<Store, 'read'>, id: number, today: number): AccountRisk {
  const { health, churnedOn } = readAccount(store.read, id, today);
  const summary = readPreviousSummary(store.read, id);
  const breakdown = breakdownOf(store, id);
  const dimensions = breakdown === null ? [] : dimensionLevels(store.read, breakdown);
  const forecast = churnedOn === null ? forecastAccount(store.read, id, summary?.asOf ?? today) : null;
  const weeks = readForecastWeeks(store.read, id);
  return {
    level: health.riskLevel,
    levelSince: summary?.riskSince == null ? null : formatDay(summary.riskSince),
    levelReason: levelReason(health),
    dimensions,
    indicators: health.indicators,
    forecast,
    noForecast: noForecast(store.read),
    recommendations: recommend({
      indicators: health.indicators,
      reasons: forecast?.reasons ?? [],
      dimensions,
      effects: readEffects(store.read),
      begunLately: begunLately(store.read, id, today),
    }),
    history: readRiskLevels(store.read, id, longestHistory).map(({ day, level }) => ({
      day: formatDay(day),
      level,
      p90: weeks.get(mondayOf(day)) ?? null,
    })),
  };
}

function begunLately(db: ReadDb, id: number, today: number): ReadonlySet<InterventionKind> {
  const begun = readInterventions(db, [id]).get(id) ?? [];
  return new Set(
    begun
      .filter(({ startedDay, isHeldOut }) => !isHeldOut && startedDay > today - lately)
      .map(({ kind }) => kind),
  );
}

/** Dimensions by the band edges of the version that scored them. */
function dimensionLevels(db: ReadDb, { dimensions, configVersion }: Breakdown): AccountRisk['dimensions'] {
  const config = configOfVersion(db, configVersion);
  return dimensions.map(({ id: dimension, score }) => ({
    dimension,
    score,
    level: score === null ? null : levelOfBand[bandOf(config, Math.round(score * micropointsPerPoint))],
  }));
}

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
