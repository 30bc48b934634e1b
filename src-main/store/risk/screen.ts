import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { RiskPoint, RiskScreen } from '../../../src-preload/contract/risk/risk-screen';
import { arrOf, toCents } from '../../../src-preload/contract/words';
import { dayOrNull, formatDay } from '../../lib/day';
import type { ReadDb } from '../types';
import { standingSql } from './standing-sql';

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
}

const mostPoints = 2000;

/** JSON for json_each; null where everything goes. */
const listOf = (values: readonly unknown[] | undefined) =>
  values === undefined ? null : JSON.stringify(values);

/** Accounts are looked up only where the filter asks for something of theirs: a book has many. */
function matching({ ownerIds, segments }: RiskFilter): string {
  const isOfAccounts = ownerIds !== undefined || segments !== undefined;
  return `from account_summaries s ${standingSql.join}
    left join churn_forecasts f on f.organization_id = s.organization_id
    ${isOfAccounts ? 'join organizations o on o.organization_id = s.organization_id' : ''}
    where ${standingSql.level} is not null
      and (:levels is null or ${standingSql.level} in (select value from json_each(:levels)))
      and (:least is null or f.p90 >= :least)
      ${
        isOfAccounts
          ? `and (:owners is null or o.owner_id in (select value from json_each(:owners)))
      and (:segments is null or o.segment in (select value from json_each(:segments)))`
          : ''
      }`;
}

interface FilterValues {
  readonly levels: string | null;
  readonly owners: string | null;
  readonly segments: string | null;
  readonly least: number | null;
  readonly today: number;
}

function valuesOf(filter: RiskFilter, today: number): FilterValues {
  return {
    today,
    levels: listOf(filter.levels),
    owners: listOf(filter.ownerIds),
    segments: listOf(filter.segments),
    least: filter.minProbability ?? null,
  };
}

const orderSql = `order by coalesce(f.p90, 0) * s.mrr desc,
  case ${standingSql.level} when 'critical' then 0 when 'high' then 1 when 'medium' then 2 else 3 end,
  s.mrr desc, s.organization_id`;

/** Accounts by what they may cost: the highest expected loss first, then the highest level and revenue. */
export function readRiskPoints(db: ReadDb, filter: RiskFilter, today: number): RiskPoint[] {
  return db
    .prepared<[FilterValues & { limit: number }], PointRow>(
      `with costly as materialized (
         select s.organization_id ${matching(filter)} ${orderSql} limit :limit)
       select s.organization_id as id, o.name, m.name as owner, s.mrr, ${standingSql.score} as score,
         ${standingSql.band} as band, ${standingSql.level} as level, ${standingSql.since} as since, f.p90, f.top_reason as reason, s.renews_on as renewsOn
       from costly join account_summaries s using (organization_id) ${standingSql.join}
         join organizations o on o.organization_id = s.organization_id
         left join churn_forecasts f on f.organization_id = s.organization_id left join managers m on m.manager_id = o.owner_id
       ${orderSql}`,
    )
    .all({ ...valuesOf(filter, today), limit: mostPoints })
    .map(({ id, name, owner, mrr, score, band, level, since, p90, reason, renewsOn }) => ({
      id,
      name,
      owner,
      arr: arrOf(mrr),
      score,
      band,
      level,
      levelSince: dayOrNull(since),
      p90,
      expectedLoss90: p90 === null ? null : toCents(12 * mrr * p90),
      topReason: reason,
      renewsOn: dayOrNull(renewsOn),
    }));
}

type Totals = Pick<RiskScreen, 'asOf' | 'total' | 'atRiskArr' | 'atRiskAccounts' | 'expectedLoss90'>;

/** At risk are the levels high and critical. */
export function readRiskTotals(db: ReadDb, filter: RiskFilter, today: number): Totals {
  const row = db
    .prepared<
      [FilterValues],
      { asOf: number | null; total: number; arr: number | null; accounts: number | null; loss: number | null }
    >(
      `select max(s.as_of) as asOf, count(*) as total,
         sum(case when ${standingSql.level} in ('high', 'critical') then 12 * s.mrr else 0 end) as arr,
         sum(${standingSql.level} in ('high', 'critical')) as accounts, sum(12 * s.mrr * f.p90) as loss
       ${matching(filter)}`,
    )
    .get(valuesOf(filter, today));
  return {
    asOf: dayOrNull(row?.asOf),
    total: row?.total ?? 0,
    atRiskArr: toCents(row?.arr ?? 0),
    atRiskAccounts: row?.accounts ?? 0,
    expectedLoss90: row?.loss == null ? null : toCents(row.loss),
  };
}

const shownChanges = 200;

/**
 * Accounts that came into risk (high, critical), went out of it, or moved within it, from seven days ago to now: one
 * line each, whatever happened in between. Newest first. Moves between low and medium are left to the account's own
 * history: they are many and nothing follows from them.
 */
export function readRiskChanges(db: ReadDb, today: number): RiskScreen['changes'] {
  return db
    .prepared<
      [{ weekAgo: number; most: number; today: number }],
      { id: number; name: string; mrr: number; day: number; from: RiskLevel | null; to: RiskLevel }
    >(
      `select s.organization_id as id, o.name, s.mrr, ${standingSql.since} as day, ${standingSql.level} as "to", (
           select p.level from risk_assessment_history p
           where p.organization_id = s.organization_id and p.as_of <= :weekAgo order by p.as_of desc limit 1) as "from"
       from account_summaries s ${standingSql.join} cross join organizations o on o.organization_id = s.organization_id
       where day > :weekAgo and "to" is not null and "from" is not "to"
         and ("to" in ('high', 'critical') or "from" in ('high', 'critical'))
       order by day desc, s.mrr desc limit :most`,
    )
    .all({ weekAgo: today - 7, most: shownChanges, today })
    .map(({ mrr, day, ...change }) => ({ ...change, arr: arrOf(mrr), day: formatDay(day) }));
}
