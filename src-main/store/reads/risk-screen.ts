import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { RiskPoint, RiskScreen } from '../../../src-preload/contract/risk';
import { formatDay, mondayOf } from '../../lib/day';
import type { ReadDb } from '../types';
import { dayOrNull } from './read-accounts';

export interface RiskFilter {
  readonly levels?: readonly RiskLevel[] | undefined;
  readonly ownerIds?: readonly number[] | undefined;
  readonly segments?: readonly string[] | undefined;
  readonly minProbability?: number | undefined;
}

interface PointRow {
  readonly id: number;
  readonly name: string;
  readonly owner: string | null;
  readonly mrr: number;
  readonly score: number | null;
  readonly band: RiskPoint['band'];
  readonly level: RiskLevel;
  readonly since: number | null;
  readonly p90: number | null;
  readonly reason: string | null;
  readonly renewsOn: number | null;
  readonly asOf: number;
}

const mostPoints = 2000;

/** JSON for json_each; null where everything goes. */
const listOf = (values: readonly unknown[] | undefined) =>
  values === undefined ? null : JSON.stringify(values);

const filterSql = `(:levels is null or s.risk_level in (select value from json_each(:levels)))
  and (:owners is null or o.owner_id in (select value from json_each(:owners)))
  and (:segments is null or o.segment in (select value from json_each(:segments)))
  and (:least is null or f.p90 >= :least)`;

const fromSql = `from account_summaries s
  join organizations o on o.organization_id = s.organization_id
  left join churn_forecasts f on f.organization_id = s.organization_id
  left join managers m on m.manager_id = o.owner_id`;

interface FilterValues {
  readonly levels: string | null;
  readonly owners: string | null;
  readonly segments: string | null;
  readonly least: number | null;
}

function valuesOf(filter: RiskFilter): FilterValues {
  return {
    levels: listOf(filter.levels),
    owners: listOf(filter.ownerIds),
    segments: listOf(filter.segments),
    least: filter.minProbability ?? null,
  };
}

/** Accounts by what they may cost: the highest expected loss first, then the highest level and revenue. */
export function readRiskPoints(db: ReadDb, filter: RiskFilter): RiskPoint[] {
  return db
    .prepared<[FilterValues & { limit: number }], PointRow>(
      `select s.organization_id as id, o.name, m.name as owner, s.mrr, s.score, s.band, s.risk_level as level,
         s.risk_since as since, f.p90, f.top_reason as reason, s.renews_on as renewsOn, s.as_of as asOf
       ${fromSql} where s.risk_level is not null and ${filterSql}
       order by coalesce(f.p90, 0) * s.mrr desc,
         case s.risk_level when 'critical' then 0 when 'high' then 1 when 'medium' then 2 else 3 end,
         s.mrr desc, s.organization_id
       limit :limit`,
    )
    .all({ ...valuesOf(filter), limit: mostPoints })
    .map(({ id, name, owner, mrr, score, band, level, since, p90, reason, renewsOn }) => ({
      id,
      name,
      owner,
      arr: 12 * mrr,
      score,
      band,
      level,
      levelSince: dayOrNull(since),
      p90,
      expectedLoss90: p90 === null ? null : 12 * mrr * p90,
      topReason: reason,
      renewsOn: dayOrNull(renewsOn),
    }));
}

type Totals = Pick<RiskScreen, 'asOf' | 'total' | 'atRiskArr' | 'atRiskAccounts' | 'expectedLoss90'>;

/** At risk are the levels high and critical. */
export function readRiskTotals(db: ReadDb, filter: RiskFilter): Totals {
  const row = db
    .prepared<
      [FilterValues],
      { asOf: number | null; total: number; arr: number | null; accounts: number | null; loss: number | null }
    >(
      `select max(s.as_of) as asOf, count(*) as total,
         sum(case when s.risk_level in ('high', 'critical') then 12 * s.mrr else 0 end) as arr,
         sum(s.risk_level in ('high', 'critical')) as accounts, sum(12 * s.mrr * f.p90) as loss
       ${fromSql} where s.risk_level is not null and ${filterSql}`,
    )
    .get(valuesOf(filter));
  return {
    asOf: dayOrNull(row?.asOf),
    total: row?.total ?? 0,
    atRiskArr: row?.arr ?? 0,
    atRiskAccounts: row?.accounts ?? 0,
    expectedLoss90: row?.loss ?? null,
  };
}

const shownWeeks = 52;

/** How many accounts stood at each level by week, oldest first: the last level of each account in the week. */
export function readRiskDistribution(db: ReadDb, today: number): RiskScreen['distribution'] {
  const rows = db
    .prepared<[number], [number, RiskLevel, number]>(
      `select week, level, count(*) from (
         select as_of - (as_of + 3) % 7 as week, level, max(as_of)
         from risk_assessment_history h join organizations o on o.organization_id = h.organization_id
         where as_of >= ? and (o.churned_at is null or as_of < o.churned_at / 86400000)
         group by h.organization_id, as_of - (as_of + 3) % 7)
       group by week, level order by week`,
    )
    .raw()
    .all(mondayOf(today) - 7 * shownWeeks);
  const weeks = new Map<number, RiskScreen['distribution'][number]>();
  for (const [week, level, accounts] of rows) {
    const counts = weeks.get(week) ?? { week: formatDay(week), low: 0, medium: 0, high: 0, critical: 0 };
    counts[level] = accounts;
    weeks.set(week, counts);
  }
  return [...weeks.values()];
}

const shownChanges = 200;

/** Changes of level in the seven days up to `today`, newest first. */
export function readRiskChanges(db: ReadDb, today: number): RiskScreen['changes'] {
  return db
    .prepared<
      [number, number, number],
      { id: number; name: string; mrr: number; day: number; from: RiskLevel | null; to: RiskLevel }
    >(
      `select h.organization_id as id, o.name, s.mrr, h.as_of as day, h.level as "to", (
           select p.level from risk_assessment_history p
           where p.organization_id = h.organization_id and p.as_of < h.as_of order by p.as_of desc limit 1) as "from"
       from risk_assessment_history h
       join organizations o on o.organization_id = h.organization_id
       join account_summaries s on s.organization_id = h.organization_id and s.risk_level is not null
       where h.as_of > ? and h.as_of <= ? and "from" is not h.level
       order by h.as_of desc, s.mrr desc limit ?`,
    )
    .all(today - 7, today, shownChanges)
    .map(({ mrr, day, ...change }) => ({ ...change, arr: 12 * mrr, day: formatDay(day) }));
}
