import { Button } from '@mantine/core';
import type { MouseEvent } from 'react';
import { leftOutWords } from '../../../src-preload/contract/money';
import type { RiskPoint, RiskScreen } from '../../../src-preload/contract/risk/risk-screen';
import { AccountName } from '../../ui/account-name';
import { Day } from '../../ui/day';
import { EmptyState } from '../../ui/empty-state';
import { formatCount, formatPlural } from '../../ui/format/number';
import { Money } from '../../ui/money';
import { Probability } from '../../ui/probability';
import { RiskBadge } from '../../ui/risk-badge';
import { Section } from '../../ui/section';
import { type Column, type ColumnSort, rowsOf } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { TableRoom } from '../../ui/table/table-room';
import { sortPoints } from './sort-points';

const columns: readonly Column<RiskPoint>[] = [
  {
    id: 'name',
    header: 'Account',
    width: 188,
    rest: 1,
    firstSort: 'ascending',
    cell: (row) => (
      <AccountName name={row.name} title={row.owner ? `${row.name}, owned by ${row.owner}` : row.name} />
    ),
  },
  {
    id: 'level',
    header: 'Level',
    width: 98,
    firstSort: 'descending',
    help: 'From the score, its fall and warning signs; the churn model and pulses can lift it',
    cell: (row) => <RiskBadge level={row.level} />,
  },
  {
    id: 'levelSince',
    header: 'Since',
    width: 104,
    firstSort: 'descending',
    cell: (row) => <Day day={row.levelSince} />,
  },
  {
    id: 'p90',
    header: 'Churn, 90 d',
    width: 114,
    align: 'right',
    firstSort: 'descending',
    help: 'Probability that the account leaves within 90 days',
    cell: (row) => <Probability share={row.p90} />,
  },
  {
    id: 'arr',
    header: 'ARR',
    width: 76,
    align: 'right',
    firstSort: 'descending',
    cell: (row) => <Money amount={row.arr} others={row.otherArr} />,
  },
  {
    id: 'expectedLoss90',
    header: 'Expected loss',
    width: 118,
    align: 'right',
    firstSort: 'descending',
    help: 'ARR × probability of churn in 90 days',
    cell: (row) =>
      row.otherArr !== undefined && row.expectedLoss90 === null && row.p90 !== null ? (
        <span className="faint" title={leftOutWords(row.otherArr) ?? undefined}>
          no rate
        </span>
      ) : (
        <Money amount={row.expectedLoss90} />
      ),
  },
  {
    id: 'topReason',
    header: 'Main reason',
    width: 180,
    rest: 3,
    cell: (row) =>
      row.topReason === null ? (
        <span className="truncate faint" title={row.p90 === null ? undefined : noParticularReason}>
          {row.p90 === null ? '–' : noParticularReason}
        </span>
      ) : (
        <span className="truncate" title={row.topReason}>
          {row.topReason}
        </span>
      ),
  },
  {
    id: 'renewsOn',
    header: 'Renews',
    width: 104,
    firstSort: 'ascending',
    cell: (row) => <Day day={row.renewsOn} />,
  },
];

/** Nothing raises its chance against comparable accounts. */
const noParticularReason = 'No particular reason: like most accounts of its kind';

/** What only a model can tell. */
const modelColumns = new Set(['p90', 'expectedLoss90', 'topReason']);

interface RiskListProps {
  book: RiskScreen;
  sort: ColumnSort;
  onSort: (sort: ColumnSort) => void;
  /** Back to the usual order; null: it is. */
  onUsual: (() => void) | null;
  onOpen: (accountId: number) => void;
}

/** The accounts in sight, those with the most at stake first. */
export function RiskList({ book, sort, onSort, onUsual, onOpen }: RiskListProps) {
  const rows = sortPoints(book.points, sort);
  const shown = columns.map(({ id }) => id).filter((id) => book.model || !modelColumns.has(id));
  return (
    <Section
      title="Accounts"
      note={listWords(book)}
      padding="flush"
      actions={onUsual !== null && <UsualOrder onUsual={onUsual} />}
    >
      {rows.length === 0 ? (
        <EmptyState title="No account fits this filter" text="Take a part of it away, or clear it." />
      ) : (
        <TableRoom rows={rows.length}>
          <DataTable
            label="Accounts by risk"
            place="risk"
            columns={columns}
            shown={shown}
            rows={rowsOf(rows)}
            sort={sort}
            onSort={onSort}
            accountOf={asItself}
            onOpen={(row) => onOpen(row.id)}
          />
        </TableRoom>
      )}
    </Section>
  );
}

/** It goes as it is pressed: the list that it ordered has the focus then. */
function UsualOrder({ onUsual }: { onUsual: () => void }) {
  function order({ currentTarget }: MouseEvent): void {
    currentTarget.closest('section')?.querySelector<HTMLElement>('[role="grid"]')?.focus();
    onUsual();
  }
  return (
    <Button size="compact-sm" variant="subtle" color="gray" fw={400} onClick={order}>
      Back to the usual order
    </Button>
  );
}

function listWords({ points, total, model }: RiskScreen): string {
  if (points.length === total) return formatPlural(total, 'account');
  const first = model ? 'highest expected loss' : 'highest risk';
  return `The ${formatCount(points.length)} with the ${first}, of ${formatPlural(total, 'account')}; narrow the filter to see others`;
}

function asItself(row: RiskPoint): RiskPoint {
  return row;
}
