import { type SQL, sql } from 'drizzle-orm';
import { accountSummaries } from '../schema/health';
import { accountHeadlines } from '../schema/risk';

/**
 * What counts of an account now, in SQL, over account_summaries and account_headlines: what was set by hand as long as it
 * holds, else what was computed. Until a headline is made the level by rules stands.
 */
export function standingFigures(today: number) {
  const byHand = sql`${accountHeadlines.overrideUntil} >= ${today}`;
  const unless = (own: unknown): SQL => sql`case when ${byHand} then null else ${own} end`;
  return {
    byHand: sql<number>`coalesce(${byHand}, 0)`,
    score: sql<
      number | null
    >`case when ${byHand} then ${accountHeadlines.overrideScore} else ${accountSummaries.score} end`,
    band: sql<
      'poor' | 'middle' | 'healthy' | null
    >`case when ${byHand} then ${accountHeadlines.overrideBand} else ${accountSummaries.band} end`,
    /** Of a score set by hand enough is known. */
    tooLittleSince: unless(accountSummaries.tooLittleSince) as SQL<number | null>,
    /** Of a score set by hand there is no way it went. */
    change28: unless(accountSummaries.change28) as SQL<number | null>,
    trend: unless(accountSummaries.trend) as SQL<'falling' | 'steady' | 'rising' | null>,
    level: sql<
      'low' | 'medium' | 'high' | 'critical' | null
    >`case when ${byHand} then ${accountHeadlines.overrideLevel} else coalesce(${accountHeadlines.level}, ${accountSummaries.riskLevel}) end`,
    since: sql<
      number | null
    >`case when ${byHand} then ${accountHeadlines.overrideSince} else coalesce(${accountHeadlines.since}, ${accountSummaries.riskSince}) end`,
  };
}

/** The same for prepared statements: `s` is account_summaries, `h` account_headlines, `:today` the day. */
export const standingSql = {
  join: 'left join account_headlines h on h.organization_id = s.organization_id',
  score: 'case when h.override_until >= :today then h.override_score else s.score end',
  band: 'case when h.override_until >= :today then h.override_band else s.band end',
  tooLittleSince: 'case when h.override_until >= :today then null else s.too_little_since end',
  level:
    'case when h.override_until >= :today then h.override_level else coalesce(h.level, s.risk_level) end',
  since:
    'case when h.override_until >= :today then h.override_since else coalesce(h.since, s.risk_since) end',
} as const;
