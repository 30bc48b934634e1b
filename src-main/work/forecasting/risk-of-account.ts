import type { Band, InterventionKind, RiskLevel } from '../../../src-preload/contract/domain';
import type { Breakdown, HealthSummary } from '../../../src-preload/contract/health';
import type { AccountRisk } from '../../../src-preload/contract/risk/account-risk';
import { nobodyKnown, type OpenFacts } from '../../engines/risk/advice/open-facts';
import { recommend } from '../../engines/risk/advice/recommendations';
import { dayOrNull, formatDay, mondayOf, parseDay } from '../../lib/day';
import { readAccount } from '../../store/accounts/read-account';
import { readPeople } from '../../store/accounts/read-people';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readEffects } from '../../store/risk/effects';
import { readForecastWeeks, readInterventions, readRiskLevels } from '../../store/risk/history';
import type { ReadDb, Store } from '../../store/types';
import { headlineOfAccount } from '../headline/headline-of-account';
import { breakdownOf } from '../scoring/breakdown-of';
import { deskOf } from '../today/today-of';
import { noForecast } from './no-forecast';
import { forecastAccount } from './risk-forecast';

const longestHistory = 400;
/** What was begun so many days ago is still at work. */
const lately = 90;
const levelOfBand = { healthy: 'low', middle: 'medium', poor: 'high' } as const satisfies Record<
  Band,
  RiskLevel
>;

/** Everything the risk tab of an account shows. @throws StewardError not_found */
export function riskOfAccount(store: Pick<Store, 'read'>, id: number, today: number): AccountRisk {
  const { health, life, renewsOn } = readAccount(store.read, id, today);
  const headline = headlineOfAccount(store.read, id, health, today);
  const breakdown = breakdownOf(store, id);
  const dimensions = breakdown === null ? [] : dimensionLevels(breakdown);
  const canLeave = life.standing === 'customer' || life.standing === 'leaving';
  const forecast = canLeave ? forecastAccount(store.read, id) : null;
  const weeks = readForecastWeeks(store.read, id);
  return {
    level: health.riskLevel,
    levelSince: dayOrNull(headline.since),
    levelReason: headline.text,
    disagreement: headline.disagreement,
    dimensions,
    indicators: health.indicators,
    forecast,
    noForecast: noForecast(store.read),
    recommendations: recommend({
      onToday: deskOf(store.read, id, companyCalendar(store.read).startOf(today)).item,
      indicators: health.indicators,
      reasons: forecast?.reasons ?? [],
      dimensions,
      open: openFactsOf(store.read, id, health, renewsOn, today),
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

/** What stands open with an account and whom one can call there. */
function openFactsOf(
  db: ReadDb,
  id: number,
  { band, indicators }: HealthSummary,
  renewsOn: string | null,
  today: number,
): OpenFacts {
  return {
    indicators: new Set(indicators.map((indicator) => indicator.id)),
    people: readPeople(db, [id], today).get(id) ?? nobodyKnown,
    band,
    renewsIn: renewsOn === null ? null : parseDay(renewsOn) - today,
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

function dimensionLevels({ dimensions, band: ofAccount }: Breakdown): AccountRisk['dimensions'] {
  return dimensions.map(({ id: dimension, score, band }) => ({
    dimension,
    score: ofAccount === null ? null : score,
    level: band === null ? null : levelOfBand[band],
  }));
}
