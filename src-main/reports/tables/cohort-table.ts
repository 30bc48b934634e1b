import type { Cohort, CohortCell, CohortReport } from '../../../src-preload/contract/reports/cohorts';
import { shownShare } from '../../../src-preload/contract/words';
import type { Table } from '../table';
import { type Figure, moneyHeading, tableOf } from './figures';

interface CellOfCohort {
  readonly cohort: Cohort;
  readonly age: number;
  readonly cell: CohortCell;
}

/** A row for each cohort and each month after its start that is over; those in which nobody began are left out. */
export function cohortTable({ cohorts, currency }: CohortReport): Table {
  const cells = cohorts
    .filter(({ accounts }) => accounts > 0)
    .flatMap((cohort) => cohort.cells.map((cell, age): CellOfCohort => ({ cohort, age, cell })));
  return tableOf('Cohorts', currency, figuresOf(currency), cells);
}

function figuresOf(currency: string | null): Figure<CellOfCohort>[] {
  const share = (part: number, whole: number) => (whole === 0 ? null : shownShare(part / whole));
  return [
    ['Month of start', ({ cohort }) => cohort.month],
    ['Months after it', ({ age }) => age],
    ['Accounts that began', ({ cohort }) => cohort.accounts],
    ['Customers then', ({ cell }) => cell.accounts],
    ['Customers (%)', ({ cell, cohort }) => share(cell.accounts, cohort.accounts)],
    [moneyHeading('Paid first a month', currency), ({ cell }) => cell.firstRevenue, 'money'],
    [moneyHeading('Paid then a month', currency), ({ cell }) => cell.revenue, 'money'],
    ['Revenue (%)', ({ cell }) => share(cell.revenue, cell.firstRevenue)],
  ];
}
