import type { ChurnForecast } from '../../../src-preload/contract/risk/forecast';
import { modelCardSchema } from '../../../src-preload/contract/risk/model-card';
import { isCustomerOn } from '../../engines/health/account-life';
import type { ChurnModel } from '../../engines/risk/churn/churn-model';
import { type Forecast, forecastOf } from '../../engines/risk/churn/forecast';
import { untoldBecause } from '../../engines/risk/churn/judgement';
import { reasonsOf } from '../../engines/risk/churn/reasons';
import { monthsAhead } from '../../engines/risk/churn/survival-ahead';
import { formatDay } from '../../lib/day';
import { readChurnBook } from '../../store/risk/churn-book';
import { readFeatureNames, readRiskCompany } from '../../store/risk/features';
import { readSpeakingModel, type StoredChurnModel } from '../../store/risk/models';
import type { ReadDb } from '../../store/types';
import { firstUsefulDay, forecastSubject, riskSubjects } from './risk-subjects';

export interface ServingModel {
  readonly model: ChurnModel;
  readonly version: number;
}

/** In a model of an earlier version everything fades, and it asked for no beginning of records. */
const ofEarlierVersion = { lasting: [], recordsBegan: 0 } as const satisfies Partial<ChurnModel>;
type Earlier = typeof ofEarlierVersion;

/** Parsed models by version and text: they are read with every screen and never change. */
const parsed = new Map<string, ChurnModel>();

/** The model whose chances are shown; null where none is in service, or it ranks no better than chance. */
export function servingModel(db: ReadDb): ServingModel | null {
  const stored = readSpeakingModel(db);
  return stored === undefined ? null : { model: storedModel(stored), version: stored.version };
}

export function storedModel({ model }: Pick<StoredChurnModel, 'model'>): ChurnModel {
  const known = parsed.get(model);
  if (known !== undefined) return known;
  const fresh = { ...ofEarlierVersion, ...(JSON.parse(model) as Omit<ChurnModel, keyof Earlier>) };
  parsed.clear();
  parsed.set(model, fresh);
  return fresh;
}

/** An account's forecast with its reasons, made now; null without a model that speaks, and for who is no customer. */
export function forecastAccount(db: ReadDb, id: number, asOf: number): ChurnForecast | null {
  const serving = servingModel(db);
  const book = readChurnBook(db)?.book;
  if (serving === null || book === undefined) return null;
  const { model, version } = serving;
  const untold = farUntold(db);
  const isFarKnown = untold === null;
  const company = readRiskCompany(db);
  for (const subject of riskSubjects(db, company, [id], firstUsefulDay(asOf), asOf - 1)) {
    if (!isCustomerOn(subject.batch, subject.account, asOf, true)) return null;
    const read = forecastSubject(model, subject, asOf);
    const forecast = forecastOf(model, read);
    const [p30 = 0, p90 = 0, p180 = 0] = forecast.chances;
    return {
      modelVersion: version,
      method: model.method,
      asOf: formatDay(asOf),
      p30,
      p90,
      p180: isFarKnown ? p180 : null,
      p180Untold: untold,
      base90: book.mean90,
      survival: forecast.survival
        .map((share, month) => ({ month, share }))
        .slice(0, isFarKnown ? undefined : nearMonths + 1),
      window: isFarKnown ? { ...forecast.window, horizonMonths: monthsAhead } : nearWindow(forecast.window),
      reasons: reasonsOf(model, read, forecast, book, readFeatureNames(db)),
      reasonsExact: true,
    };
  }
  return null;
}

/** The months that 90 days reach. */
const nearMonths = 3;

/** Where the model ranks half a year ahead like chance, or counts badly, nothing is told of so far ahead. */
function farUntold(db: ReadDb): ChurnForecast['p180Untold'] {
  const stored = readSpeakingModel(db);
  if (stored === undefined) return null;
  return untoldBecause(modelCardSchema.pick({ judgements: true }).parse(JSON.parse(stored.card)).judgements);
}

function nearWindow({ early, median, late }: Forecast['window']): ChurnForecast['window'] {
  const near = (month: number | null) => (month === null || month > nearMonths ? null : month);
  return { early: near(early), median: near(median), late: near(late), horizonMonths: nearMonths };
}
