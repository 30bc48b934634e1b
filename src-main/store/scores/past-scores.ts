import type { Band, RiskLevel } from '../../../src-preload/contract/domain';
import { tenthOf } from '../../../src-preload/contract/words';
import type { ReadDb, Tx } from '../types';

/** A score as it was made. */
export interface StoredScore {
  readonly asOf: number;
  readonly score: number;
  readonly configVersion: number;
  readonly profile: string;
  readonly payload: Uint8Array;
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

const selectScores = `select as_of as asOf, score, config_version as configVersion, profile, payload
  from organization_health_scores`;
const farFuture = 2 ** 31;

/** The latest score on or before a day; without one, the latest of all. */
export function readScoreOnOrBefore(
  db: ReadDb | Tx,
  organizationId: number,
  day = farFuture,
): StoredScore | undefined {
  return db
    .prepared<[number, number], StoredScore>(
      `${selectScores} where organization_id = ? and as_of <= ? order by as_of desc limit 1`,
    )
    .get(organizationId, day);
}

/** All scores of an account, the latest first. */
export function readScoresBackward(db: ReadDb, organizationId: number): IterableIterator<StoredScore> {
  return db
    .prepared<[number], StoredScore>(`${selectScores} where organization_id = ? order by as_of desc`)
    .iterate(organizationId);
}

/** The earliest score after a day. */
export function readScoreAfter(
  db: ReadDb | Tx,
  organizationId: number,
  day: number,
): StoredScore | undefined {
  return db
    .prepared<[number, number], StoredScore>(
      `${selectScores} where organization_id = ? and as_of > ? order by as_of limit 1`,
    )
    .get(organizationId, day);
}

/** What of a score's row its comparison with another needs. */
export interface KeptScore {
  readonly score: number;
  /** Null or `unknown` where too little was known. */
  readonly band: Band | 'unknown' | null;
  readonly configVersion: number;
  readonly profile: string;
  readonly payload: Uint8Array;
}

/** The score of the latest day of a window, to the tenth; undefined when none was made in it. */
export function readScoreIn(
  db: ReadDb | Tx,
  organizationId: number,
  from: number,
  to: number,
): KeptScore | undefined {
  const row = db
    .prepared<[number, number, number], KeptScore>(
      `select score, band, config_version as configVersion, profile, payload from organization_health_scores
       where organization_id = ? and as_of between ? and ? order by as_of desc limit 1`,
    )
    .get(organizationId, from, to);
  return row === undefined ? undefined : { ...row, score: tenthOf(row.score) };
}

/** The rules that made an account's score of a day; undefined when none was made on it. */
export function readRulesOn(
  db: ReadDb | Tx,
  organizationId: number,
  day: number,
): { readonly configVersion: number; readonly profile: string } | undefined {
  return db
    .prepared<[number, number], { configVersion: number; profile: string }>(
      `select config_version as configVersion, profile from organization_health_scores
       where organization_id = ? and as_of = ?`,
    )
    .get(organizationId, day);
}

/** Days and points, to the tenth, of the scores after a day, ascending; those of which too little was known are left out. */
export function readPointsSince(
  db: ReadDb | Tx,
  organizationId: number,
  after: number,
): { day: number; points: number }[] {
  return db
    .prepared<[number, number], { day: number; points: number }>(
      `select as_of as day, score as points from organization_health_scores
       where organization_id = ? and as_of > ? and band <> 'unknown' order by as_of`,
    )
    .all(organizationId, after)
    .map(({ day, points }) => ({ day, points: tenthOf(points) }));
}

export function readPreviousSummary(db: ReadDb | Tx, organizationId: number): PreviousSummary | undefined {
  return db
    .prepared<[number], PreviousSummary>(
      `select as_of as asOf, risk_level as riskLevel, risk_since as riskSince, sparkline,
         too_little_since as tooLittleSince
       from account_summaries where organization_id = ?`,
    )
    .get(organizationId);
}
