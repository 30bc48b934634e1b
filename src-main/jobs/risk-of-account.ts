import type { Band, RiskLevel } from '../../src-preload/contract/domain';
import type { AccountRisk } from '../../src-preload/contract/risk';
import { recommend } from '../engines/risk/advice/recommendations';
import { fewestChurns } from '../engines/risk/churn/fit-churn';
import { formatDay, mondayOf } from '../lib/day';
import { readAccount } from '../store/reads/read-account';
import { countChurned, readForecastWeeks, readRiskLevels } from '../store/reads/risk-history';
import { readServingModel } from '../store/reads/risk-models';
import { readPreviousSummary } from '../store/reads/scoring-history';
import type { ReadDb, Store } from '../store/types';
import { breakdownOf } from './breakdown-of';
import { forecastAccount } from './risk-forecast';

const longestHistory = 400;
const levelOfBand = { healthy: 'low', middle: 'medium', poor: 'high' } as const satisfies Record<
  Band,
  RiskLevel
>;

/** Everything the risk tab of an account shows. @throws StewardError not_found */
export function riskOfAccount(store: Pick<Store, 'read'>, id: number, today: number): AccountRisk {
  const { health, churnedOn } = readAccount(store.read, id, today);
  const summary = readPreviousSummary(store.read, id);
  const dimensions = (breakdownOf(store, id)?.dimensions ?? []).map(({ id: dimension, score }) => ({
    dimension,
    score,
    level: score === null ? null : levelOfBand[score >= 75 ? 'healthy' : score >= 50 ? 'middle' : 'poor'],
  }));
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
    recommendations: recommend(health.indicators, forecast?.reasons ?? [], dimensions),
    history: readRiskLevels(store.read, id, longestHistory).map(({ day, level }) => ({
      day: formatDay(day),
      level,
      p90: weeks.get(mondayOf(day)) ?? null,
    })),
  };
}

/** Why there is no probability; null where a model serves. */
export function noForecast(db: ReadDb): AccountRisk['noForecast'] {
  if (readServingModel(db) !== undefined) return null;
  const churns = countChurned(db);
  return {
    churns,
    needed: fewestChurns,
    text:
      churns < fewestChurns
        ? `${churns} accounts have left so far. From fewer than ${fewestChurns} departures no chance can be learned that ` +
          'means anything, so only the risk level by rules is shown.'
        : 'The churn model has not been trained yet. Until then, only the risk level by rules is shown.',
  };
}

/** The rule that set the level, in the words of the figures it looks at. */
function levelReason({
  riskLevel,
  band,
  score,
  change28,
  indicators,
}: ReturnType<typeof readAccount>['health']): string | null {
  if (riskLevel === null) return null;
  const serious = indicators.filter(({ severity }) => severity === 'serious').length;
  const parts = [
    score === null ? 'Without a score' : `The score of ${Math.round(score)} is ${band}`,
    ...(change28 !== null && change28 <= -10 ? [`it fell ${Math.round(-change28)} points in 28 days`] : []),
    ...(serious > 0 ? [`${serious} serious ${serious === 1 ? 'fact stands' : 'facts stand'} beside it`] : []),
  ];
  return `${parts.join(', ')}: the risk is ${riskLevel}.`;
}
