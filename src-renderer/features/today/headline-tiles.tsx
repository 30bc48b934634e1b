import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AccountFilter, AccountSort } from '../../../src-preload/contract/accounts';
import { leftOutWords } from '../../../src-preload/contract/money';
import type { Today } from '../../../src-preload/contract/today';
import {
  formatCount,
  formatMoney,
  formatMoneyShort,
  formatPlural,
  formatShare,
} from '../../ui/format/number';
import { HealthMix } from '../../ui/health-mix';
import { StatRow, StatTile } from '../../ui/stat-tile';

/** Before the first scores nothing can be said of risk, which is not the same as no risk. */
const noScores = '–';

interface HeadlineTilesProps {
  headline: Today['headline'];
  /** Whose book it is; null: every owner's. */
  ownerId: number | null;
}

/** The state of the book in five figures; each leads to its accounts, of the same owner. */
export function HeadlineTiles({ headline, ownerId }: HeadlineTilesProps) {
  const scored = headline.accounts > headline.unscored;
  const { atRiskAccounts, renewals90, renewalArr90, silent, scoreDrops } = headline;
  const owned = ownerId === null ? {} : { ownerIds: [ownerId] };
  return (
    <StatRow label="The book today">
      <StatTile
        label="Accounts at risk"
        value={
          <ListLink search={{ filter: { ...owned, riskLevels: ['high', 'critical'] } }}>
            {scored ? formatCount(atRiskAccounts) : noScores}
          </ListLink>
        }
        note={scored ? <RiskArr {...headline} /> : 'Not scored yet'}
      />
      <StatTile
        label="Renewals in 90 days"
        value={
          <ListLink
            search={{
              filter: { ...owned, renewsWithinDays: 90 },
              sort: { key: 'renewsOn', descending: false },
            }}
          >
            {formatCount(renewals90)}
          </ListLink>
        }
        note={<span title={formatMoney(renewalArr90)}>{formatMoneyShort(renewalArr90)} ARR</span>}
      />
      <StatTile
        label="Silent"
        value={
          <ListLink search={{ filter: { ...owned, silentForDays: 14 } }}>{formatCount(silent)}</ListLink>
        }
        note="For 14 days or more"
      />
      <StatTile
        label="Score drops"
        value={
          <ListLink
            search={{
              filter: { ...owned, trends: ['falling'] },
              sort: { key: 'change28', descending: false },
            }}
          >
            {scored ? formatCount(scoreDrops) : noScores}
          </ListLink>
        }
        note="By 10 points or more"
      />
      <StatTile
        label={`Health of ${formatPlural(headline.accounts, 'account')}`}
        value={<HealthMix {...headline} />}
        wide
      />
    </StatRow>
  );
}

function RiskArr({ atRiskArr, arr, otherArr = [] }: Today['headline']) {
  const others = leftOutWords(otherArr);
  return (
    <span
      title={`${formatMoney(atRiskArr)} of ${formatMoney(arr)} ARR${others === null ? '' : `; ${others}`}`}
    >
      {formatMoneyShort(atRiskArr)} ARR{arr > 0 && `, ${formatShare(atRiskArr / arr)}`}
      {others === null ? '' : `; ${others}`}
    </span>
  );
}

interface ListLinkProps {
  search: { filter: AccountFilter; sort?: AccountSort };
  children: ReactNode;
}

function ListLink({ search, children }: ListLinkProps) {
  return (
    <Link to="/accounts" search={search}>
      {children}
    </Link>
  );
}
