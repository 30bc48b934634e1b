import type { PlanCard } from '../../../../src-preload/contract/milestones/milestones';
import { AccountLink } from '../../../ui/account-link';
import { Day } from '../../../ui/day';
import { FactTable } from '../../../ui/table/fact-table';
import { PaceBadge } from '../pace-badge';
import { ProgressBar } from '../progress-bar';

const columns = ['Account', 'Plan', 'Pace', 'Progress', 'Next', 'Due', 'Owner'];

/** The same plans as rows, the slowest first. */
export function BoardList({ cards }: { cards: readonly PlanCard[] }) {
  return (
    <FactTable columns={columns}>
      {cards.map((card) => (
        <tr key={`${card.accountId} ${card.planId}`}>
          <th scope="row">
            <AccountLink id={card.accountId} tab="milestones" name={card.account}>
              {card.account}
            </AccountLink>
          </th>
          <td>
            <bdi>{card.plan}</bdi>
          </td>
          <td>
            <PaceBadge pace={card.pace} reasons={card.reasons} />
          </td>
          <td>
            <ProgressBar progress={card.progress} of={`${card.account}, ${card.plan}`} />
          </td>
          <td data-room="text">
            <bdi>{card.next?.name ?? '–'}</bdi>
          </td>
          <td>
            <Day day={card.next?.dueOn ?? null} />
          </td>
          <td>
            <bdi>{card.owner ?? '–'}</bdi>
          </td>
        </tr>
      ))}
    </FactTable>
  );
}
