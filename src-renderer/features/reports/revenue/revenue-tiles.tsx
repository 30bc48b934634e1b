import { leftOutWords } from '../../../../src-preload/contract/money';
import type { RevenueReport } from '../../../../src-preload/contract/reports/revenue';
import { arrOf, exactSum } from '../../../../src-preload/contract/words';
import { formatCount, formatMoney, formatMoneySigned, formatPlural } from '../../../ui/format/number';
import { Money } from '../../../ui/money';
import { StatRow, StatTile } from '../../../ui/stat-tile';
import { monthWords } from '../report-words';

/** The last month's figures beside those of the month before. */
export function RevenueTiles({ report: { months, otherMrr } }: { report: RevenueReport }) {
  const month = months.at(-1);
  const before = months.at(-2);
  if (month === undefined) return null;
  const change = exactSum(month.closing - month.opening);
  const changeBefore = before === undefined ? null : exactSum(before.closing - before.opening);
  return (
    <StatRow label="Recurring revenue">
      <StatTile
        label="MRR"
        value={<Money amount={month.closing} />}
        note={leftOutWords(otherMrr) ?? `${formatMoney(month.opening)} at the opening`}
      />
      <StatTile
        label="ARR"
        value={<Money amount={arrOf(month.closing)} />}
        note="12 × MRR, as on Accounts and Today"
      />
      <StatTile
        label={`Change in ${monthWords(month.month)}`}
        value={<span title={formatMoneySigned(change)}>{formatMoneySigned(change)}</span>}
        note={
          before === undefined || changeBefore === null
            ? null
            : `${formatMoneySigned(changeBefore)} in ${monthWords(before.month)}`
        }
      />
      <StatTile
        label="Paying accounts"
        value={formatCount(month.payingAccounts)}
        note={
          before === undefined ? null : `${formatPlural(before.payingAccounts, 'account')} at the opening`
        }
      />
    </StatRow>
  );
}
