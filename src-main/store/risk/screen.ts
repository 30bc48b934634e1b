import type { RiskLevel } from '../../../src-preload/contract/domain';
import { minorDigits, type OtherMoney, toMoney } from '../../../src-preload/contract/money';
import type { RiskPoint, RiskScreen } from '../../../src-preload/contract/risk/risk-screen';
import { arrOf, exactSum, expectedLossOf } from '../../../src-preload/contract/words';
import { dayOrNull } from '../../lib/day';
import { addOthers, othersAs } from '../../lib/other-money';
import { companyMoney } from '../copy/company-money';
import { isAllOther, otherArrOf } from '../scores/stored-money';
import { type KnowledgeColumns, tooLittleOf } from '../scores/too-little';
import type { ReadDb } from '../types';
import { type FilterValues, matching, type RiskFilter, valuesOf } from './in-sight';
import { standingSql } from './standing-sql';

interface PointRow extends KnowledgeColumns {
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

const orderSql = `order by coalesce(f.p90, 0) * s.mrr desc,
  case ${standingSql.level} when 'critical' then 0 when 'high' then 1 when 'medium' then 2 else 3 end,
  s.mrr desc, s.organization_id`;

/** Accounts by what they may cost: the highest expected loss first, then the highest level and revenue. */
export function readRiskPoints(db: ReadDb, filter: RiskFilter, today: number): RiskPoint[] {
  const { currency } = companyMoney(db);
  return db
    .prepared<[FilterValues & { limit: number }], PointRow>(
      `with costly as materialized (
         select s.organization_id ${matching(filter)} ${orderSql} limit :limit)
       select s.organization_id as id, o.name, m.name as owner, s.mrr, ${standingSql.score} as score,
         ${standingSql.band} as band, s.confidence, s.missing, ${standingSql.tooLittleSince} as tooLittleSince,
         ${standingSql.level} as level, ${standingSql.since} as since, f.p90, f.top_reason as reason,
         s.renews_on as renewsOn, s.other_money as otherMoney
       from costly join account_summaries s using (organization_id) ${standingSql.join}
         join organizations o on o.organization_id = s.organization_id
         left join churn_forecasts f on f.organization_id = s.organization_id left join managers m on m.manager_id = o.owner_id
       ${orderSql}`,
    )
    .all({ ...valuesOf(filter, today), limit: mostPoints })
    .map(
      ({ p90, mrr, since, reason, renewsOn, otherMoney, confidence, missing, tooLittleSince, ...point }) => ({
        ...point,
        arr: arrOf(mrr),
        tooLittle: tooLittleOf({ confidence, missing, tooLittleSince }),
        levelSince: dayOrNull(since),
        p90,
        expectedLoss90:
          p90 === null || isAllOther(mrr, otherMoney)
            ? null
            : expectedLossOf(mrr, p90, minorDigits(currency)),
        topReason: reason,
        ...othersAs('otherArr', otherArrOf(otherMoney)),
        renewsOn: dayOrNull(renewsOn),
      }),
    );
}

type Totals = Pick<
  RiskScreen,
  'asOf' | 'total' | 'atRiskArr' | 'atRiskAccounts' | 'expectedLoss90' | 'otherArr'
>;

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
    atRiskArr: exactSum(row?.arr ?? 0),
    atRiskAccounts: row?.accounts ?? 0,
    ...othersAs('otherArr', readOtherArr(db, filter, today)),
    expectedLoss90: row?.loss == null ? null : toMoney(row.loss, companyMoney(db).currency),
  };
}

/** ARR of the filter's accounts that no rate turns into the company's currency. */
function readOtherArr(db: ReadDb, filter: RiskFilter, today: number): OtherMoney[] {
  const texts = db
    .prepared<[FilterValues], string>(
      `select s.other_money ${matching(filter)} and s.other_money is not null`,
    )
    .pluck()
    .all(valuesOf(filter, today));
  return addOthers(texts.flatMap(otherArrOf));
}
