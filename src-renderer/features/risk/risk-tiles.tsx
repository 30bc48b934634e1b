import { leftOutWords } from '../../../src-preload/contract/money';
import type { RiskScreen } from '../../../src-preload/contract/risk/risk-screen';
import { formatCount, formatMoneyWhole, formatPlural } from '../../ui/format/number';
import { Money } from '../../ui/money';
import { StatRow, StatTile } from '../../ui/stat-tile';

/** What is at stake in the accounts in sight, in four figures. */
export function RiskTiles({ book }: { book: RiskScreen }) {
  const { into, out } = book.moves;
  return (
    <StatRow label="What is at stake">
      <StatTile
        label="ARR at risk"
        value={<Money amount={book.atRiskArr} />}
        note={leftOutWords(book.otherArr ?? []) ?? 'At high or critical risk'}
      />
      <StatTile
        label="Accounts at risk"
        value={formatCount(book.atRiskAccounts)}
        note={`of ${formatPlural(book.total, 'account')} in sight`}
      />
      <StatTile
        label="Expected loss in 90 days"
        value={<Money amount={book.expectedLoss90} />}
        note={
          book.expectedLoss90 === null ? (
            'No probability yet'
          ) : (
            <span title={`${formatMoneyWhole(book.expectedLoss90)}: the sum of ARR × probability of churn`}>
              ARR × probability, summed{book.otherArr === undefined ? '' : '; without what has no rate'}
            </span>
          )
        }
      />
      <StatTile
        label="Into risk this week"
        value={formatCount(into)}
        note={`${formatCount(out)} out of it`}
      />
    </StatRow>
  );
}
