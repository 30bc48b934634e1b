import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { accountHeadlines } from '../schema/risk';
import type { ReadDb, Tx } from '../types';

export type HeadlineRow = typeof accountHeadlines.$inferSelect;

/** Chances to leave as they were last foretold; null where no model spoke of the account. */
export interface StoredChance {
  readonly p30: number | null;
  readonly p90: number | null;
  readonly p180: number | null;
  readonly chanceReason: string | null;
  /** The model that foretold them. */
  readonly chanceVersion: number | null;
}

/** What a headline rests on: what scoring left of the account, and what the model said. */
export interface RulesRow extends StoredChance {
  /** The day of the figures. */
  readonly asOf: number;
  readonly rules: RiskLevel | null;
  readonly rulesSince: number | null;
  readonly mrr: number;
  readonly confidence: number | null;
  /** JSON of RiskIndicator[]. */
  readonly indicators: string;
}

/** Null for what was never scored. */
export function readRules(db: ReadDb | Tx, organizationId: number): RulesRow | undefined {
  return db
    .prepared<[number], RulesRow>(
      `select s.as_of as asOf, s.risk_level as rules, s.risk_since as rulesSince, s.mrr, s.confidence, s.indicators, f.p30,
         f.p90, f.p180, f.top_reason as chanceReason, f.model_version as chanceVersion
       from account_summaries s left join churn_forecasts f using (organization_id) where s.organization_id = ?`,
    )
    .get(organizationId);
}

/** Of `account_headlines`, for a row in whole. */
export const headlineColumns = `organization_id as organizationId, level, since, override_until as overrideUntil,
  override_score as overrideScore, override_band as overrideBand, override_level as overrideLevel,
  override_since as overrideSince, config_version as configVersion, profile, model_version as modelVersion,
  switched_on as switchedOn, switched`;

export function readHeadline(db: ReadDb | Tx, organizationId: number): HeadlineRow | undefined {
  return db
    .prepared<[number], HeadlineRow>(
      `select ${headlineColumns} from account_headlines where organization_id = ?`,
    )
    .get(organizationId);
}

export function putHeadline(tx: Tx, row: HeadlineRow): void {
  tx.prepared(
    `replace into account_headlines (organization_id, level, since, override_until, override_score, override_band,
       override_level, override_since, config_version, profile, model_version, switched_on, switched)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.organizationId,
    row.level,
    row.since,
    row.overrideUntil,
    row.overrideScore,
    row.overrideBand,
    row.overrideLevel,
    row.overrideSince,
    row.configVersion,
    row.profile,
    row.modelVersion,
    row.switchedOn,
    row.switched,
  );
}

/**
 * The next scoring goes on from the level that rules alone said at the end of the past: what a model adds to it that is
 * there already is no news of the account.
 */
export function beginHeadline(
  tx: Tx,
  organizationId: number,
  level: RiskLevel | null,
  since: number | null,
): void {
  putHeadline(tx, {
    organizationId,
    level,
    since,
    overrideUntil: null,
    overrideScore: null,
    overrideBand: null,
    overrideLevel: null,
    overrideSince: null,
    configVersion: null,
    profile: null,
    modelVersion: 0,
    switchedOn: null,
    switched: null,
  });
}
