import type { accountSummaries } from '../schema/health';
import type { Tx } from '../types';

/** The scores of an account's contacts in one week. */
export interface ContactScoresRow {
  readonly organizationId: number;
  /** The Monday of the week. */
  readonly week: number;
  readonly asOf: number;
  readonly configVersion: number;
  readonly rows: number;
  readonly payload: Uint8Array;
}

export type Summary = typeof accountSummaries.$inferSelect;

const contactColumns = 'organization_id, week, as_of, config_version, rows, payload';

export function putContactScores(tx: Tx, row: ContactScoresRow): void {
  tx.prepared(`replace into user_health_scores (${contactColumns}) values (?, ?, ?, ?, ?, ?)`).run(
    ...contactValues(row),
  );
}

export function addPastContactScores(tx: Tx, row: ContactScoresRow): void {
  tx.prepared(`insert or ignore into user_health_scores (${contactColumns}) values (?, ?, ?, ?, ?, ?)`).run(
    ...contactValues(row),
  );
}

/** What is kept of an account's contacts, of all weeks. */
export function readContactScores(tx: Tx, organizationId: number): ContactScoresRow[] {
  return tx
    .prepared<[number], ContactScoresRow>(
      `select organization_id as organizationId, week, as_of as asOf, config_version as configVersion, rows, payload
         from user_health_scores where organization_id = ?`,
    )
    .all(organizationId);
}

export function removeContactScores(tx: Tx, organizationId: number, week: number): void {
  tx.prepared<[number, number]>('delete from user_health_scores where organization_id = ? and week = ?').run(
    organizationId,
    week,
  );
}

function contactValues({ organizationId, week, asOf, configVersion, rows, payload }: ContactScoresRow) {
  return [organizationId, week, asOf, configVersion, rows, payload] as const;
}

const summaryColumns = [
  ...['as_of', 'score', 'band', 'confidence', 'trend', 'change_28', 'risk_level', 'risk_since', 'indicators'],
  ...['indicator_count', 'mrr', 'seats', 'users', 'active_users', 'events', 'last_activity_day', 'renews_on'],
  ...['sparkline', 'updated_at', 'standing', 'life_day', 'missing', 'too_little_since', 'other_money'],
];
/** In its place: a row that is taken out and put in anew moves its indexes as well. */
const putSummarySql = `insert into account_summaries (organization_id, ${summaryColumns.join(', ')})
  values (?${', ?'.repeat(summaryColumns.length)})
  on conflict do update set ${summaryColumns.map((column) => `${column} = excluded.${column}`).join(', ')}`;

export function putSummary(tx: Tx, summary: Summary): void {
  tx.prepared(putSummarySql).run(
    summary.organizationId,
    summary.asOf,
    summary.score,
    summary.band,
    summary.confidence,
    summary.trend,
    summary.change28,
    summary.riskLevel,
    summary.riskSince,
    summary.indicators,
    summary.indicatorCount,
    summary.mrr,
    summary.seats,
    summary.users,
    summary.activeUsers,
    summary.events,
    summary.lastActivityDay,
    summary.renewsOn,
    summary.sparkline,
    summary.updatedAt,
    summary.standing,
    summary.lifeDay,
    summary.missing,
    summary.tooLittleSince,
    summary.otherMoney,
  );
}

/** Since when too little was known at the end of a walk through an account's past; the next scoring goes on from there. */
export function setPastKnowledge(tx: Tx, organizationId: number, tooLittleSince: number | null): void {
  tx.prepared('update account_summaries set too_little_since = ? where organization_id = ?').run(
    tooLittleSince,
    organizationId,
  );
}

/** The risk found at the end of a walk through an account's past; the next scoring goes on from there. */
export function setPastRisk(
  tx: Tx,
  organizationId: number,
  riskLevel: Summary['riskLevel'],
  riskSince: Summary['riskSince'],
): void {
  tx.prepared('update account_summaries set risk_level = ?, risk_since = ? where organization_id = ?').run(
    riskLevel,
    riskSince,
    organizationId,
  );
}

/** @param sparkline JSON */
export function setSparkline(tx: Tx, organizationId: number, sparkline: string): void {
  tx.prepared('update account_summaries set sparkline = ? where organization_id = ?').run(
    sparkline,
    organizationId,
  );
}
