import { sum } from '../../../lib/statistics/vectors';
import { monthAhead } from '../features/account-months';
import { type MonthValues, monthColumnNames, monthColumns } from '../features/risk-features';
import type { Commitment } from '../features/terms';
import { termAt } from './additive-score';
import { type ChurnModel, horizons, setRight } from './churn-model';
import { chanceAhead } from './fading';
import { type MonthAhead, monthsAhead, monthsOf, survivalThrough } from './survival-ahead';

/** An account as a model reads it on a day. */
export interface ForecastSubject {
  /** By the place of the model's terms: the value of each term's column; NaN where nothing is known. */
  readonly values: Float64Array;
  readonly createdDay: number;
  readonly asOf: number;
  readonly commitment: Commitment;
}

export interface Forecast {
  /** Chances to leave within 30, 90 and 180 days, set right. */
  readonly chances: readonly number[];
  /** The same from all that is known now: others than those that stand where something came in late. */
  readonly readNow: readonly number[];
  /** Share still there after 0, 1, … `monthsAhead` months of 30.4 days. */
  readonly survival: readonly number[];
  /** Months until a quarter, half and three quarters of such accounts have left; null where the horizon ends before. */
  readonly window: {
    readonly early: number | null;
    readonly median: number | null;
    readonly late: number | null;
  };
  /** The same three chances for an average account with this one's contract and age. */
  readonly averageChances: readonly number[];
  /** What each term adds to the log-odds, against the average account; those of age and contract are 0. */
  readonly contributions: Float64Array;
}

const daysPerMonth = 365.25 / 12;
const ofMonth: ReadonlySet<string> = new Set(monthColumnNames);

/**
 * Work: terms + months ahead.
 * @param told chances that were told of this account and stand: they are what is shown, and the curve goes through them
 */
export function forecastOf(
  model: ChurnModel,
  subject: ForecastSubject,
  told: readonly number[] | null = null,
): Forecast {
  const contributions = forecastContributions(model, subject);
  const distance = distanceOf(model, contributions);
  const averages = monthMargins(model, subject);
  const months = monthsWith(model, subject, averages, distance);
  const readNow = chancesOf(model, months, subject.asOf);
  const chances = told ?? readNow;
  const survival = survivalCurve(months, subject.asOf, chances);
  return {
    chances,
    readNow,
    survival,
    window: { early: reached(survival, 0.75), median: reached(survival, 0.5), late: reached(survival, 0.25) },
    averageChances: chancesOf(model, monthsWith(model, subject, averages, none), subject.asOf),
    contributions,
  };
}

/** The three chances alone: what a whole book is ranked by. */
export function forecastChances(model: ChurnModel, subject: ForecastSubject): number[] {
  const distance = distanceOf(model, forecastContributions(model, subject));
  const averages = monthMargins(model, subject, chanceMonths);
  return chancesOf(model, monthsWith(model, subject, averages, distance), subject.asOf);
}

/** The three chances, and those of an average account with this one's contract and age: what lists tell of each account. */
export function forecastForLists(
  model: ChurnModel,
  subject: ForecastSubject,
): Pick<Forecast, 'chances' | 'averageChances'> {
  const distance = distanceOf(model, forecastContributions(model, subject));
  const averages = monthMargins(model, subject, chanceMonths);
  return {
    chances: chancesOf(model, monthsWith(model, subject, averages, distance), subject.asOf),
    averageChances: chancesOf(model, monthsWith(model, subject, averages, none), subject.asOf),
  };
}

/** The three chances before they are set right: what that is learned from. */
export function unstretchedChances(model: ChurnModel, subject: ForecastSubject): number[] {
  const distance = distanceOf(model, forecastContributions(model, subject));
  const averages = monthMargins(model, subject, chanceMonths);
  return rawChances(monthsWith(model, subject, averages, distance), subject.asOf);
}

/** What each term adds to the log-odds, against the average account; those of age and contract are 0. */
export function forecastContributions(
  { score, means }: ChurnModel,
  { values }: Pick<ForecastSubject, 'values'>,
): Float64Array {
  return Float64Array.from(score.terms, (term, i) =>
    ofMonth.has(term.column) ? 0 : termAt(term, values[i] as number) - (means[i] as number),
  );
}

