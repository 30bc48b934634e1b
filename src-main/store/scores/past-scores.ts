import type { Band, RiskLevel } from '../../../src-preload/contract/domain';
import { type DayFact, dayBands, dayFacts, rawPlace } from '../../lib/account-days/day-facts';
import { type DaysPage, daysOf, factOn, rawsOn } from '../../lib/account-days/days-page';
import type { OneDay } from '../../lib/account-days/one-day';
import { monthOf } from '../../lib/day';
import type { ReadDb, Tx } from '../types';
import { monthsBackward, monthsForward, readDay } from './account-days';

/** A score as it was made, without what is behind it. */
export interface PastScore {
  readonly asOf: number;
  /** Points, to the tenth. */
  readonly score: number;
  /** Share of the weight that was known, 0 to 1. */
  readonly confidence: number;
  /** Null where too little was known. */
  readonly band: Band | null;
  readonly configVersion: number;
  readonly profile: string;
}

/** A score with what explains it. */
export interface StoredScore extends PastScore {
  /** By the measures' places, NaN where unknown. */
  readonly raws: Float64Array;
  /** The number of the book's movement that they were taken against; 0 for none. */
  readonly movementId: number;
}

/** What the last scoring left in an account's summary. */
export interface PreviousSummary {
  readonly asOf: number;
  readonly riskLevel: RiskLevel | null;
  readonly riskSince: number | null;
  readonly sparkline: string;
  /** The first day of the present stretch of which too little is known. */
  readonly tooLittleSince: number | null;
}

/** A page's score of a day; null where none was made on it. */
export function scoreOn(page: DaysPage, day: number): PastScore | null {
  return scoreFrom(day, (fact) => factOn(page, day, fact), page.names);
}

function scoreFrom(asOf: number, on: (fact: DayFact) => number, names: readonly string[]): PastScore | null {
  const tenths = on('score');
  if (Number.isNaN(tenths)) return null;
  const band = dayBands[on('band')];
  return {
    asOf,
    score: tenths / 10,
    confidence: on('confidence') / 1e6,
    band: band === undefined || band === 'unknown' ? null : band,
    configVersion: on('configVersion'),
    profile: names[on('profile')] ?? '',
  };
}

function storedOn(page: DaysPage, day: number): StoredScore | null {
  const raws = rawsOn(page, day);
  const score = raws === null ? null : scoreOn(page, day);
  if (raws === null || score === null) return null;
  return { ...score, raws, movementId: factOn(page, day, 'movement') || 0 };
}

/** All scores of an account up to a day that can be explained, the latest first. */
export function* readScoresBackward(
  db: ReadDb | Tx,
  organizationId: number,
  upTo = 2 ** 31,
): Generator<StoredScore> {
  for (const page of monthsBackward(db, organizationId, monthOf(Math.min(upTo, latestDay)))) {
    for (const day of daysOf(page).reverse()) {
      const stored = day > upTo ? null : storedOn(page, day);
      if (stored !== null) yield stored;
    }
  }
}

/** Beyond any day that a calendar shows. */
const latestDay = 4_000_000;

/** The latest score on or before a day that can be explained; without one, the latest of all. */
export function readScoreOnOrBefore(
  db: ReadDb | Tx,
  organizationId: number,
  day?: number,
): StoredScore | undefined {
  const [latest] = firstOf(readScoresBackward(db, organizationId, day));
  return latest;
}

/** The earliest score after a day that can be explained. */
export function readScoreAfter(
  db: ReadDb | Tx,
  organizationId: number,
  day: number,
): StoredScore | undefined {
  const [earliest] = firstOf(scoresForward(db, organizationId, day, storedOn));
  return earliest;
}

/** The score of one day; undefined where none was made on it. The raw values are null where they are no longer kept. */
export function readScoreOn(
  db: ReadDb | Tx,
  organizationId: number,
  day: number,
): (PastScore & { readonly raws: Float64Array | null }) | undefined {
  return scoreOfDay(readDay(db, organizationId, day), day);
}

/** The same of a day that was read already. */
export function scoreOfDay(one: OneDay | null, day: number): ReturnType<typeof readScoreOn> {
  if (one === null) return undefined;
  const { values, names, isExplained } = one;
  const score = scoreFrom(day, (fact) => values[dayFacts[fact]] as number, names);
  return score === null ? undefined : { ...score, raws: isExplained ? values.subarray(rawPlace) : null };
}

/** Days and points, to the tenth, of the scores after a day, ascending; those of which too little was known are left out. */
export function readPointsSince(
  db: ReadDb | Tx,
  organizationId: number,
  after: number,
): { day: number; points: number }[] {
  const points: { day: number; points: number }[] = [];
  for (const { asOf, score, band } of scoresForward(db, organizationId, after, scoreOn)) {
    if (band !== null) points.push({ day: asOf, points: score });
  }
  return points;
}

const longest = 1000;

/** The account's latest scores, oldest first. */
export function readScoreHistory(db: ReadDb, organizationId: number): PastScore[] {
  const history: PastScore[] = [];
  for (const page of monthsBackward(db, organizationId)) {
    for (const day of daysOf(page).reverse()) {
      const score = scoreOn(page, day);
      if (score !== null) history.push(score);
    }
    if (history.length >= longest) break;
  }
  return history.slice(0, longest).reverse();
}

function* scoresForward<Score>(
  db: ReadDb | Tx,
  organizationId: number,
  after: number,
  on: (page: DaysPage, day: number) => Score | null,
): Generator<Score> {
  for (const page of monthsForward(db, organizationId, monthOf(after + 1))) {
    for (const day of daysOf(page)) {
      const score = day <= after ? null : on(page, day);
      if (score !== null) yield score;
    }
  }
}

function firstOf<T>(values: Iterable<T>): [T?] {
  for (const value of values) return [value];
  return [];
}

/** Of `account_summaries`, for what the last scoring left. */
export const previousColumns = `as_of as asOf, risk_level as riskLevel, risk_since as riskSince, sparkline,
  too_little_since as tooLittleSince`;

export function readPreviousSummary(db: ReadDb | Tx, organizationId: number): PreviousSummary | undefined {
  return db
    .prepared<[number], PreviousSummary>(
      `select ${previousColumns} from account_summaries where organization_id = ?`,
    )
    .get(organizationId);
}
