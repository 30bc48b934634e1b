import type { RiskLevel } from '../../../src-preload/contract/domain';
import { type OtherMoney, toMoney } from '../../../src-preload/contract/money';
import type { RiskPoint, RiskScreen } from '../../../src-preload/contract/risk/risk-screen';
import { arrOf, exactSum } from '../../../src-preload/contract/words';
import { dayOrNull, formatDay } from '../../lib/day';
import { addOthers, othersAs } from '../../lib/other-money';
import { companyMoney } from '../copy/company-money';
import { otherArrOf } from '../scores/stored-money';
import type { ReadDb } from '../types';

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
  readonly otherMoney: string | null;
}

const mostPoints = 2000;

/** JSON for json_each; null where everything goes. */
const listOf = (values: readonly unknown[] | undefined) =>
  values === undefined ? null : JSON.stringify(values);

/** Accounts are looked up only where the filter asks for something of theirs: a book has many. */
function matching({ ownerIds, segments }: RiskFilter): string {
  const isOfAccounts = ownerIds !== undefined || segments !== undefined;
  return `from account_summaries s
    left join churn_forecasts f on f.organization_id = s.organization_id
    ${isOfAccounts ? 'join organizations o on o.organization_id = s.organization_id' : ''}
    where s.risk_level is not null
      and (:levels is null or s.risk_level in (select value from json_each(:levels)))
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
}

function valuesOf(filter: RiskFilter): FilterValues {
  return {
    levels: listOf(filter.levels),
    owners: listOf(filter.ownerIds),
    segments: listOf(filter.segments),
    least: filter.minProbability ?? null,
  };
}

const orderSql = `order by coalesce(f.p90, 0) * s.mrr desc,
  case s.risk_level when 'critical' then 0 when 'high' then 1 when 'medium' then 2 else 3 end,
  s.mrr desc, s.organization_id`;

/** Accounts by what they may cost: the highest expected loss first, then the highest level and revenue. */
export function readRiskPoints(db: ReadDb, filter: RiskFilter): RiskPoint[] {
  const { currency } = companyMoney(db);
  return db
    .prepared<[FilterValues & { limit: number }], PointRow>(
      `with costly as materialized (
         select s.organization_id ${matching(filter)} ${orderSql} limit :limit)
       select s.organization_id as id, o.name, m.name as owner, s.mrr, s.score, s.band, s.risk_level as level,
         s.risk_since as since, f.p90, f.top_reason as reason, s.renews_on as renewsOn, s.other_money as otherMoney
       from costly join account_summaries s using (organization_id) join organizations o using (organization_id)
         left join churn_forecasts f using (organization_id) left join managers m on m.manager_id = o.owner_id
       ${orderSql}`,
    )
    .all({ ...valuesOf(filter), limit: mostPoints })
    .map(({ id, name, owner, mrr, score, band, level, since, p90, reason, renewsOn, otherMoney }) => ({
      id,
      name,
      owner,
      arr: arrOf(mrr),
      score,
      band,
      level,
      levelSince: dayOrNull(since),
      p90,
      expectedLoss90: p90 === null ? null : toMoney(12 * mrr * p90, currency),
      topReason: reason,
      ...othersAs('otherArr', otherArrOf(otherMoney)),
      renewsOn: dayOrNull(renewsOn),
    }));
}

type Totals = Pick<
  RiskScreen,
  'asOf' | 'total' | 'atRiskArr' | 'atRiskAccounts' | 'expectedLoss90' | 'otherArr'
>;

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
       ${matching(filter)}`,
    )
    .get(valuesOf(filter));
  return {
    asOf: dayOrNull(row?.asOf),
    total: row?.total ?? 0,
    atRiskArr: exactSum(row?.arr ?? 0),
    atRiskAccounts: row?.accounts ?? 0,
    ...othersAs('otherArr', readOtherArr(db, filter)),
    expectedLoss90: row?.loss == null ? null : toMoney(row.loss, companyMoney(db).currency),
  };
}

/** ARR of the filter's accounts that no rate turns into the company's currency. */
function readOtherArr(db: ReadDb, filter: RiskFilter): OtherMoney[] {
  const texts = db
    .prepared<[FilterValues], string>(
      `select s.other_money ${matching(filter)} and s.other_money is not null`,
    )
    .pluck()
    .all(valuesOf(filter));
  return addOthers(texts.flatMap(otherArrOf));
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
      [{ weekAgo: number; most: number }],
      { id: number; name: string; mrr: number; day: number; from: RiskLevel | null; to: RiskLevel }
    >(
      `select s.organization_id as id, o.name, s.mrr, s.risk_since as day, s.risk_level as "to", (
           select p.level from risk_assessment_history p
           where p.organization_id = s.organization_id and p.as_of <= :weekAgo order by p.as_of desc limit 1) as "from"
       from account_summaries s cross join organizations o on o.organization_id = s.organization_id
       where s.risk_since > :weekAgo and "from" is not s.risk_level
         and (s.risk_level in ('high', 'critical') or "from" in ('high', 'critical'))
       order by s.risk_since desc, s.mrr desc limit :most`,
    )
    .all({ weekAgo: today - 7, most: shownChanges })
    .map(({ mrr, day, ...change }) => ({ ...change, arr: arrOf(mrr), day: formatDay(day) }));
}