/** How far an account's log-odds are from the average: by what it is, which lasts, and by what it does, which fades. */
interface Distance {
  readonly lasting: number;
  readonly fading: number;
}

const none: Distance = { lasting: 0, fading: 0 };

function distanceOf({ score, lasting }: ChurnModel, contributions: Float64Array): Distance {
  let stays = 0;
  score.terms.forEach(({ column }, i) => {
    if (lasting.includes(column)) stays += contributions[i] as number;
  });
  return { lasting: stays, fading: sum(contributions) - stays };
}

/** Months that 180 days can touch. */
const chanceMonths = 8;

/** Log-odds of an average account of this age and contract, for each month ahead. */
function monthMargins(
  { score, means }: ChurnModel,
  { createdDay, asOf, commitment }: ForecastSubject,
  count = monthsAhead + 2,
): Float64Array {
  let fixed = score.intercept;
  score.terms.forEach(({ column }, i) => {
    if (!ofMonth.has(column)) fixed += means[i] as number;
  });
  const changing = score.terms.filter(({ column }) => ofMonth.has(column));
  return Float64Array.from({ length: count }, (_, ahead) => {
    const values = monthColumns(monthAhead(createdDay, asOf, ahead), commitment);
    return changing.reduce(
      (sum, term) => sum + termAt(term, values[term.column as keyof MonthValues]),
      fixed,
    );
  });
}

function monthsWith(
  model: ChurnModel,
  { createdDay, asOf, commitment }: ForecastSubject,
  averages: Float64Array,
  { lasting, fading }: Distance,
): MonthAhead[] {
  // The model learned from readings a week before a month: that is the next month, and the one under way is no farther.
  const freeChance = (ahead: number) =>
    chanceAhead(model, (averages[ahead] as number) + lasting, fading, Math.max(0, ahead - 1));
  return monthsOf(createdDay, asOf, commitment, model.gate, averages.length, freeChance, lasting + fading);
}

function chancesOf({ stretches }: ChurnModel, months: readonly MonthAhead[], asOf: number): number[] {
  return setRight(stretches, rawChances(months, asOf));
}

function rawChances(months: readonly MonthAhead[], asOf: number): number[] {
  return horizons.map((days) => 1 - survivalThrough(months, asOf, asOf + days));
}

/** The curve goes through the chances that were set right: between them, the hazard is stretched alike. */
function survivalCurve(months: readonly MonthAhead[], asOf: number, chances: readonly number[]): number[] {
  const hazardThrough = (day: number) => -Math.log(survivalThrough(months, asOf, day));
  const stretches = horizons.map((days, i) => {
    const raw = hazardThrough(asOf + days);
    return { days, stretch: raw > 1e-9 ? -Math.log1p(-(chances[i] as number)) / raw : 1 };
  });
  let least = 1;
  return Array.from({ length: monthsAhead + 1 }, (_, month) => {
    const days = Math.round(month * daysPerMonth);
    least = Math.min(least, Math.exp(-hazardThrough(asOf + days) * stretchAt(stretches, days)));
    return least;
  });
}

function stretchAt(known: readonly { days: number; stretch: number }[], days: number): number {
  const after = known.findIndex((point) => point.days >= days);
  const right = known[after < 0 ? known.length - 1 : after];
  const left = after > 0 ? known[after - 1] : undefined;
  if (right === undefined) return 1;
  if (left === undefined || after < 0) return right.stretch;
  const share = (days - left.days) / (right.days - left.days);
  return left.stretch + share * (right.stretch - left.stretch);
}

/** The month in which the curve comes down to a share, with a part of a month by a straight line. */
function reached(survival: readonly number[], share: number): number | null {
  const month = survival.findIndex((left) => left <= share);
  if (month <= 0) return null;
  const [before, after] = [survival[month - 1] as number, survival[month] as number];
  return month - 1 + (before - share) / (before - after);
}
