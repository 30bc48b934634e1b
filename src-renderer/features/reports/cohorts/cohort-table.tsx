import { Box } from '@mantine/core';
import type { Cohort, CohortCell, CohortReport } from '../../../../src-preload/contract/reports/cohorts';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount, formatMoney, formatPlural, formatShare } from '../../../ui/format/number';
import { monthWords } from '../report-words';
import classes from './cohort-table.module.css';
import { type CohortView, cohortViews } from './cohort-view';
import { useCellFocus } from './use-cell-focus';

interface CohortTableProps {
  report: CohortReport;
  view: CohortView;
  onOpen: (month: string, age: number) => void;
}

/** A row for each month of start, the oldest first; a table in itself, whose cells are shaded by their share. */
export function CohortTable({ report: { cohorts, together }, view, onOpen }: CohortTableProps) {
  const shown = cohorts.filter(({ accounts }) => accounts > 0);
  const moving = useCellFocus(firstKnown(shown, view));
  if (shown.length === 0)
    return (
      <EmptyState title="Nobody became a customer in these months" text="Cohorts begin with the first." />
    );
  const all = shown.reduce((sum, { accounts }) => sum + accounts, 0);
  // As far as the oldest of them goes.
  const columns = cohorts.slice(cohorts.indexOf(shown[0] as Cohort)).map((_, age) => age);
  return (
    <Box className={classes.scroll} role="region" aria-label="Cohorts, month by month" tabIndex={0}>
      <table className={classes.table} onKeyDown={moving.onKeyDown}>
        <thead>
          <tr>
            <th scope="col">Start</th>
            <th scope="col">Accounts</th>
            {columns.map((age) => (
              <th
                scope="col"
                key={age}
                title={`At the end of the ${age === 0 ? 'month of start' : `${age}. month after it`}`}
              >
                {age}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((cohort, row) => (
            <CohortRow
              key={cohort.month}
              cohort={cohort}
              view={view}
              columns={columns}
              onOpen={onOpen}
              focusOf={(age) => moving.cell(row, age)}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td className={classes.count}>{formatCount(all)}</td>
            {columns.map((age) => {
              const cell = together[age];
              const share = cell === undefined ? null : cohortViews[view].share(cell, cell.of);
              return (
                <td key={age} title={cell && togetherWords(cell)}>
                  {share === null ? '' : formatShare(share)}
                </td>
              );
            })}
          </tr>
        </tfoot>
      </table>
    </Box>
  );
}

interface CohortRowProps {
  cohort: Cohort;
  view: CohortView;
  columns: readonly number[];
  onOpen: (month: string, age: number) => void;
  focusOf: (age: number) => ReturnType<ReturnType<typeof useCellFocus>['cell']>;
}

function CohortRow({ cohort, view, columns, onOpen, focusOf }: CohortRowProps) {
  const { month, accounts, cells } = cohort;
  return (
    <tr>
      <th scope="row">{monthWords(month)}</th>
      <td className={classes.count}>{formatCount(accounts)}</td>
      {columns.map((age) => {
        const cell = cells[age];
        const share = cell === undefined ? null : cohortViews[view].share(cell, accounts);
        if (cell === undefined || share === null) {
          const why = cell === undefined ? 'Not over yet' : 'No price is known';
          return (
            <td key={age} className={classes.unknown} title={why}>
              <span className="visually-hidden">{why}</span>
            </td>
          );
        }
        return (
          <td key={age} className={classes.cell} data-shade={Math.min(5, Math.round(5 * share))}>
            <button
              type="button"
              {...focusOf(age)}
              title={cellWords(cell, accounts)}
              onClick={() => onOpen(month, age)}
            >
              {formatShare(share)}
            </button>
          </td>
        );
      })}
    </tr>
  );
}

/** The first cell that can be opened. */
function firstKnown(cohorts: readonly Cohort[], view: CohortView): readonly [number, number] {
  for (const [row, { accounts, cells }] of cohorts.entries()) {
    const age = cells.findIndex((cell) => cohortViews[view].share(cell, accounts) !== null);
    if (age >= 0) return [row, age];
  }
  return [0, 0];
}

function cellWords(cell: CohortCell, accounts: number): string {
  const customers = `${formatCount(cell.accounts)} of ${formatPlural(accounts, 'account')}`;
  if (cell.firstRevenue === 0) return customers;
  return `${customers}; ${formatMoney(cell.revenue)} a month of ${formatMoney(cell.firstRevenue)} at first`;
}

function togetherWords(cell: CohortCell & { of: number }): string {
  return `${cellWords(cell, cell.of)}, of the cohorts that are so old`;
}
