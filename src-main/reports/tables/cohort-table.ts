import { customersKept, revenueKept, yearBefore } from '../../../src-preload/contract/reports/cohort-words';
import type { Cohort, CohortCell, CohortReport } from '../../../src-preload/contract/reports/cohorts';
import { differenceOf } from '../../../src-preload/contract/reports/compared-words';
import type { Table } from '../table';
import { type Figure, moneyHeading, tableOf } from './figures';

interface CellOfCohort {
  readonly cohort: Cohort;
  /** The cohort of the same month a year before, where there was one. */
  readonly earlier: Cohort | undefined;
  readonly age: number;
  readonly cell: CohortCell;
}

/** A row for each cohort and each month after its start that is over; those in which nobody began are left out. */
export function cohortTable({ cohorts, currency }: CohortReport): Table {
  const cells = cohorts
    .filter(({ accounts }) => accounts > 0)
    .flatMap((cohort) => {
      const earlier = yearBefore(cohorts, cohort);
      return cohort.cells.map((cell, age): CellOfCohort => ({ cohort, earlier, age, cell }));
    });
  return tableOf('Cohorts', currency, figuresOf(currency), cells);
}

function figuresOf(currency: string | null): Figure<CellOfCohort>[] {
  return [
    ['Month of start', ({ cohort }) => cohort.month],
    ['Months after it', ({ age }) => age],
    ['Accounts that began', ({ cohort }) => cohort.accounts],
    ['Customers then', ({ cell }) => cell.accounts],
    ['Customers (%)', ({ cohort, age }) => customersKept(cohort, age)],
    [moneyHeading('Paid first a month', currency), ({ cell }) => cell.firstRevenue, 'money'],
    [moneyHeading('Paid then a month', currency), ({ cell }) => cell.revenue, 'money'],
    ['Revenue (%)', ({ cohort, age }) => revenueKept(cohort, age)],
    ...comparedWithYear('Customers', customersKept),
    ...comparedWithYear('Revenue', revenueKept),
  ];
}

/** Those that began in the same month a year before, at the same age. */
function comparedWithYear(
  what: string,
  kept: (cohort: Cohort, age: number) => number | null,
): Figure<CellOfCohort>[] {
  const before = ({ earlier, age }: CellOfCohort) => (earlier === undefined ? null : kept(earlier, age));
  return [
    [`${what} of those that began a year before (%)`, before],
    [`${what}, difference in points`, (cell) => differenceOf(kept(cell.cohort, cell.age), before(cell))],
  ];
}
