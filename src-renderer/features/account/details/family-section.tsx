import { useQuery } from '@tanstack/react-query';
import type { Family } from '../../../../src-preload/contract/family';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { AccountLink } from '../../../ui/account-link';
import { Count } from '../../../ui/count';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount, formatPlural, formatScore, formatShare } from '../../../ui/format/number';
import { Money } from '../../../ui/money';
import { RiskBadge } from '../../../ui/risk-badge';
import { ScoreNumber } from '../../../ui/score-number';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { StatRow, StatTile } from '../../../ui/stat-tile';
import { FactTable } from '../../../ui/table/fact-table';

/** Which account it belongs to, what belongs to it, and what they are together. */
export function FamilySection({ id }: { id: number }) {
  const family = useQuery(trpc.account.family.queryOptions({ id }));
  return (
    <Section
      title="Belongs together"
      note="Of the accounts that you may see; others of the same group are not counted"
      padding="flush"
    >
      <Loaded answer={family} waiting={<RowSkeletons count={3} />}>
        {(found) => <FamilyFacts family={found} />}
      </Loaded>
    </Section>
  );
}

function FamilyFacts({ family }: { family: Family }) {
  if (family.parent === null && family.childCount === 0) {
    return <EmptyState title="It stands alone" text="It belongs to no account, and none belongs to it." />;
  }
  return (
    <>
      {family.together && <Together together={family.together} />}
      <FactTable
        columns={[
          'Account',
          'Standing',
          { name: 'Below it', align: 'right' },
          { name: 'Health', align: 'right' },
          'Risk',
          { name: 'ARR', align: 'right' },
        ]}
      >
        {family.parent && <ParentRow parent={family.parent} />}
        {family.children.map((child) => (
          <tr key={child.id}>
            <th scope="row" data-room="wide">
              <AccountLink id={child.id} tab="details">
                {child.name}
              </AccountLink>
            </th>
            <td>{child.standingText}</td>
            <td data-align="right">{child.below === 0 ? '–' : formatCount(child.below)}</td>
            <td data-align="right">
              <ScoreNumber score={child.score} band={child.band} />
            </td>
            <td>
              <RiskBadge level={child.risk} />
            </td>
            <td data-align="right">
              <Money amount={child.arr} others={child.otherArr} />
            </td>
          </tr>
        ))}
      </FactTable>
      {family.childCount > family.children.length && (
        <p className="soft">{`… and ${formatPlural(family.childCount - family.children.length, 'smaller account')}`}</p>
      )}
    </>
  );
}

function ParentRow({ parent }: { parent: NonNullable<Family['parent']> }) {
  return (
    <tr>
      <th scope="row" data-room="wide">
        {parent.kind === 'shown' ? (
          <AccountLink id={parent.id} tab="details">
            {parent.name}
          </AccountLink>
        ) : (
          'An account outside your book'
        )}
      </th>
      <td colSpan={5} className="soft">
        The account it belongs to
      </td>
    </tr>
  );
}

function Together({ together }: { together: NonNullable<Family['together']> }) {
  const { accounts, arr, otherArr, users, activeUsers, withoutActive, score, scoredShare } = together;
  return (
    <StatRow label="Together" size="small">
      <StatTile label="Accounts together" value={formatCount(accounts)} note="this one and all below it" />
      <StatTile label="ARR together" value={<Money amount={arr} others={otherArr} />} />
      <StatTile
        label="Active users together"
        value={<Count count={activeUsers} unit={['user active in 28 days', 'users active in 28 days']} />}
        note={
          withoutActive === 0
            ? `of ${formatPlural(users, 'contact')}`
            : `of ${formatPlural(users, 'contact')}; not known of ${formatPlural(withoutActive, 'account')}`
        }
      />
      <StatTile
        label="Health, weighted by revenue"
        value={score === null ? '–' : formatScore(score)}
        note={
          scoredShare === null
            ? 'no account with a score pays'
            : `rests on ${formatShare(scoredShare)} of the revenue`
        }
      />
    </StatRow>
  );
}
