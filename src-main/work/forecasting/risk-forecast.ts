import type { ChurnForecast } from '../../../src-preload/contract/risk/forecast';
import { modelCardSchema } from '../../../src-preload/contract/risk/model-card';
import type { ChurnModel } from '../../engines/risk/churn/churn-model';
import { type Forecast, forecastOf } from '../../engines/risk/churn/forecast';
import { untoldBecause } from '../../engines/risk/churn/judgement';
import { reasonsOf } from '../../engines/risk/churn/reasons';
import { monthsAhead } from '../../engines/risk/churn/survival-ahead';
import { formatDay } from '../../lib/day';
import { readChurnBooks } from '../../store/risk/churn-book';
import { readFeatureNames, readRiskCompany } from '../../store/risk/features';
import { readForecast } from '../../store/risk/forecasts';
import { readModel, readSpeakingModel, type StoredChurnModel } from '../../store/risk/models';
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
/** The model that speaks and, while it foretells, the one before it. */
const mostParsed = 2;

/** The model whose chances are shown; null where none is in service, or it ranks no better than chance. */
export function servingModel(db: ReadDb): ServingModel | null {
  const stored = readSpeakingModel(db);
  return stored === undefined ? null : { model: storedModel(stored), version: stored.version };
}

export function storedModel({ model }: Pick<StoredChurnModel, 'model'>): ChurnModel {
  const known = parsed.get(model);
  if (known !== undefined) return known;
  const fresh = { ...ofEarlierVersion, ...(JSON.parse(model) as Omit<ChurnModel, keyof Earlier>) };
  const [oldest] = parsed.keys();
  if (oldest !== undefined && parsed.size >= mostParsed) parsed.delete(oldest);
  parsed.set(model, fresh);
  return fresh;
}

/**
 * The forecast of an account that stands, as lists show it, with its reasons: by the model that foretold it, of the day on
 * which it did. Null for who has none, and where nothing of that model is shown.
 */
export function forecastAccount(db: ReadDb, id: number): ChurnForecast | null {
  const told = readForecast(db, id);
  const stored = told && readModel(db, told.modelVersion);
  const book = told && readChurnBooks(db).of(told.modelVersion);
  if (told == null || stored?.proves !== true || book == null) return null;
  const { asOf, modelVersion } = told;
  const model = storedModel(stored);
  const untold = farUntold(stored);
  const isFarKnown = untold === null;
  const company = readRiskCompany(db);
  for (const subject of riskSubjects(db, company, [id], firstUsefulDay(asOf), asOf - 1)) {
    const read = forecastSubject(model, subject, asOf);
    const forecast = forecastOf(model, read, [told.p30, told.p90, told.p180]);
    const [p30 = 0, p90 = 0, p180 = 0] = forecast.chances;
    return {
      modelVersion,
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
function farUntold({ card }: Pick<StoredChurnModel, 'card'>): ChurnForecast['p180Untold'] {
  return untoldBecause(modelCardSchema.pick({ judgements: true }).parse(JSON.parse(card)).judgements);
}

function nearWindow({ early, median, late }: Forecast['window']): ChurnForecast['window'] {
  const near = (month: number | null) => (month === null || month > nearMonths ? null : month);
  return { early: near(early), median: near(median), late: near(late), horizonMonths: nearMonths };
}
